from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geodash.gazetteer.place import Place
from geodash.geoparse.records import Candidate, Dating, Mention, Resolution
from geodash.layers.places import Passage, Placed, build_places
from geodash.when import parse_when

OUTLINE = {"type": "Polygon", "coordinates": [[[-75, -13], [-74, -13], [-74, -12], [-75, -12], [-75, -13]]]}


def place(identity: str, name: str, kind: str, *, country: str = "PE", radius: float = 3.0) -> Place:
    return Place(identity, name, kind, -12.9, -74.2, radius, country, "Ayacucho", "Huanta", 0, (), "test", "CC0-1.0")


def placed(
    where: Place | None, *, toponym: str = "Huanta", start: int = 3, when: str | None = "1984", article: str = "a"
) -> Placed:
    mention = Mention(f"{article}:{start}", article, start, start + len(toponym), toponym)
    resolution = Resolution(mention.id, None, None, None, None, 0.0, (), "because")
    if where:
        candidates = (Candidate(where, 2.5, {"prominence": 2.5}),)
        spot = (where.lat, where.lon, where.uncertainty_km)
        resolution = Resolution(mention.id, where, *spot, 0.9, candidates, "because")
    dating = Dating(mention.id, parse_when(when) if when else None, "a year beside it" if when else "undated")
    passage = Passage(article, "a-c01", 7, f"In {toponym} it rained.", start - 3, False, ("crime",), ("police",))
    return Placed(mention, resolution, dating, passage)


def only(*rows: Placed, outlines: dict[str, Any] | None = None) -> dict[str, Any]:
    (feature,) = build_places(rows, outlines or {}).features
    return {**feature["properties"], "geometry": feature["geometry"]}


def test_mentions_of_one_place_become_one_feature_in_the_order_of_the_text() -> None:
    huanta = place("gn:1", "Huanta", "town")
    found = only(placed(huanta, start=90, when="1990"), placed(huanta), placed(huanta, article="b", when=None))
    mentions = found["mentions"]
    assert [m["id"] for m in mentions] == ["a:3", "a:90", "b:3"]
    assert [m["when"] for m in mentions] == ["1984", "1990", None]
    assert mentions[0]["start_earliest"] == "1984-01-01"
    assert (found["drawn"], found["where_prec"]) == ("point", 1)
    assert found["sources"] == ["doc:a#7", "doc:b#7"]
    assert (found["themes"], found["actors"]) == (["crime"], ["police"])


def test_a_mention_carries_its_passage_with_the_name_marked_and_its_candidates() -> None:
    huanta = place("gn:1", "Huanta", "town")
    (mention,) = only(placed(huanta))["mentions"]
    assert mention["text"][mention["start"] : mention["end"]] == "Huanta"
    assert (mention["claim_id"], mention["paragraph"], mention["quoted"]) == ("a-c01", 7, False)
    assert mention["actors"] == ["police"]
    assert mention["candidates"][0]["score"] == 2.5
    assert (mention["reason"], mention["dated_by"]) == ("because", "a year beside it")


@pytest.mark.parametrize(
    ("kind", "country", "precision", "drawn", "listed"),
    [
        ("town", "PE", 1, "point", None),
        ("district", "PE", 3, "circle", None),
        ("region", "PE", 4, "circle", None),
        ("valley", "PE", 5, "circle", None),
        ("country", "PE", 6, "listed", "national"),
        ("country", "MX", 6, "listed", "outside"),
        ("town", "NG", 1, "listed", "outside"),
        ("continent", "", 7, "listed", "outside"),
    ],
)
def test_how_a_place_is_drawn_follows_its_kind(
    kind: str, country: str, precision: int, drawn: str, listed: str | None
) -> None:
    found = only(placed(place("x:1", "X", kind, country=country)))
    assert (found["where_prec"], found["drawn"], found["listed_reason"]) == (precision, drawn, listed)


def test_an_area_takes_its_outline() -> None:
    found = only(placed(place("pe:region:05", "Ayacucho", "region")), outlines={"pe:region:05": OUTLINE})
    assert found["drawn"] == "area"
    assert found["geometry"] == OUTLINE


def test_a_name_that_stayed_open_is_kept_without_a_place() -> None:
    found = only(placed(None, toponym="Xyz"), placed(None, toponym="XYZ", start=50))
    assert (found["id"], found["geometry"], found["drawn"]) == ("open:xyz", None, "listed")
    assert (found["listed_reason"], found["kind"], found["name"]) == ("unlocated", "unknown", "Xyz")
    mentions = found["mentions"]
    assert len(mentions) == 2


@pytest.mark.parametrize(("start", "end", "found"), [(13, 17, "rain"), (40, 44, None), (-1, -1, None)])
def test_the_expression_of_time_is_marked_where_it_stands_in_the_passage(
    start: int, end: int, found: str | None
) -> None:
    row = placed(place("gn:1", "Huanta", "town"))
    (mention,) = only(replace(row, dating=replace(row.dating, start=start, end=end)))["mentions"]
    marked = None if mention["date_start"] is None else mention["text"][mention["date_start"] : mention["date_end"]]
    assert marked == found
