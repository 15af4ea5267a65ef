"""Wordings that displace a place, and how far."""

from __future__ import annotations

import pytest

from geodash.folding import fold_aligned
from geodash.geoparse.records import Mention
from geodash.geoparse.relations import displacement_km, relation_before, share_between


def relation(text: str) -> str | None:
    return relation_before(fold_aligned(text), len(text), 0)


@pytest.mark.parametrize(
    ("text", "found", "km"),
    [
        ("a post 12 km north of ", "12 km north of", 12),
        ("a post 2.5 kilometers from ", "2.5 kilometers from", 2.5),
        ("un puesto a 12,5 km al norte de ", "12,5 km al norte de", 12.5),
        ("a dos horas de ", "dos horas de", 60),
        ("30 minutes from ", "30 minutes from", 15),
        ("ten miles, or 10 miles outside ", "10 miles outside", 16),
        ("a tres leguas de ", "tres leguas de", 15),
        ("a few kilometres from ", "a few kilometres from", 4),
        ("al norte de ", "al norte de", 10),
        ("near the ", "near the", 10),
        ("cerca de ", "cerca de", 10),
        ("en las afueras de ", "en las afueras de", 10),
        ("between ", "between", 25),
        ("entre ", "entre", 25),
        ("halfway to ", "halfway to", 25),
    ],
)
def test_displacing_words_are_read_and_measured(text: str, found: str, km: float) -> None:
    assert relation(text) == found
    assert displacement_km(found) == pytest.approx(km)


@pytest.mark.parametrize("text", ["the town of ", "12 of ", "in ", "", "near Tambo and ", "the 12 km road to "])
def test_other_words_displace_nothing(text: str) -> None:
    assert relation(text) is None


def test_words_before_the_paragraph_displace_nothing() -> None:
    assert relation_before("near huanta", 5, 5) is None


def mention(text: str, name: str, relation: str | None = None) -> Mention:
    start = text.index(name)
    return Mention(f"a:{start}", "a", start, start + len(name), name, relation=relation)


@pytest.mark.parametrize("joint", [" and ", " y ", " e ", "\nand\n"])
def test_both_ends_of_a_between_are_displaced(joint: str) -> None:
    text = f"between Tambo{joint}Huanta and Lima"
    shared = share_between(text, [mention(text, "Tambo", "between"), mention(text, "Huanta"), mention(text, "Lima")])
    assert [m.relation for m in shared][:2] == ["between", "between"]


@pytest.mark.parametrize(("relation", "joint"), [("near", " and "), (None, " and "), ("between", ", ")])
def test_nothing_else_is_shared(relation: str | None, joint: str) -> None:
    text = f"Tambo{joint}Huanta"
    shared = share_between(text, [mention(text, "Tambo", relation), mention(text, "Huanta")])
    assert shared[1].relation is None
