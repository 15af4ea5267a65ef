"""A Frictionless data package (https://datapackage.org/standard/data-package/) in a zip: every format, one README.

The tables are those of the CSV, with a schema: types, codes that occur, keys. Nothing in it tells when or where it
was made, so that the same view gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from geodash.formats import (
    archive,
    collection,
    geopackage,
    geoparquet,
    kml,
    linked_places,
    literature,
    notice,
    sheets,
)
from geodash.formats.citation import plain
from geodash.formats.codebook import COLUMNS as EXPLAINED
from geodash.formats.codebook import ROWS, SOURCES, Field, explain, tables, tell
from geodash.formats.flattening import Row, flat_tables, present_codes
from geodash.formats.parcel import Parcel, Part

MEDIA_TYPE = "application/zip"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_CODEBOOK = "codebook"
_FILES = (
    collection.make, geopackage.make, kml.make, geoparquet.make, linked_places.make,
    literature.make_bibtex, literature.make_csl,
)  # fmt: skip
_TYPES = {"number", "integer", "boolean", "date"}
_KEYS = {ROWS: ["layer", "id"], SOURCES: ["source"], "mentions": ["mention"]}
Json = dict[str, Any]


def make(parcel: Parcel) -> Iterator[Part]:
    """Write README.md, datapackage.json, the tables under tables/ and the other formats beside them.

    Raises:
        GeodashError: one of the formats cannot be written.
    """
    made = flat_tables(parcel)
    layers = {layer.name for layer in parcel.layers}
    present = present_codes(made)
    contents: dict[str, bytes] = {}
    resources: list[Json] = []
    for name, rows in made.items():
        fields = tables()[name].fields_of(layers)
        path = f"tables/{name}.csv"
        contents[path] = sheets.dump_sheet([field.name for field in fields], rows)
        schema = _schema(name, fields, present.get(name, {}), parcel, made)
        resources.append(_table(name, path, contents[path], schema, tell(tables()[name].told, parcel.texts.language)))
    path = f"tables/{_CODEBOOK}.csv"
    contents[path] = sheets.dump_sheet(EXPLAINED, explain(parcel.texts, present, layers))
    resources.append(_table(_CODEBOOK, path, contents[path], {"fields": [_text(name) for name in EXPLAINED]}, ""))
    for part in (part for make_part in _FILES for part in make_part(parcel)):
        path = f"view{part.suffix}"
        contents[path] = part.content
        resources.append(_file(path, part))
    described = {
        "README.md": _readme(parcel, contents).encode(),
        "datapackage.json": (
            json.dumps(_descriptor(parcel, resources), ensure_ascii=False, indent=1) + "\n"
        ).encode(),
    }
    yield Part(".zip", MEDIA_TYPE, archive.pack(described | contents))


def _descriptor(parcel: Parcel, resources: list[Json]) -> Json:
    texts = parcel.texts
    told = {
        "$schema": _PROFILE,
        "name": "geodash-view",
        "title": parcel.title,
        "description": " ".join((texts["formats.caution"], texts["formats.quoted"])),
        "version": parcel.version,
        "licenses": [
            {
                "name": parcel.licence,
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": texts["formats.terms"],
            }
        ],
        "contributors": [{"title": "The GeoDash authors", "roles": ["author"]}],
        "sources": [_source(record) for record in parcel.records] + [{"title": line} for line in parcel.credit],
        "citation": plain(parcel.citation) if parcel.citation else "",
        "resources": resources,
    }
    return {name: value for name, value in told.items() if value}


def _source(record: Mapping[str, Any]) -> Json:
    title, address = str(record.get("title") or record["id"]), str(record.get("URL") or "")
    return {"title": title, "path": address} if address.startswith(("https://", "http://")) else {"title": title}


def _table(name: str, path: str, content: bytes, schema: Json, told: str) -> Json:
    described = {"description": told} if told else {}
    return {
        "name": name,
        "type": "table",
        "path": path,
        **described,
        "format": "csv",
        "mediatype": sheets.MEDIA_TYPE,
        "encoding": "utf-8",
        **_sums(content),
        "schema": schema,
    }


def _file(path: str, part: Part) -> Json:
    name = path.replace(".", "-").lower()
    form = "geoparquet" if part.suffix == ".parquet" else part.suffix[1:]  # else frictionless would try to read it
    return {"name": name, "path": path, "format": form, "mediatype": part.media_type, **_sums(part.content)}


def _sums(content: bytes) -> Json:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _schema(
    name: str, fields: tuple[Field, ...], codes: Mapping[str, set[str]], parcel: Parcel, made: Mapping[str, list[Row]]
) -> Json:
    schema: Json = {"fields": [_field(field, codes.get(field.name, set()), parcel) for field in fields]}
    if name in _KEYS:
        schema["primaryKey"] = _KEYS[name]
    if tables()[name].path or name == "outlines":
        keys = [{"fields": ["layer", "id"], "reference": {"resource": ROWS, "fields": ["layer", "id"]}}]
        if name == "candidates" and "mentions" in made:
            keys.append({"fields": ["mention"], "reference": {"resource": "mentions", "fields": ["mention"]}})
        schema["foreignKeys"] = keys
    return schema


def _field(field: Field, codes: set[str], parcel: Parcel) -> Json:
    told = tell(field.told, parcel.texts.language)
    made: Json = {"name": field.name, "type": field.type if field.type in _TYPES else "string", "description": told}
    if field.type == "code" and codes:
        made["constraints"] = {"enum": sorted(codes)}
    return made


def _text(name: str) -> Json:
    return {"name": name, "type": "string"}


def _readme(parcel: Parcel, contents: Mapping[str, bytes]) -> str:
    files = parcel.texts["formats.files"]
    listed = [f"- {name} ({len(content):,} bytes)" for name, content in contents.items()]
    return "\n".join([notice.write(parcel).rstrip(), "", files, "-" * len(files), *listed, ""])
