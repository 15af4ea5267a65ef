"""The tiny corpus: every mention and its place, read from files as a reader's own would be."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geodash.documents.reading import read_document
from geodash.gazetteer.records import read_records
from geodash.gazetteer.store import Gazetteer
from geodash.geoparse.geoparser import Geoparser
from geodash.geoparse.toponyms import unbroken

TINY = Path(__file__).parent / "tiny"
GAZETTEER = Gazetteer.of(read_records(TINY / "places.csv"))

Row = tuple[int, str, str, str]


def gold() -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {path.name: [] for path in sorted(TINY.glob("*.txt"))}
    with (TINY / "gold.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["file"]].append((int(row["line"]), row["toponym"], row["place"], row["note"]))
    return rows


@pytest.mark.parametrize(("name", "expected"), gold().items(), ids=gold().keys())
def test_mentions_and_their_places(name: str, expected: list[Row]) -> None:
    article = read_document(TINY / name)
    parsed = Geoparser.by_rules(GAZETTEER).parse(article)
    found = [
        (
            article.text.count("\n", 0, mention.start) + 1,
            unbroken(mention.toponym),
            resolution.place.id if resolution.place else "",
            "metonym" if mention.metonym else mention.relation or "",
        )
        for mention, resolution in zip(parsed.mentions, parsed.resolutions, strict=True)
    ]
    assert found == expected


def test_the_gold_s_places_are_in_the_gazetteer() -> None:
    assert all(not place or GAZETTEER.by_id(place) for rows in gold().values() for _, _, place, _ in rows)
