from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodash.errors import GazetteerError
from geodash.gazetteer import Record, read_records
from geodash.gazetteer.amendments import Amendments
from geodash.gazetteer.build import table_records, worded
from geodash.gazetteer.cities import city_records
from geodash.gazetteer.records import write_records

HEADER = "id,name,kind,lat,lon,uncertainty_km\n"
AMENDMENTS = "id,name,kind,lat,lon,uncertainty_km,country,admin1,admin2,aliases,links,drop,note\n"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,A,planet,0,0,1", "unknown kind"),
        ("a,A,town,91,0,1", "not on Earth"),
        ("a,A,town,0,0,0", "uncertainty_km"),
        ("a,A,town,x,0,1", "could not convert"),
        (",A,town,0,0,1", "needs an id"),
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(tmp_path: Path, row: str, reason: str) -> None:
    table = tmp_path / "places.csv"
    table.write_text(HEADER + "b,B,town,1,1,1\n" + row + "\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=rf"places\.csv, line 3: .*{reason}"):
        list(read_records(table))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text("id,name,colour\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="colour"):
        list(read_records(table))


def test_records_survive_writing_and_reading(tmp_path: Path) -> None:
    records = [
        Record("b", "Bé", "town", -12.5, 0.0, 3.0, "PE", "R", "P", 7, ("x", "y"), ("z",), ("gn:1",), "S", "L"),
        Record("a", "A", "river", 0.0, 10.0, 1.5),
    ]
    assert write_records(tmp_path / "t.csv", records) == 2
    assert list(read_records(tmp_path / "t.csv")) == sorted(records, key=lambda record: record.id)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    record = Record("a", "A", "river", 0.0, 10.0, 1.5)
    with pytest.raises(GazetteerError, match="twice: a"):
        write_records(tmp_path / "t.csv", [record, record])


def test_tables_follow_the_package_and_take_its_source(tmp_path: Path) -> None:
    resource = {
        "path": "t.csv",
        "geodash:holds": "places",
        "sources": [{"title": "A survey"}],
        "licenses": [{"name": "CC0-1.0", "title": "CC0"}],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    (tmp_path / "t.csv").write_text(HEADER + "a,A,town,0,0,1\n", encoding="utf-8")
    assert [(r.source, r.licence) for r in table_records(tmp_path)] == [("A survey", "CC0")]
    (tmp_path / "t.csv").unlink()
    with pytest.raises(GazetteerError, match=r"t\.csv"):
        list(table_records(tmp_path))


def _amending(folder: Path, rows: str) -> Path:
    (folder / "extracts").mkdir()
    (folder / "extracts" / "peru_places.csv").write_text(
        "id,admin1,admin2,ubigeo_province\ngn:1,Cusco,La Convención,0809\n", encoding="utf-8"
    )
    (folder / "amendments.csv").write_text(AMENDMENTS + rows, encoding="utf-8")
    return folder


def test_amendments_override_add_and_drop(tmp_path: Path) -> None:
    folder = _amending(tmp_path, "gn:1,,town,,,,,,,Quimbiri|Kimbiri,,,\ngn:2,,,,,,,,,,,yes,\n")
    places = [
        Record("gn:1", "Kimbiri", "village", -12.6, -73.8, 2, "PE", "Ayacucho", aliases=("K",)),
        Record("gn:2", "Twice", "village", 0, 0, 2),
    ]
    amendments = Amendments(folder)
    (kimbiri,) = amendments.amended(places)
    amendments.check_all_used()
    assert (kimbiri.admin1, kimbiri.admin2, kimbiri.kind) == ("Cusco", "La Convención", "town")
    assert kimbiri.aliases == ("K", "Quimbiri", "Kimbiri")
    assert (kimbiri.name, kimbiri.lat) == ("Kimbiri", -12.6)


def test_an_amendment_of_nothing_is_refused(tmp_path: Path) -> None:
    folder = _amending(tmp_path, "gn:9,New,,,,,,,,,,,\n")
    with pytest.raises(GazetteerError, match="gn:9"):
        Amendments(folder).check_all_used()


def test_an_impossible_amendment_is_refused(tmp_path: Path) -> None:
    folder = _amending(tmp_path, "gn:1,,planet,,,,,,,,,,\n")
    with pytest.raises(GazetteerError, match="gn:1"):
        list(Amendments(folder).amended([Record("gn:1", "K", "town", 0, 0, 1)]))


def test_divisions_go_by_the_word_of_their_country(tmp_path: Path) -> None:
    words = tmp_path / "words.csv"
    words.write_text("word,position,countries\nState,after,NG US\nprovincia de,before,AR\n", encoding="utf-8")
    records = [
        Record("a", "Borno", "region", 0, 0, 1, "NG"),
        Record("b", "Jujuy", "region", 0, 0, 1, "AR"),
        Record("c", "Maiduguri", "city", 0, 0, 1, "NG"),
    ]
    found = [record.aliases for record in worded(records, words)]
    assert found == [("Borno State",), ("provincia de Jujuy",), ()]


def _city(
    number: int, name: str, population: int, country: str = "US", names: tuple[str, ...] = ()
) -> dict[str, object]:
    return {
        "geonameid": number,
        "name": name,
        "latitude": 1.0,
        "longitude": 2.0,
        "countrycode": country,
        "admin1code": "TX",
        "population": population,
        "alternatenames": list(names),
    }


def test_cities_get_kind_radius_and_region() -> None:
    cities = {
        "1": _city(1, "Big", 6_000_000),
        "2": _city(2, "Seat", 900),
        "3": _city(3, "Town", 30_000),
        "4": _city(4, "Village", 800),
        "5": _city(5, "Hamlet", 90),
        "6": _city(6, "A seat whose people nobody counted", 0),
    }
    found = list(city_records(cities, {("US", "TX"): "Texas"}, frozenset({2})))
    assert [(r.kind, r.uncertainty_km) for r in found] == [
        ("city", 30.0),
        ("city", 10.0),
        ("town", 5.0),
        ("village", 2.0),
        ("hamlet", 1.0),
        ("village", 2.0),
    ]
    assert {r.admin1 for r in found} == {"Texas"}


def test_alternate_names_are_kept_only_as_they_are_printed() -> None:
    names = ("Paname", "parisi", "PAR", "Lutetia Parisiorum", "Париж", "Ville", "Par")
    cities = {
        "1": _city(1, "Paris", 2_000_000, "FR", names),
        "2": _city(2, "Parisette", 900, "FR", names),
        "3": _city(3, "Huanta", 900, "PE", ("Wanta",)),
    }
    big, small, peruvian = city_records(cities, {})
    assert big.variants == ("Lutetia Parisiorum", "Paname", "Ville")
    assert small.variants == ()
    assert peruvian.variants == ("Wanta",)
