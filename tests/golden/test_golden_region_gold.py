"""The golden texts' own soundness: a gold row that does not fit its text would judge wrongly."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geodash.gazetteer.place import KINDS
from geodash.when import parse_when

FOLDER = Path(__file__).parent / "region"


def rows() -> list[dict[str, str]]:
    with (FOLDER / "gold.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_offsets_give_the_toponyms_in_order_without_overlap() -> None:
    texts = {p.name: p.open(encoding="utf-8", newline="").read() for p in FOLDER.glob("*.txt")}
    last = ("", 0)
    for row in rows():
        start, end = int(row["start"]), int(row["end"])
        assert texts[row["file"]][start:end] == row["toponym"]
        assert (row["file"], start) >= last
        last = (row["file"], end)
    assert {row["file"] for row in rows()} == set(texts)


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r['file']}:{r['start']}")
def test_values_are_of_their_kind(row: dict[str, str]) -> None:
    assert row["kind"] in KINDS
    assert -90 <= float(row["lat"]) <= 90
    assert -180 <= float(row["lon"]) <= 180
    assert float(row["uncertainty_km"]) > 0
    assert len(row["country"]) in {0, 2}
    if row["when"]:
        assert parse_when(row["when"]).edtf == row["when"]
