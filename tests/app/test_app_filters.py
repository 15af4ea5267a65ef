"""The filters, run by Streamlit's own test harness."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic_layers
from streamlit.testing.v1 import AppTest

from geodash.app import finding, holdings
from geodash.selection import Selection

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("GEODASH_GEO", str(synthetic_layers.write(tmp_path / "geo", 200, hostile=True)))
    holdings.forget()
    return AppTest.from_file(str(APP), default_timeout=60)


def status(at: AppTest) -> str:
    return next(caption.value for caption in at.caption if "rows shown" in caption.value)


def address(at: AppTest) -> dict[str, list[str]]:
    return {key: [value] if isinstance(value, str) else list(value) for key, value in at.query_params.items()}


def order(at: AppTest) -> str:
    component: Any = next(e for e in at.main if "streamlit_folium.st_folium" in str(getattr(e, "proto", "")))
    return str(component.proto)


def test_a_search_filters_counts_and_map_and_stands_in_the_address(app: AppTest) -> None:
    at = app.run()
    assert status(at) == "210 of 210 rows shown"
    at.text_input(key="search").set_value("bases 7").run()
    assert not at.exception
    assert address(at) == {"search": ["bases 7"]}
    assert status(at) == "1 of 210 rows shown · hidden by: search"
    assert at.checkbox(key="show_bases").label == "Military and police bases\N{EN SPACE}1 / 1"
    kept = finding.kept(Selection(search="bases 7", found=finding.find("bases 7")))
    assert kept and kept in order(at)


def test_an_event_sent_before_the_last_choice_reached_the_browser_takes_nothing_back(app: AppTest) -> None:
    at = app.run()
    at.text_input(key="search").set_value("bases 7").run()
    at.query_params.clear()  # as the browser sends it that has not heard of the search yet
    at.checkbox(key="show_places").uncheck().run()
    assert address(at) == {"search": ["bases 7"], "show_places": ["false"]}
    assert at.text_input(key="search").value == "bases 7"


def test_going_back_takes_a_choice_back_and_what_is_chosen_then_does_not_bring_it_again(app: AppTest) -> None:
    at = app.run()
    at.text_input(key="search").set_value("bases 7").run()
    at.query_params.clear()
    at.run()
    assert at.text_input[0].value == ""
    at.checkbox(key="show_places").uncheck().run()
    assert address(at) == {"show_places": ["false"]}


def test_each_filter_has_its_own_clear_and_one_clears_all(app: AppTest) -> None:
    app.query_params.update({"search": ["made"], "precision": ["2"], "themes": ["self-defense"]})
    at = app.run()
    assert not at.exception
    assert "search" in status(at) and "precision" in status(at)
    at.button(key="clear_precision").click().run()
    assert "precision" not in at.query_params
    assert address(at)["search"] == ["made"]
    at.button(key="clear_all").click().run()
    assert not {"search", "precision", "themes"} & set(at.query_params)
    assert status(at) == "210 of 210 rows shown"
    assert at.text_input[0].value == ""


def test_nonsense_gives_a_view_and_a_note(app: AppTest) -> None:
    app.query_params.update(
        {
            "themes": ["coca,<img src=x>"],
            "box": ["-73,-11,-75,-13"],
            "search": ["x" * 10_000],
            "actors": ["nobody"],
            "precision": ["many"],
        }
    )
    at = app.run()
    assert not at.exception
    assert status(at) == "210 of 210 rows shown"
    for name in ("theme", "rectangle", "search", "actor", "precision"):
        assert name in at.warning[0].value
    assert "<img" not in at.warning[0].value
    at.text_input(key="search").set_value("made").run()
    assert not at.warning


@pytest.mark.parametrize("hostile", synthetic_layers.HOSTILE)
def test_hostile_text_is_searched_as_it_is(app: AppTest, hostile: str) -> None:
    app.query_params["search"] = hostile[:90]
    at = app.run()
    assert not at.exception
    shown = "".join(sign if sign.isprintable() else " " for sign in hostile[:90])
    assert str(at.text_input(key="search").value).split() == shown.split()
    assert " of 210 rows shown" in status(at)


def test_the_address_round_trips(app: AppTest) -> None:
    asked = {"years": ["1980", "1992"], "certainty": ["certainly"], "show_bases": ["false"], "search": ["made"],
             "themes": ["self-defense"], "precision": ["2"], "box": ["-76,-14,-72,-10"]}  # fmt: skip
    app.query_params.update(asked)
    at = app.run()
    assert not at.exception and not at.warning
    first = (status(at), address(at))
    again = AppTest.from_file(str(APP), default_timeout=60)
    again.query_params.update(first[1])
    again.run()
    assert (status(again), address(again)) == first == (status(at), asked)
    at.checkbox(key="show_bases").set_value(True).run()
    assert "show_bases" not in at.query_params
