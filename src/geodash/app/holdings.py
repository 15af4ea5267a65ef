"""What the app has read: the layers, their counts, the view as JSON, the basemap; once for all visitors.

Only what is in the atlas's own folders is kept here. An upload belongs to its session and never comes near.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodash import bundle
from geodash.errors import LayerError
from geodash.layers.layer import make_layer
from geodash.render import leaflet
from geodash.safety import gate
from geodash.selection import LAYERS, Feature, Selection
from geodash.tally import Tally
from geodash.text import load
from geodash.view import compose, load_styles
from geodash.view.evidence import References, evidence

DRAWN_KINDS = ("land", "lakes", "rivers", "provinces", "borders")
NAMED_KINDS = ("countries", "regions", "towns", "lakes", "rivers")  # the most important first


@dataclass(frozen=True, slots=True)
class Held:
    """A layer whose rows have passed the gate."""

    name: str
    features: Sequence[Feature]


def folder() -> Path:
    """Give the folder of layers: geo/, or the one that the environment variable GEODASH_GEO names."""
    return Path(os.environ.get("GEODASH_GEO") or bundle.path("geo"))


@lru_cache(maxsize=1)
def layers() -> tuple[Held, ...]:
    """Read the layers that are there.

    Raises:
        LayerError: a file is not a GeoJSON feature collection.
    """
    found = []
    for name in LAYERS:
        path = folder() / f"{name}.geojson"
        if path.is_file():
            found.append(Held(name, _gated(name, _features(path))))
    return tuple(found)


def _gated(name: str, features: list[Feature]) -> tuple[Feature, ...]:
    """Send through the gate again what is not open: the folder may be anybody's, and the gate lets open rows be."""
    closed = [dict(f) for f in features if f["properties"].get("sensitivity") != "open"]
    opened = [f for f in features if f["properties"].get("sensitivity") == "open"]
    passed = gate(make_layer(name, closed)).features if closed else ()
    return tuple(sorted([*opened, *passed], key=lambda feature: str(feature["id"])))


@lru_cache(maxsize=1)
def version() -> str:
    """Name the state of everything the browser fetches, so that it may keep it until something changes."""
    sums = hashlib.sha256()
    paths = [folder() / f"{name}.geojson" for name in LAYERS]
    paths += [bundle.path("geo", "basemap", name) for name in basemap_files().values()]
    for path in paths:
        if path.is_file():
            sums.update(path.read_bytes())
    sums.update(bundle.path("static", "app.css").read_bytes())
    sums.update(leaflet.plugin_script().encode() + leaflet.plugin_sheet().encode())
    sums.update(json.dumps([dict(load(code)) for code in ("en",)]).encode())
    sums.update(repr(load_styles()).encode())
    return sums.hexdigest()[:16]


@lru_cache(maxsize=1)
def tallies() -> Mapping[str, Tally]:
    """Lay out each layer for counting."""
    return {layer.name: Tally(layer) for layer in layers()}


@lru_cache(maxsize=4)
def view_json(language: str = "en") -> bytes:
    """Compose everything that can be drawn, and write it as the plugin's JSON."""
    texts = load(language)
    view = compose(layers(), Selection(), texts=texts, attribution=_attribution())
    document = leaflet.wire(view, texts, basemap=_basemap_options(), remember=True)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def evidence_json(layer: str, row: str, language: str = "en") -> bytes | None:
    """Write the evidence of one row, or None if there is no such row."""
    feature = _by_id().get((layer, row))
    if feature is None:
        return None
    found = evidence(feature, load(language), references())
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=1)
def references() -> References:
    """Read what sources and articles are called, as far as the tables are there."""
    sources = {row["id"]: row for row in _table("sources.csv") if row.get("id")}
    records = [
        json.loads(path.read_text("utf-8")) for path in sorted(bundle.path("data", "articles").glob("*/record.json"))
    ]
    return References(articles={row["id"]: _article(row) for row in records}, sources=sources)


def _article(record: Mapping[str, Any]) -> dict[str, str]:
    """Take from a CSL-JSON record what the evidence names."""
    parts = (record.get("issued") or {}).get("date-parts") or [[]]
    return {
        "title": record.get("title", ""),
        "author": ", ".join(person.get("family", "") for person in record.get("author") or ()),
        "publication": record.get("container-title", ""),
        "published": "-".join(f"{part:02d}" for part in parts[0]),
        "url": record.get("URL", ""),
    }


@lru_cache(maxsize=1)
def basemap_files() -> Mapping[str, str]:
    """List the basemap files that are drawn and are there, by kind; the picture under "relief"."""
    place = bundle.path("geo", "basemap")
    found = {kind: f"{kind}.geojson" for kind in DRAWN_KINDS if (place / f"{kind}.geojson").is_file()}
    if (place / "relief.json").is_file():
        found["relief"] = str(json.loads((place / "relief.json").read_text("utf-8"))["image"])
    return found


def names_json() -> bytes:
    """Gather the basemap's names, far smaller than the outlines they come from."""
    names = [item for kind in NAMED_KINDS for item in _names(kind)]
    return json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()


def _names(kind: str) -> Iterator[dict[str, Any]]:
    path = bundle.path("geo", "basemap", f"{kind}.geojson")
    for feature in _features(path) if path.is_file() else ():
        row = feature["properties"]
        if not row.get("name"):
            continue
        point = feature["geometry"]["coordinates"] if kind == "towns" else row.get("label")
        places = row.get("labels") or [[*point, 0, row.get("min_zoom", 0)]] if point or row.get("labels") else []
        for lon, lat, angle, zoom in places:
            yield {"kind": kind, "name": row["name"], "at": [lon, lat], "angle": angle, "zoom": zoom}


def _basemap_options() -> dict[str, Any]:
    address = "basemap/{}?v=" + version()
    files = basemap_files()
    options: dict[str, Any] = {
        "files": {kind: address.format(kind) for kind in ("names", *files) if kind != "relief"},
    }
    if "relief" in files:
        about = json.loads(bundle.path("geo", "basemap", "relief.json").read_text("utf-8"))
        options["relief"] = {"url": address.format("relief"), "bounds": about["bounds"]}
    return options


def _attribution() -> list[str]:
    path = bundle.path("geo", "basemap", "datapackage.json")
    named = [json.loads(path.read_text("utf-8"))["attribution"]] if path.is_file() else []
    return [load()["map.leaflet"], *named]


def forget() -> None:
    """Drop everything read, so that changed files are read again."""
    for kept in (layers, version, tallies, view_json, references, basemap_files, _by_id):
        kept.cache_clear()


@lru_cache(maxsize=1)
def _by_id() -> dict[tuple[str, str], Feature]:
    return {
        (layer.name, str(feature["properties"].get("id", feature.get("id")))): feature
        for layer in layers()
        for feature in layer.features
    }


def _features(path: Path) -> list[Feature]:
    try:
        collection = json.loads(path.read_text("utf-8"))
        features: list[Feature] = collection["features"]
    except (ValueError, KeyError, TypeError) as problem:
        raise LayerError(f"{path.name}: not a GeoJSON feature collection ({problem}); run `geodash build`") from None
    return features


def _table(name: str) -> list[dict[str, str]]:
    path = bundle.path("data", "tables", name)
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
