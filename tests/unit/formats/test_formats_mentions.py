from __future__ import annotations

import csv
import io
import json

from geodash.formats.mentions import COLUMNS, Finding, csv_lines, geojson
from geodash.gazetteer.place import Place
from geodash.geoparse.records import Dating, Mention, Resolution
from geodash.when import parse_when

PLACE = Place("gn:1", "Huanta", "town", -12.93944, -74.248, 3.0, "PE", "Ayacucho", "Huanta", 0, (), "t", "CC0-1.0")
PLACED = Finding(
    "a.txt",
    Mention("a:5", "a", 5, 11, "Huanta"),
    Resolution("a:5", PLACE, -12.93944, -74.248, 3.04, 0.9, (), "only candidate"),
    Dating("a:5", parse_when("1984~"), "beside it"),
)
OPEN = Finding(
    "=cmd.txt",
    Mention("b:0", "b", 0, 3, "Xyz"),
    Resolution("b:0", None, None, None, None, 0.0, (), "unresolved: the gazetteer has no place of this name"),
    Dating("b:0", None, "undated: nothing near"),
)


def table() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_lines([PLACED, OPEN])))))


def test_a_row_has_the_promised_columns_and_values() -> None:
    first = table()[0]
    assert tuple(first) == COLUMNS
    assert (first["start"], first["end"], first["toponym"], first["when"]) == ("5", "11", "Huanta", "1984~")
    assert (first["lat"], first["lon"], first["uncertainty_km"]) == ("-12.93944", "-74.248", "3.0")
    assert (first["place_id"], first["kind"], first["country"], first["confidence"]) == ("gn:1", "town", "PE", "0.9")


def test_what_stayed_open_is_empty_and_says_why_of_place_and_time() -> None:
    second = table()[1]
    assert (second["lat"], second["place_id"], second["when"]) == ("", "", "")
    assert second["reason"] == "unresolved: the gazetteer has no place of this name | undated: nothing near"


def test_no_text_cell_can_run_as_a_formula_and_numbers_stay_numbers() -> None:
    rows = table()
    assert rows[1]["file"] == "'=cmd.txt"
    assert rows[0]["lat"].startswith("-")


def test_geojson_has_a_point_or_null_and_the_same_fields() -> None:
    collection = json.loads(geojson([PLACED, OPEN]))
    first, second = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [-74.248, -12.93944]}
    assert second["geometry"] is None
    assert set(first["properties"]) == set(COLUMNS) - {"lat", "lon"}
    assert len({f["id"] for f in collection["features"]}) == 2
