from __future__ import annotations

import pytest

from geodash.gazetteer.index import ALIAS, VARIANT
from geodash.gazetteer.spellings import andean_spellings, arabic_spellings, spellings


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("huamanga", "wamanga"),
        ("huaychao", "waychao"),
        ("rasuwillca", "rasuhuillca"),
        ("uchuraccay", "uchuraqay"),
        ("quispillacta", "kispillakta"),
        ("kimbiri", "quimbiri"),
        ("inkawasi", "incahuasi"),
    ],
)
def test_andean_spellings_of_the_same_sounds(name: str, other: str) -> None:
    assert other in andean_spellings(name)
    assert name not in andean_spellings(name)


def test_andean_spellings_leave_ch_alone_and_short_names() -> None:
    assert not any("kh" in form or "qh" in form for form in andean_spellings("ayacucho"))
    assert andean_spellings("cusi") == []


def test_spellings_are_andean_in_peru_alone() -> None:
    assert (VARIANT, "wanta") in set(spellings("Huanta", "PE", "town"))
    assert list(spellings("Huanta", "CL", "town")) == []


def test_saints_and_mounts_are_abbreviated_both_ways() -> None:
    assert set(spellings("Saint Louis", "US", "city")) >= {(ALIAS, "st louis"), (ALIAS, "st. louis")}
    assert (ALIAS, "saint louis") in set(spellings("St. Louis", "US", "city"))
    assert (VARIANT, "guinea bissau") in set(spellings("Guinea-Bissau", "GW", "country"))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("ar raqqah", "raqqa"),
        ("ar raqqah", "al-raqqa"),
        ("al qamishli", "qamishli"),
        ("al basrah", "basra"),
        ("sa'dah", "sadah"),
    ],
)
def test_arabic_names_are_found_without_article_and_signs(name: str, other: str) -> None:
    assert other in arabic_spellings(name)
    assert name not in arabic_spellings(name)


def test_arabic_rules_leave_short_and_other_names_alone() -> None:
    assert arabic_spellings("al ain") == []
    assert arabic_spellings("aleppo") == []
    assert (VARIANT, "coruna") not in set(spellings("A Coruña", "ES", "city"))
