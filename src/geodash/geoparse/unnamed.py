"""How far a name reaches that the gazetteer does not hold, or holds only a part of.

"Santa Rosa de Xyzal" is not the Santa Rosa that the gazetteer knows, nor "Ancón II" the town: the full name is
found, and stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geodash.gazetteer.index import PlaceIndex
from geodash.geoparse.generic_words import is_called
from geodash.geoparse.lexicon import Lexicon

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"{_UPPER}[^\W\d_]+"
_GENITIVE_TAIL = re.compile(rf" (?:de la|de los|de las|de|del) ({_NAME}(?: {_NAME})*)(?![\w-])")
_ROMAN_TAIL = re.compile(r" (?:II|III|IV|V|VI|VII|VIII|IX|X)(?!\w)")
_DIGIT_TAIL = re.compile(r" \d(?=[,;)]|\.(?!\d)| (?:and|y|or|o)\b)")
_REACH = 72
# A name after one of these is where something is; others of the lexicon's words of place are too common elsewhere.
_AT = frozenset(("in", "at", "near", "from", "to", "en", "desde", "hasta"))
_ENGLISH_AT = frozenset(("in", "at", "near", "from"))
# Capitalised in front of a name, these belong to it.
NAMING = frozenset(("fort", "abra"))
_WEAK_PEOPLE = 30_000
_LARGE_KINDS = frozenset(("country", "region", "province", "river", "continent", "supranational", "water"))
_ROW = re.compile(r"(?:, | y | e | and |, and |, y |-|–|/)$")


def follows_place_word(folded: str, at: int, floor: int) -> bool:
    """Whether the word before `at` is a preposition of place."""
    return _previous(folded, at, floor) in _AT


def stands_in_row(folded: str, at: int, previous_end: int) -> bool:
    """Whether nothing but a comma, a dash or a conjunction parts `at` from the name that ended before it."""
    return 0 < at - previous_end <= 6 and _ROW.fullmatch(folded, previous_end, at) is not None


def longer_end(
    text: str, folded: str, name: tuple[int, int], span: tuple[int, int], index: PlaceIndex, lexicon: Lexicon
) -> int:
    """End of the unknown longer name that a known one begins ("Santa Rosa de Xyzal", "Ancón II"), or 0."""
    start, end = name
    if text[end : end + 1] != " ":
        return 0
    roman = _ROMAN_TAIL.match(text, end, span[1])
    if roman:
        return roman.end() if not text[start:end].isupper() else 0
    key = folded[start:end]
    if lexicon.is_plain(key) and follows_place_word(folded, start, span[0]):
        digit = _DIGIT_TAIL.match(text, end, span[1])
        if digit:
            return digit.end()
    tail = _GENITIVE_TAIL.match(text, end, min(span[1], end + _REACH))
    if not tail:
        return 0
    called = _is_called(folded, start, span[0], lexicon)
    if not called and not (follows_place_word(folded, start, span[0]) and _is_small(index, key)):
        return 0
    first = folded[tail.start(1) : tail.end(1)]
    known = index.longest(first) > 0
    return 0 if known and not lexicon.is_plain(first) else tail.end()


def unknown_end(text: str, folded: str, name: tuple[int, int], span: tuple[int, int], lexicon: Lexicon) -> int:
    """End of "Flor de Xyzal" where its first word, an ordinary one, is `name`; 0 if nothing says it is a place.

    In an English sentence Spanish words make a name; in a Spanish one only what is called a place does.
    """
    start, end = name
    if folded[start:end] in lexicon.heads or folded[start:end] in lexicon.titles:
        return 0
    tail = _GENITIVE_TAIL.match(text, end, min(span[1], end + _REACH))
    if not tail:
        return 0
    english = _previous(folded, start, span[0]) in _ENGLISH_AT
    return tail.end() if english or _is_called(folded, start, span[0], lexicon) else 0


def named_by_kind(folded: str, tokens: Sequence[tuple[int, int]], i: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """End and kind of an unknown name that its own generic word makes one, at token `i` of a run of capitals.

    "Fort Xyzal" and "Abra Xyzal" are no mentions of Xyzal, and "Alfredo Xyzal Airport" is not a person.
    """
    word = folded[slice(*tokens[i])]
    if i + 1 >= len(tokens):
        return None
    following, last = folded[slice(*tokens[i + 1])], folded[slice(*tokens[-1])]
    if word in NAMING and folded[tokens[i][1]] in " \n" and following not in lexicon.features:
        return tokens[i + 1][1], lexicon.features[word]
    kind = lexicon.features.get(last)
    if word in lexicon.given_names and kind in ("site", "base") and len(tokens) - i > 2:
        return tokens[-1][1], kind
    return None


def _previous(folded: str, at: int, floor: int) -> str:
    if folded[at - 1 : at] != " ":
        return ""
    return folded[max(floor, at - 12) : at - 1].rpartition(" ")[2].lstrip("(\"'")


def _is_called(folded: str, start: int, floor: int, lexicon: Lexicon) -> bool:
    words: Sequence[str] = folded[max(floor, start - 40) : start].split()
    return is_called(words, lexicon) or (bool(words) and lexicon.features.get(words[-1]) == "village")


def _is_small(index: PlaceIndex, key: str) -> bool:
    """Whether no bearer of a name is so large that what follows it would rather be said of that place."""
    rows = index.rows(key)
    kinds = (index.kinds[index.kind_code[row]] for row in rows)
    return not any(kind in _LARGE_KINDS for kind in kinds) and all(
        index.population[row] < _WEAK_PEOPLE or index.countries[index.country_code[row]] == "" for row in rows
    )
