from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from geodash.errors import TableError
from geodash.layers.tables import DESCRIPTOR, Row, read_table, table_schema, write_table

TABLES = Path(__file__).parents[3] / "data" / "tables"
NAMES = (
    "committees",
    "committee_status",
    "bases",
    "coca_zones",
    "coca_hectares",
    "events",
    "disagreements",
    "districts",
    "sources",
    "actors",
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    shutil.copytree(TABLES, folder)
    return folder


def spoil(folder: Path, table: str, row: int, **cells: str) -> None:
    """Overwrite cells of the row that a spreadsheet numbers `row`."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row - 2] |= cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("name", NAMES)
def test_committed_tables_have_no_fault(name: str) -> None:
    rows, faults = read_table(TABLES, name)
    assert [str(fault) for fault in faults] == []
    assert len(rows) == len(list(csv.DictReader((TABLES / f"{name}.csv").open(encoding="utf-8"))))


@pytest.mark.parametrize(
    ("table", "cells", "field", "said"),
    [
        ("events", {"lat": "412"}, "lat", "within -90 and 90"),
        ("events", {"lat": "north"}, "lat", "write a number"),
        ("bases", {"country": "ZZ"}, "country", "use one of PE"),
        ("events", {"date": "2009", "end_date": "1999"}, "end_date", "order"),
        ("bases", {"start": "2013", "end": "2012", "first_evidence": ""}, "end", "order"),
        ("bases", {"start": "2013", "end": "", "first_evidence": "1999"}, "end", "order"),
        ("events", {"date": "sometime"}, "date", "EDTF"),
        ("events", {"sources": "NOWHERE99"}, "sources", "sources.csv"),
        ("events", {"actors": "martians"}, "actors", "actors.csv"),
        ("committee_status", {"committee_id": "C99"}, "committee_id", "add the row it names"),
        ("events", {"deaths_low": "9", "deaths_high": "3"}, "deaths_high", "swap"),
        ("coca_hectares", {"value": "5", "low": "6", "high": "7"}, "value", "below low"),
        ("coca_hectares", {"value": "8", "low": "6", "high": "7"}, "high", "below value"),
        ("events", {"lon": ""}, "lon", "both or neither"),
        ("events", {"kind": ""}, "kind", "use one of"),
        ("committees", {"sensitivity": "open", "end": "1999", "start": "", "first_evidence": "2009"}, "end", "order"),
    ],
)
def test_one_bad_row_is_set_aside_and_the_rest_used(
    package: Path, table: str, cells: dict[str, str], field: str, said: str
) -> None:
    whole, _ = read_table(package, table)
    spoil(package, table, 5, **cells)
    rows, faults = read_table(package, table)
    assert len(rows) == len(whole) - 1
    assert {fault.row for fault in faults} == {5}
    message = "\n".join(str(fault) for fault in faults)
    assert f"{table}.csv, row 5, " in message
    assert field in {fault.field for fault in faults}
    assert said in message


def test_duplicate_key_sets_the_second_row_aside(package: Path) -> None:
    spoil(package, "events", 9, id="E01")
    rows, faults = read_table(package, "events")
    assert [(fault.row, fault.field) for fault in faults] == [(9, "id")] or "key" in str(faults[0])
    assert [row["id"] for row in rows].count("E01") == 1


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"lat": "-12.9394"}, "lat"),
        ({"lon": "-74.24"}, "lon"),
        ({"uncertainty_km": "2"}, "uncertainty_km"),
        ({"dataGeneralizations": ""}, "dataGeneralizations"),
        ({"sensitivity": "open"}, "sensitivity"),
        ({"sensitivity": "withheld"}, "lat"),
    ],
)
def test_rows_that_give_away_too_much_are_set_aside(package: Path, cells: dict[str, str], field: str) -> None:
    spoil(package, "committees", 2, **cells)
    rows, faults = read_table(package, "committees")
    assert "C01" not in {row["id"] for row in rows}
    assert {(fault.row, fault.field) for fault in faults} == {(2, field)}


def test_values_have_their_types() -> None:
    rows, _ = read_table(TABLES, "events")
    putis = next(row for row in rows if row["id"] == "E06")
    assert putis["lat"] == pytest.approx(-12.5925)
    assert putis["deaths_low"] == 100
    assert putis["end_date"] is None
    statuses, _ = read_table(TABLES, "committee_status")
    assert statuses[0]["present"] is True


@pytest.mark.parametrize("name", ["committees", "committee_status", "sources"])
def test_writing_what_was_read_gives_it_back(package: Path, name: str) -> None:
    rows, _ = read_table(package, name)
    write_table(package, name, rows)
    assert read_table(package, name) == (rows, [])
    assert sorted(path.name for path in package.parent.iterdir()) == ["tables"]


def test_writing_a_bad_row_changes_nothing(package: Path) -> None:
    before = (package / "bases.csv").read_bytes()
    rows: list[Row] = read_table(package, "bases")[0]
    rows[3]["lat"] = 412
    with pytest.raises(TableError, match=r"bases\.csv, row 5, lat"):
        write_table(package, "bases", rows)
    rows[3] = {**rows[3], "lat": -12.0, "nickname": "x"}
    with pytest.raises(TableError, match="nickname"):
        write_table(package, "bases", rows)
    assert (package / "bases.csv").read_bytes() == before


def test_missing_package_table_or_file(package: Path, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="restore it"):
        read_table(tmp_path, "events")
    with pytest.raises(TableError, match="no table 'ghosts'"):
        read_table(package, "ghosts")
    (package / "events.csv").unlink()
    with pytest.raises(TableError, match=r"events\.csv"):
        read_table(package, "events")


def test_wrong_header_is_refused(package: Path) -> None:
    path = package / "actors.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("label_en", "label", 1), encoding="utf-8")
    with pytest.raises(TableError, match=r"actors\.csv, row 1"):
        read_table(package, "actors")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("label_en", "label", "no column label_en and an unknown column 'label'"),
        ("\n", ",notes\n", "an unknown column 'notes'"),
        ("code,label_en", "label_en,code", "in another place"),
    ],
)
def test_a_wrong_header_is_told_by_its_columns(package: Path, old: str, new: str, said: str) -> None:
    path = package / "actors.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TableError, match=rf"actors\.csv, row 1: .*{said}"):
        read_table(package, "actors")


def test_a_table_that_is_empty_or_not_utf_8_is_told_as_such(package: Path) -> None:
    path = package / "events.csv"
    rows = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*rows[:6], b"\xe1" + rows[6], *rows[7:]]))
    with pytest.raises(TableError, match=r"events\.csv, about row 7: not UTF-8; save it as UTF-8"):
        read_table(package, "events")
    path.write_bytes(b"")
    with pytest.raises(TableError, match=r"events\.csv: the file is empty"):
        read_table(package, "events")


def test_messages_name_the_file_as_it_lies_in_the_folder(package: Path) -> None:
    path = package / "es" / "events.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\nE01,", "\nE999,", 1), "utf-8")
    (fault,) = read_table(package, "events-es")[1]
    assert fault.file == "es/events.csv"


def test_a_code_of_the_wrong_form_is_told_by_an_example_and_not_by_a_pattern(package: Path) -> None:
    spoil(package, "events", 5, sources="")
    (fault,) = read_table(package, "events")[1]
    assert str(fault) == "events.csv, row 5, sources: '' is not allowed; write it like doc:zech-2015#16;INEI"


def test_every_pattern_has_an_example_that_it_allows() -> None:
    resources = json.loads((TABLES / DESCRIPTOR).read_text("utf-8"))["resources"]
    fields = [field for resource in resources for field in resource.get("schema", {}).get("fields", [])]
    patterns = [
        (f["constraints"]["pattern"], f["example"]) for f in fields if f.get("constraints", {}).get("pattern")
    ]
    assert len(patterns) > 30
    assert all(re.fullmatch(pattern, example) for pattern, example in patterns)


def test_every_table_is_declared() -> None:
    for path in TABLES.glob("*.csv"):
        header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        assert [field["name"] for field in table_schema(TABLES, path.stem)["fields"]] == header
    assert (TABLES / DESCRIPTOR).exists()
