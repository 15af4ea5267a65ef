"""The kind of place that the generic words beside a name ask for: "distrito de X", "X River", "X military base"."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.geoparse.lexicon import Lexicon

_GENITIVES = frozenset(("of", "de", "del", "d"))
_ARTICLES = frozenset(("the", "la", "las", "los", "el"))
_ROW_WORDS = frozenset((",", "and", "y", "e", "or", "o"))
# "The area Huanta" says nothing; "río Ene", "distrito Sivia", "Lake Titicaca" do.
_DIRECT = frozenset(
    ("region", "river", "district", "province", "water", "mountains", "village", "valley", "base", "site")
)
_VERBS_TOO = frozenset(("pass", "park", "mine", "port", "range", "peak"))  # "they pass Huanta", "mine copper"
_NEAREST = 5
_ALONG = frozenset(("upstream", "downstream", "flows", "floods", "rises"))
_MASCULINE = frozenset(("el", "del", "al"))
_PREPOSITIONS = frozenset(("at", "in", "en"))
_BETWEEN, _BORDERS = (
    frozenset(("between", "entre")),
    frozenset(("border", "borders", "limite", "limites", "boundary")),
)


def kind_after(after: Sequence[str], separator: str, lexicon: Lexicon) -> str | None:
    """The kind asked for by the folded words behind a name, nearest first; `separator` stands between."""
    if not after or separator != " ":
        return None
    kind = lexicon.features.get(after[0])
    if len(after) > 1 and (kind or after[0] in lexicon.between or after[0] in lexicon.compass):
        # "Ene River Valley" is a valley, "Castro Pampa military base" a base.
        kind = lexicon.features.get(after[1], kind)
    return kind


def kind_before(before: Sequence[str], following: Sequence[str], lexicon: Lexicon) -> str | None:
    """The kind asked for by the folded words in front of a name, nearest last; `following` stands behind it."""
    if len(before) > 1 and before[-1] in _PREPOSITIONS and before[-2] in lexicon.features:
        # "a base at X", and "the border between X and Y".
        return "base" if lexicon.features[before[-2]] == "base" else None
    if len(before) > 1 and before[-1] in _BETWEEN and before[-2] in _BORDERS:
        return "region"
    words = list(before[-_NEAREST:])
    linked, beside = False, True
    while words and (words[-1] in _GENITIVES or words[-1] in _ARTICLES or words[-1] in lexicon.between):
        if words[-1] in lexicon.features:
            break  # "the district of Pangoa": here the word is no mere adjective
        linked = linked or words[-1] in _GENITIVES
        beside = beside and words[-1] in lexicon.between
        words.pop()
    if not words:
        return None
    kind = lexicon.features.get(words[-1])
    if linked and words[-1].endswith("s") and kind != "mountains" and not _ROW_WORDS.intersection(following):
        return None  # "the 43 districts of Lima" are parts of it; "the provinces of Huanta and La Mar" are two
    beside = beside and kind in _DIRECT and words[-1] not in _VERBS_TOO
    return kind if kind and (linked or beside) else None


def is_called(before: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words in front of a name say outright that it is one: "distrito de", "the village of"."""
    words = list(before[-_NEAREST:])
    if not words or words[-1] not in _GENITIVES:
        return False
    while words and (words[-1] in _GENITIVES or words[-1] in _ARTICLES):
        words.pop()
    return bool(words) and words[-1] in lexicon.features


def has_river_article(before: Sequence[str], after: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name has the article that rivers have and towns have not: "el Tambo", "the Ene".

    In English no noun may follow, for which the article could be: "the Tambo road".
    """
    if not before:
        return False
    if before[-1] in _MASCULINE:
        return True
    if before[-1] != "the":
        return False
    return not after or not after[0][0].isalnum() or after[0] in lexicon.stopwords or after[0] in _ALONG
