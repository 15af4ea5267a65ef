"""What the timeline's histogram counts: the moments that sources date, by year and layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geodash.selection import FIRST_YEAR, LAST_YEAR, Feature, Gated, Selection, drawn, passes

ABOUT = 2
"""How many years apart the ends of a start may lie for one year to stand for it: "about 1984" is 1983 to 1985."""

BREAKS = (("method", 2011), ("publisher", 2018))
"""Where the figures of coca begin to be made otherwise, and to come from someone else: the first year after."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Dated moments by layer and year, and how many lie `outside` the years of the axis."""

    bars: Mapping[str, Mapping[int, int]]
    outside: int


def moments(feature: Feature) -> tuple[int, ...]:
    """List the years of the moments that sources date for a row, one entry a moment, in order.

    Moments are the starts of its own time, of each dated mention and of each moment at which its presence is
    attested, and the years of its figures of coca, each year once. Not the years between: a base that stood for
    thirty years would fill them all alike. A start that may lie in one of more than three years belongs to no
    year; the middle stands for two or three.
    """
    properties = feature["properties"]
    years = [year for entry in _entries(feature) if (year := _year(entry)) is not None]
    figures = properties.get("hectares") or ()
    years += {int(figure["year"]) for figure in figures if figure.get("standing") != "rejected"}
    return tuple(sorted(years))


def histogram(layers: Iterable[Gated], selection: Selection) -> Histogram:
    """Count the moments of the rows that the map can draw and the filters leave, whatever the window.

    The browser's timeline counts the same from the marks; layers that are switched off are left out.
    """
    bars: dict[str, dict[int, int]] = {}
    outside = 0
    for layer in layers:
        if layer.name not in selection.layers:
            continue
        kept = (f for f in layer.features if drawn(f) and passes(f, selection))
        found = Counter(year for feature in kept for year in moments(feature))
        bars[layer.name] = {year: found[year] for year in sorted(found) if FIRST_YEAR <= year <= LAST_YEAR}
        outside += sum(found.values()) - sum(bars[layer.name].values())
    return Histogram(bars, outside)


def _entries(feature: Feature) -> Iterator[Feature]:
    properties = feature["properties"]
    mentions = properties.get("mentions") or ()
    own = [] if mentions else [properties]
    attested = [entry for entry in properties.get("attested") or () if entry.get("status") not in {"absent", "none"}]
    seen: set[tuple[object, object]] = set()
    for entry in (*own, *attested):  # a row's own start is often attested once more
        ends = (entry.get("start_earliest"), entry.get("start_latest"))
        if ends not in seen:
            seen.add(ends)
            yield entry
    yield from mentions


def _year(entry: Feature) -> int | None:
    first, last = entry.get("start_earliest"), entry.get("start_latest")
    if not first or not last:
        return None
    years = int(first[:4]), int(last[:4])
    return sum(years) // 2 if years[1] - years[0] <= ABOUT else None
