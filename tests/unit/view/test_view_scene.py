"""What a picture holds: the plugin's rules, decided without a browser."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import synthetic_layers

from geodash.camera import Camera
from geodash.selection import Selection
from geodash.view import MapView, compose, load_styles
from geodash.view.scene import Scene, set_scene

NEAR = Camera(-74.0, -12.6, 8.5, 900, 700)


class Layer:
    def __init__(self, name: str, features: list[dict[str, Any]]) -> None:
        self.name, self.features = name, features


@pytest.fixture(scope="module")
def layers() -> list[Layer]:
    return [Layer(name, rows) for name, rows in synthetic_layers.layers(200).items()]


def scene(view: MapView, camera: Camera = NEAR, **more: Any) -> Scene:
    return set_scene(view, load_styles(), "light", camera=camera, **more)


def test_without_crowds_every_point_in_sight_has_its_symbol_where_the_camera_puts_it(layers: list[Layer]) -> None:
    view = compose(layers, Selection())
    made = scene(view, crowded=False)
    shown = {(one.mark.layer, one.mark.id): one for one in view.shown()}
    symbols = {(symbol.layer, symbol.id): symbol for symbol in made.symbols}
    points = {key for key, one in shown.items() if one.mark.form == "point"} & made.inside
    assert points
    assert points <= set(symbols)
    for key in points:
        one, symbol = shown[key], symbols[key]
        x, y = NEAR.pixel(*one.mark.at)
        assert symbol.y == pytest.approx(y)
        assert abs(symbol.x - x) <= 2.5 * load_styles().marks["beside"]
        assert (symbol.color, symbol.how, symbol.size) == (one.color, one.standing, one.mark.size)


def test_crowds_count_every_mark_once(layers: list[Layer]) -> None:
    view = compose(layers, Selection())
    made = scene(view, camera=Camera(-74.0, -12.6, 5.0, 900, 900))
    points = sum(one.mark.form == "point" for one in view.shown())
    assert made.rings
    assert sum(ring.n for ring in made.rings) + len(made.symbols) == points
    for ring in made.rings:
        assert ring.arcs[0].start == 0
        assert ring.arcs[-1].end == pytest.approx(1)
        assert [arc.start for arc in ring.arcs[1:]] == [arc.end for arc in ring.arcs[:-1]]


def test_marks_of_several_layers_on_one_spot_stand_side_by_side_and_of_one_layer_are_counted(
    layers: list[Layer],
) -> None:
    view = compose(layers, Selection())
    first = next(mark for mark in view.marks if mark.form == "point" and mark.layer == "committees")
    others = [
        replace(first, id="same"),
        replace(first, id="base", layer="bases", shape="square"),
    ]
    made = scene(replace(view, marks=(first, *others)), camera=replace(NEAR, lon=first.at[0], lat=first.at[1]))
    xs = {symbol.layer: symbol.x for symbol in made.symbols}
    assert xs["bases"] - xs["committees"] == load_styles().marks["beside"]
    assert [symbol.number for symbol in made.symbols] == [1, 2, 1]
    assert [symbol.aside for symbol in made.symbols] == ["right", "left", "right"]  # numbers stand apart, too


def test_a_mark_that_would_hide_another_is_a_ring_with_it(layers: list[Layer]) -> None:
    view = compose(layers, Selection())
    one = next(mark for mark in view.marks if mark.form == "point" and mark.layer == "committees")
    camera = replace(NEAR, lon=one.at[0], lat=one.at[1])
    for pixels, symbols in ((5, 0), (10, 2)):
        east = one.at[0] + 360 * pixels / (256 * 2**camera.zoom)
        other = replace(one, id="near", layer="bases", at=(east, one.at[1]))
        made = scene(replace(view, marks=(one, other)), camera=camera)
        assert ([ring.n for ring in made.rings], len(made.symbols)) == ([] if symbols else [2], symbols)


def test_filters_hide_and_the_window_decides_hollow_and_full(layers: list[Layer]) -> None:
    chosen = Selection(1980, 1980, layers=("bases",), confidence=frozenset({"no such"}))
    assert not scene(compose(layers, chosen)).symbols
    view = compose(layers, Selection(1980, 1980, undated=False, certainty="certainly"))
    assert {symbol.how for symbol in scene(view, crowded=False).symbols} == {"certain"}


def test_grounds_are_washed_on_together_and_edged_once(layers: list[Layer]) -> None:
    view = compose(layers, Selection())
    rules = load_styles().marks
    made = scene(view, crowded=False)
    for grounds in made.grounds:
        assert {wash.opacity for wash in grounds.washes} <= {rules["fill"], rules["wide"]["fill"]}
        shapes = [(round(e.shape.at[0]), round(e.shape.at[1]), round(e.shape.radius), e.dash) for e in grounds.edges]
        assert len(set(shapes)) == len(shapes)
    vague = [edge for grounds in made.grounds for edge in grounds.edges if edge.dash == tuple(rules["dash"])]
    exact = [edge for grounds in made.grounds for edge in grounds.edges if not edge.dash]
    assert vague
    assert exact
    assert {edge.opacity for edge in exact} <= {rules["circle"]["opacity"]} | {round(e.opacity, 9) for e in exact}


def test_names_keep_still_from_window_to_window_when_told_to() -> None:
    import geodash  # noqa: PLC0415
    from geodash.view import ground  # noqa: PLC0415

    atlas = geodash.load()
    windows = [atlas.select(first=year, last=year + 2).view() for year in (1983, 1990, 2010)]
    camera = Camera(-75.0, -9.3, 5.9, 800, 900)
    still = {scene(view, camera, names=ground.names(), named=False, still=True).names for view in windows}
    assert len(still) == 1
    assert len({scene(view, camera, names=ground.names()).names for view in windows}) > 1


def test_a_row_in_focus_is_set_off_and_named_and_drawn_again_where_a_ring_counts_it(layers: list[Layer]) -> None:
    view = compose(layers, Selection())
    far = Camera(-74.0, -12.6, 5.0, 900, 900)
    crowded = {symbol.id for symbol in scene(view, camera=far, crowded=False).symbols} - {
        symbol.id for symbol in scene(view, camera=far).symbols
    }
    hidden = next(mark for mark in view.marks if mark.id in crowded and far.bbox().holds(*mark.at))
    area = next(mark for mark in view.marks if mark.form == "area")
    made = scene(view, camera=far, focus=(area.id, hidden.id, "no such row"))
    assert [focus.id for focus in made.focused] == [area.id, hidden.id]
    assert made.focused[0].shape.rings
    assert made.focused[0].symbol is None
    again = made.focused[1].symbol
    assert again is not None
    assert (again.x, again.y) == made.focused[1].shape.at
    assert made.focused[1].shape.radius == hidden.size / 2 + load_styles().marks["focus"]["gap"]
    assert hidden.name in {name.text for name in made.names}
    assert not scene(view, camera=far).focused
