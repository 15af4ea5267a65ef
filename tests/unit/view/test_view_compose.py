"""Colour, size, order and legend of a composed view."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
import synthetic_layers

from geodash.errors import TableError
from geodash.selection import LAYERS, Selection, hectares
from geodash.view import MapView, Styles, compose, load_styles


class Layer:
    def __init__(self, name: str, features: list[dict[str, Any]]) -> None:
        self.name, self.features = name, features


@pytest.fixture(scope="module")
def layers() -> list[Layer]:
    return [Layer(name, rows) for name, rows in synthetic_layers.layers(200).items()]


def test_order_does_not_depend_on_the_input(layers: list[Layer]) -> None:
    dice = random.Random(3)  # noqa: S311
    mixed = [Layer(layer.name, dice.sample(layer.features, len(layer.features))) for layer in layers]
    dice.shuffle(mixed)
    assert compose(mixed, Selection()) == compose(layers, Selection())


def test_areas_lie_under_circles_under_points_and_large_under_small(layers: list[Layer]) -> None:
    view = compose(layers, Selection())
    forms = [mark.form for mark in view.marks]
    assert forms == sorted(forms, key=["area", "circle", "point"].index)
    points = [mark for mark in view.marks if mark.form == "point"]
    assert [m.layer for m in points] == sorted((m.layer for m in points), key=LAYERS.index)
    places = [mark.size for mark in points if mark.layer == "places"]
    assert places == sorted(places, reverse=True)


def test_listed_and_unlocated_rows_have_no_mark_but_are_counted(layers: list[Layer]) -> None:
    view = compose(layers, Selection())
    assert not any(mark.id.endswith((":listed", ":lost")) for mark in view.marks)
    for entry in view.legend:
        if entry.layer != "coca_zones":
            assert (entry.count.listed, entry.count.unlocated) == (1, 1)


def test_shown_is_what_the_legend_counts(layers: list[Layer]) -> None:
    for selection in (
        Selection(),
        Selection(1983, 1985),
        Selection(1983, 1985, certainty="certainly", undated=False),
    ):
        view = compose(layers, selection)
        shown = [item.mark.layer for item in view.shown()]
        assert {e.layer: e.count.shown for e in view.legend} == {e.layer: shown.count(e.layer) for e in view.legend}


def test_a_layer_switched_off_shows_nothing(layers: list[Layer]) -> None:
    view = compose(layers, Selection(layers=("bases",)))
    assert {item.mark.layer for item in view.shown()} == {"bases"}


def zone(view: MapView, name: str) -> str | None:
    return next(item.color for item in view.shown() if item.mark.id == name)


def test_coca_takes_the_class_of_the_last_year_and_hatching_without_a_figure(layers: list[Layer]) -> None:
    colors = load_styles().layer("coca_zones")["classes"]["light"]
    view = compose(layers, Selection(1990, 2001))  # 900 * 1 + 500 = 1400 ha
    assert zone(view, "coca_zones:1") == colors[1]
    assert zone(replace(view, selection=Selection(1990, 2021)), "coca_zones:1") == colors[4]
    assert zone(replace(view, selection=Selection(1990, 2002)), "coca_zones:1") is None


def test_a_coca_zone_without_a_figure_in_the_window_is_possible_hatched_and_never_faded(layers: list[Layer]) -> None:
    def stands(first: int, last: int) -> tuple[str, float, bool]:
        one = next(s for s in compose(layers, Selection(first, last)).shown() if s.mark.id == "coca_zones:2")
        return one.standing, one.opacity, one.color is None

    assert stands(1970, 1972) == stands(2008, 2020) == ("possible", 1.0, True)
    assert stands(2007, 2008) == ("certain", 1.0, True)
    assert stands(2000, 2007) == ("certain", 1.0, False)
    view = compose(layers, Selection(1970, 1972, certainty="certainly"))
    assert "coca_zones" not in {one.mark.layer for one in view.shown()}


def test_classes_meet_at_the_breaks() -> None:
    styles = load_styles()
    assert [styles.hectare_class(h) for h in (0, 1000, 1000.5, 15000, 15001)] == [0, 0, 1, 3, 4]


def test_the_preferred_figure_of_a_year_counts_and_a_rejected_one_never() -> None:
    rows = [
        {"year": 2001, "value": 9, "standing": "claim"},
        {"year": 2001, "value": 5, "standing": "preferred"},
        {"year": 2002, "value": 7, "standing": "claim"},
        {"year": 2003, "value": 7, "standing": "rejected"},
        {"year": 2004, "value": None, "low": 10, "high": 20, "standing": "preferred"},
        {"year": 2005, "value": None, "low": 10, "high": None, "standing": "preferred"},
    ]
    assert hectares({"properties": {"hectares": rows}}) == {2001: 5.0, 2002: 7.0, 2004: 15.0}


def test_a_places_area_grows_with_its_mentions() -> None:
    styles = load_styles()
    assert styles.size("places", 4) == pytest.approx(2 * styles.size("places", 1))
    assert styles.size("places", 10_000) == styles.layer("places")["largest"]
    assert styles.size("bases", 9) == styles.size("bases", 1)


def test_a_layer_without_style_is_named() -> None:
    with pytest.raises(TableError, match="roads"):
        load_styles().layer("roads")


def test_both_themes_have_every_color() -> None:
    styles: Styles = load_styles()
    for layer in LAYERS:
        assert styles.color(layer, "light") != styles.color(layer, "dark")
    assert set(styles.table["basemap"]["light"]) == set(styles.table["basemap"]["dark"])
