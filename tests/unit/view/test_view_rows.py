"""The table: what it shows, in which order, on which page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import synthetic_layers
from hypothesis import given, settings
from hypothesis import strategies as st

from geodash.app.holdings import Held
from geodash.selection import LAYERS, Selection, select
from geodash.tally import Tally
from geodash.text import load
from geodash.view.rows import COLUMNS, PAGE_SIZE, Ledger, Order, Page

TEXTS = load()


def held(count: int = 300, **options: Any) -> list[Held]:
    return [Held(name, rows) for name, rows in synthetic_layers.layers(count, **options).items()]


MANY = held()
LEDGER = Ledger(MANY, TEXTS)


def everything(ledger: Ledger, selection: Selection, order: Order | None = None) -> list[Any]:
    order = order or Order()
    first = ledger.page(selection, order)
    pages = [ledger.page(selection, order, number) for number in range(first.pages)]
    return [row for page in pages for row in page.rows]


def one(**properties: Any) -> Page:
    row: dict[str, Any] = {"id": "x", "name": "X", "drawn": "point", "sources": []} | properties
    feature = {"type": "Feature", "id": row["id"], "geometry": {"type": "Point", "coordinates": [0, 0]}}
    return Ledger([Held("bases", [feature | {"properties": row}])], TEXTS).page(Selection(), Order())


WINDOWS = st.tuples(st.integers(1970, 2023), st.integers(1970, 2023)).map(sorted)


@settings(deadline=None)
@given(
    WINDOWS,
    st.sets(st.sampled_from(LAYERS)),
    st.sampled_from(["possibly", "certainly"]),
    st.booleans(),
    st.integers(1, 7),
    st.sampled_from([frozenset(), frozenset({"coca"}), frozenset({"self-defense"})]),
)
def test_the_table_holds_just_what_is_selected(
    window: list[int], layers: set[str], certainty: Any, undated: bool, precision: int, themes: frozenset[str]
) -> None:
    first, last = window
    selection = Selection(
        first, last, layers=tuple(layers), certainty=certainty, undated=undated, precision=precision, themes=themes
    )
    expected = {f["properties"]["id"] for layer in MANY for f in select(layer, selection)}
    assert {row.id for row in everything(LEDGER, selection)} == expected


def test_the_table_counts_as_the_legend_does() -> None:
    selection = Selection(1980, 1984, certainty="certainly")
    for layer in MANY:
        only = replace(selection, layers=(layer.name,))
        rows = [row for row in everything(LEDGER, only) if not row.listed]
        assert len(rows) == Tally(layer).count(only).shown, layer.name


def test_a_page_is_cut_after_sorting_and_numbers_out_of_range_are_mended() -> None:
    page = LEDGER.page(Selection(), Order("name"), 1)
    assert len(page.rows) == PAGE_SIZE and page.number == 1
    assert page.total == sum(len(layer.features) for layer in MANY) == len(everything(LEDGER, Selection()))
    assert page.listed == 8
    assert LEDGER.page(Selection(), Order("name"), 10**6).number == page.pages - 1
    assert LEDGER.page(Selection(), Order("name"), -3).number == 0
    nothing = LEDGER.page(Selection(layers=()), Order())
    assert (nothing.rows, nothing.pages, nothing.total) == ((), 1, 0)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts_without_losing_rows(column: str, descending: bool) -> None:
    rows = everything(LEDGER, Selection(), Order(column, descending))
    assert len({row.id for row in rows}) == len(rows) == LEDGER.page(Selection(), Order()).total
    told = [getattr(row, column) for row in rows]
    if column == "sources":
        assert told == sorted(told, reverse=descending)
    if column == "where":
        filled = [text for text in told if text != "PE" and text]
        assert filled == sorted(filled, reverse=descending)


def test_names_sort_without_case_and_accents() -> None:
    rows = [
        {"type": "Feature", "id": name, "geometry": None, "properties": {"id": name, "name": name}}
        for name in ("Zaña", "ábaco", "Ñaña", "Nazca")
    ]
    ledger = Ledger([Held("bases", rows)], TEXTS)
    assert [row.name for row in everything(ledger, Selection(), Order("name"))] == ["ábaco", "Ñaña", "Nazca", "Zaña"]


def test_confidence_ascends_from_low_to_high() -> None:
    rows: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "id": code,
            "geometry": None,
            "properties": {"id": code, "name": code, "confidence": code},
        }
        for code in ("high", "low", "medium")
    ]
    ledger = Ledger([Held("bases", rows)], TEXTS)
    found = [
        [row.name for row in everything(ledger, Selection(), Order("confidence", down))] for down in (False, True)
    ]
    assert found == [["low", "medium", "high"], ["high", "medium", "low"]]


@pytest.mark.parametrize("descending", [False, True])
def test_undated_rows_come_last_when_sorted_by_time(descending: bool) -> None:
    rows = everything(LEDGER, Selection(layers=("bases",)), Order("when", descending))
    undated = [row.standing == "undated" for row in rows]
    assert undated == sorted(undated) and any(undated)
    years = [int(row.when[:4]) for row in rows if row.when[:4].isdigit()]
    assert years == sorted(years, reverse=descending)


def test_a_start_that_nobody_knows_is_sorted_by_what_is_told() -> None:
    def base(name: str, **dates: Any) -> dict[str, Any]:
        bare: dict[str, Any] = {"id": name, "name": name, "when": "XXXX/..", "start_earliest": None}
        return {"type": "Feature", "id": name, "geometry": None, "properties": bare | dates}

    rows = [
        base("later", start_latest="1994-01-01", end_earliest="1994-01-01", end_latest=None),
        base("first", when="1976", start_earliest="1976-01-01", start_latest="1976-12-31",
             end_earliest="1976-01-01", end_latest="1976-12-31"),
        base("seen", start_latest="1987-12-31", end_earliest="1987-01-01", end_latest=None),
    ]  # fmt: skip
    ledger = Ledger([Held("bases", rows)], TEXTS)
    assert [row.name for row in everything(ledger, Selection(), Order("when"))] == ["first", "seen", "later"]


def test_a_country_lies_in_none_and_codes_of_countries_are_not_shown() -> None:
    assert one(country="PE", kind="area").rows[0].where == "Peru"
    assert one(country="AF", kind="country").rows[0].where == ""
    assert one(country="PE", kind="area", admin="Puno").rows[0].where == "Puno"


def test_a_row_is_found_on_its_page() -> None:
    selection, order = Selection(1980, 1990), Order("when", descending=True)
    for number in range(3):
        for row in LEDGER.page(selection, order, number).rows:
            assert LEDGER.page_of(row.id, selection, order) == number
    assert LEDGER.page_of("nobody", selection, order) is None
    assert LEDGER.page_of("bases:1", replace(selection, layers=("events",)), order) is None


def test_what_is_not_drawn_says_why() -> None:
    told = {row.id: row.listed for row in everything(LEDGER, Selection(layers=("bases",)))}
    assert told["bases:listed"] == TEXTS["table.reason.aggregate"]
    assert told["bases:lost"] == TEXTS["table.reason.unlocated"]
    assert told["bases:1"] == ""


def test_every_reason_of_the_tables_has_a_text() -> None:
    for code in ("aggregate", "absence", "outside", "insurgent", "legal frame", "national", "not a committee"):
        assert f"table.reason.{code}" in TEXTS


def test_time_is_told_in_words() -> None:
    assert one(when="1984~").rows[0].when == "about 1984"
    assert one(when=None).rows[0].when == "undated"
    days: tuple[dict[str, str], ...] = ({"start_earliest": "1984-05-01"}, {"start_latest": "2010-01-01"}, {})
    mentions = [{"article": "a", **day} for day in days]
    assert one(mentions=mentions).rows[0].when == "mentioned for 1984 – 2010"
    assert one(hectares=[{"year": 2009}, {"year": 2009}]).rows[0].when == "figures for 2009"
    assert one(attested=[{"start_earliest": "1990-01-01"}]).rows[0].when == "1990"


def test_precision_is_told_with_its_radius_once() -> None:
    assert one(where_prec=2, uncertainty_km=25.0).rows[0].precision == "within about 25 km"
    assert (
        one(where_prec=3, uncertainty_km=35.0).rows[0].precision
        == "province, ±\N{NO-BREAK SPACE}35\N{NO-BREAK SPACE}km"
    )
    assert one(where_prec=None, uncertainty_km=None).rows[0].precision == ""


def test_hostile_names_come_as_they_are() -> None:
    ledger = Ledger(held(60, hostile=True), TEXTS)
    names = {row.name for row in everything(ledger, Selection())}
    assert set(synthetic_layers.HOSTILE) <= names
