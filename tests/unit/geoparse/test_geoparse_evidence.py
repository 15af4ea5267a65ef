"""What speaks for and against a sighting, part by part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodash.geoparse.evidence import Witness, describe, standing
from geodash.geoparse.focus import Focus
from geodash.geoparse.lexicon import load_lexicon
from geodash.geoparse.prominence import NOBODY, Profile
from geodash.geoparse.sighting import Sighting

PLAIN = Sighting(10, 16, "huanta", (), (), "", (), None, capitals=False, acronym=False, opens=False)
TOWN = Profile((0,), (1.2,), 1.2, {1: 1.2}, frozenset({0}))
COUNTRY = Profile((0,), (4.0,), 4.0, {1: 4.0}, frozenset({0}))


def labels(sighting: Sighting, profile: Profile = TOWN, persons: tuple[str, ...] = ()) -> dict[str, float]:
    return dict(Witness(load_lexicon(), persons).context(sighting, profile))


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"before": ("in",)}, "after a word of place"),
        ({"before": ("rumbo", "a")}, "after a word of place"),
        ({"before": ("in", "the", "rural")}, "after a word of place"),
        ({"before": ("over",)}, "after a word that may be of place"),
        ({"before": ("mayor", "of")}, "after a genitive"),
        ({"kind_hint": "river"}, "called a river"),
        ({"after": ("announced",)}, "acts like a government"),
        ({"after": ("has", "pledged")}, "acts like a government"),
        ({"after": ("no", "acepto")}, "acts like a government"),
        ({"after": ("sank",)}, ""),
        ({"before": ("pressure", "from")}, "after a word of place"),
        ({"before": ("backed", "by")}, "acts like a government"),
        ({"capitals": True, "after": (",",)}, "dateline"),
    ],
)
def test_signs_of_a_place(change: dict[str, object], label: str) -> None:
    found = labels(replace(PLAIN, **change))  # type: ignore[arg-type]
    if label:
        assert found[label] > 0
    else:
        assert found == {}


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"left": "minera"}, "part of a company, street or the like"),
        ({"before": ("jiron",)}, "part of a company, street or the like"),
        ({"left": "xavier"}, "part of a longer name"),
        ({"right": ("street",)}, "part of an organisation's name"),
        ({"right": ("quispe",)}, "part of a longer name"),
        ({"after": ("shotguns",)}, "a make of thing"),
        ({"before": ('"',), "after": ('"',)}, "in quotation marks"),
        ({"key": "lima"}, "an ordinary word"),
        ({"key": "may"}, "a calendar or function word"),
        ({"key": "peruvian"}, "a calendar or function word"),
        ({"key": "castro"}, "an ordinary word"),
        ({"key": "quispe"}, "a common personal name"),
        ({"key": "abc", "acronym": True}, "a short acronym"),
    ],
)
def test_signs_against_a_place(change: dict[str, object], label: str) -> None:
    assert labels(replace(PLAIN, **change))[label] < 0  # type: ignore[arg-type]


def test_a_person_of_the_article_weighs_most() -> None:
    assert labels(PLAIN, persons=("huanta",)) == {"a person's name in this article": -4.0}


def test_the_better_known_a_place_the_less_an_ordinary_word_counts() -> None:
    sighting = replace(PLAIN, key="lima")
    assert labels(sighting, TOWN)["an ordinary word"] < labels(sighting, COUNTRY)["an ordinary word"] < 0


def test_a_state_keeps_its_name_before_its_institutions() -> None:
    sighting = replace(PLAIN, key="us", right=("congress",), acronym=True)
    assert labels(sighting, COUNTRY) == {}
    assert labels(replace(sighting, right=("university",)), COUNTRY)["part of an organisation's name"] < 0


def test_a_known_area_may_be_a_short_acronym() -> None:
    area = Profile((0,), (1.9,), 1.9, {1: 1.9}, frozenset({0}))
    assert labels(replace(PLAIN, key="vrae", acronym=True), area) == {}


def test_standing_prefers_home_and_refuses_little_known_names_abroad() -> None:
    home, other = Focus({1: 1.0}, {}), Focus({2: 1.0}, {})
    assert standing(PLAIN, TOWN, home)[1] == pytest.approx(2.2)
    assert standing(PLAIN, TOWN, other)[1] < 0
    assert standing(PLAIN, COUNTRY, other)[1] == pytest.approx(4.0)
    assert standing(PLAIN, NOBODY, home) == ("name unknown to the gazetteer", -1.0)


def test_standing_takes_the_best_bearer_in_view_of_the_focus() -> None:
    both = Profile((0, 1), (1.0, 1.6), 1.6, {1: 1.0, 2: 1.6}, frozenset({0}))
    assert standing(PLAIN, both, Focus({1: 1.0}, {}))[1] == pytest.approx(2.0)


def test_parts_are_described_weightiest_first() -> None:
    assert describe([("a", 0.4), ("b", -2.0)]) == "b -2.0; a +0.4"
