"""Region or town, river or town, island or village: what the wording round a name decides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tiny_geoparsing import article, places, tiny_gazetteer

from geodash.gazetteer.records import Record
from geodash.gazetteer.store import Gazetteer
from geodash.geoparse.focus import FocusFinder
from geodash.geoparse.generic_words import has_river_article, kind_before
from geodash.geoparse.geoparser import Geoparser
from geodash.geoparse.lexicon import load_lexicon
from geodash.geoparse.prominence import Prominence


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Navegaron por el Tambo, en Perú.", "Tambo", "pe:river:tambo"),
        ("Canoes came down the Tambo, in Peru.", "Tambo", "pe:river:tambo"),
        ("They slept in Tambo, near Huanta, Peru.", "Tambo", "pe:town:tambo"),
        ("They met in Santa Rosa, in Ayacucho. Peru was far.", "Ayacucho", "pe:region:05"),
        ("They met in Huanta, in Ayacucho. Peru was far.", "Ayacucho", "pe:city:ayacucho"),
        ("The border between Cajamarca and Junín, in Peru.", "Cajamarca", "pe:region:06"),
        ("Peru\n\nJunín 2,650\nCajamarca 5,186\nApurímac 2,390", "Cajamarca", "pe:region:06"),
        ("Peru, the highlands of Cajamarca.", "Cajamarca", "pe:region:06"),
    ],
)
def test_the_wording_decides_the_kind(text: str, name: str, place: str) -> None:
    assert places(text)[name] == place


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        (("base", "antidrogas", "de"), "base"),
        (("a", "base", "at"), "base"),
        (("border", "between"), "region"),
        (("they", "pass"), None),
        (("copper", "mine", "of"), "site"),
        (("tunel", "de"), "site"),
    ],
)
def test_generic_words_in_front(before: tuple[str, ...], kind: str | None) -> None:
    assert kind_before(before, (), load_lexicon()) == kind


def test_an_english_article_before_a_noun_is_not_a_river_s() -> None:
    assert not has_river_article(("the",), ("road",), load_lexicon())
    assert has_river_article(("the",), (",",), load_lexicon())


def _resolved(records: list[Record], text: str) -> dict[str, str | None]:
    read = article(text)
    mentions, resolutions, _ = Geoparser.by_rules(Gazetteer.of(records)).parse(read)
    return {m.toponym: r.place.id if r.place else None for m, r in zip(mentions, resolutions, strict=True)}


PERU = Record("country:PE", "Peru", "country", -10, -75.25, 1185, "PE", population=32_000_000)


def test_a_written_enye_is_not_folded_away() -> None:
    puno = Record("puno", "Puno", "city", -15.84, -70.02, 10, "PE", "Puno", population=120_000, variants=("Puna",))
    assert _resolved([PERU, puno], "A teacher from Puña, in Peru.")["Puña"] is None
    assert _resolved([PERU, puno], "A teacher from Puna, in Peru.")["Puna"] == "puno"


def test_the_spanish_name_of_a_small_island_state_is_first_a_village() -> None:
    island = Record("lc", "Saint Lucia", "country", 13.9, -61, 25, "LC", population=180_000, aliases=("Santa Lucía",))
    village = Record("sl", "Santa Lucía", "village", -8.34, -76.39, 2, "PE", "San Martín", population=2_000)
    assert _resolved([PERU, island, village], "La base queda en Santa Lucía, Peru.")["Santa Lucía"] == "sl"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Storms form over the Atlantic before they reach the United States. Ohio is spared.", "ocean"),
        ("Drugs leave through the Atlantic ports of the United States.", "ocean"),
        ("They opened a shop in Atlantic, Iowa, in the United States.", "town"),
    ],
)
def test_an_ocean_is_better_known_than_the_towns_named_after_it(text: str, meant: str) -> None:
    country = Record("us", "United States", "country", 39.8, -98.6, 2600, "US", population=331_000_000)
    state = Record("iowa", "Iowa", "region", 42, -93.5, 250, "US", "Iowa", population=3_100_000)
    ohio = Record("ohio", "Ohio", "region", 40.3, -83, 200, "US", "Ohio", population=11_700_000)
    ocean = Record("ocean", "Atlantic Ocean", "water", 10, -25, 7000, aliases=("Atlantic",))
    town = Record("town", "Atlantic", "town", 41.4, -95, 3, "US", "Iowa", population=7_000)
    assert _resolved([country, state, ohio, ocean, town], text)["Atlantic"] == meant


@pytest.mark.parametrize(
    ("lat", "lon", "country", "meant"), [(46.4, 125.3, "CN", None), (-18.5, -70.3, "CL", "there")]
)
def test_a_row_of_home_names_does_not_leap_to_another_continent(
    lat: float, lon: float, country: str, meant: str | None
) -> None:
    towns = [
        Record(f"t{i}", name, "town", -12.9 - i / 10, -74.2, 3, "PE", "Ayacucho", population=20_000)
        for i, name in enumerate(("Arcoma", "Bircoma", "Circoma"))
    ]
    there = Record("there", "Zircoma", "city", lat, lon, 10, country, "X", population=180_000)
    text = "Delegates came from Arcoma, Zircoma, Bircoma and Circoma, in Peru."
    assert _resolved([PERU, *towns, there], text)["Zircoma"] == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("El Perú perdió. Huanta, en Perú, no.", {"Perú": "country:PE", "Huanta": "h"}),
        ("They came from El Perú, a hamlet in Mexico.", {"El Perú": "hamlet", "Mexico": "mx"}),
        ("El Salvador ganó, y Perú perdió.", {"El Salvador": "sv", "Perú": "country:PE"}),
    ],
)
def test_the_article_that_opens_a_sentence_is_no_part_of_a_country_s_name(text: str, meant: dict[str, str]) -> None:
    peru = replace(PERU, aliases=("Perú",))
    others = [
        Record("h", "Huanta", "town", -12.9, -74.2, 3, "PE", "Ayacucho", population=40_000),
        Record("mx", "Mexico", "country", 23, -102, 1776, "MX", population=126_000_000),
        Record("sv", "El Salvador", "country", 13.8, -88.9, 150, "SV", population=6_400_000, aliases=("Salvador",)),
        Record("hamlet", "El Perú", "village", 20, -98, 2, "MX", "Puebla", population=1_200),
    ]
    assert _resolved([peru, *others], text) == meant


def test_an_only_candidate_far_from_all_others_stays_open() -> None:
    towns = [
        Record(f"t{i}", name, "town", -12.9 - i / 10, -74.2, 3, "PE", "Ayacucho", population=20_000)
        for i, name in enumerate(("Arcoma", "Bircoma", "Circoma", "Dircoma"))
    ]
    far = Record("far", "Zircoma", "hamlet", -4.0, -73.0, 1, "PE", "Loreto", population=100)
    text = "From Arcoma, Bircoma, Circoma and Dircoma, in Peru, they walked an hour. A man from Zircoma sang."
    assert _resolved([PERU, *towns, far], text)["Zircoma"] is None


def test_towns_by_roads_are_meant_by_between() -> None:
    text = "The region of Cajamarca is large. Traffic between Cajamarca and Lima stopped, in Peru."
    assert places(text)["Cajamarca"] == "pe:city:cajamarca"


def test_votes_for_no_division_count_like_those_for_a_region() -> None:
    finder = FocusFinder(Prominence(tiny_gazetteer()))
    nowhere = tiny_gazetteer().admins.index(("", ""))
    assert finder.find(["peru", "huanta"]).regions[nowhere] > 0.5
