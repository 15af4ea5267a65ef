"""Sightings: stretches that could be names, with the words round them; persons met on the way."""

from __future__ import annotations

import pytest
from tiny_geoparsing import tiny_gazetteer

from geodash.folding import fold_aligned
from geodash.geoparse.lexicon import load_lexicon
from geodash.geoparse.sighting import Scanner, Sighting


def scan(text: str) -> tuple[list[Sighting], set[str]]:
    persons: set[str] = set()
    scanner = Scanner(tiny_gazetteer(), load_lexicon())
    return list(scanner.scan(text, fold_aligned(text), 0, len(text), persons)), persons


def stretches(text: str) -> list[str]:
    return [text[s.start : s.end] for s in scan(text)[0]]


def kinds(text: str) -> dict[str, str | None]:
    return {text[s.start : s.end]: s.kind_hint for s in scan(text)[0]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in San Francisco today", ["San Francisco"]),
        ("the Valley of the Apurímac, Ene and Mantaro Rivers", ["Valley of the Apurímac, Ene and Mantaro Rivers"]),
        ("in La Mar and la mar", ["La Mar"]),
        ("in Huantar", ["Huantar"]),
        ("by Huantar", []),
        ("in huanta", []),
        ("SAN FRANCISCO Y TAMBO", ["SAN FRANCISCO", "TAMBO"]),
        ("de San\nFrancisco", ["San\nFrancisco"]),
        ("the Huanta–San Francisco road", ["Huanta", "San Francisco"]),
        ("the Huanta-San Francisco road", ["Huanta", "San Francisco"]),
        ("Huanta's market", ["Huanta"]),
    ],
)
def test_the_longest_name_written_as_one_is_seen(text: str, found: list[str]) -> None:
    assert stretches(text) == found


def test_a_capitalised_generic_is_inside_and_a_small_one_outside() -> None:
    assert stretches("Satipo Province and Pangoa district") == ["Satipo Province", "Pangoa"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("the district of Pangoa", "Pangoa", "district"),
        ("el distrito de Pangoa", "Pangoa", "district"),
        ("el distrito Pangoa", "Pangoa", "district"),
        ("la provincia de Satipo", "Satipo", "province"),
        ("el río Tambo", "Tambo", "river"),
        ("los ríos Ene y Mantaro", "Ene", "river"),
        ("the Ene river", "Ene", "river"),
        ("the Ene River Valley", "Ene River Valley", "valley"),
        ("Castro military base", "Castro", "base"),
        ("la base militar de Castro", "Castro", "base"),
        ("la ciudad de Ayacucho", "Ayacucho", "city"),
        ("the area Huanta", "Huanta", None),
        ("the 43 districts of Lima.", "Lima", None),
    ],
)
def test_generic_words_beside_a_name_ask_for_a_kind(text: str, name: str, kind: str | None) -> None:
    assert kinds(text)[name] == kind


def test_a_name_unknown_but_called_a_place_is_seen_without_a_key() -> None:
    sightings, _ = scan("in the district of Xyzal")
    assert [(s.key, s.kind_hint) for s in sightings] == [("", "district")]
    assert stretches("in the house of Xyzal") == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("President Humala spoke", "humala"),
        ("el presidente Humala", "humala"),
        ("General Castro", "castro"),
        ("el general San Martín", "san martin"),
        ("Dr. Castro", "castro"),
        ("Ricardo Castro left", "castro"),
        ("Steven T. Castro left", "castro"),
    ],
)
def test_titles_and_given_names_open_persons(text: str, person: str) -> None:
    sightings, persons = scan(text)
    assert sightings == []
    assert person in persons


@pytest.mark.parametrize("text", ["in general Peru is calm", "a major Lima paper", "The Lima market"])
def test_ordinary_words_that_are_also_titles_open_none(text: str) -> None:
    sightings, persons = scan(text)
    assert len(sightings) == 1
    assert not persons


def test_the_words_round_a_name_stay_inside_the_stretch() -> None:
    text = "Lima. Huanta fell"
    scanner = Scanner(tiny_gazetteer(), load_lexicon())
    (sighting,) = scanner.scan(text, fold_aligned(text), 6, 12, set())
    assert sighting.before == ()
    assert sighting.after == ()


@pytest.mark.parametrize("unit", ["Aaaa ", "San ", "Lima-", "A. ", "d'Ambo ", "LIMA ", "Lima, "])
def test_the_work_grows_with_the_length_and_not_its_square(unit: str) -> None:
    """Counts look-ups and the longest run of words held at once, not seconds."""

    class Counting:
        def __init__(self) -> None:
            self.read = 0

        def prefixes(self, folded: str) -> list[str]:
            self.read += len(folded)
            return tiny_gazetteer().prefixes(folded)

    work = []
    for size in (2_000, 4_000):
        counting = Counting()
        scanner = Scanner(counting, load_lexicon())  # type: ignore[arg-type]
        text = unit * size
        found = list(scanner.scan(text, fold_aligned(text), 0, len(text), set()))
        assert all(len(s.right) <= 4 and len(s.before) <= 60 for s in found)
        work.append(counting.read)
    assert work[1] <= 2.2 * work[0] + 1000
