"""What the charts draw, as plain numbers: coca by zone and year, events and mentions by year and actor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from geodash.selection import Feature, Gated, Selection, articles, passes
from geodash.view.evidence import References
from geodash.view.histogram import ABOUT

Sureness = Literal["sure", "about"]
NATION = "peru"  # id of the row that holds the national figures
_COUNTED = ("events", "places")
OTHERS = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of hectares. Figures of one `run` follow each other year by year in one segment of one method."""

    area: str
    year: int
    value: float
    low: float | None
    high: float | None
    kind: str
    standing: str
    run: int
    source: str


@dataclass(frozen=True, slots=True)
class Area:
    """A zone with its figures, at most one a year; `inside` names the zone that counts it too."""

    id: str
    name: str
    inside: str | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Coca:
    """The national figures, other claims about them, and the zones, the largest first and parts after their whole."""

    nation: tuple[Figure, ...]
    claims: tuple[Figure, ...]
    zones: tuple[Area, ...]

    @property
    def years(self) -> tuple[int, int]:
        """The first and last year with any figure."""
        years = [f.year for f in (*self.nation, *self.claims, *(f for zone in self.zones for f in zone.figures))]
        return (min(years), max(years)) if years else (0, 0)


@dataclass(frozen=True, slots=True)
class Bar:
    """How many things of a layer began in a year; `about` where the source gives the year as approximate."""

    layer: str
    year: int
    sureness: Sureness
    count: int


@dataclass(frozen=True, slots=True)
class ActorBars:
    """The bars of one actor (`OTHERS`: of all that have no row of their own)."""

    actor: str
    total: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Events and mentions by year, each counted once in `bars`, and once for each of its actors in `actors`.

    `vague` and `undated` count by layer what begins in no single year and what has no date.
    """

    bars: tuple[Bar, ...]
    actors: tuple[ActorBars, ...]
    others: int
    vague: Mapping[str, int]
    undated: Mapping[str, int]


def coca(layers: Iterable[Gated], selection: Selection, references: References) -> Coca:
    """Gather the hectares that the filters leave, whatever the window.

    Zones and their parts only: departments and sums count the same coca again. Of each year the preferred figure;
    other claims are given for the nation, rejected ones never. Nothing is added up or filled in.
    """
    rows = [
        feature
        for layer in layers
        if layer.name == "coca_zones" and layer.name in selection.layers
        for feature in layer.features
        if _kept(feature, selection)
    ]
    nation = next((row for row in rows if row["properties"].get("id") == NATION), None)
    zones = [_area(row, references) for row in rows if row["properties"].get("kind") in {"zone", "subzone"}]
    return Coca(
        nation=() if nation is None else _figures(nation, "preferred", references),
        claims=() if nation is None else _figures(nation, "claim", references),
        zones=tuple(_by_size([zone for zone in zones if zone.figures])),
    )


def counts(layers: Iterable[Gated], selection: Selection, most: int = 10) -> Counts:
    """Count events and mentions by the year in which they begin, whatever the window.

    A start within one calendar year is sure; one within three is counted, as approximate, in the middle of them
    ("about 1984": 1983 to 1985); a vaguer one is counted beside, and so is what has no date. The `most` actors
    with the most counts have rows of their own. A thing with three actors counts once for each of them.
    """
    every: Counter[tuple[str, int, Sureness]] = Counter()
    vague: Counter[str] = Counter()
    undated: Counter[str] = Counter()
    each: list[tuple[tuple[str, int, Sureness], tuple[str, ...]]] = []
    for layer, entry, actors in _entries(layers, selection):
        begun = _begun(entry)
        if begun is None:
            (vague if _dated(entry) else undated)[layer] += 1
            continue
        every[layer, *begun] += 1
        each.append(((layer, *begun), actors))
    totals = Counter(actor for _, actors in each for actor in actors)
    ranked = sorted(totals, key=lambda actor: (-totals[actor], actor))
    named = ranked[:most]
    return Counts(
        bars=_bars(every),
        actors=tuple(_actor_bars(actor, each, named) for actor in [*named, *([OTHERS] if ranked[most:] else [])]),
        others=len(ranked[most:]),
        vague=dict(vague),
        undated=dict(undated),
    )


def name_source(source: str, references: References) -> str:
    """Name a source in a line: an article's author, title and year, or a page's title; an unknown one by its id."""
    if source.startswith("doc:"):
        article, _, paragraph = source[4:].partition("#")
        row = references.articles.get(article, {})
        told = [row.get("author"), row.get("title"), str(row.get("published") or "")[:4]]
        return ", ".join(str(part) for part in told if part) + (f", ¶ {paragraph}" if paragraph else "")
    return str(references.sources.get(source, {}).get("title") or source)


def _kept(feature: Feature, selection: Selection) -> bool:
    """Whether the filters leave an area; how exactly it is placed matters to a map, not to its figures."""
    properties = feature["properties"]
    if selection.themes and not selection.themes.intersection(properties.get("themes") or ()):
        return False
    return not selection.articles or not selection.articles.isdisjoint(articles(feature))


def _area(feature: Feature, references: References) -> Area:
    properties = feature["properties"]
    return Area(
        id=str(properties["id"]),
        name=str(properties.get("name") or properties["id"]),
        inside=properties.get("inside") or None,
        figures=_figures(feature, "preferred", references),
    )


def _figures(feature: Feature, standing: str, references: References) -> tuple[Figure, ...]:
    """Give the figures of one standing by year; a range without a value counts with its middle."""
    area = str(feature["properties"]["id"])
    rows = [row for row in feature["properties"].get("hectares") or () if row.get("standing") == standing]
    valued = [(row, value) for row in rows if (value := _value(row)) is not None]
    if standing == "preferred":  # one a year, the first if the table should hold two
        valued = list({row["year"]: (row, value) for row, value in reversed(valued)}.values())
    valued.sort(key=lambda pair: (pair[0]["year"], pair[1], str(pair[0].get("series"))))
    run, found, before = 0, [], None
    for row, value in valued:
        here = (row.get("segment"), int(row["year"]))
        if before is None or here[0] is None or here != (before[0], before[1] + 1):
            run += 1
        before = here
        found.append(_figure(area, row, value, run, references))
    return tuple(found)


def _figure(area: str, row: Mapping[str, Any], value: float, run: int, references: References) -> Figure:
    given = row.get("source") or ()
    sources = [given] if isinstance(given, str) else given
    return Figure(
        area=area,
        year=int(row["year"]),
        value=value,
        low=row.get("low"),
        high=row.get("high"),
        kind=str(row.get("value_kind") or "stated"),
        standing=str(row.get("standing")),
        run=run,
        source="; ".join(name_source(source, references) for source in sources),
    )


def _value(row: Mapping[str, Any]) -> float | None:
    if row.get("value") is not None:
        return float(row["value"])
    ends = [float(row[end]) for end in ("low", "high") if row.get(end) is not None]
    return sum(ends) / len(ends) if ends else None


def _by_size(zones: Sequence[Area]) -> Iterator[Area]:
    known = {zone.id for zone in zones}
    ranked = sorted(zones, key=lambda zone: (-max(figure.value for figure in zone.figures), zone.id))
    for zone in ranked:
        if zone.inside not in known:
            yield zone
            yield from (part for part in ranked if part.inside == zone.id)


def _entries(
    layers: Iterable[Gated], selection: Selection
) -> Iterator[tuple[str, Mapping[str, Any], tuple[str, ...]]]:
    """Go through the events and the mentions, with the actors each of them names."""
    for layer in layers:
        if layer.name not in _COUNTED or layer.name not in selection.layers:
            continue
        for feature in layer.features:
            if not passes(feature, selection):
                continue
            properties = feature["properties"]
            for entry in properties.get("mentions") or () if layer.name == "places" else (properties,):
                if not selection.articles or layer.name == "events" or entry.get("article") in selection.articles:
                    yield layer.name, entry, tuple(entry.get("actors") or ())


def _dated(entry: Mapping[str, Any]) -> bool:
    return any(entry.get(name) for name in ("start_earliest", "start_latest", "end_earliest", "end_latest"))


def _begun(entry: Mapping[str, Any]) -> tuple[int, Sureness] | None:
    first, last = entry.get("start_earliest"), entry.get("start_latest")
    if not first or not last:
        return None
    years = int(first[:4]), int(last[:4])
    if years[0] == years[1]:
        return years[0], "sure"
    if years[1] - years[0] <= ABOUT:
        return sum(years) // 2, "about"
    return None


def _bars(found: Mapping[tuple[str, int, Sureness], int]) -> tuple[Bar, ...]:
    return tuple(Bar(*key, found[key]) for key in sorted(found))


def _actor_bars(
    actor: str, each: Sequence[tuple[tuple[str, int, Sureness], tuple[str, ...]]], named: Sequence[str]
) -> ActorBars:
    own = Counter(
        key for key, actors in each if (actor in actors if actor else any(code not in named for code in actors))
    )
    return ActorBars(actor, sum(own.values()), _bars(own))
