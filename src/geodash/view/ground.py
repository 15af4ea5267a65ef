"""The basemap as it is drawn: outlines, waters, borders, relief, and the names on them; read once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodash import bundle
from geodash.errors import LayerError
from geodash.text import DEFAULT, Texts

DRAWN_KINDS = ("land", "provinces", "lakes", "rivers", "borders")  # from below
NAMED_KINDS = ("countries", "regions", "towns", "lakes", "rivers")  # the most important first
_FOLDER = ("geo", "basemap")


@dataclass(frozen=True, slots=True)
class GroundName:
    """A name on the basemap: where it stands, how it is turned (degrees counter-clockwise) and from which zoom on."""

    kind: str
    name: str
    at: tuple[float, float]
    angle: float
    zoom: float


@dataclass(frozen=True, slots=True)
class Relief:
    """The picture of the relief and the box it fills (west, south, east, north), evenly spaced in Web Mercator."""

    path: Path
    box: tuple[float, float, float, float]


@lru_cache(maxsize=8)
def features(kind: str) -> tuple[Mapping[str, Any], ...]:
    """Give the features of a kind; none if the basemap has no such file.

    Raises:
        LayerError: the file is no collection of features.
    """
    path = bundle.path(*_FOLDER, f"{kind}.geojson")
    if not path.is_file():
        return ()
    try:
        return tuple(json.loads(path.read_text("utf-8"))["features"])
    except (ValueError, KeyError, TypeError) as problem:
        raise LayerError(
            f"{path.name}: no collection of features ({problem}); run python -m geodash.basemap"
        ) from None


@lru_cache(maxsize=1)
def relief() -> Relief | None:
    """Say where the picture of the relief is, if there is one."""
    path = bundle.path(*_FOLDER, "relief.json")
    if not path.is_file():
        return None
    about = json.loads(path.read_text("utf-8"))
    box = about["bounds"]
    return Relief(path.with_name(about["image"]), (box["west"], box["south"], box["east"], box["north"]))


@lru_cache(maxsize=4)
def names(language: str = DEFAULT) -> tuple[GroundName, ...]:
    """Gather the names in a language, the most important first."""
    return tuple(name for kind in NAMED_KINDS for name in _names(kind, language))


@lru_cache(maxsize=1)
def attribution() -> str:
    """Name whose work the basemap is, in a line; "" if it does not say."""
    path = bundle.path(*_FOLDER, "datapackage.json")
    return str(json.loads(path.read_text("utf-8"))["attribution"]) if path.is_file() else ""


def say_credit(credit: str, texts: Texts) -> str:
    """Say whose the parts of the basemap are ("Water: ... · Relief: ..."), the parts in the reader's words."""
    parts = (part.partition(": ") for part in credit.split(" · "))
    return " · ".join(f"{texts.name('figure.ground', part)}{colon}{who}" for part, colon, who in parts)


@lru_cache(maxsize=1)
def version() -> str:
    """Name the state of the basemap: a hash of its files; "" if there is none."""
    folder = bundle.path(*_FOLDER)
    sums = hashlib.sha256()
    for path in sorted(folder.glob("*.*")) if folder.is_dir() else ():
        sums.update(path.name.encode() + path.read_bytes())
    return sums.hexdigest()[:12]


def _names(kind: str, language: str) -> Iterator[GroundName]:
    for feature in features(kind):
        row = feature["properties"]
        if not row.get("name"):
            continue
        point = feature["geometry"]["coordinates"] if kind == "towns" else row.get("label")
        places = row.get("labels") or ([[*point, 0, row.get("min_zoom", 0)]] if point else [])
        for lon, lat, angle, zoom in places:
            yield GroundName(kind, row.get(f"name_{language}") or row["name"], (lon, lat), angle, zoom)
