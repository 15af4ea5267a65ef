"""Mentions of any text as a table or as GeoJSON: what `geodash geoparse` prints.

They are the reader's own document's; nothing of the atlas's tables is in them, so no gate stands before them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from geodash.formats.sheets import neutralise
from geodash.geoparse.records import Dating, Mention, Resolution
from geodash.geoparse.toponyms import unbroken

COLUMNS = (
    "file",
    "start",
    "end",
    "toponym",
    "lat",
    "lon",
    "uncertainty_km",
    "place_id",
    "kind",
    "country",
    "when",
    "confidence",
    "reason",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A mention of one file with its place and time."""

    file: str
    mention: Mention
    resolution: Resolution
    dating: Dating


def row(finding: Finding) -> dict[str, Any]:
    """Flatten a finding; `start`, `end` are code points of the file's text, `lat`, `lon` degrees, `when` EDTF.

    A name broken at a line's end is written whole.
    What was left open is None, and the reason says why: of the place, and of the time where there is none.
    """
    mention, resolution, dating = finding.mention, finding.resolution, finding.dating
    place = resolution.place
    reason = resolution.reason if dating.when else f"{resolution.reason} | {dating.reason}"
    radius = resolution.uncertainty_km
    return {
        "file": finding.file,
        "start": mention.start,
        "end": mention.end,
        "toponym": " ".join(unbroken(mention.toponym).split()),
        "lat": None if resolution.lat is None else round(resolution.lat, 5),
        "lon": None if resolution.lon is None else round(resolution.lon, 5),
        "uncertainty_km": None if radius is None else round(radius, 1),
        "place_id": place.id if place else None,
        "kind": place.kind if place else None,
        "country": place.country if place else None,
        "when": dating.when.edtf if dating.when else None,
        "confidence": resolution.confidence,
        "reason": reason,
    }


def csv_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield CSV lines, the header first, each ended by a newline; no cell can be taken for a formula."""
    yield _line(COLUMNS)
    for finding in findings:
        yield _line(neutralise(value) if isinstance(value, str) else value for value in row(finding).values())


def geojson(findings: Iterable[Finding]) -> str:
    """Give the findings as one FeatureCollection (RFC 7946); geometry null where the place was left open."""
    return json.dumps({"type": "FeatureCollection", "features": [*map(_feature, findings)]}, ensure_ascii=False)


def _feature(finding: Finding) -> dict[str, Any]:
    properties = row(finding)
    lat, lon = properties.pop("lat"), properties.pop("lon")
    point = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    identity = f"{finding.file}:{finding.mention.start}"
    return {"type": "Feature", "id": identity, "geometry": point, "properties": properties}


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
