"""Names that end a longer name."""

from __future__ import annotations

import pytest

from geodash.folding import fold_aligned
from geodash.geoparse.lexicon import load_lexicon
from geodash.geoparse.organisations import inside_organisation


def inside(text: str, name: str, floor: int = 0) -> bool:
    return inside_organisation(text, fold_aligned(text), text.rindex(name), floor, load_lexicon())


@pytest.mark.parametrize(
    "text",
    [
        "the University of Lima",
        "the National University of San Martín and the Jungle of Lima",
        "Universidad Nacional de San Cristóbal de Lima",
        "el Colegio Mayor de la Lima",
        "la Municipalidad Provincial de Lima",
        "the Treaty of Lima",
        "la Ley de Lima",
        "the Battle of Lima",
        "Fuerzas Armadas Revolucionarias de Lima",
    ],
)
def test_a_head_word_with_a_genitive_holds_the_name(text: str) -> None:
    assert inside(text, "Lima")


@pytest.mark.parametrize(
    "text",
    [
        "the university in Lima",
        "a university of Lima",
        "the University. Of Lima",
        "University graduates of Lima",
        "the people of Lima",
        "the University (of Lima",
        "the River of Lima",
        "Lima",
    ],
)
def test_anything_else_does_not(text: str) -> None:
    assert not inside(text, "Lima")


def test_what_stands_before_the_paragraph_is_not_read() -> None:
    text = "University of Lima"
    assert inside(text, "Lima")
    assert not inside(text, "Lima", floor=11)
