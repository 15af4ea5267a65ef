from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyogrio
import pytest
import shapely

from geodash.atlas import Atlas
from geodash.errors import GeodashError
from geodash.formats import catalogue, geopackage
from geodash.formats.parcel import Parcel


def parse(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - what we wrote ourselves


def write(parcel: Parcel, folder: Path) -> Path:
    path = folder / "view.gpkg"
    catalogue.write("gpkg", parcel, path)
    return path


def spatial(path: Path) -> list[str]:
    return [name for name, kind in pyogrio.list_layers(path) if kind is not None]


def read(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    frames = [pyogrio.read_dataframe(path, layer=name) for name in spatial(path)]
    return {(row["layer"], row["id"]): row for frame in frames for row in frame.to_dict("records")}


def day(value: Any) -> str | None:
    return None if value is None or value != value else str(value)[:10]  # noqa: PLR0124 - not a time


@pytest.mark.parametrize("which", ["parcel", "hostile"])
def test_the_same_features_come_back(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    parcel: Parcel = request.getfixturevalue(which)
    found = read(write(parcel, tmp_path))
    assert set(found) == {(f["properties"]["layer"], f["id"]) for f in parcel.features}
    for feature in parcel.features:
        row, given = found[feature["properties"]["layer"], feature["id"]], feature["properties"]
        for name in ("name", "summary", "admin", "kind", "when", "drawn"):
            told = row[name] if isinstance(row[name], str) else None
            assert told == (given[name].replace("\x00", "\ufffd") if given[name] is not None else None)
        assert [day(row[n]) for n in ("start_earliest", "end_latest")] == [
            given["start_earliest"],
            given["end_latest"],
        ]
        shape = shapely.geometry.shape(dict(feature["geometry"])) if feature["geometry"] else None
        assert row["geometry"] is None if shape is None else shapely.equals(row["geometry"], shape)


def test_nested_lists_sources_and_codebook_are_tables(parcel: Parcel, tmp_path: Path) -> None:
    path = write(parcel, tmp_path)
    counts = {
        name: len(pyogrio.read_dataframe(path, layer=name, read_geometry=False))
        for name, kind in pyogrio.list_layers(path)
        if kind is None
    }
    for name in ("attested", "mentions", "hectares"):
        assert counts[name] == sum(len(f["properties"].get(name) or ()) for f in parcel.features)
    assert counts["sources"] == len(parcel.sources)
    assert counts["codebook"] > 50


def test_licence_citation_and_what_was_generalised_are_in_its_metadata(parcel: Parcel, tmp_path: Path) -> None:
    found = pyogrio.read_info(write(parcel, tmp_path), layer="committees")["dataset_metadata"]
    assert found["licence"] == "CC-BY-4.0"
    assert "GeoDash" in found["citation"]
    assert "0.1°" in found["generalised"]
    assert found["version"] == parcel.version


def test_every_table_has_a_style_that_fits_it(parcel: Parcel, tmp_path: Path) -> None:
    path = write(parcel, tmp_path)
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(
            "SELECT f_table_name, f_geometry_column, styleQML, styleSLD FROM layer_styles"
        ).fetchall()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert [name for name, *_ in rows] == spatial(path)
        for name, column, qml, sld in rows:
            assert column == "geom"
            symbols = {symbol.get("name"): symbol.get("type") for symbol in parse(qml).iter("symbol")}
            assert set(symbols.values()) == {"fill" if name.endswith(geopackage.AREAS) else "marker"}
            seen = []
            for rule in parse(qml).iter("rule"):
                assert rule.get("symbol") in symbols
                # Tests of these rules are SQL too: names in double quotes, texts in single ones.
                found = database.execute(f'SELECT layer, id, drawn FROM "{name}" WHERE {rule.get("filter")}')  # noqa: S608
                seen += found.fetchall()
            wanted = database.execute(f"SELECT layer, id, drawn FROM \"{name}\" WHERE drawn != 'listed'").fetchall()  # noqa: S608
            assert sorted(seen) == sorted(wanted), "each drawn row has one symbol, and listed ones have none"
            assert parse(sld).tag.endswith("StyledLayerDescriptor")


def test_tables_and_columns_say_what_they_mean(whole: Atlas, tmp_path: Path) -> None:
    path = write(whole.parcel("es"), tmp_path)
    with closing(sqlite3.connect(path)) as database:
        told = dict(database.execute("SELECT table_name, description FROM gpkg_contents"))
        columns = database.execute("SELECT table_name, column_name, description FROM gpkg_data_columns").fetchall()
        for table, column, meaning in columns:
            assert database.execute(f'SELECT "{column}" FROM "{table}" LIMIT 1').fetchall() is not None  # noqa: S608
            assert meaning
    assert told["committees"] == "Comités de autodefensa"
    assert {"committees", "attested", "sources"} <= {table for table, *_ in columns}
    assert len(pyogrio.read_dataframe(path, layer="bases")) == 70


def test_colours_are_those_of_the_table_of_styles(parcel: Parcel, tmp_path: Path) -> None:
    with closing(sqlite3.connect(write(parcel, tmp_path))) as database:
        styles = dict(database.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    assert "0,114,178,255" in styles["committees"]  # 0072B2
    for color in parcel.styles["layers"]["coca_zones"]["classes"]["light"]:
        red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
        assert f'"{red},{green},{blue},' in styles["coca_zones_areas"]
        assert f'"{red},{green},{blue},' in styles["coca_zones"], "vague zones are coloured as their hectares too"


def test_the_same_view_gives_the_same_bytes_at_another_time(parcel: Parcel) -> None:
    first = [part.content for part in catalogue.make("gpkg", parcel)]
    time.sleep(1.1)
    assert [part.content for part in catalogue.make("gpkg", parcel)] == first


def test_gdal_keeps_its_clock_afterwards(parcel: Parcel) -> None:
    list(catalogue.make("gpkg", parcel))
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_a_failure_of_gdal_is_told(parcel: Parcel, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise pyogrio.errors.DataSourceError("disk full")

    monkeypatch.setattr(pyogrio, "write_arrow", fail)
    with pytest.raises(GeodashError, match="disk full"):
        list(catalogue.make("gpkg", parcel))
