"""What an article is about, by the votes of its unambiguous names."""

from __future__ import annotations

import pytest
from tiny_geoparsing import tiny_gazetteer

from geodash.geoparse.focus import Focus, FocusFinder
from geodash.geoparse.prominence import Prominence

INDEX = tiny_gazetteer()


def focus(*keys: str) -> Focus:
    return FocusFinder(Prominence(INDEX)).find(keys)


def countries(found: Focus) -> dict[str, float]:
    return {INDEX.countries[code]: share for code, share in found.countries.items()}


def test_shares_add_up_to_one() -> None:
    found = focus("peru", "bolivia", "huanta", "cajamarca", "california")
    assert sum(found.countries.values()) == pytest.approx(1)
    assert sum(found.regions.values()) == pytest.approx(1)


def test_a_country_speaks_louder_than_a_region_and_that_than_a_town() -> None:
    shares = countries(focus("bolivia", "california", "luricocha"))
    assert shares["BO"] > shares["US"] > shares["PE"] > 0


def test_names_borne_in_several_countries_do_not_vote() -> None:
    assert focus("santa rosa", "san francisco").regions.keys() <= focus("san francisco").regions.keys()
    assert countries(focus("santa rosa")) == {}


def test_a_repeated_name_votes_three_times_at_most() -> None:
    three = countries(focus(*["bolivia"] * 3, "colombia"))
    assert countries(focus(*["bolivia"] * 50, "colombia")) == three


def test_what_belongs_to_no_country_gives_no_country() -> None:
    found = focus("andes", "latin america", "pacific", "nowhere at all")
    assert countries(found) == {}
    assert all(found.is_named(code) for code in found.nowhere)


def test_home_is_a_country_with_a_fifth_of_the_votes() -> None:
    assert Focus({1: 0.2, 2: 0.1}, {}).is_home(1)
    assert not Focus({1: 0.2, 2: 0.1}, {}).is_home(2)
    assert Focus({1: 0.2, 2: 0.1}, {}).is_named(2)
    assert not Focus({}, {}).is_named(3)
