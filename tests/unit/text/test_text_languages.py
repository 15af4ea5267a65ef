"""Every language says the same things, and every code of the data has a word in each."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from geodash import text
from geodash.gazetteer.place import KINDS
from geodash.text import languages

TABLES = Path(__file__).parents[3] / "data" / "tables"
LAYERS = ("committees", "bases", "coca_zones", "events")
FIELD = re.compile(r"{\w+}")


def written(language: str) -> dict[str, str]:
    """The language's own table, without the English that stands in for what it lacks."""
    return text._read(language)


def column(table: str, name: str) -> set[str]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {code for row in csv.DictReader(file) for code in row[name].split(";") if code}


def codes() -> dict[str, set[str]]:
    """The codes that occur in the data, by the group of texts that names them."""
    return {
        "kind": {*KINDS, "unknown", "withheld"}.union(*(column(table, "kind") for table in LAYERS)),
        "theme": set().union(*(column(table, "themes") for table in LAYERS)),
        "actor": column("actors", "code"),
        "status": {"active"} | column("committee_status", "status"),
        "precision": {str(code) for code in range(1, 8)},
        "confidence": set().union(*(column(table, "confidence") for table in LAYERS)),
        "force": column("bases", "force"),
        "value_kind": column("coca_hectares", "value_kind") | column("coca_hectares", "standing"),
    }


def test_spanish_is_there() -> None:
    assert "es" in languages()


@pytest.mark.parametrize("language", languages()[1:])
def test_every_language_has_the_keys_of_english(language: str) -> None:
    english, other = set(written("en")), set(written(language))
    assert english - other == set(), f"write these in {language}.yaml"
    assert other - english == set(), f"{language}.yaml has keys that nothing asks for"


@pytest.mark.parametrize("language", languages()[1:])
def test_every_language_fills_in_the_same_values(language: str) -> None:
    other = written(language)
    for key, english in written("en").items():
        assert sorted(FIELD.findall(english)) == sorted(FIELD.findall(other.get(key, english))), key


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("group", sorted(codes()))
def test_every_code_of_the_data_has_a_word(language: str, group: str) -> None:
    table = written(language)
    assert {code for code in codes()[group] if f"{group}.{code}" not in table} == set()


@pytest.mark.parametrize("language", languages())
def test_every_word_is_said(language: str) -> None:
    assert [key for key, said in written(language).items() if not said.strip()] == []


@pytest.mark.parametrize("language", languages())
def test_kinds_of_one_layer_have_different_words(language: str) -> None:
    """A reader who filters by kind must be able to tell two kinds of a layer apart."""
    table = written(language)
    for layer in LAYERS:
        kinds = sorted(column(layer, "kind"))
        assert len({table[f"kind.{kind}"] for kind in kinds}) == len(kinds), layer
