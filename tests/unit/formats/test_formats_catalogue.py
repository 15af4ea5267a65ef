"""What holds for every format: nothing leaks, the same view gives the same bytes, names and downloads."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import sqlite3
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from geodash.atlas import Atlas
from geodash.errors import GeodashError, LayerError
from geodash.formats import catalogue
from geodash.formats.catalogue import FORMATS
from geodash.formats.geojson import check_geojson
from geodash.formats.parcel import Parcel
from geodash.layers.layer import make_layer
from geodash.safety import reword
from geodash.text import languages, load

SECRETS = (
    b"12.59254",
    b"74.17593",
    b"Quilla",
    b"Wasi",
    b"Secreto",
    b"C-4711",
    b"quilla",
    b"8607593",
    b"589254",
    b"12\xc2\xb035",
)
EXACT = tuple(struct.pack(order, number) for order in ("<d", ">d") for number in (-74.17593, -12.59254))


def all_bytes(name: str, content: bytes, folder: Path) -> Iterator[bytes]:
    """The bytes of a file, and what they stand for where they are packed: zip entries, database cells, columns."""
    yield content
    if name.endswith(".zip"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        for entry in archive.namelist():
            yield entry.encode()
            yield from all_bytes(entry, archive.read(entry), folder)
    elif name.endswith(".gpkg"):
        path = folder / "searched.gpkg"
        path.write_bytes(content)
        database = sqlite3.connect(path)
        yield "\n".join(database.iterdump()).encode("utf-8", "surrogateescape")
        database.close()
    elif name.endswith(".parquet"):
        table = pq.read_table(io.BytesIO(content))
        yield repr([table.drop_columns(["geometry"]).to_pylist(), table.schema.metadata]).encode()
        yield b"".join(wkb for wkb in table["geometry"].to_pylist() if wkb)


@pytest.mark.parametrize("code", FORMATS)
def test_no_secret_is_in_the_bytes_of_any_format(code: str, secretive: Parcel, tmp_path: Path) -> None:
    seen = 0
    for part in catalogue.make(code, secretive):
        for content in all_bytes(part.suffix, part.content, tmp_path):
            seen += 1
            assert not [secret for secret in SECRETS if secret in content], part.suffix
            assert not [number for number in EXACT if number in content], part.suffix
    assert seen


def test_the_search_would_find_what_leaks(whole: Atlas, tmp_path: Path) -> None:
    """The same search finds a text and a point that are there, in the zip that holds all formats."""
    part = next(catalogue.make("package", whole.select(layers=("committees",)).parcel()))
    found = list(all_bytes(part.suffix, part.content, tmp_path))
    assert len([content for content in found if b"Luricocha self-defense force" in content]) >= 6
    assert any(struct.pack("<d", -74.3) in content for content in found)


@pytest.mark.parametrize("code", [code for code in FORMATS if code not in {"bibtex", "csl"}])
def test_withheld_rows_are_counted_and_the_note_is_told(code: str, secretive: Parcel, tmp_path: Path) -> None:
    contents = [c for part in catalogue.make(code, secretive) for c in all_bytes(part.suffix, part.content, tmp_path)]
    together = b"\n".join(contents)
    assert b"committees-withheld-001" in together
    assert b"CC-BY-4.0" in together or b"Creative Commons" in together
    assert b"GeoDash: an atlas made from articles" in together
    assert b"rounded to 0.1" in together or b"no finer than 0.1" in together


def sums(parcel: Parcel) -> dict[str, list[str]]:
    made = {code: catalogue.make(code, parcel) for code in FORMATS}
    return {code: [hashlib.sha256(part.content).hexdigest() for part in parts] for code, parts in made.items()}


def test_another_process_writes_the_same_bytes(whole: Atlas) -> None:
    script = (
        "import geodash, json; from test_formats_catalogue import sums\n"
        "print(json.dumps(sums(geodash.load().select(first=1980, last=1992).parcel('es'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    )  # fmt: skip
    assert json.loads(done.stdout) == sums(whole.select(first=1980, last=1992).parcel("es"))


@pytest.mark.parametrize("code", ["geojson", "gpkg", "csv", "parquet", "lpf"])
def test_half_a_character_is_told(code: str, whole: Atlas) -> None:
    layer = whole.layers["bases"]
    spoilt = reword(layer, lambda row: {**row, "properties": {**row["properties"], "summary": "seen \ud83d there"}})
    with pytest.raises(GeodashError, match=r"seen ' stands half a character"):
        list(catalogue.make(code, Atlas({"bases": spoilt}).parcel()))


@pytest.mark.parametrize("code", FORMATS)
def test_no_format_tells_where_or_when_it_was_made(code: str, whole: Atlas, tmp_path: Path) -> None:
    parcel = whole.select(layers=("bases",)).parcel()
    today = datetime.now(UTC).date().isoformat().encode()
    for part in catalogue.make(code, parcel):
        for content in all_bytes(part.suffix, part.content, tmp_path):
            assert today not in content
            assert str(Path.home()).encode() + b"/" not in content
            assert str(tmp_path.parent.parent).encode() not in content


def test_only_gated_layers_are_taken(parcel: Parcel) -> None:
    with pytest.raises(LayerError, match="gate"):
        replace(parcel, layers=(make_layer("events", []),))  # type: ignore[arg-type]


def test_the_main_part_has_the_suffix_and_type_that_the_catalogue_tells(secretive: Parcel) -> None:
    parcel = secretive
    for code, form in FORMATS.items():
        part = next(catalogue.make(code, parcel))
        assert (part.suffix, part.media_type) == (form.suffix, form.media_type)


@pytest.mark.parametrize("language", languages())
def test_every_format_has_a_name_and_a_note(language: str) -> None:
    texts = load(language)
    assert all(texts[form.name] and texts[form.note] for form in FORMATS.values())


@pytest.mark.parametrize(("name", "code"), [
    ("a.geojson", "geojson"), ("A.GPKG", "gpkg"), ("a.b.csv", "csv"), ("a.zip", "package"), ("a.lpf.json", "lpf"),
    ("a.csl.json", "csl"), ("a.bib", "bibtex"), ("a.parquet", "parquet"), ("a.kml", "kml"),
])  # fmt: skip
def test_a_name_tells_its_format(name: str, code: str) -> None:
    assert catalogue.guess_format(name).code == code


def test_an_unknown_format_is_told_with_the_known_ones(parcel: Parcel) -> None:
    with pytest.raises(GeodashError, match=r"no format 'shp'; the formats are geojson, gpkg"):
        list(catalogue.make("shp", parcel))
    with pytest.raises(GeodashError, match=r"a\.json: no format ends like this"):
        catalogue.guess_format("a.json")


def test_files_beside_take_the_name_without_its_suffix(parcel: Parcel, tmp_path: Path) -> None:
    made = catalogue.write("csv", parcel, tmp_path / "my.map.csv")
    assert made[0].name == "my.map.csv"
    assert {"my.map.codebook.csv", "my.map.readme.txt"} <= {path.name for path in made}
    assert sorted(made) == sorted(tmp_path.iterdir())


def test_a_download_is_one_file(parcel: Parcel) -> None:
    one = catalogue.download("kml", parcel, "view")
    assert (one.name, one.media_type) == ("view.kml", FORMATS["kml"].media_type)
    many = catalogue.download("csv", parcel, "view")
    assert (many.name, many.media_type) == ("view.csv.zip", "application/zip")
    assert "view.codebook.csv" in zipfile.ZipFile(io.BytesIO(many.content)).namelist()


@pytest.mark.parametrize("which", ["parcel", "hostile"])
def test_the_geojson_is_whole_and_keeps_the_standard(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    parcel: Parcel = request.getfixturevalue(which)
    content = next(catalogue.make("geojson", parcel)).content
    (tmp_path / "view.geojson").write_bytes(content)
    assert check_geojson(tmp_path / "view.geojson") == []
    found = json.loads(content)
    assert [f["properties"] for f in found["features"]] == [f["properties"] for f in parcel.features]
    assert [f["geometry"] for f in found["features"]] == [f["geometry"] for f in parcel.features]
    assert found["licence"] == "CC-BY-4.0"
    assert found["citation"]
    ids = [f["id"] for f in found["features"]]
    assert len(set(ids)) == len(ids)
    assert re.fullmatch(r"\w+", found["version"])


def test_a_name_that_ends_like_another_format_is_refused(parcel: Parcel, tmp_path: Path) -> None:
    with pytest.raises(GeodashError, match=r"q\.csv: gpkg is written as \.gpkg"):
        catalogue.write("gpkg", parcel, tmp_path / "q.csv")
    assert list(tmp_path.iterdir()) == []
