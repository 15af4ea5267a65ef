"""One view through every renderer: what the browser is told and what a figure draws say the same."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

import geodash
from geodash.atlas import Atlas
from geodash.camera import Camera
from geodash.render import leaflet
from geodash.render.snapshot import Figure
from geodash.text import load
from geodash.view import MapView, load_styles

SVG = "{http://www.w3.org/2000/svg}"
CAMERA = Camera(-74.2, -13.0, 8.0, 1000, 700)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load().select(first=1980, last=1992, actors=frozenset({"army", "self_defense", "shining_path"}))


@pytest.fixture(scope="module")
def figure(atlas: Atlas) -> Figure:
    return atlas.figure(camera=CAMERA, crowds=False, names=False)


@pytest.fixture(scope="module")
def drawn(figure: Figure) -> dict[str, list[ET.Element]]:
    """The paths of each mark's group, in drawing order."""
    root = ET.fromstring(figure.svg())  # noqa: S314 - our own
    groups = [g for g in root.iter(f"{SVG}g") if re.match(r"(committees|bases|events|places):", g.get("id") or "")]
    return {str(group.get("id")): list(group.iter(f"{SVG}path")) for group in groups}


@pytest.fixture(scope="module")
def view(atlas: Atlas) -> MapView:
    return atlas.view()


def middle(path: ET.Element) -> tuple[float, float]:
    numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", path.get("d") or "")]
    xs, ys = numbers[::2], numbers[1::2]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def colors(paths: list[ET.Element]) -> set[str]:
    style = ";".join(path.get("style") or "" for path in paths)
    return {color.upper() for color in re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", style)}


def test_order_is_the_same(view: MapView, figure: Figure, drawn: dict[str, list[ET.Element]]) -> None:
    told = [f"{mark['layer']}:{mark['id']}" for mark in leaflet.wire(view, load(), basemap={})["marks"]]
    assert len(drawn) > 40
    assert list(drawn) == [name for name in told if name in drawn]
    scene = figure.sheet.panels[0].scene
    assert list(drawn) == [f"{symbol.layer}:{symbol.id}" for symbol in scene.symbols]


def test_places_are_the_same(view: MapView, figure: Figure, drawn: dict[str, list[ET.Element]]) -> None:
    wire = {f"{mark['layer']}:{mark['id']}": mark for mark in leaflet.wire(view, load(), basemap={})["marks"]}
    (panel,) = figure.sheet.panels
    beside = load_styles().marks["beside"]
    for name, paths in drawn.items():
        mark = wire[name]
        x, y = panel.camera.pixel(*mark["at"])
        left, top = middle(paths[-1])
        here = (left / 0.75 - panel.frame.x) / panel.scale, (top / 0.75 - panel.frame.y) / panel.scale
        # The triangle's outline does not lie evenly round its middle; beside others a mark stands aside.
        assert here[1] == pytest.approx(y, abs=0.05 * mark["size"])
        aside = (here[0] - x) / beside
        assert aside * 2 == pytest.approx(round(aside * 2), abs=0.05)


def test_colours_are_the_same(view: MapView, drawn: dict[str, list[ET.Element]]) -> None:
    wire = leaflet.wire(view, load(), basemap={})
    halo = wire["rules"]["halo"]["light"]
    for name, paths in drawn.items():
        layer = name.split(":")[0]
        assert colors(paths) == {wire["styles"][layer]["light"].upper(), halo.upper()}, name


def test_the_filters_leave_the_same_marks(atlas: Atlas, view: MapView, figure: Figure) -> None:
    left = {(layer, str(row["id"])) for layer in atlas.layers for row in atlas.features(layer)}
    shown = {(one.mark.layer, one.mark.id) for one in view.shown()}
    assert shown <= left
    assert figure.sheet.panels[0].scene.inside <= shown
    assert view.hidden


def test_the_legend_is_the_same(view: MapView, figure: Figure) -> None:
    wire = leaflet.wire(view, load(), basemap={})
    keys = [key for key in figure.sheet.keys if key.form == "symbol"]
    named = [layer for layer in reversed(wire["layers"]) if layer in {key.layer for key in keys}]
    assert [key.layer for key in keys] == named
    for key in keys:
        assert key.colors == (wire["styles"][key.layer]["light"],)
        assert key.shape == wire["styles"][key.layer]["shape"]
        assert " ".join(key.words.lines) == wire["words"]["layers"][key.layer]
