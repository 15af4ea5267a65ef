"""The charts' numbers: what is joined, what is left out, what is counted where."""

from __future__ import annotations

from typing import Any

import pytest
import synthetic_layers
from hypothesis import given
from hypothesis import strategies as st

from geodash.app import evidence, holdings
from geodash.app.holdings import Held
from geodash.selection import Selection
from geodash.view.evidence import References
from geodash.view.series import OTHERS, coca, counts, name_source

REFERENCES = References(
    articles={"a-1999": {"author": "Doe", "title": "On coca", "published": "1999-05-01"}},
    sources={"S1": {"title": "A survey"}},
)


def hectares(year: int, value: float | None = 10.0, **more: Any) -> dict[str, Any]:
    figure = {"year": year, "value": value, "low": None, "high": None, "value_kind": "stated", "series": "unodc"}
    return figure | {"segment": "before_2011", "standing": "preferred", "source": ["S1"], "note": None} | more


def area(name: str, figures: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    row = {"id": name, "name": name.title(), "kind": "zone", "inside": None, "themes": ["coca"], "hectares": figures}
    return {"type": "Feature", "id": name, "geometry": None, "properties": row | more}


def gathered(*rows: dict[str, Any], selection: Selection | None = None) -> Any:
    return coca([Held("coca_zones", rows)], selection or Selection(), REFERENCES)


def runs(figures: list[dict[str, Any]]) -> list[list[int]]:
    """The years of each run of one zone."""
    zone = gathered(area("z", figures)).zones[0]
    return [[f.year for f in zone.figures if f.run == run] for run in sorted({f.run for f in zone.figures})]


def test_a_year_without_a_figure_is_a_gap() -> None:
    assert runs([hectares(2004), hectares(2005), hectares(2008)]) == [[2004, 2005], [2008]]
    assert runs([hectares(2004), hectares(2005, None), hectares(2006)]) == [[2004], [2006]]


def test_nothing_is_joined_across_a_break_of_method_or_publisher() -> None:
    breaks = [hectares(year) for year in (2009, 2010)]
    breaks += [hectares(year, segment="from_2011") for year in (2011, 2017)]
    breaks += [hectares(2018, segment="from_2018"), hectares(2019, segment="from_2018")]
    assert runs(breaks) == [[2009, 2010], [2011], [2017], [2018, 2019]]


def test_figures_of_no_segment_stand_alone() -> None:
    assert runs([hectares(1996, segment=None), hectares(1997, segment=None)]) == [[1996], [1997]]


@given(st.lists(st.tuples(st.integers(1985, 2024), st.sampled_from([None, "before_2011", "from_2011", "from_2018"]))))
def test_no_run_skips_a_year_or_mixes_segments(rows: list[tuple[int, str | None]]) -> None:
    given = [hectares(year, segment=segment) for year, segment in rows]
    zones = gathered(area("z", given)).zones
    assert len(zones) == bool(rows)
    segment = dict(reversed(rows))  # the first of a year counts
    for zone in zones:
        years = [figure.year for figure in zone.figures]
        assert years == sorted(set(years)) == sorted(segment)
        for one, next_ in zip(zone.figures, zone.figures[1:], strict=False):
            if one.run == next_.run:
                assert next_.year == one.year + 1
                assert segment[one.year] == segment[next_.year] is not None


def test_only_preferred_figures_are_drawn_and_the_nations_claims_beside() -> None:
    claims = [hectares(2001, 5.0, standing="claim"), hectares(2001, 9.0, standing="rejected"), hectares(2001, 7.0)]
    found = gathered(area("peru", claims, kind="country"), area("z", claims))
    assert [f.value for f in found.nation] == [7.0] == [f.value for f in found.zones[0].figures]
    assert [f.value for f in found.claims] == [5.0]


def test_a_range_counts_with_its_middle_and_keeps_its_ends() -> None:
    figure = gathered(area("z", [hectares(1985, None, low=10.0, high=20.0, value_kind="range")])).zones[0].figures[0]
    assert (figure.value, figure.low, figure.high, figure.kind) == (15.0, 10.0, 20.0, "range")


def test_zones_only_the_largest_first_and_parts_after_their_whole() -> None:
    found = gathered(
        area("small", [hectares(2010, 1.0)]),
        area("part", [hectares(2010, 40.0)], kind="subzone", inside="whole"),
        area("whole", [hectares(2010, 50.0)]),
        area("dep-x", [hectares(2010, 99.0)], kind="department"),
        area("sum", [hectares(2010, 99.0)], kind="sum"),
        area("colombia", [hectares(2010, 99.0)], kind="country"),
        area("empty", []),
    )
    assert [zone.id for zone in found.zones] == ["whole", "part", "small"]
    assert found.zones[1].inside == "whole"
    assert found.nation == () and found.years == (2010, 2010)


def test_coca_follows_the_layers_and_the_themes_but_not_the_precision() -> None:
    row = area("z", [hectares(2010)], where_prec=5)
    assert gathered(row, selection=Selection(precision=1)).zones
    assert not gathered(row, selection=Selection(layers=("bases",))).zones
    assert not gathered(row, selection=Selection(themes=frozenset({"law"}))).zones


def event(start: str | None, end: str | None = None, **more: Any) -> dict[str, Any]:
    row = {"id": f"{start}", "start_earliest": start, "start_latest": end or start, "actors": ["army"], "themes": []}
    return {"type": "Feature", "id": row["id"], "geometry": None, "properties": row | more}


def counted(*rows: dict[str, Any], layer: str = "events", most: int = 10, **options: Any) -> Any:
    return counts([Held(layer, rows)], Selection(**options), most)


def test_events_count_in_the_year_they_begin() -> None:
    found = counted(
        event("1983-04-01", "1983-12-31"),
        event("1983-01-01", "1985-12-31"),  # about 1984
        event("1980-01-01", "1989-12-31"),  # a decade
        event(None, "1990-01-01"),  # no later than
        event(None),
    )
    assert [(bar.year, bar.sureness, bar.count) for bar in found.bars] == [(1983, "sure", 1), (1984, "about", 1)]
    assert (found.vague, found.undated) == ({"events": 2}, {"events": 1})


def test_each_actor_counts_and_the_rest_come_together() -> None:
    days = [f"199{n}-01-01" for n in range(4)]
    actors = (["army", "police"], ["army"], ["navy", "mrta"], ["police"])
    found = counted(*(event(day, actors=codes) for day, codes in zip(days, actors, strict=True)), most=2)
    assert sum(bar.count for bar in found.bars) == 4
    assert [(row.actor, row.total) for row in found.actors] == [("army", 2), ("police", 2), (OTHERS, 1)]
    assert found.others == 2


def test_a_mention_counts_for_the_actors_of_its_own_passage_only() -> None:
    mentions = [event("2001-01-01")["properties"], event("2002-01-01", actors=[])["properties"]]
    place = event(None, actors=["shining_path"], mentions=mentions)
    found = counted(place, layer="places")
    assert [(bar.layer, bar.year) for bar in found.bars] == [("places", 2001), ("places", 2002)]
    assert [(row.actor, row.total) for row in found.actors] == [("army", 1)]
    assert not counted(place, layer="places", layers=("events",)).bars


@pytest.mark.parametrize("window", [(1970, 2023), (1984, 1984)])
def test_no_count_depends_on_the_window(window: tuple[int, int]) -> None:
    made = [Held(name, rows) for name, rows in synthetic_layers.layers(300).items()]
    found = counts(made, Selection(*window))
    mentions = sum(len(row["properties"].get("mentions") or ()) for layer in made for row in layer.features)
    events = next(len(layer.features) for layer in made if layer.name == "events")
    total = sum(bar.count for bar in found.bars) + sum(found.vague.values()) + sum(found.undated.values())
    assert total == mentions + events


def test_sources_are_named() -> None:
    assert name_source("doc:a-1999#7", REFERENCES) == "Doe, On coca, 1999, ¶ 7"
    assert name_source("S1", REFERENCES) == "A survey"
    assert name_source("S9", REFERENCES) == "S9"


def test_the_atlas_itself() -> None:
    layers = holdings.layers()
    if not layers:
        pytest.skip("geo/ is not built")
    found = coca(layers, Selection(), evidence.references())
    ids = [zone.id for zone in found.zones]
    assert ids[0] == "vraem" and ids.index("monzon") == ids.index("upper_huallaga") + 1
    runs_of = {f.year: f.run for f in found.nation}
    assert runs_of[2009] == runs_of[2010] != runs_of[2011]
    assert runs_of[2017] != runs_of[2018] == runs_of[2019]
