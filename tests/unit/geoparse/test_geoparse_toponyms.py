"""The names under which a toponym is looked up."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.geoparse.toponyms import readings, unbroken


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Huanta", "Huanta"),
        ("Huan-\ncavelica", "Huancavelica"),
        ("Huan-\r\n  cavelica", "Huancavelica"),
        ("Apurímac-\nEne", "Apurímac-\nEne"),
        ("La-\nÁncash", "La-\nÁncash"),
        ("Huan\u00adta", "Huanta"),
        ("Huan\u200bta", "Huanta"),
        ("Huanta-Lima", "Huanta-Lima"),
    ],
)
def test_breaks_are_closed_as_in_reading(written: str, read: str) -> None:
    assert unbroken(written) == read


@pytest.mark.parametrize(
    ("toponym", "kind", "names"),
    [
        ("Huanta", None, ("huanta",)),
        ("Mantaro River", None, ("mantaro river", "mantaro")),
        ("Río Ene", None, ("rio ene", "ene")),
        ("Provincia de Huanta", None, ("provincia de huanta", "huanta")),
        ("Tambo", "river", ("tambo", "tambo river", "rio tambo")),
        ("Satipo Province", "province", ("satipo province", "satipo")),
        ("La Mar", None, ("la mar",)),
        ("Valley", None, ("valley",)),
    ],
)
def test_readings_are_the_fullest_first(toponym: str, kind: str | None, names: tuple[str, ...]) -> None:
    assert readings(toponym, kind) == names


def test_accents_and_their_form_do_not_matter() -> None:
    assert readings(unicodedata.normalize("NFD", "Junín"), None) == readings("Junin", None) == ("junin",)


@given(st.text(max_size=30), st.sampled_from([None, "river", "valley", "base", "country"]))
def test_readings_never_raise_and_never_repeat(toponym: str, kind: str | None) -> None:
    found = readings(unbroken(toponym), kind)
    assert len(set(found)) == len(found)
    assert all(found)
