"""What the committed store must hold."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from geodash.gazetteer import KINDS, Gazetteer, Place
from geodash.gazetteer.build import table_records
from geodash.gazetteer.outlines import distance_km

CHECKED = Path(__file__).parent / "checked_places.csv"
TABLES = Path(__file__).parents[3] / "data" / "gazetteer"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def _near(places: list[Place], kind: str, lat: float, lon: float, km: float) -> list[Place]:
    return [p for p in places if p.kind in kind.split("|") and distance_km(p.lat, p.lon, lat, lon) <= km]


@pytest.mark.parametrize("row", list(csv.DictReader(CHECKED.open(encoding="utf-8"))), ids=lambda row: row["name"])
def test_checked_places_are_found_where_they_lie(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    found = gazetteer.find(row["name"], country="PE")
    near = _near(found, row["kinds"], float(row["lat"]), float(row["lon"]), float(row["tolerance_km"]))
    assert near, [(p.id, p.kind, p.lat, p.lon) for p in found]
    assert any(row["admin1"] in {"", p.admin1} and row["admin2"] in {"", p.admin2} for p in near), near


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("US", "country:US"),
        ("U.S.", "country:US"),
        ("EE. UU.", "country:US"),
        ("EEUU", "country:US"),
        ("Estados Unidos", "country:US"),
        ("UK", "country:GB"),
        ("Perú", "country:PE"),
        ("VRAE", "gd:pe:vraem"),
        ("VRAEM", "gd:pe:vraem"),
        ("Apurimac, Ene, and Mantaro River Valleys", "gd:pe:vraem"),
        ("Valle de los Ríos Apurímac, Ene y Mantaro", "gd:pe:vraem"),
        ("Alto Huallaga", "gd:pe:upper-huallaga"),
        ("Upper Huallaga Valley", "gd:pe:upper-huallaga"),
        ("Central Sierras", "gd:pe:sierra-central"),
        ("Huamanga", "gn:3947019"),
        ("Huamanga", "pe:province:0501"),
        ("Qosqo", "gn:3941584"),
        ("Cuzco", "gn:3941584"),
        ("Wanta", "gn:3939386"),
        ("Santillana", "pe:district:050406"),
        ("Quimbiri", "pe:district:080907"),
        ("Lucanamarca", "gn:3929040"),
        ("Castro Pampa", "gd:pe:castropampa"),
        ("Los Cabitos", "gd:pe:los-cabitos"),
        ("Nueva York", "gn:5128581"),
        ("New York", "gn:5128581"),
        ("New York", "adm1:US.NY"),
        ("Washington, D.C.", "gn:4140963"),
        ("Borno State", "adm1:NG.27"),
        ("Latin America", "gd:latin-america"),
        ("Southern Cone", "gd:southern-cone"),
        ("los Andes", "gd:andes"),
        ("Pacific", "gd:pacific-ocean"),
        ("Middle East", "gd:middle-east"),
        ("EU", "gd:european-union"),
        ("Montgomery County", "adm2:US.AL.2545989664473"),
    ],
)
def test_a_name_leads_to_its_place(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert place_id in [place.id for place in gazetteer.find(name)]


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Peru", "country:PE"),
        ("Lima", "gn:3936456"),
        ("Paris", "gn:2988507"),
        ("London", "gn:2643743"),
        ("Georgia", "country:GE"),
        ("Mexico", "country:MX"),
        ("New York", "gn:5128581"),
        ("Huamanga", "gn:3947019"),
    ],
)
def test_the_most_prominent_bearer_comes_first(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    assert gazetteer.find(name)[0].id == place_id


def test_santa_rosa_has_its_many_namesakes(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.find("Santa Rosa", country="PE")) >= 13


def test_kimbiri_is_in_cusco(gazetteer: Gazetteer) -> None:
    assert {place.admin1 for place in gazetteer.find("Kimbiri")} == {"Cusco"}


def test_peru_has_its_divisions(gazetteer: Gazetteer) -> None:
    peruvian = gazetteer.country_code == gazetteer.countries.index("PE")
    count = {kind: int(np.sum(peruvian & (gazetteer.kind_code == KINDS.index(kind)))) for kind in KINDS}
    assert (count["region"], count["province"]) == (25, 196)
    assert count["district"] >= 1_600
    rows = np.flatnonzero(
        peruvian & np.isin(gazetteer.kind_code, [KINDS.index(k) for k in ("city", "town", "village")])
    )
    assert all(gazetteer.admin1_code[row] and gazetteer.admin2_code[row] for row in rows)


def test_the_districts_of_both_coca_valleys_are_there(gazetteer: Gazetteer) -> None:
    with (TABLES / "extracts" / "peru_districts_left_out.csv").open(encoding="utf-8") as handle:
        left_out = {row["ubigeo"] for row in csv.DictReader(handle)}
    assert len(left_out) < 300
    for ubigeo in ("050401", "050406", "050507", "080910", "120606", "100601", "221005"):
        assert gazetteer.by_id(f"pe:district:{ubigeo}") is not None, ubigeo
        assert ubigeo not in left_out


def test_every_row_is_a_possible_place(gazetteer: Gazetteer) -> None:
    assert len(gazetteer) > 240_000
    assert np.all(np.abs(gazetteer.lat) <= 90)
    assert np.all(np.abs(gazetteer.lon) <= 180)
    assert np.all(gazetteer.uncertainty > 0)
    assert int(gazetteer.kind_code.max()) < len(KINDS)
    for row in range(0, len(gazetteer), 997):
        place = gazetteer.place(row)
        assert place.id
        assert place.name
        assert place.source
        assert place.licence
        assert gazetteer.row_of(place.id) == row


def test_places_stand_in_the_division_as_it_is_called(gazetteer: Gazetteer) -> None:
    where = {"Lhasa": "Tibet", "Mosul": "Nineveh", "Giza": "Giza", "Seattle": "Washington"}
    for city, region in where.items():
        assert gazetteer.find(city)[0].admin1 == region


def test_every_table_is_listed_with_source_and_licence_and_no_id_is_used_twice() -> None:
    package = json.loads((TABLES / "datapackage.json").read_text(encoding="utf-8"))
    listed = {resource["path"] for resource in package["resources"]}
    assert listed == {str(path.relative_to(TABLES)) for path in TABLES.rglob("*.csv")}
    assert all(r["sources"] and r["licenses"] and r["geodash:retrieved"] for r in package["resources"])
    ids = Counter(record.id for record in table_records(TABLES))
    assert [place_id for place_id, times in ids.items() if times > 1] == []


def test_function_words_lead_nowhere(gazetteer: Gazetteer) -> None:
    for word in ("of", "on", "to", "you", "las", "que", "police", "monday", "enero"):
        assert gazetteer.rows(word) == (), word


def test_abbreviations_need_their_case(gazetteer: Gazetteer) -> None:
    texas = gazetteer.abbreviated("TX")
    assert texas is not None
    assert gazetteer.place(texas).name == "Texas"
    assert gazetteer.abbreviated("in") is None


def test_bases_are_no_finer_than_their_town(gazetteer: Gazetteer) -> None:
    bases = np.flatnonzero(gazetteer.kind_code == KINDS.index("base"))
    rural = [gazetteer.place(int(row)) for row in bases]
    valley = {"Ayacucho", "Cusco", "Junín", "Huánuco", "San Martín", "Huancavelica"}
    assert all(place.uncertainty_km >= 10 for place in rural if place.admin1 in valley)


def test_the_store_is_small_enough_to_carry() -> None:
    assert sum(part.stat().st_size for part in (TABLES / "store").iterdir()) <= 25_000_000
