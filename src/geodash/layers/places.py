"""The layer of places: mentions grouped by the place they mean, each with its passage, date and candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from geodash.folding import fold
from geodash.gazetteer.place import Place
from geodash.geoparse.records import Candidate, Dating, Mention, Resolution
from geodash.layers.drawing import draw
from geodash.layers.layer import Feature, Layer, feature, make_layer
from geodash.layers.moments import time_properties
from geodash.layers.outlines import Outlines

HOME = "PE"
"""The country whose map is drawn; places elsewhere are listed and counted."""

_SHOWN_CANDIDATES = 3
_NEAR_EXACT_KM = 5.0
# UCDP GED where_prec by kind of place; populated places are 1 or 2 by their radius.
_PRECISION = {
    "district": 3,
    "province": 3,
    "neighbourhood": 2,
    "region": 4,
    "river": 5,
    "valley": 5,
    "area": 5,
    "mountains": 5,
    "water": 5,
    "country": 6,
    "supranational": 7,
    "continent": 7,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence or claim that a mention stands in.

    `start` is its offset in the article's text, `paragraph` the original's paragraph number if it is known,
    `quoted` says that the words are the original's own. `themes` and `actors` are the passage's codes.
    """

    article_id: str
    claim_id: str | None
    paragraph: int | None
    text: str
    start: int
    quoted: bool
    themes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with all that was found out about it; `decided` tells the person's decisions on it."""

    mention: Mention
    resolution: Resolution
    dating: Dating
    passage: Passage
    decided: tuple[str, ...] = ()


def build_places(placed: Iterable[Placed], outlines: Outlines) -> Layer:
    """Build the layer: one feature a place, and one for each name that stayed open, without geometry.

    Raises:
        LayerError: a feature does not fit the layer's schema.
    """
    groups: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        groups[_group(one)].append(one)
    return make_layer("places", (_feature(key, groups[key], outlines) for key in sorted(groups)))


def _group(one: Placed) -> str:
    resolution = one.resolution
    if resolution.lat is None or resolution.lon is None:
        return f"open:{fold(one.mention.toponym)}"
    if resolution.place is None:
        return f"point:{resolution.lat:.4f},{resolution.lon:.4f}"
    return resolution.place.id


def _feature(key: str, group: Sequence[Placed], outlines: Outlines) -> Feature:
    group = sorted(group, key=lambda one: (one.mention.article_id, one.mention.start))
    place = group[0].resolution.place if group[0].resolution.lat is not None else None
    row = _row(key, group[0].resolution, place)
    geometry, drawing = draw(row, outlines)
    return feature(
        geometry,
        {
            "id": key,
            "layer": "places",
            "name": place.name if place else group[0].mention.toponym,
            "kind": place.kind if place else "site" if key.startswith("point:") else "unknown",
            "admin": _admin(place),
            "country": place.country if place else "",
            **drawing,
            **time_properties(None),
            "attested": [],
            "confidence": _grade(max(one.resolution.confidence for one in group)),
            "sources": list(dict.fromkeys(_source(one.passage) for one in group)),
            "origin": "article",
            "actors": sorted({code for one in group for code in one.passage.actors}),
            "themes": sorted({code for one in group for code in one.passage.themes}),
            "summary": "",
            "sensitivity": "open",
            "dataGeneralizations": None,
            "mentions": [_evidence(one) for one in group],
        },
    )


def _row(key: str, resolution: Resolution, place: Place | None) -> dict[str, Any]:
    """What `draw` asks of a table row."""
    if resolution.lat is None or resolution.lon is None:
        return {}
    radius = place.uncertainty_km if place else resolution.uncertainty_km or 1.0
    return {
        "lat": round(resolution.lat, 4),
        "lon": round(resolution.lon, 4),
        "uncertainty_km": round(radius, 1),
        "where_prec": _precision(place, radius),
        "outline": key,
        "listed_reason": _why_listed(place),
    }


def _precision(place: Place | None, radius: float) -> int:
    by_kind = _PRECISION.get(place.kind) if place else None
    return by_kind or (1 if radius <= _NEAR_EXACT_KM else 2)


def _why_listed(place: Place | None) -> str | None:
    if place is None or (place.country == HOME and place.kind != "country"):
        return None
    if place.country == HOME:
        return "national"
    # The Andes and the Amazon cross the map without belonging to one country; continents only surround it.
    return None if not place.country and place.kind in {"river", "valley", "area"} else "outside"


def _admin(place: Place | None) -> str:
    parts = (place.admin2, place.admin1) if place else ()
    return ", ".join(part for part in dict.fromkeys(parts) if part and place and part != place.name)


def _grade(confidence: float) -> str:
    return "high" if confidence >= 0.85 else "medium" if confidence >= 0.6 else "low"


def _source(passage: Passage) -> str:
    return f"doc:{passage.article_id}" + (f"#{passage.paragraph}" if passage.paragraph else "")


def _evidence(one: Placed) -> dict[str, Any]:
    mention, resolution, dating, passage = one.mention, one.resolution, one.dating, one.passage
    times = time_properties(dating.when)
    del times["date_prec"]
    return {
        "id": mention.id,
        "article": passage.article_id,
        "claim_id": passage.claim_id,
        "paragraph": passage.paragraph,
        "text": passage.text,
        "quoted": passage.quoted,
        "actors": list(passage.actors),
        "start": mention.start - passage.start,
        "end": mention.end - passage.start,
        "toponym": mention.toponym,
        "metonym": mention.metonym,
        "relation": mention.relation,
        **times,
        "dated_by": dating.reason,
        **_expression(dating, passage),
        "confidence": resolution.confidence,
        "uncertainty_km": None if resolution.uncertainty_km is None else round(resolution.uncertainty_km, 1),
        "reason": resolution.reason,
        "decided": list(one.decided),
        "candidates": [_candidate(c) for c in resolution.candidates[:_SHOWN_CANDIDATES]],
    }


def _expression(dating: Dating, passage: Passage) -> dict[str, int | None]:
    """Where the expression of time stands in the passage; null where it stands elsewhere or a person set the date."""
    start, end = dating.start - passage.start, dating.end - passage.start
    inside = dating.start >= 0 and 0 <= start < end <= len(passage.text)
    return {"date_start": start if inside else None, "date_end": end if inside else None}


def _candidate(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "admin2": place.admin2,
        "admin1": place.admin1,
        "country": place.country,
        "lat": round(place.lat, 4),
        "lon": round(place.lon, 4),
        "score": round(candidate.score, 2),
        "parts": {name: round(value, 2) for name, value in candidate.parts.items() if value},
    }
