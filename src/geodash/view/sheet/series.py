"""What a figure of several windows says once for all of them: one legend, one caption, one line of sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodash.selection import Gated
from geodash.text import Texts, load
from geodash.view import ground
from geodash.view.marks import MapView
from geodash.view.names import Box
from geodash.view.scene import Scene
from geodash.view.sheet import words
from geodash.view.sheet.keys import Entry, entries
from geodash.view.sheet.layout import Words
from geodash.view.sheet.staging import Grounding
from geodash.view.sheet.windows import Window
from geodash.view.sheet.wish import Wish
from geodash.view.styles import Styles

_FORMS = ("symbol", "faded", "hollow", "undated", "number", "ring", "circle", "area", None, "class", "hatch")


@dataclass(frozen=True, slots=True)
class Series:
    """A view in several windows, and what is drawn of it in each (`scenes`).

    `view` is the same over all the years from the first window's to the last's.
    """

    view: MapView
    views: tuple[MapView, ...]
    scenes: tuple[Scene, ...]


def unroll(view: MapView, windows: Sequence[Window]) -> tuple[MapView, tuple[MapView, ...]]:
    """Give a view over all the years of some windows, and in each of them; the marks are the same."""
    years = [year for window in windows for year in window]
    return _within(view, (min(years), max(years))), tuple(_within(view, window) for window in windows)


def _years(view: MapView) -> Window:
    return view.selection.first, view.selection.last


def _within(view: MapView, window: Window) -> MapView:
    return replace(view, selection=replace(view.selection, first=window[0], last=window[1]))


def say(
    series: Series, layers: Sequence[Gated], wish: Wish, rests: Grounding, styles: Styles
) -> tuple[Words, words.Told]:
    """Say what stands round the maps; a row counts as shown if one of the windows shows it."""
    texts, chosen = load(wish.language), series.view.selection
    told = _tell(series, layers)
    said = Words(
        title=words.title(chosen, texts) if wish.title is None else wish.title,
        subtitle=words.presence(chosen, texts) if wish.subtitle is None else wish.subtitle,
        window=words.windows([_years(view) for view in series.views], chosen, texts),
        presence="",
        entries=legend(series, styles, wish, texts) if wish.legend else (),
        caption=words.caption(told, chosen, texts) if wish.caption else "",
        note=wish.note,
        sources=words.sources(told, texts, rests.documents, ground.attribution(), rests.program, rests.data),
    )
    return said, told


def crowded(scenes: Sequence[Scene]) -> tuple[Box, ...]:
    """Give the boxes that rings take on any of the maps, for names that keep still to keep clear of."""
    rings = {(ring.x, ring.y, ring.radius + 3) for scene in scenes for ring in scene.rings}
    return tuple((x - reach, y - reach, x + reach, y + reach) for x, y, reach in sorted(rings))


def legend(series: Series, styles: Styles, wish: Wish, texts: Texts) -> list[Entry]:
    """List what any of the maps draws, in the order in which a single map's legend has it; without counts."""
    found: dict[object, Entry] = {}
    hollow = wish.theme in styles.marks["cluster"]["hollow"]
    single = all(first == last for first, last in map(_years, series.views))
    for view, scene in zip(series.views, series.scenes, strict=True):
        for entry in entries(view, [scene], styles, wish.theme, texts):
            known = found.get(_same(entry))
            if known is None or len(entry.colors) > len(known.colors):
                found[_same(entry)] = _told(entry, texts, single=single, hollow=hollow)
    order = [one.layer for one in series.view.legend]
    classes = list(series.view.hectare_colors)
    return sorted(
        found.values(),
        key=lambda one: (
            _FORMS.index(one.form),
            order.index(one.layer) if one.form == "symbol" else 0,
            classes.index(one.colors[0]) if one.form == "class" else 0,
        ),
    )


def _same(entry: Entry) -> object:
    """Two maps' lines are one where they mean the same; a ring's colours differ from map to map."""
    return entry.form, entry.layer, entry.colors if entry.form == "class" else ""


def _told(entry: Entry, texts: Texts, *, single: bool, hollow: bool) -> Entry:
    if entry.form is None:
        return replace(entry, words=texts["series.hectares_year" if single else "series.hectares"])
    if entry.form == "ring":  # of some map's; on another part of them may not be certain
        return replace(entry, words=texts["figure.ring_hollow" if hollow else "figure.ring_pale"])
    return replace(entry, number=None, told="")


def _tell(series: Series, layers: Sequence[Gated]) -> words.Told:
    inside = frozenset[tuple[str, str]]().union(*(scene.inside for scene in series.scenes))
    shown = {(one.mark.layer, one.mark.id) for view in series.views for one in view.shown()}
    return replace(words.tell(layers, series.view, inside), beyond=len(shown - inside), maps=len(series.views))
