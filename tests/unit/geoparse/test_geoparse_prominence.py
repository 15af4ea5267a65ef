"""How well known the bearers of a name are."""

from __future__ import annotations

from tiny_geoparsing import tiny_gazetteer

from geodash.geoparse.prominence import NOBODY, Prominence

INDEX = tiny_gazetteer()


def by_id(key: str) -> dict[str, float]:
    profile = Prominence(INDEX).profile(key)
    return {INDEX.place(row).id: value for row, value in zip(profile.rows, profile.prominence, strict=True)}


def test_a_name_that_no_place_bears_is_nobody() -> None:
    assert Prominence(INDEX).profile("xyzal") is NOBODY


def test_countries_come_before_regions_cities_and_hamlets() -> None:
    country, region = by_id("peru")["country:PE"], by_id("california")["us:region:ca"]
    city, hamlet = by_id("cajamarca")["pe:city:cajamarca"], by_id("humala")["pe:town:humala"]
    assert country > region > city > hamlet > 0


def test_more_people_make_a_place_better_known() -> None:
    known = by_id("santa rosa")
    assert known["us:city:santa-rosa"] > known["ar:city:santa-rosa"] > known["pe:village:santa-rosa-la-mar"]


def test_a_weak_spelling_counts_less_than_an_alias_and_that_less_than_the_main_name() -> None:
    assert by_id("cusco")["pe:city:cusco"] > by_id("qosqo")["pe:city:cusco"]
    assert by_id("vraem")["pe:area:vraem"] > by_id("vrae")["pe:area:vraem"] > by_id("vraem")["pe:area:vraem"] - 0.3


def test_a_profile_knows_its_best_bearer_in_each_country() -> None:
    profile = Prominence(INDEX).profile("santa rosa")
    assert profile.best == max(profile.prominence)
    assert {INDEX.countries[code] for code in profile.countries} == {"PE", "US", "AR"}
    assert all(
        value == max(p for row, p in zip(profile.rows, profile.prominence, strict=True)
                     if INDEX.country_code[row] == code)
        for code, value in profile.countries.items()
    )  # fmt: skip
