from __future__ import annotations

from pathlib import Path

import pytest

from geodash.corrections import COLUMNS, Correction, apply_corrections, read_corrections
from geodash.documents.article import Article, Paragraph
from geodash.errors import TableError
from geodash.gazetteer import Gazetteer, Record
from geodash.geoparse.records import Dating, Mention, Resolution
from geodash.when import parse_when

TEXT = "Tambo and Tambo.\n\nTambo again."


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.of(
        [
            Record("gn:1", "Tambo", "town", -12.95, -74.02, 3.0, country="PE"),
            Record("gd:tambo-river", "Tambo", "river", -11.2, -73.9, 80.0, country="PE"),
        ]
    )


def parsed(gazetteer: Gazetteer) -> tuple[Article, list[Mention], list[Resolution], list[Dating]]:
    article = Article("a", TEXT, (Paragraph(1, 0, 16), Paragraph(2, 18, 30)))
    town = gazetteer.by_id("gn:1")
    assert town is not None
    starts = (0, 10, 18)
    mentions = [Mention(f"a:{s}", "a", s, s + 5, "Tambo") for s in starts]
    resolutions = [
        Resolution(m.id, town, town.lat, town.lon, town.uncertainty_km, 0.7, (), "guess") for m in mentions
    ]
    datings = [Dating(m.id, parse_when("1984"), "guess") for m in mentions]
    return article, mentions, resolutions, datings


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join((",".join(COLUMNS), *rows)) + "\n", encoding="utf-8")
    return path


def read(tmp_path: Path, *rows: str) -> list[Correction]:
    corrections, faults = read_corrections(table(tmp_path, *rows))
    assert faults == []
    return corrections


def test_a_missing_table_is_an_empty_one(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.csv") == ([], [])


def test_another_place_overrides_and_says_who_decided(tmp_path: Path, gazetteer: Gazetteer) -> None:
    rows = read(tmp_path, "a,1,Tambo,2,place,gd:tambo-river,,,,,MR,2026-01-02,the text means the river")
    decided = apply_corrections(*parsed(gazetteer), rows, gazetteer)
    places = [r.place.id for r in decided.resolutions if r.place]
    assert places == ["gn:1", "gd:tambo-river", "gn:1"]
    assert decided.resolutions[1].lat == pytest.approx(-11.2)
    assert decided.resolutions[1].reason == "decided by MR on 2026-01-02: the text means the river"
    assert list(decided.decisions) == ["a:10"]


def test_a_row_without_paragraph_and_occurrence_decides_every_mention_of_the_name(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    rows = read(tmp_path, "a,,TAMBO,,not a place,,,,,,MR,2026-01-02,a surname here")
    decided = apply_corrections(*parsed(gazetteer), rows, gazetteer)
    assert decided.mentions == ()
    assert sorted(decided.removed) == ["a:0", "a:10", "a:18"]


def test_a_point_and_a_date_set_by_hand(tmp_path: Path, gazetteer: Gazetteer) -> None:
    rows = read(
        tmp_path,
        "a,2,Tambo,,point,,-12.5,-74.5,7,,MR,2026-01-02,seen on a map",
        "a,2,Tambo,,date,,,,,1990-03,MR,2026-01-02,the month is in the next sentence",
        "a,1,Tambo,1,undated,,,,,,MR,2026-01-02,no date is meant",
    )
    decided = apply_corrections(*parsed(gazetteer), rows, gazetteer)
    last = decided.resolutions[2]
    assert (last.lat, last.lon, last.uncertainty_km) == (-12.5, -74.5, 7.0)
    assert [d.when.edtf if d.when else None for d in decided.datings] == [None, "1984", "1990-03"]
    assert len(decided.decisions["a:18"]) == 2


def test_later_rows_win(tmp_path: Path, gazetteer: Gazetteer) -> None:
    rows = read(
        tmp_path,
        "a,,Tambo,,date,,,,,1990,MR,2026-01-02,first thought",
        "a,2,Tambo,,date,,,,,1991,MR,2026-02-02,second thought",
    )
    decided = apply_corrections(*parsed(gazetteer), rows, gazetteer)
    assert [d.when.edtf for d in decided.datings if d.when] == ["1990", "1990", "1991"]


@pytest.mark.parametrize(
    "row",
    [
        "a,9,Tambo,,not a place,,,,,,MR,2026-01-02,no such paragraph",
        "a,1,Tambo,,place,gn:none,,,,,MR,2026-01-02,no such place",
    ],
)
def test_a_correction_that_meets_nothing_changes_nothing_and_is_told(
    tmp_path: Path, gazetteer: Gazetteer, row: str
) -> None:
    rows = read(tmp_path, row)
    article, mentions, resolutions, datings = parsed(gazetteer)
    decided = apply_corrections(article, mentions, resolutions, datings, rows, gazetteer)
    assert decided.unused == tuple(rows)
    assert decided.resolutions == tuple(resolutions)


FAULTS = [
    ("a,1,Tambo,,move,,,,,,MR,2026-01-02,why", "unknown decision 'move'; use one of"),
    ("a,1,Tambo,,place,,,,,,MR,2026-01-02,why", "place_id is empty"),
    ("a,1,Tambo,,point,,412,-74,5,,MR,2026-01-02,why", "lat (-90 to 90)"),
    ("a,1,Tambo,,date,,,,,1992/1980,MR,2026-01-02,why", "1992/1980"),
    ("a,1,Tambo,,date,,,,,,MR,2026-01-02,why", "when is empty"),
    ("a,1,Tambo,,not a place,,,,,,,2026-01-02,why", "by is empty"),
    ("a,one,Tambo,,not a place,,,,,,MR,2026-01-02,why", "one"),
]


@pytest.mark.parametrize(("row", "told"), FAULTS)
def test_a_faulty_row_is_set_aside_by_name_and_the_rest_read(tmp_path: Path, row: str, told: str) -> None:
    good = "a,1,Tambo,,not a place,,,,,,MR,2026-01-02,why"
    corrections, problems = read_corrections(table(tmp_path, row, good))
    assert [c.row for c in corrections] == [3]
    assert len(problems) == 1
    assert problems[0].startswith("corrections.csv, row 2: ")
    assert told in problems[0]


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text("article,toponym\na,Tambo\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"corrections\.csv: no column paragraph"):
        read_corrections(path)
