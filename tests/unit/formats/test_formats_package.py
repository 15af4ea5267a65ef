from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from frictionless import Package, validate

from geodash.atlas import Atlas
from geodash.formats import catalogue
from geodash.formats.parcel import Parcel

KEPT: dict[int, bytes] = {}  # by the parcels that live as long as the tests


def content(parcel: Parcel) -> bytes:
    if id(parcel) not in KEPT:
        KEPT[id(parcel)] = next(catalogue.make("package", parcel)).content
    return KEPT[id(parcel)]


def unpack(parcel: Parcel, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(content(parcel))).extractall(folder)
    return folder / "datapackage.json"


@pytest.mark.parametrize("which", ["parcel", "hostile", "secretive"])
def test_frictionless_finds_it_whole_and_valid(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    parcel: Parcel = request.getfixturevalue(which)
    report = validate(str(unpack(parcel, tmp_path)))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    rows = {task.name: task.stats.get("rows") for task in report.tasks}
    assert rows["rows"] == len(parcel.features)


def test_a_changed_cell_is_noticed(parcel: Parcel, tmp_path: Path) -> None:
    descriptor = unpack(parcel, tmp_path)
    table = tmp_path / "tables" / "rows.csv"
    table.write_bytes(table.read_bytes().replace(b"committees,C01,", b"committees,C02,", 1))
    assert not validate(str(descriptor)).valid


def test_every_file_is_described_and_no_other(parcel: Parcel, tmp_path: Path) -> None:
    descriptor = json.loads(unpack(parcel, tmp_path).read_text("utf-8"))
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {resource["path"] for resource in descriptor["resources"]} == files - {"README.md", "datapackage.json"}
    readme = (tmp_path / "README.md").read_text("utf-8")
    assert all(name in readme for name in files - {"README.md", "datapackage.json"})
    suffixes = {form.suffix for code, form in catalogue.FORMATS.items() if code not in {"csv", "package"}}
    assert {f"view{suffix}" for suffix in suffixes} <= files


def test_it_carries_licence_sources_keys_and_codes(parcel: Parcel, tmp_path: Path) -> None:
    package = Package(str(unpack(parcel, tmp_path)))
    assert package.licenses[0]["name"] == "CC-BY-4.0"
    assert len(package.sources) > 5
    rows = package.get_resource("rows").schema
    assert rows.primary_key == ["layer", "id"]
    assert "cad" in rows.get_field("kind").constraints["enum"]
    assert package.get_resource("attested").schema.foreign_keys[0]["reference"]["resource"] == "rows"


def test_files_in_it_are_those_of_the_formats(parcel: Parcel) -> None:
    archive = zipfile.ZipFile(io.BytesIO(content(parcel)))
    for code in ("geojson", "gpkg", "kml", "parquet", "lpf", "bibtex", "csl"):
        part = next(catalogue.make(code, parcel))
        assert archive.read(f"view{part.suffix}") == part.content


def test_entries_have_no_time_of_their_own(parcel: Parcel) -> None:
    entries = zipfile.ZipFile(io.BytesIO(content(parcel))).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}


def test_it_speaks_the_language(whole: Atlas, tmp_path: Path) -> None:
    made = next(catalogue.make("package", whole.select(layers=("bases",)).parcel("es")))
    zipfile.ZipFile(io.BytesIO(made.content)).extractall(tmp_path)
    assert "Licencia y créditos" in (tmp_path / "README.md").read_text("utf-8")
    table = csv.DictReader(io.StringIO((tmp_path / "tables" / "codebook.csv").read_text("utf-8-sig"), newline=""))
    assert "base del ejército" in {row["meaning"].lower() for row in table}
