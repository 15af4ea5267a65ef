"""What a picture of a view holds, in the camera's pixels: washes, edges, symbols, rings and names, each in order.

The plugin in the browser decides the same by the same rules as the map moves (static/plugin/marks.js); pictures that
no browser draws are decided here, and their renderers only translate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geodash.camera import Camera
from geodash.selection import Standing
from geodash.view.crowds import Crowd
from geodash.view.ground import GroundName
from geodash.view.marks import MapView
from geodash.view.names import Box, Name, Wanted, place
from geodash.view.sight import Aside, Point, Seen, Shape, gather_crowds, set_apart
from geodash.view.styles import Styles, Theme

_FEW = 30  # so many marks are named where there is room, whatever the zoom


@dataclass(frozen=True, slots=True)
class Wash:
    """Shapes of one colour laid on together: where they overlap it is no darker. They say where, not how many."""

    color: str
    opacity: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """The outline of an area or of a circle of uncertainty, and its filling where it is a zone of coca.

    `fill` None and `hatched` False: nothing inside. Hatched: no figure for that year.
    """

    id: str
    layer: str
    shape: Shape
    color: str
    width: float
    opacity: float
    dash: tuple[float, ...]
    fill: str | None
    hatched: bool
    fill_opacity: float


@dataclass(frozen=True, slots=True)
class Symbol:
    """A mark's symbol; `number` over 1 says, `aside` of it, how many of its layer lie on the spot."""

    id: str
    layer: str
    x: float
    y: float
    size: float
    shape: str
    color: str
    how: Standing
    opacity: float
    number: int
    aside: Aside = "right"


@dataclass(frozen=True, slots=True)
class Arc:
    """A layer's share of a ring, from the top clockwise, from and to as parts of the whole; hollow: not sure."""

    layer: str
    color: str
    start: float
    end: float
    opacity: float
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class RingOf:
    """Crowded marks as one ring with their number."""

    x: float
    y: float
    radius: float
    n: int
    arcs: tuple[Arc, ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """What sets a mark off: a line round its symbol or along its outline, and its symbol again if a ring hides it."""

    id: str
    layer: str
    shape: Shape
    symbol: Symbol | None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What lies under the symbols of a layer: washes first, then edges."""

    layer: str
    washes: tuple[Wash, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is drawn on the basemap, from below; `inside` are the marks, by layer and id, that fall into it."""

    camera: Camera
    grounds: tuple[Grounds, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    rings: tuple[RingOf, ...] = ()
    focused: tuple[Focus, ...] = ()
    names: tuple[Name, ...] = ()
    inside: frozenset[tuple[str, str]] = frozenset()


def set_scene(
    view: MapView,
    styles: Styles,
    theme: Theme,
    *,
    camera: Camera | None = None,
    names: Sequence[GroundName] = (),
    crowded: bool = True,
    named: bool = True,
    still: bool = False,
    taken: Sequence[Box] = (),
    focus: Sequence[str] = (),
) -> Scene:
    """Set the scene of a view as a camera (the view's own unless given) sees it.

    `crowded` draws crowded marks as one, as the screen does; `named` writes names beside single symbols where few are
    shown or the camera is near; with `still` no name makes way for what is shown; `taken` are boxes in pixels to
    keep clear of names. `focus` are ids of rows to set off, those that are named first.
    """
    camera = camera or view.camera
    rules = styles.marks
    seen = [Seen(shown, camera) for shown in view.shown()]
    points = [one for one in seen if one.mark.form == "point"]
    set_apart(points, rules["beside"])
    ever = Counter(mark.at for mark in view.marks if mark.form == "point")
    crowds = gather_crowds(points, rules["cluster"], ever) if crowded else []
    apart = [one for one in seen if not one.crowded and one.in_sight(camera)]
    near = camera.zoom >= rules["labels"]["zoom"]
    layers = [entry.layer for entry in reversed(view.legend)]
    rings = tuple(_ring(crowd, members, layers, styles, theme) for crowd, members in crowds)
    symbols = tuple(_symbol(one, rules) for one in apart if one.mark.form == "point")
    lit = [one for id_ in focus for one in seen if one.mark.id == id_ and one.in_sight(camera)]
    focused = tuple(_focus(one, rules) for one in lit)
    round_lit = (one.shape.box for one, mark in zip(focused, lit, strict=True) if mark.mark.form == "point")
    return Scene(
        camera=camera,
        grounds=tuple(_grounds(name, [o for o in apart if o.mark.layer == name], styles, theme) for name in layers),
        symbols=symbols,
        rings=tuple(ring for ring in rings if _within(ring, camera)),
        focused=focused,
        names=place(
            names,
            _beside(lit, apart if near or len(points) <= _FEW else (), rules) if named else (),
            camera,
            crowds=() if still else [(ring.x, ring.y, ring.radius) for ring in rings],
            spots=_places(view, camera),
            symbols=() if still else [*(_room(symbol) for symbol in symbols), *round_lit],
            taken=taken,
            from_zoom=styles.table["basemap"]["from"],
        ),
        inside=frozenset((one.mark.layer, one.mark.id) for one in seen if one.inside(camera)),
    )


def _focus(one: Seen, rules: Mapping[str, Any]) -> Focus:
    mark, (x, y) = one.mark, one.shape.at
    if mark.form != "point":
        return Focus(mark.id, mark.layer, one.shape, None)
    shape = Shape((x + one.dx, y), mark.size / 2 + rules["focus"]["gap"], ())
    return Focus(mark.id, mark.layer, shape, _symbol(one, rules) if one.crowded else None)


def _room(symbol: Symbol) -> Box:
    """The box that a symbol keeps names out of, with its number."""
    half = symbol.size / 2 - 1
    more = 10.0 if symbol.number > 1 else 0.0
    left, right = (more if symbol.aside == side else 0.0 for side in ("left", "right"))
    above = more if symbol.aside == "above" else more / 2
    return symbol.x - half - left, symbol.y - half - above, symbol.x + half + right, symbol.y + half


def _ring(crowd: Crowd, members: Sequence[Seen], layers: Sequence[str], styles: Styles, theme: Theme) -> RingOf:
    """Make a ring: an arc a layer as long as its share, pale or hollow for what is not certainly there."""
    rule = styles.marks["cluster"]
    hollow = theme in rule["hollow"]
    arcs: list[Arc] = []
    done = 0
    for layer in layers:
        ours = [one.shown.standing == "certain" for one in members if one.mark.layer == layer]
        sure = sum(ours)
        for count, certain in ((sure, True), (len(ours) - sure, False)):
            if count:
                color = styles.color(layer, theme)
                opacity = 1.0 if certain or hollow else rule["pale"]
                start, end = done / len(members), (done + count) / len(members)
                arcs.append(Arc(layer, color, start, end, opacity, hollow and not certain))
                done += count
    return RingOf(crowd.x, crowd.y, crowd.radius, len(members), tuple(arcs))


def _within(ring: RingOf, camera: Camera) -> bool:
    rim = ring.radius + 2
    return -rim < ring.x < camera.width + rim and -rim < ring.y < camera.height + rim


def _grounds(layer: str, seen: Sequence[Seen], styles: Styles, theme: Theme) -> Grounds:
    rules = styles.marks
    once: dict[object, Seen] = {}
    for one in seen:
        if one.mark.form != "point":
            once[one.spot, one.mark.radius_km, one.shown.standing] = one
        elif one.reach >= max(rules["circle"]["least"], one.mark.size):
            once[_nearly(one)] = one
    kept = list(once.values())
    washed = [one for one in kept if one.shown.standing == "certain" and not one.mark.always]
    washes = []
    for wide in (True, False):
        shapes = tuple(one.shape for one in washed if (one.reach > rules["wide"]["from"]) == wide)
        if shapes:
            washes.append(Wash(styles.color(layer, theme), rules["wide"]["fill"] if wide else rules["fill"], shapes))
    return Grounds(layer, tuple(washes), tuple(_edge(one, styles, theme) for one in kept))


def _nearly(one: Seen) -> object:
    """One key for circles that nobody could tell apart: middle and radius within four pixels."""
    (x, y), radius = one.shape.at, one.shape.radius
    return int(x) >> 2, int(y) >> 2, int(radius) >> 2, one.shown.standing


def _edge(one: Seen, styles: Styles, theme: Theme) -> Edge:
    rules, mark, how = styles.marks, one.mark, one.shown.standing
    vague, wide = mark.form != "point", one.reach > rules["wide"]["from"]
    strength = rules["circle"]["opacity"] if not vague else rules["wide"]["opacity"] if wide else 0.85
    dash = rules["undated"]["dash"] if how == "undated" else rules["dash"] if vague else ()
    hatched = mark.always and one.shown.color is None
    return Edge(
        id=mark.id,
        layer=mark.layer,
        shape=one.shape,
        color=styles.color(mark.layer, theme),
        width=1.5 if vague and not wide else 1.0,
        opacity=strength * _opacity(one, rules),
        dash=tuple(dash),
        fill=one.shown.color if mark.always else None,
        hatched=hatched,
        fill_opacity=0.55 if hatched else styles.layer(mark.layer).get("fill", 1.0),
    )


def _opacity(one: Seen, rules: Mapping[str, Any]) -> float:
    return float(rules["undated"]["opacity"]) if one.shown.standing == "undated" else one.shown.opacity


def _symbol(one: Seen, rules: Mapping[str, Any]) -> Symbol:
    mark, (x, y) = one.mark, one.shape.at
    color = one.shown.color or mark.color
    opacity = _opacity(one, rules)
    return Symbol(
        mark.id,
        mark.layer,
        x + one.dx,
        y,
        mark.size,
        mark.shape,
        color,
        one.shown.standing,
        opacity,
        one.number,
        one.aside,
    )


def _beside(lit: Sequence[Seen], others: Sequence[Seen], rules: Mapping[str, Any]) -> list[Wanted]:
    """Ask for names beside symbols: of several on one spot the first says it for all of the same name."""
    wanted: dict[tuple[object, ...], Wanted] = {}
    for one in (one for one in (*lit, *others) if one.mark.form == "point"):
        must = one in lit
        (x, y), gap = one.shape.at, one.mark.size / 2 + (rules["focus"]["gap"] + 5 if must else 4)
        wanted.setdefault((one.spot, one.mark.name), Wanted(one.mark.name, x, y, gap + abs(one.dx), must))
    return list(wanted.values())


def _places(view: MapView, camera: Camera) -> list[Point]:
    """Where symbols can lie whatever the window, so that names keep still from one window to the next."""
    return sorted(camera.pixels({mark.at for mark in view.marks if mark.form == "point"}))
