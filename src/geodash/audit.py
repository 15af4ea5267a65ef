"""The audit: whatever is wrong with inputs, layers and stories, each fault with its file, row and remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geodash.corrections import read_corrections
from geodash.documents.claims import read_claims
from geodash.errors import GeodashError
from geodash.formats.geojson import check_geojson, read_layer
from geodash.gazetteer import Gazetteer
from geodash.gazetteer.outlines import distance_km
from geodash.layers.layer import NAMES
from geodash.layers.moments import split_list
from geodash.layers.tables import DESCRIPTOR, read_table
from geodash.layers.translations import read_translations
from geodash.pipeline import ARTICLES, THEMES
from geodash.safety import GatedLayer, gate
from geodash.story import read_stories
from geodash.story.checking import Holdings, check_story
from geodash.text import DEFAULT, languages


def find_faults(data: Path, geo: Path) -> list[str]:
    """Check tables, claims, corrections and stories under `data` and the five layers under `geo`.

    Tables: schema, keys, dates, sources of every row, points in their country. Claims: codes, hand tags, dates.
    Corrections: decisions, dates, that their places exist. Translations: that each was compared with the English of
    now. Layers: RFC 7946, the schema, a source for every feature, and that nothing is finer than its sensitivity
    allows. Stories: see `geodash.story.checking`; their rows only if all layers could be read and are the atlas's.
    """
    articles = {path.name for path in (data / "articles").iterdir() if path.is_dir()}
    gazetteer = Gazetteer.open()
    layers: dict[str, GatedLayer] = {}
    paragraphs: dict[str, set[int]] = {}
    return [
        *_tables(data / "tables", articles, gazetteer),
        *_claims(data, paragraphs),
        *_translations(data),
        *_corrections(data, gazetteer),
        *_layers(geo, articles, layers),
        *_stories(data, paragraphs, layers if _recorded(geo) <= articles else {}),
    ]


def _tables(folder: Path, articles: set[str], gazetteer: Gazetteer) -> Iterator[str]:
    try:
        package = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        names = [resource["name"] for resource in package["resources"] if resource.get("format") == "csv"]
    except (OSError, ValueError, KeyError) as error:
        yield f"{folder / DESCRIPTOR}: cannot be read ({error}); restore it"
        return
    for name in names:
        try:
            rows, faults = read_table(folder, name)
        except GeodashError as error:
            yield str(error)
            continue
        yield from map(str, faults)
        for row in rows:
            yield from _astray(f"{name}.csv, {row.get('id')}", row, gazetteer)
            yield from _strangers(f"{name}.csv, {row.get('id')}", split_list(row.get("sources")), articles)


def _claims(data: Path, paragraphs: dict[str, set[int]]) -> Iterator[str]:
    """Check the claims, and note which paragraphs of each article they sum up."""
    try:
        actors = [str(row["code"]) for row in read_table(data / "tables", "actors")[0]]
    except GeodashError:
        return  # said already
    for folder in sorted(p for p in (data / "articles").iterdir() if p.is_dir()):
        try:
            read = read_claims(folder, themes=THEMES, actors=actors)
        except GeodashError as error:
            yield str(error)
        else:
            paragraphs[folder.name] = {claim.paragraph for claim in read.claims}
            yield from map(str, read.faults)


def _translations(data: Path) -> Iterator[str]:
    for language in languages():
        if language == DEFAULT:
            continue
        try:
            yield from map(str, read_translations(data, language).faults)
        except GeodashError as error:
            yield str(error)


def _astray(where: str, row: Mapping[str, Any], gazetteer: Gazetteer) -> Iterator[str]:
    """A point that cannot lie in its country, as when latitude and longitude are swapped."""
    if row.get("lat") is None or not row.get("country"):
        return
    country = gazetteer.by_id(f"country:{row['country']}")
    if country is None:
        return
    away = distance_km(row["lat"], row["lon"], country.lat, country.lon)
    if away > country.uncertainty_km + (row.get("uncertainty_km") or 0):
        yield f"{where}: its point lies outside {country.name}; correct lat, lon (are they swapped?) or country"


def _corrections(data: Path, gazetteer: Gazetteer) -> Iterator[str]:
    path = data / "corrections.csv"
    try:
        corrections, faults = read_corrections(path)
    except GeodashError as error:
        yield str(error)
        return
    yield from faults
    for correction in corrections:
        if correction.place_id and gazetteer.by_id(correction.place_id) is None:
            yield (
                f"{path.name}, row {correction.row}: the gazetteer has no place {correction.place_id!r}; "
                "give the id that geodash geoparse prints for the place meant"
            )


def _layers(geo: Path, articles: set[str], layers: dict[str, GatedLayer]) -> Iterator[str]:
    """Check the layers, and keep each as it leaves the gate."""
    known = articles | _recorded(geo)
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
        layers[name] = gate(layer)
        if layers[name].features != layer.features:
            yield f"{path.name}: holds more than its rows' sensitivity allows; run geodash build"
        for feature in layer.features:
            yield from _sources(path.name, feature["id"], feature["properties"]["sources"], known)


def _stories(data: Path, paragraphs: Mapping[str, set[int]], layers: Mapping[str, GatedLayer]) -> Iterator[str]:
    stories, problems = read_stories(data / "stories")
    yield from problems
    if len(layers) < len(NAMES):
        return  # said already, or the layers are of other articles
    try:
        pages = {str(row["id"]) for row in read_table(data / "tables", "sources")[0]}
    except GeodashError:
        return  # said already
    for story in stories:
        yield from check_story(story, Holdings(tuple(layers.values()), pages, paragraphs), languages())


def _recorded(geo: Path) -> set[str]:
    """The articles that layers made from a reader's own documents rest on."""
    try:
        return {str(record["id"]) for record in json.loads((geo / ARTICLES).read_text(encoding="utf-8"))}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _sources(file: str, feature: str, sources: list[str], articles: set[str]) -> Iterator[str]:
    if not sources:
        yield f"{file}, {feature}: has no source; give one in the table it comes from"
    yield from _strangers(f"{file}, {feature}", sources, articles)


def _strangers(where: str, sources: list[str], articles: set[str]) -> Iterator[str]:
    for source in sources:
        if source.startswith("doc:") and source[4:].split("#")[0] not in articles:
            yield f"{where}: its source {source} is no article of the atlas; correct the source"
