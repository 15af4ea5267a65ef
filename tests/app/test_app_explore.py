"""The first screen, run by Streamlit's own test harness."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic_layers
from streamlit.testing.v1 import AppTest

from geodash.app import holdings

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("GEODASH_GEO", str(synthetic_layers.write(tmp_path / "geo", 200)))
    holdings.forget()
    return AppTest.from_file(str(APP), default_timeout=30)


def order(at: AppTest) -> str:
    """The map component's command, as it goes to the browser."""
    component: Any = next(e for e in at.main if "streamlit_folium.st_folium" in str(getattr(e, "proto", "")))
    return str(component.proto)


def test_the_first_screen_needs_no_click(app: AppTest) -> None:
    at = app.run()
    assert not at.exception
    assert "[0,20088]" in order(at)  # 1970-01-01 to 2024-12-31
    assert len(at.checkbox) == 5
    text = " ".join(caption.value for caption in at.caption)
    assert "4 listed, not drawn · 4 unlocated" in text
    assert "No dot is not no event" in text


def test_another_window_changes_the_counts(app: AppTest) -> None:
    at = app.run()
    before = at.checkbox(key="show_bases").label
    at.query_params["years"] = ["1975", "1976"]
    at.run()
    assert not at.exception
    assert at.checkbox(key="show_bases").label != before
    assert " / 32" in at.checkbox(key="show_bases").label


@pytest.mark.parametrize("asked", [
    {}, {"years": ["1984", "1984"]}, {"show_places": "false"}, {"certainty": "certainly", "undated": "false"},
    {"show_events": "false", "years": ["1980", "1992"], "certainty": "certainly", "search": "made"},
])  # fmt: skip
def test_what_is_drawn_listed_and_unlocated_is_what_is_shown(app: AppTest, asked: dict[str, Any]) -> None:
    app.query_params.update(asked)
    at = app.run()
    text = next(caption.value for caption in at.caption if "listed, not drawn" in caption.value)
    listed, unlocated, _ = (int(part.split()[0]) for part in text.split(" · "))
    boxes = [box for box in at.checkbox if str(box.key).startswith("show_") and box.value]
    drawn = sum(int(box.label.split("\N{EN SPACE}")[1].split(" /")[0]) for box in boxes)
    status = next(caption.value for caption in at.caption if "rows shown" in caption.value)
    assert drawn + listed + unlocated == int(status.split()[0])


def test_certainly_shows_fewer_than_possibly(app: AppTest) -> None:
    at = app.run()
    at.query_params["years"] = ["1984", "1984"]
    at.run()

    def shown() -> int:
        return int(at.checkbox(key="show_places").label.split("\N{EN SPACE}")[1].split(" /")[0])

    possibly = shown()
    at.query_params["certainty"] = "certainly"
    at.run()
    assert shown() < possibly


def test_nonsense_in_the_address_gives_a_sensible_view_and_a_note(app: AppTest) -> None:
    app.query_params["years"] = ["1992", "1980"]
    app.query_params["certainty"] = "<script>"
    app.query_params["at"] = "1_2_99"
    app.query_params["show_bases"] = "perhaps"
    app.query_params["lang"] = "xx"
    at = app.run()
    assert not at.exception
    assert "[0,20088]" in order(at)
    assert at.warning[0].value.endswith(": years, certainty, layers, place on the map, language.")
    at.button(key="address_note_close").click().run()
    assert not at.warning


def test_a_row_that_there_never_was_is_told_of_and_not_asked_for(app: AppTest) -> None:
    app.query_params["focus"] = "no such row"
    at = app.run()
    assert not at.exception
    assert "chosen row" in at.warning[0].value
    assert "no such row" not in order(at)
    assert "focus" not in at.query_params


@pytest.mark.parametrize("row", ["bases:3", "bases:lost"])
def test_a_row_is_looked_at_whether_it_is_drawn_or_not(app: AppTest, row: str) -> None:
    app.query_params["focus"] = row
    at = app.run()
    assert not at.warning
    assert f'"focus":"{row}"' in order(at).replace("\\", "")


def test_the_address_sets_the_controls(app: AppTest) -> None:
    app.query_params["years"] = ["1980", "1992"]
    app.query_params["certainty"] = "certainly"
    app.query_params["show_bases"] = "false"
    at = app.run()
    assert not at.exception
    assert not at.warning
    assert "[3652,8400]" in order(at)
    assert "certainly" in order(at)
    assert at.checkbox(key="show_bases").value is False


def test_an_atlas_without_layers_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEODASH_GEO", str(tmp_path))
    holdings.forget()
    at = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not at.exception
    assert "geodash build" in at.info[0].value


def test_a_broken_layer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bases.geojson").write_text("{}")
    monkeypatch.setenv("GEODASH_GEO", str(tmp_path))
    holdings.forget()
    at = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not at.exception
    assert "bases.geojson" in at.error[0].value and "geodash build" in at.error[0].value
