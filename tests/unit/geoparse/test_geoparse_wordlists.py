"""Ordinary words."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodash.geoparse.wordlists import extract, is_ordinary, ordinary_words


@pytest.mark.parametrize(
    ("word", "language", "ordinary"),
    [
        ("river", "en", True),
        ("lima", "es", True),
        ("limas", "es", True),
        ("flores", "es", True),
        ("blanca", "es", True),
        ("huanta", "en", False),
        ("huanta", "es", False),
        ("rivers", "es", False),
        ("", "en", False),
    ],
)
def test_words_plurals_and_feminines(word: str, language: str, ordinary: bool) -> None:
    assert is_ordinary(word, language) is ordinary


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_shipped_lists_are_folded_words_without_their_heading(language: str) -> None:
    words = ordinary_words(language)
    assert len(words) > 10_000
    assert not any(word.startswith("#") or word != word.lower() or " " in word for word in words)
    assert not {"huanta", "ayacucho", "bolivia", "vraem"} & words


def test_extract_drops_flags_names_and_one_letter_words(tmp_path: Path) -> None:
    dictionary = tmp_path / "es.dic"
    dictionary.write_text("5\nárbol/S\ncasa/S\tpo:noun\nLima\na\ncasa\nx-ray\n", encoding="utf-8")
    assert extract(dictionary) == ["arbol", "casa"]
