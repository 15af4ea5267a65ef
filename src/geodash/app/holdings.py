"""What the app has read: the layers, their counts, the view as JSON, the basemap; once for all visitors.

Only what is in the atlas's own folders is kept here. An upload belongs to its session and never comes near.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodash import bundle
from geodash.atlas import Atlas
from geodash.errors import LayerError
from geodash.layers.translations import Translations, read_translations
from geodash.render import leaflet
from geodash.selection import LAYERS, Feature, Selection
from geodash.tally import Tally
from geodash.text import DEFAULT, Texts, languages, load
from geodash.view import compose, ground, load_styles

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


def layers(language: str = DEFAULT) -> tuple[Held, ...]:
    """Read the layers that are there; in another language than English, with their texts translated.

    Raises:
        LayerError: a file is not a GeoJSON feature collection, or breaks its layer's schema.
    """
    return _layers(language)


@lru_cache(maxsize=4)  # keyed by the language alone: the default, unsaid or said, is read once
def _layers(language: str) -> tuple[Held, ...]:
    if language != DEFAULT:  # after the gate: a translation never says more than what it let pass
        said = translations(language)
        return tuple(Held(held.name, tuple(said.feature(dict(row)) for row in held.features)) for held in layers())
    return tuple(Held(layer.name, layer.features) for layer in atlas().layers.values())


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """Read the atlas that figures and data are made of: all rows, every one of them behind the gate."""
    return Atlas.read(folder())


@lru_cache(maxsize=4)
def translations(language: str) -> Translations:
    """Read the atlas's own texts in a language; English has none to read."""
    return read_translations(bundle.path("data"), language) if language != DEFAULT else Translations(DEFAULT)


@lru_cache(maxsize=1)
def version() -> str:
    """Name the state of everything the browser fetches, so that it may keep it until something changes."""
    sums = hashlib.sha256()
    paths = [folder() / f"{name}.geojson" for name in LAYERS]
    paths += [bundle.path("geo", "basemap", name) for name in basemap_files().values()]
    paths += sorted(bundle.path("data", "tables").rglob("*.csv"))  # names, sources and what they disagree on
    paths += sorted(bundle.path("data", "articles").glob("*/claims*.csv"))
    paths += sorted(bundle.path("data", "stories").glob("*.yaml"))
    paths += sorted(bundle.path("static", "present").glob("*.*"))
    paths.append(folder() / "articles.json")
    for path in paths:
        if path.is_file():
            sums.update(path.read_bytes())
    sums.update(bundle.path("static", "app.css").read_bytes())
    sums.update(leaflet.plugin_script().encode() + leaflet.plugin_sheet().encode())
    sums.update(json.dumps([dict(load(code)) for code in languages()]).encode())
    sums.update(repr(load_styles()).encode())
    return sums.hexdigest()[:16]


@lru_cache(maxsize=1)
def tallies() -> Mapping[str, Tally]:
    """Lay out each layer for counting."""
    return {layer.name: Tally(layer) for layer in layers()}


def view_json(language: str = DEFAULT) -> bytes:
    """Compose everything that can be drawn, and write it as the plugin's JSON."""
    return _view_json(language)


@lru_cache(maxsize=4)
def _view_json(language: str) -> bytes:
    texts = load(language)
    view = compose(layers(language), Selection(), texts=texts, attribution=_attribution(texts))
    document = leaflet.wire(view, texts, basemap=_basemap_options(language), remember=True)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


@lru_cache(maxsize=1)
def basemap_files() -> Mapping[str, str]:
    """List the basemap files that are drawn and are there, by kind; the picture under "relief"."""
    place = bundle.path("geo", "basemap")
    found = {kind: f"{kind}.geojson" for kind in DRAWN_KINDS if (place / f"{kind}.geojson").is_file()}
    if (place / "relief.json").is_file():
        found["relief"] = str(json.loads((place / "relief.json").read_text("utf-8"))["image"])
    return found


def names_json(language: str = DEFAULT) -> bytes:
    """Gather the basemap's names in a language, far smaller than the outlines they come from."""
    names = [item for kind in NAMED_KINDS for item in _names(kind, language)]
    return json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()


def _names(kind: str, language: str) -> Iterator[dict[str, Any]]:
    path = bundle.path("geo", "basemap", f"{kind}.geojson")
    for feature in _features(path) if path.is_file() else ():
        row = feature["properties"]
        if not row.get("name"):
            continue
        point = feature["geometry"]["coordinates"] if kind == "towns" else row.get("label")
        places = row.get("labels") or [[*point, 0, row.get("min_zoom", 0)]] if point or row.get("labels") else []
        name = row.get(f"name_{language}") or row["name"]
        for lon, lat, angle, zoom in places:
            yield {"kind": kind, "name": name, "at": [lon, lat], "angle": angle, "zoom": zoom}


def _basemap_options(language: str) -> dict[str, Any]:
    address = f"basemap/{{}}?v={version()}&lang={language}"
    files = basemap_files()
    options: dict[str, Any] = {
        "files": {kind: address.format(kind) for kind in ("names", *files) if kind != "relief"},
    }
    if "relief" in files:
        about = json.loads(bundle.path("geo", "basemap", "relief.json").read_text("utf-8"))
        options["relief"] = {"url": address.format("relief"), "bounds": about["bounds"]}
    return options


def _attribution(texts: Texts) -> list[str]:
    credit = (texts["map.leaflet"], ground.say_credit(ground.attribution(), texts))
    return [name for name in credit if name]


def forget() -> None:
    """Drop everything read, so that changed files are read again."""
    for kept in (atlas, _layers, translations, version, tallies, _view_json, basemap_files):
        kept.cache_clear()


def _features(path: Path) -> list[Feature]:
    try:
        collection = json.loads(path.read_text("utf-8"))
        features: list[Feature] = collection["features"]
    except (ValueError, KeyError, TypeError) as problem:
        raise LayerError(f"{path.name}: not a GeoJSON feature collection ({problem}); run `geodash build`") from None
    return features
