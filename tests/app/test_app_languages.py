"""The two languages on every screen: which one is spoken, and that nothing of the other shows through."""

from __future__ import annotations

from pathlib import Path

import pytest
import synthetic_layers
from streamlit.testing.v1 import AppTest

from geodash.app import holdings

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("GEODASH_GEO", str(synthetic_layers.write(tmp_path / "geo", 60)))
    holdings.forget()
    return AppTest.from_file(str(APP), default_timeout=30)


def words(at: AppTest) -> str:
    return " ".join(caption.value for caption in at.caption)


def test_english_without_a_word_of_the_browser(app: AppTest) -> None:
    assert "No dot is not no event" in words(app.run())


def test_the_address_names_the_language(app: AppTest) -> None:
    app.query_params["lang"] = "es"
    at = app.run()
    assert not at.exception
    assert "Que no haya un punto" in words(at)


def test_the_browser_decides_only_where_the_address_does_not(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.locale", "es-PE")
    assert "Que no haya un punto" in words(app.run())
    app.query_params["lang"] = "en"
    assert "No dot is not no event" in words(app.run())


def test_a_language_of_the_browser_that_there_is_not_means_english(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.locale", "fr-FR")
    assert "No dot is not no event" in words(app.run())
