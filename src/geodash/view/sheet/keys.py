"""The lines of a figure's legend: of what there is only what is on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geodash.text import Texts
from geodash.view.marks import MapView, Shown
from geodash.view.scene import Scene
from geodash.view.sheet.parts import KeyForm
from geodash.view.styles import Styles, Theme


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend before it has a place; see `parts.Key`. Without a form it opens a group of lines.

    `told` is the number as the reader writes it.
    """

    form: KeyForm | None
    layer: str
    shape: str
    colors: tuple[str, ...]
    words: str
    number: int | None = None
    told: str = ""


def entries(view: MapView, scenes: Sequence[Scene], styles: Styles, theme: Theme, texts: Texts) -> list[Entry]:
    """List the layers on the map with their counts, how presence, crowds and doubt are drawn, and classes of coca."""
    inside = frozenset[tuple[str, str]]().union(*(scene.inside for scene in scenes))
    shown = [one for one in view.shown() if (one.mark.layer, one.mark.id) in inside]
    counts = Counter(one.mark.layer for one in shown)
    layers = [entry for entry in view.legend if counts[entry.layer]]
    found = [
        Entry("symbol", entry.layer, entry.shape, (entry.color,), entry.name, number, texts.number(number))
        for entry in layers
        if entry.layer != "coca_zones" and (number := counts[entry.layer])
    ]
    ink = styles.table["sheet"][theme]["quiet"]
    found += [entry for entry in _manners(shown, scenes, styles, theme, texts, ink) if entry]
    if any(entry.layer == "coca_zones" for entry in layers):
        found += _hectares(view, scenes, styles, theme, texts)
    return found


def _manners(
    shown: Sequence[Shown], scenes: Sequence[Scene], styles: Styles, theme: Theme, texts: Texts, ink: str
) -> list[Entry | None]:
    """How presence and doubt are drawn, of those ways that the maps use."""
    hows = {one.standing for one in shown if not one.mark.always}
    edges = [edge for scene in scenes for grounds in scene.grounds for edge in grounds.edges if not _zone(edge.layer)]
    crowded = dict.fromkeys(arc.layer for scene in scenes for ring in scene.rings for arc in ring.arcs)
    colors = tuple(styles.color(layer, theme) for layer in crowded)
    several = any(scene.rings for scene in scenes)
    return [
        Entry("hollow", "", "circle", (ink,), texts["figure.hollow"]) if "possible" in hows else None,
        Entry("undated", "", "circle", (ink,), texts["figure.undated"]) if "undated" in hows else None,
        Entry("number", "", "circle", (ink,), texts["figure.number"])
        if any(symbol.number > 1 for scene in scenes for symbol in scene.symbols)
        else None,
        Entry("ring", "", "circle", colors, texts[_ring(scenes)]) if several else None,
        Entry("circle", "", "circle", (ink,), texts["figure.circle"]) if any(not e.dash for e in edges) else None,
        Entry("area", "", "circle", (ink,), texts["figure.area"]) if any(e.dash for e in edges) else None,
    ]


def _ring(scenes: Sequence[Scene]) -> str:
    """Name the words for rings: whether any of them has a part that is not certain, and how that is drawn."""
    arcs = [arc for scene in scenes for ring in scene.rings for arc in ring.arcs]
    if any(arc.hollow for arc in arcs):
        return "figure.ring_hollow"
    return "figure.ring_pale" if any(arc.opacity < 1 for arc in arcs) else "figure.ring"


def _zone(layer: str) -> bool:
    return layer == "coca_zones"


def _hectares(view: MapView, scenes: Sequence[Scene], styles: Styles, theme: Theme, texts: Texts) -> list[Entry]:
    edges = [edge for scene in scenes for g in scene.grounds for edge in g.edges if _zone(edge.layer)]
    used = {edge.fill for edge in edges}
    breaks = styles.layer("coca_zones")["breaks"]
    base = styles.color("coca_zones", theme)
    found = [Entry(None, "coca_zones", "", (), texts.say("figure.hectares", year=view.selection.last))]
    for number, color in enumerate(view.hectare_colors):
        if color in used:
            found.append(Entry("class", "coca_zones", "hatch", (color, base), _between(breaks, number, texts)))
    if any(edge.hatched for edge in edges):
        found.append(Entry("hatch", "coca_zones", "hatch", (base,), texts["panel.hectares_none"]))
    return found if edges else []


def _between(breaks: Sequence[int], number: int, texts: Texts) -> str:
    thousands = [texts.number(value) for value in breaks]
    if number == 0:
        return texts.say("panel.hectares_upto", high=thousands[0])
    if number == len(breaks):
        return texts.say("panel.hectares_over", low=thousands[-1])
    return texts.say("panel.hectares_between", low=thousands[number - 1], high=thousands[number])
