"""The words round place names."""

from __future__ import annotations

import pytest

from geodash.folding import fold
from geodash.gazetteer.place import KINDS
from geodash.geoparse.lexicon import load_lexicon

LEXICON = load_lexicon()
LISTS = [
    "locatives", "weak_locatives", "between", "titles", "capital_titles", "heads", "adjacent_heads", "tails",
    "government_tails", "metonym_verbs", "compass", "thing_nouns", "stopwords", "months", "demonyms", "given_names",
    "surnames",
]  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_filled_with_folded_words(name: str) -> None:
    words = getattr(LEXICON, name)
    assert len(words) >= 5
    assert all(word == fold(word) for word in words)


def test_words_that_yaml_would_take_for_truth_values_are_words() -> None:
    assert {"on", "off", "no"} <= LEXICON.stopwords


def test_features_ask_for_known_kinds_in_both_languages_singular_and_plural() -> None:
    assert set(LEXICON.features.values()) <= set(KINDS)
    for word, kind in {"river": "river", "rivers": "river", "rio": "river", "distrito": "district", "valle": "valley",
                       "provinces": "province", "barracks": "base", "lake": "water"}.items():  # fmt: skip
        assert LEXICON.features[word] == kind


def test_titles_in_need_of_a_capital_are_titles() -> None:
    assert LEXICON.capital_titles <= LEXICON.titles


@pytest.mark.parametrize(("word", "plain"), [("river", True), ("march", True), ("peruvian", True), ("huanta", False)])
def test_plain_words(word: str, plain: bool) -> None:
    assert LEXICON.is_plain(word) is plain


def test_compass_words() -> None:
    assert LEXICON.is_compass("upper")
    assert not LEXICON.is_compass("huanta")
