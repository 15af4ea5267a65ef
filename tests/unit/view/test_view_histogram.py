"""The timeline's histogram counts what sources date, each moment once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.selection import FIRST_YEAR, LAST_YEAR, Selection
from geodash.view.histogram import histogram, moments

POINT = {"type": "Point", "coordinates": [-74.0, -13.0]}


@dataclass
class Layer:
    name: str
    features: list[dict[str, Any]]


def start(first: str | None, last: str | None = None, **more: Any) -> dict[str, Any]:
    return {"start_earliest": first, "start_latest": last or first, **more}


def row(entry: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    properties = {"id": "a", "drawn": "point", **start(None), **(entry or {}), **more}
    return {"id": "a", "geometry": POINT, "properties": properties}


def test_a_start_within_three_years_counts_in_their_middle_and_a_vaguer_one_nowhere() -> None:
    assert moments(row(start("1984-01-01", "1984-12-31"))) == (1984,)
    assert moments(row(start("1983-01-01", "1985-12-31"))) == (1984,)
    assert moments(row(start("1980-01-01", "1989-12-31"))) == ()
    assert moments(row(start(None))) == ()


def test_the_years_between_start_and_end_are_not_filled() -> None:
    long = start("1983-05-01", end_earliest="2009-01-01", end_latest="2009-12-31")
    assert moments(row(long)) == (1983,)


def test_each_mention_counts_and_a_start_attested_again_counts_once() -> None:
    mentions = [start("2011-01-01", "2011-12-31"), start("2011-01-01", "2011-12-31"), start("1984-01-01")]
    assert moments(row(start("1900-01-01"), mentions=mentions)) == (1984, 2011, 2011)
    again = [start("1983-01-01", status="formed"), start("1990-01-01", status="active")]
    assert moments(row(start("1983-01-01"), attested=again)) == (1983, 1990)


def test_absence_is_no_moment() -> None:
    gone = [start("1990-01-01", status="absent"), start("1991-01-01", status="none")]
    assert moments(row(attested=gone)) == ()


def test_figures_count_once_a_year_and_rejected_ones_never() -> None:
    figures = [
        {"year": 2011, "standing": "preferred"},
        {"year": 2011, "standing": "claim"},
        {"year": 2012, "standing": "rejected"},
    ]
    assert moments(row(hectares=figures)) == (2011,)


def test_filters_and_switches_hold_and_what_is_only_listed_is_not_on_the_map() -> None:
    near = row(start("1984-01-01"), where_prec=1)
    vague = row(start("1985-01-01"), where_prec=4)
    listed = row(start("1986-01-01"), drawn="listed")
    layers = [Layer("events", [near, vague, listed]), Layer("bases", [near])]
    found = histogram(layers, Selection(layers=("events",), precision=2))
    assert found.bars == {"events": {1984: 1}}
    assert histogram(layers, Selection()).bars == {"events": {1984: 1, 1985: 1}, "bases": {1984: 1}}


@given(st.lists(st.integers(1850, 2100), max_size=20))
def test_every_dated_moment_is_on_the_axis_or_counted_beside_it(years: list[int]) -> None:
    rows = [row(start(f"{year:04}-06-01")) for year in years]
    found = histogram([Layer("events", rows)], Selection())
    assert sum(found.bars["events"].values()) + found.outside == len(years)
    assert all(FIRST_YEAR <= year <= LAST_YEAR for year in found.bars["events"])


@pytest.mark.parametrize("window", [(1970, 2023), (1984, 1984)])
def test_the_window_changes_nothing(window: tuple[int, int]) -> None:
    layers = [Layer("events", [row(start("1984-01-01")), row(start("2001-01-01"))])]
    assert histogram(layers, Selection(*window)).bars == {"events": {1984: 1, 2001: 1}}
