"""A person's decisions on mentions: another place, not a place, another date; they override, visibly.

A correction is a row of a table, never an edit of an output. It names a mention by what a person can see (article,
paragraph, the name as written, which of several) and not by an offset, so that it outlives small changes of the
text. The machine's guess stays beside the decision.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geodash.documents.article import Article
from geodash.errors import TableError, WhenError
from geodash.folding import fold
from geodash.gazetteer.index import PlaceIndex
from geodash.gazetteer.place import Place
from geodash.geoparse.records import Dating, Mention, Resolution
from geodash.when import When, parse_when

COLUMNS = (
    "article",
    "paragraph",
    "toponym",
    "occurrence",
    "decision",
    "place_id",
    "lat",
    "lon",
    "uncertainty_km",
    "when",
    "by",
    "date",
    "reason",
)
DECISIONS = ("place", "point", "not a place", "date", "undated")
_NEEDED = ("article", "toponym", "decision", "by", "date", "reason")


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision.

    `paragraph` and `occurrence` (from 1, within the paragraph) None mean all. `place` means the gazetteer's
    `place_id`; `point` means `lat`, `lon`, `uncertainty_km` set by hand; `date` means `when` (EDTF).
    """

    row: int
    article: str
    paragraph: int | None
    toponym: str
    occurrence: int | None
    decision: str
    place_id: str
    lat: float | None
    lon: float | None
    uncertainty_km: float | None
    when: When | None
    by: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What stands after the corrections: all mentions still there, and which correction decided which."""

    mentions: tuple[Mention, ...]
    resolutions: tuple[Resolution, ...]
    datings: tuple[Dating, ...]
    decisions: Mapping[str, tuple[Correction, ...]]
    removed: Mapping[str, Correction]
    unused: tuple[Correction, ...]


def read_corrections(path: Path) -> tuple[list[Correction], list[str]]:
    """Read a corrections table; a faulty row is set aside with a sentence naming file, row and remedy.

    A missing file is an empty table.

    Raises:
        TableError: the file is not UTF-8 or lacks a column.
    """
    if not path.is_file():
        return [], []
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise TableError(f"{path.name}: no column {', '.join(missing)}; the columns are {','.join(COLUMNS)}")
            rows = [(reader.line_num, row) for row in reader]
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name}: not UTF-8 ({error.reason}); save it as UTF-8") from error
    corrections, faults = [], []
    for number, cells in rows:
        try:
            corrections.append(_correction(number, {k: (v or "").strip() for k, v in cells.items() if k}))
        except (ValueError, WhenError) as error:
            faults.append(f"{path.name}, row {number}: {error}")
    return corrections, faults


def _correction(row: int, cells: Mapping[str, str]) -> Correction:
    empty = [name for name in _NEEDED if not cells.get(name)]
    if empty:
        raise ValueError(f"{', '.join(empty)} is empty; fill it in")
    decision = cells["decision"]
    if decision not in DECISIONS:
        raise ValueError(f"unknown decision {decision!r}; use one of {', '.join(DECISIONS)}")
    numbers = {name: float(cells[name]) if cells[name] else None for name in ("lat", "lon", "uncertainty_km")}
    if decision == "point" and not _on_earth(numbers["lat"], numbers["lon"], numbers["uncertainty_km"]):
        raise ValueError("a point needs lat (-90 to 90), lon (-180 to 180) and uncertainty_km above 0; correct them")
    if decision == "place" and not cells["place_id"]:
        raise ValueError("place_id is empty; give the gazetteer's id of the place")
    if decision == "date" and not cells["when"]:
        raise ValueError("when is empty; give an EDTF date, or decide 'undated'")
    return Correction(
        row=row,
        article=cells["article"],
        paragraph=int(cells["paragraph"]) if cells["paragraph"] else None,
        toponym=fold(cells["toponym"]),
        occurrence=int(cells["occurrence"]) if cells["occurrence"] else None,
        decision=decision,
        place_id=cells["place_id"],
        lat=numbers["lat"],
        lon=numbers["lon"],
        uncertainty_km=numbers["uncertainty_km"],
        when=parse_when(cells["when"]) if cells["when"] else None,
        by=cells["by"],
        date=cells["date"],
        reason=cells["reason"],
    )


def _on_earth(lat: float | None, lon: float | None, radius: float | None) -> bool:
    if lat is None or lon is None or radius is None:
        return False
    return -90 <= lat <= 90 and -180 <= lon <= 180 and radius > 0


def apply_corrections(
    article: Article,
    mentions: Sequence[Mention],
    resolutions: Sequence[Resolution],
    datings: Sequence[Dating],
    corrections: Iterable[Correction],
    index: PlaceIndex,
) -> Decided:
    """Let every correction that fits a mention of the article override the machine; later rows win.

    A correction that fits nothing, or asks for a place the gazetteer does not have, is listed in `unused`.
    """
    keys = _keys(article, mentions)
    placed = {r.mention_id: r for r in resolutions}
    dated = {d.mention_id: d for d in datings}
    decisions: dict[str, tuple[Correction, ...]] = {}
    removed: dict[str, Correction] = {}
    unused = []
    for correction in (c for c in corrections if c.article == article.id):
        place = index.by_id(correction.place_id) if correction.decision == "place" else None
        fitting = [m for m in mentions if _fits(correction, keys[m.id])]
        if not fitting or (correction.decision == "place" and place is None):
            unused.append(correction)
            continue
        for mention in fitting:
            decisions[mention.id] = (*decisions.get(mention.id, ()), correction)
            if correction.decision == "not a place":
                removed[mention.id] = correction
            elif correction.decision in {"place", "point"}:
                placed[mention.id] = _replaced(placed[mention.id], correction, place)
            else:
                dated[mention.id] = Dating(mention.id, correction.when, _told(correction))
    kept = tuple(m for m in mentions if m.id not in removed)
    return Decided(
        kept,
        tuple(placed[m.id] for m in kept),
        tuple(dated[m.id] for m in kept),
        decisions,
        removed,
        tuple(unused),
    )


def _keys(article: Article, mentions: Sequence[Mention]) -> dict[str, tuple[int | None, str, int]]:
    """Paragraph, folded name and occurrence (from 1) of each mention, by its id."""
    counts: dict[tuple[int | None, str], int] = {}
    keys = {}
    for mention in mentions:
        paragraph = article.paragraph_at(mention.start)
        key = (paragraph.number if paragraph else None, fold(mention.toponym))
        counts[key] = counts.get(key, 0) + 1
        keys[mention.id] = (*key, counts[key])
    return keys


def _fits(correction: Correction, key: tuple[int | None, str, int]) -> bool:
    paragraph, toponym, occurrence = key
    return (
        correction.toponym == toponym
        and correction.paragraph in {None, paragraph}
        and correction.occurrence in {None, occurrence}
    )


def _replaced(guess: Resolution, correction: Correction, place: Place | None) -> Resolution:
    if place is not None:
        spot = (place.lat, place.lon, place.uncertainty_km)
    else:
        spot = (correction.lat or 0.0, correction.lon or 0.0, correction.uncertainty_km or 0.0)
    lat, lon, radius = spot
    return replace(
        guess,
        place=place or guess.place,
        lat=lat,
        lon=lon,
        uncertainty_km=radius,
        confidence=1.0,
        reason=_told(correction),
    )


def _told(correction: Correction) -> str:
    return f"decided by {correction.by} on {correction.date}: {correction.reason}"
