"""Where the timeline comes to rest, the address follows; what makes no sense changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest


def told(asked: dict[str, object]) -> None:
    """Run as a script of its own."""
    import streamlit as st  # noqa: PLC0415

    from geodash.app import state  # noqa: PLC0415

    state.rest(asked)
    chosen = state.selection()
    st.text(f"{chosen.first} {chosen.last} {chosen.certainty} {chosen.undated}")


def run(asked: dict[str, Any], **address: Any) -> AppTest:
    at = AppTest.from_function(told, args=(asked,), default_timeout=30)
    for key, value in address.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def test_it_comes_into_the_address() -> None:
    at = run({"first": 1980, "last": 1992, "certainty": "certainly", "undated": False})
    assert at.text[0].value == "1980 1992 certainly False"
    assert at.query_params == {"years": ["1980", "1992"], "certainty": "certainly", "undated": "false"}


def test_what_is_the_default_leaves_the_address_clean() -> None:
    asked = {"first": 1970, "last": 2024, "certainty": "possibly", "undated": True}
    at = run(asked, years=["1980", "1992"], certainty="certainly", undated="false")
    assert at.text[0].value == "1970 2024 possibly True"
    assert at.query_params == {}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"first": 1992, "last": 1980},
        {"first": 1960, "last": 2100},
        {"first": "<b>", "last": None},
        {"first": 1980.5, "last": 1990},
        {"first": True, "last": [1990]},
        {"certainty": "perhaps", "undated": "no"},
    ],
)
def test_nonsense_changes_nothing(asked: dict[str, Any]) -> None:
    at = run(asked, years=["1983", "1985"], certainty="certainly")
    assert at.text[0].value == "1983 1985 certainly True"
    assert at.query_params == {"years": ["1983", "1985"], "certainty": "certainly"}


def test_nonsense_in_a_later_address_gives_all_years() -> None:
    at = run({}, years=["1992", "1980"])
    assert at.text[0].value.startswith("1970 2024")
