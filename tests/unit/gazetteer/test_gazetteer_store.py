from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.errors import GazetteerError
from geodash.folding import fold_aligned
from geodash.gazetteer import ALIAS, MAIN, VARIANT, Gazetteer, PlaceIndex, Record, read_records
from geodash.gazetteer.build import build

TINY = Path(__file__).parents[2] / "golden" / "gazetteer" / "places.csv"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("store")
    build(read_records(TINY), folder)
    return Gazetteer.open(folder)


def test_a_store_and_memory_hold_the_same_places(tiny: Gazetteer) -> None:
    memory: PlaceIndex = Gazetteer.of(read_records(TINY))
    assert [memory.place(row) for row in range(len(memory))] == [tiny.place(row) for row in range(len(tiny))]


def test_building_gives_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    records = list(read_records(TINY))
    build(records, tmp_path / "a")
    build(reversed(records), tmp_path / "b")
    for part in sorted((tmp_path / "a").iterdir()):
        assert part.read_bytes() == (tmp_path / "b" / part.name).read_bytes(), part.name


def test_every_field_survives_packing(tiny: Gazetteer) -> None:
    place = tiny.by_id("gn:3947019")
    assert place is not None
    assert (place.name, place.kind, place.lat, place.lon) == ("Ayacucho", "city", -13.1603, -74.2251)
    assert (place.country, place.admin1, place.admin2, place.population) == ("PE", "Ayacucho", "Huamanga", 140033)
    assert (place.uncertainty_km, place.links) == (10.0, ("gn:3947019",))
    assert (place.source, place.licence) == ("GeoDash test table", "CC0")
    province = tiny.by_id("pe:province:0504")
    assert province is not None
    assert province.links == ("ubigeo:0504",)


def test_ids_lead_back_to_their_rows(tiny: Gazetteer) -> None:
    for row in range(len(tiny)):
        assert tiny.row_of(tiny.place(row).id) == row
    for unknown in ("gn:1", "gn:999999999", "gn:x", "country:XX", "zz", ""):
        assert tiny.by_id(unknown) is None


def test_names_lead_to_all_bearers_most_prominent_first(tiny: Gazetteer) -> None:
    assert [p.id for p in tiny.find("San Francisco")] == ["gn:5391959", "gd:pe:san-francisco-la-mar"]
    assert [p.id for p in tiny.find("San Francisco", country="PE")] == ["gd:pe:san-francisco-la-mar"]
    assert {p.id for p in tiny.find("HUANTA")} == {"gn:3939386", "pe:province:0504"}
    assert tiny.find("Nowhere at all") == []
    assert tiny.rows("") == ()


def test_name_use_tells_main_names_from_aliases_and_variants(tiny: Gazetteer) -> None:
    ayacucho = tiny.row_of("gn:3947019")
    frisco = tiny.row_of("gn:5391959")
    assert ayacucho is not None
    assert frisco is not None
    assert tiny.name_use("ayacucho", ayacucho) == MAIN
    assert tiny.is_main("ayacucho", ayacucho)
    assert tiny.name_use("huamanga", ayacucho) == ALIAS
    assert tiny.name_use("frisco", frisco) == VARIANT
    with pytest.raises(KeyError):
        tiny.name_use("huanta", ayacucho)


def test_longest_ends_at_a_word_end(tiny: Gazetteer) -> None:
    text = fold_aligned("In San Franciscos, San Francisco and the Apurímac-Ene Valley")
    first = text.index("san")
    second = text.index("san", first + 1)
    assert tiny.longest(text, first) == first
    assert text[second : tiny.longest(text, second)] == "san francisco"
    valley = text.index("apurimac")
    assert tiny.longest(text, valley) == len(text)
    assert tiny.prefixes(text[valley:]) == ["apurimac-ene valley"]


@given(st.text(alphabet="huanta san francisco-", max_size=40), st.integers(0, 40))
def test_longest_never_leaves_the_text(text: str, start: int) -> None:
    gazetteer = Gazetteer.of(read_records(TINY))
    start = min(start, len(text))
    end = gazetteer.longest(text, start)
    assert start <= end <= len(text)
    if end > start:
        assert gazetteer.rows(text[start:end])


def test_columns_agree_with_places(tiny: Gazetteer) -> None:
    for row in range(len(tiny)):
        place = tiny.place(row)
        assert tiny.kinds[tiny.kind_code[row]] == place.kind
        assert tiny.countries[tiny.country_code[row]] == place.country
        assert tiny.admins[tiny.admin1_code[row]][1] == place.admin1
        assert tiny.lat[row] == pytest.approx(place.lat, abs=1e-4)
        assert int(tiny.population[row]) == place.population


def test_same_division_names_in_two_countries_have_two_codes() -> None:
    def region(country: str) -> Record:
        return Record(f"x:{country}", "Amazonas", "region", 0, 0, 5, country=country, admin1="Amazonas")

    gazetteer = Gazetteer.of([region("PE"), region("CO")])
    assert gazetteer.admin1_code[0] != gazetteer.admin1_code[1]


def test_ordinary_words_lead_only_to_large_places_and_curated_aliases(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "ordinary_words.csv").write_text("word\nof\nus\nnice\n", encoding="utf-8")
    (tables / "abbreviations.csv").write_text("text,id\nUS,x:us\n", encoding="utf-8")
    records = [
        Record("x:of", "Of", "town", 41, 40, 3),
        Record("x:nice", "Nice", "city", 43, 7, 10, population=900_000),
        Record("x:us", "United States", "country", 39, -98, 2600, aliases=("US",)),
    ]
    build(records, tmp_path / "store", tables)
    gazetteer = Gazetteer.open(tmp_path / "store")
    assert gazetteer.rows("of") == ()
    assert [p.id for p in gazetteer.find("Nice")] == ["x:nice"]
    assert [p.id for p in gazetteer.find("US")] == ["x:us"]
    assert gazetteer.by_id("x:of") is not None
    assert gazetteer.abbreviated("US") == gazetteer.row_of("x:us")
    assert gazetteer.abbreviated("us") is None
    (tables / "abbreviations.csv").write_text("text,id\nTX,x:texas\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="TX"):
        build(records, tmp_path / "store", tables)


@pytest.mark.parametrize("part", ["meta.json", "names.marisa", "rows.npy", "strings.bin"])
def test_a_missing_part_is_named_with_the_remedy(tmp_path: Path, part: str) -> None:
    build(read_records(TINY), tmp_path)
    (tmp_path / part).unlink()
    with pytest.raises(GazetteerError, match=rf"{part}.*geodash\.gazetteer\.build"):
        Gazetteer.open(tmp_path)


@pytest.mark.parametrize("part", ["names.marisa", "rows.npy", "postings.npy"])
def test_a_damaged_part_is_refused(tmp_path: Path, part: str) -> None:
    build(read_records(TINY), tmp_path)
    (tmp_path / part).write_bytes(b"damaged")
    with pytest.raises(GazetteerError, match="gazetteer"):
        Gazetteer.open(tmp_path)


def test_parts_of_two_stores_do_not_mix(tmp_path: Path) -> None:
    build(read_records(TINY), tmp_path / "a")
    build(list(read_records(TINY))[:4], tmp_path / "b")
    (tmp_path / "a" / "postings.npy").write_bytes((tmp_path / "b" / "postings.npy").read_bytes())
    with pytest.raises(GazetteerError, match="do not fit"):
        Gazetteer.open(tmp_path / "a")


def test_another_version_is_refused(tmp_path: Path) -> None:
    build(read_records(TINY), tmp_path)
    meta = tmp_path / "meta.json"
    meta.write_text(meta.read_text(encoding="utf-8").replace('"version": 1', '"version": 99'), encoding="utf-8")
    with pytest.raises(GazetteerError, match="version 99"):
        Gazetteer.open(tmp_path)
