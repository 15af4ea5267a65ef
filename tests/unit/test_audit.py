from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geodash import audit, bundle

ROOT = bundle.root()
LAYERS = ("bases", "coca_zones", "committees", "events", "places")


@pytest.fixture
def copied(tmp_path: Path) -> tuple[Path, Path]:
    """Copy the inputs and layers, to be spoilt."""
    data = shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("gazetteer"))
    geo = tmp_path / "geo"
    geo.mkdir()
    for name in LAYERS:
        shutil.copy(ROOT / "geo" / f"{name}.geojson", geo)
    return data, geo


def change(path: Path, how: Callable[[dict[str, Any]], None], identity: str | None = None) -> str:
    """Change one feature of a layer (the first if none is named) and return its id."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    feature = next(f for f in collection["features"] if identity in {None, f["id"]})
    how(feature)
    path.write_text(json.dumps(collection), encoding="utf-8")
    return str(feature["id"])


def test_the_atlas_itself_has_no_faults() -> None:
    assert audit.find_faults(ROOT / "data", ROOT / "geo") == []


def spoil(path: Path, row: int, **cells: str) -> None:
    """Overwrite cells of the row that a spreadsheet numbers `row`."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row - 2] |= cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_point_with_its_numbers_swapped_is_a_fault(copied: tuple[Path, Path]) -> None:
    data, geo = copied
    spoil(data / "tables" / "events.csv", 5, lat="-74.2", lon="-12.5")
    (fault,) = audit.find_faults(data, geo)
    assert fault.startswith("events.csv, E04: its point lies outside Peru; ")
    assert "swapped" in fault


def test_a_correction_to_a_place_that_does_not_exist_is_a_fault(copied: tuple[Path, Path]) -> None:
    data, geo = copied
    table = data / "corrections.csv"
    number = next(n for n, line in enumerate(table.read_text("utf-8").splitlines(), 1) if ",place," in line)
    spoil(table, number, place_id="gd:nowhere")
    (fault,) = audit.find_faults(data, geo)
    assert fault.startswith(f"corrections.csv, row {number}: the gazetteer has no place 'gd:nowhere'; ")


def test_a_feature_without_source_is_a_fault(copied: tuple[Path, Path]) -> None:
    data, geo = copied
    identity = change(geo / "events.geojson", lambda f: f["properties"].update(sources=[]))
    assert audit.find_faults(data, geo) == [
        f"events.geojson, {identity}: has no source; give one in the table it comes from"
    ]


def test_a_source_that_is_no_article_is_a_fault(copied: tuple[Path, Path]) -> None:
    data, geo = copied
    change(geo / "bases.geojson", lambda f: f["properties"].update(sources=["doc:nobody-1999#3"]))
    (fault,) = audit.find_faults(data, geo)
    assert "doc:nobody-1999#3 is no article" in fault


def test_a_point_finer_than_its_sensitivity_is_a_fault(copied: tuple[Path, Path]) -> None:
    data, geo = copied

    def refine(feature: dict[str, Any]) -> None:
        assert feature["properties"]["sensitivity"] == "district"
        feature["geometry"]["coordinates"] = [-74.27371, -12.89961]
        feature["bbox"] = [-74.27371, -12.89961, -74.27371, -12.89961]

    change(geo / "committees.geojson", refine, "C01")
    assert any("more than its rows' sensitivity allows" in fault for fault in audit.find_faults(data, geo))


def test_a_latitude_off_the_earth_and_a_missing_layer_are_faults(copied: tuple[Path, Path]) -> None:
    data, geo = copied
    (geo / "events.geojson").unlink()

    def throw(feature: dict[str, Any]) -> None:
        feature["geometry"] = {"type": "Point", "coordinates": [-74.2, 412.0]}

    change(geo / "bases.geojson", throw, "B01")
    faults = audit.find_faults(data, geo)
    assert any(f.startswith("bases.geojson") for f in faults)
    assert f"{geo / 'events.geojson'}: is missing; run geodash build" in faults


def test_faults_of_tables_claims_and_corrections_are_all_told(copied: tuple[Path, Path]) -> None:
    data, geo = copied
    events = data / "tables" / "events.csv"
    events.write_text(events.read_text(encoding="utf-8").replace("zech-2015#", "nobody-1999#", 1), encoding="utf-8")
    claims = data / "articles" / "zech-2015" / "claims.csv"
    claims.write_text(
        claims.read_text(encoding="utf-8").replace("self-defense,", "selfdefence,", 1), encoding="utf-8"
    )
    (data / "corrections.csv").write_text("article,toponym\n", encoding="utf-8")
    faults = audit.find_faults(data, geo)
    for file in ("events.csv, E", "zech-2015/claims.csv, row ", "corrections.csv: "):
        assert sum(f.startswith(file) for f in faults) == 1, (file, faults)


def test_a_broken_descriptor_is_told_not_raised(copied: tuple[Path, Path]) -> None:
    data, geo = copied
    (data / "tables" / "datapackage.json").write_text("{", encoding="utf-8")
    assert any("datapackage.json" in fault for fault in audit.find_faults(data, geo))
