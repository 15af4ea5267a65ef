"""The audit: whatever is wrong with the inputs and the layers, each fault with its file, row and remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from geodash.corrections import read_corrections
from geodash.documents.claims import read_claims
from geodash.errors import GeodashError
from geodash.formats.geojson import check_geojson, read_layer
from geodash.layers.layer import NAMES
from geodash.layers.tables import DESCRIPTOR, read_table
from geodash.pipeline import THEMES
from geodash.safety import gate


def find_faults(data: Path, geo: Path) -> list[str]:
    """Check tables, claims and corrections under `data` and the five layers under `geo`.

    Tables: schema, keys, dates, sources of every row. Claims: codes, hand tags, dates. Layers: RFC 7946, the
    schema, a source for every feature, and that nothing is finer than its sensitivity allows.
    """
    return [*_tables(data / "tables"), *_claims(data), *_corrections(data), *_layers(geo, data)]


def _tables(folder: Path) -> Iterator[str]:
    try:
        package = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        names = [resource["name"] for resource in package["resources"] if resource.get("format") == "csv"]
    except (OSError, ValueError, KeyError) as error:
        yield f"{folder / DESCRIPTOR}: cannot be read ({error}); restore it"
        return
    for name in names:
        try:
            yield from map(str, read_table(folder, name)[1])
        except GeodashError as error:
            yield str(error)


def _claims(data: Path) -> Iterator[str]:
    try:
        actors = [str(row["code"]) for row in read_table(data / "tables", "actors")[0]]
    except GeodashError:
        return  # said already
    for folder in sorted(p for p in (data / "articles").iterdir() if p.is_dir()):
        try:
            yield from map(str, read_claims(folder, themes=THEMES, actors=actors).faults)
        except GeodashError as error:
            yield str(error)


def _corrections(data: Path) -> Iterator[str]:
    try:
        yield from read_corrections(data / "corrections.csv")[1]
    except GeodashError as error:
        yield str(error)


def _layers(geo: Path, data: Path) -> Iterator[str]:
    known = {path.name for path in (data / "articles").iterdir() if path.is_dir()}
    for name in NAMES:
        path = geo / f"{name}.geojson"
        if not path.is_file():
            yield f"{path}: is missing; run geodash build"
            continue
        if faults := check_geojson(path):
            yield from map(str, faults)
            continue
        try:
            layer = read_layer(path, name)
        except GeodashError as error:
            yield f"{path.name}: {error}"
            continue
        if gate(layer).features != layer.features:
            yield f"{path.name}: holds more than its rows' sensitivity allows; run geodash build"
        for feature in layer.features:
            yield from _sources(path.name, feature["id"], feature["properties"]["sources"], known)


def _sources(file: str, feature: str, sources: list[str], articles: set[str]) -> Iterator[str]:
    if not sources:
        yield f"{file}, {feature}: has no source; give one in the table it comes from"
    for source in sources:
        article = source[4:].split("#")[0]
        if source.startswith("doc:") and article not in articles:
            yield f"{file}, {feature}: its source {source} is no article of the atlas; correct the source"
