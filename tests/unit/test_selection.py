"""The time test, the filters and the counts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.selection import (
    Selection,
    Span,
    articles,
    day,
    first_evidence,
    opacity,
    passes,
    select,
    spans,
    standing,
)
from geodash.tally import Tally
from geodash.when import Timespan, When

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "window_cases.json").read_text("utf-8"))
BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def row(entries: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    properties = {"id": "x:1", "drawn": "point", **entries[0], "attested": entries[1:], **more}
    return {"properties": properties, "geometry": {"type": "Point", "coordinates": [-74.0, -12.0]}}


class Layer:
    def __init__(self, name: str, features: list[dict[str, Any]]) -> None:
        self.name, self.features = name, features


@pytest.mark.parametrize("case", GOLDEN["rows"], ids=lambda case: case["name"])
def test_window_cases(case: dict[str, Any]) -> None:
    found = spans(row(case["entries"]), day(case["earliest"]))
    for first, last, expected, strength in case["expect"]:
        window = Timespan(date.fromisoformat(first), date.fromisoformat(last))
        assert standing(found, window) == expected, (first, last)
        assert opacity(found, window, **GOLDEN["fade"]) == pytest.approx(strength, abs=0.001), (first, last)


days = st.dates(date(1960, 1, 1), date(2030, 12, 31))


@given(st.lists(days, min_size=4, max_size=4).map(sorted), st.lists(days, min_size=2, max_size=2).map(sorted))
def test_agrees_with_when_where_all_is_known(bounds: list[date], window: list[date]) -> None:
    entry = dict(zip(BOUNDS, (moment.isoformat() for moment in bounds), strict=True))
    found = spans(row([entry]), day("1950-01-01"))
    when, span = When("", bounds[0], bounds[1], bounds[2], bounds[3]), Timespan(*window)
    expected = "certain" if when.certainly(span) else "possible" if when.possibly(span) else "out"
    assert standing(found, span) == expected


def test_a_dated_mention_dates_its_place_and_an_undated_one_does_not() -> None:
    known = dict.fromkeys(BOUNDS, "1984-01-01")
    unknown = dict.fromkeys(BOUNDS)
    place = row([unknown], mentions=[unknown, known])
    assert standing(spans(place, None), Selection(1984, 1984).window) == "certain"
    assert spans(row([unknown], mentions=[unknown]), 0) == ()


def test_first_evidence_looks_at_attested_moments_too() -> None:
    later = row([dict.fromkeys(BOUNDS, "1990-01-01"), dict.fromkeys(BOUNDS, "1981-02-03")])
    assert first_evidence([later]) == day("1981-02-03")
    assert first_evidence([row([dict.fromkeys(BOUNDS)])]) is None


def test_filters_by_article_theme_and_precision() -> None:
    feature = row([dict.fromkeys(BOUNDS)], sources=["doc:zech-2015#3", "web-1"], themes=["coca"], where_prec=4)
    feature["properties"]["mentions"] = [{"article": "aq-2011"}]
    assert articles(feature) == ("zech-2015", "aq-2011")
    assert passes(feature, Selection())
    assert passes(feature, Selection(articles=frozenset({"aq-2011"})))
    assert not passes(feature, Selection(articles=frozenset({"stone-2011"})))
    assert not passes(feature, Selection(themes=frozenset({"law"})))
    assert not passes(feature, Selection(precision=3))


def rows() -> list[dict[str, Any]]:
    exact, vague = dict.fromkeys(BOUNDS, "1984-05-05"), dict.fromkeys(BOUNDS)
    wide = dict(zip(BOUNDS, ("1980-01-01", "1989-12-31", "1980-01-01", "1989-12-31"), strict=True))
    listed = row([exact], drawn="listed", listed_reason="aggregate")
    lost = row([exact], drawn="listed", listed_reason="unlocated")
    return [row([exact]), row([wide]), row([vague]), listed | {"geometry": None}, lost | {"geometry": None}]


def test_counts_say_why_a_row_is_not_drawn() -> None:
    tally = Tally(Layer("bases", rows()))
    found = tally.count(Selection(1984, 1984))
    assert (found.shown, found.all, found.listed, found.unlocated, found.undated) == (3, 5, 1, 1, 1)
    assert tally.count(Selection(1984, 1984, certainty="certainly")).shown == 2
    assert tally.count(Selection(1984, 1984, undated=False)).shown == 2
    found = tally.count(Selection(1995, 1996))
    assert (found.shown, found.all, found.listed, found.unlocated, found.undated) == (1, 5, 0, 0, 1)


@pytest.mark.parametrize("certainty", ["possibly", "certainly"])
@pytest.mark.parametrize("years", [(1970, 1979), (1984, 1984), (1985, 1985), (1990, 2023)])
@pytest.mark.parametrize("undated", [True, False])
def test_counts_agree_with_select(certainty: Any, years: tuple[int, int], *, undated: bool) -> None:
    layer = Layer("bases", rows())
    chosen = Selection(*years, certainty=certainty, undated=undated)
    kept, found = select(layer, chosen), Tally(layer).count(chosen)
    assert found.shown == len([f for f in kept if f["geometry"]])
    assert found.shown + found.listed + found.unlocated == len(kept)


def zone(*years: int, attested: tuple[dict[str, Any], ...] = (), **more: Any) -> dict[str, Any]:
    figures = [{"year": year, "value": 9.0, "standing": "preferred", **more} for year in years]
    return row([dict.fromkeys(BOUNDS), *attested], hectares=figures)


def test_coca_zones_stay_whatever_the_window_but_are_certain_only_with_a_figure_in_it() -> None:
    layer = Layer("coca_zones", [zone(2004, 2005, 2008), zone()])
    chosen = Selection(1971, 1972, undated=False)
    assert len(select(layer, chosen)) == Tally(layer).count(chosen).shown == 2
    assert select(layer, replace(chosen, layers=("bases",))) == []
    for years, certain in (
        ((1971, 1972), 0),
        ((2006, 2007), 0),
        ((2005, 2007), 1),
        ((2008, 2008), 1),
        ((2009, 2020), 0),
    ):
        asked = Selection(*years, certainty="certainly")
        assert len(select(layer, asked)) == Tally(layer).count(asked).shown == certain, years


def test_a_rejected_figure_makes_no_coca_zone_certain_and_a_dated_moment_does() -> None:
    rejected = Layer("coca_zones", [zone(2004, standing="rejected"), zone(2004, value=None)])
    assert select(rejected, Selection(certainty="certainly")) == []
    told = Layer("coca_zones", [zone(attested=(dict.fromkeys(BOUNDS, "1984-05-05"),))])
    for year, certain in ((1984, 1), (1985, 0)):
        asked = Selection(year, year, certainty="certainly")
        assert len(select(told, asked)) == Tally(told).count(asked).shown == certain


def test_an_empty_layer_counts_nothing() -> None:
    assert Tally(Layer("bases", [])).count(Selection()).all == 0


def test_a_span_without_end_is_possible_for_ever() -> None:
    open_end = (Span(0, None, None, None, 0),)
    assert standing(open_end, Timespan(date(2100, 1, 1), date(2100, 1, 2))) == "possible"
