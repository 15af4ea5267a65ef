"""The words round place names, in both languages, folded: read once from the lexicon's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml

from geodash.folding import fold
from geodash.geoparse.wordlists import is_ordinary

_LEXICON = resources.files("geodash.geoparse") / "lexicon"
LANGUAGES = ("en", "es")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Cue words, folded; what each list is for stands in lexicon/en.yaml.

    `features` maps a generic word, singular or plural, to the kind of place it asks for.
    """

    locatives: frozenset[str]
    weak_locatives: frozenset[str]
    features: Mapping[str, str]
    between: frozenset[str]
    titles: frozenset[str]
    capital_titles: frozenset[str]
    heads: frozenset[str]
    adjacent_heads: frozenset[str]
    company_heads: frozenset[str]
    tails: frozenset[str]
    government_tails: frozenset[str]
    metonym_verbs: frozenset[str]
    metonym_passives: tuple[str, ...]
    compass: frozenset[str]
    thing_nouns: frozenset[str]
    stopwords: frozenset[str]
    months: frozenset[str]
    demonyms: frozenset[str]
    given_names: frozenset[str]
    surnames: frozenset[str]

    @lru_cache(maxsize=65536)  # noqa: B019  (a lexicon lives as long as the process)
    def is_plain(self, word: str) -> bool:
        """Whether a folded word is ordinary language: no sign of a name even where it is capitalised."""
        listed = word in self.stopwords or word in self.compass or word in self.months or word in self.features
        listed = listed or word in self.demonyms or word in self.titles or word in self.heads
        return listed or any(is_ordinary(word, language) for language in LANGUAGES)

    def is_compass(self, word: str) -> bool:
        """Whether a folded word only says which part of a place is meant ("northern", "upper")."""
        return word in self.compass


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon, English and Spanish together."""
    # The base loader knows strings only: "on", "off" and "no" are words here.
    tables = [
        yaml.load((_LEXICON / f"{language}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        for language in LANGUAGES
    ]

    def words(key: str) -> frozenset[str]:
        return frozenset(fold(word) for table in tables for word in table.get(key, ()))

    return Lexicon(
        locatives=words("locatives"),
        weak_locatives=words("weak_locatives"),
        features=_features(tables),
        between=words("between"),
        titles=words("titles"),
        capital_titles=words("capital_titles"),
        heads=words("heads"),
        adjacent_heads=words("adjacent_heads"),
        company_heads=words("company_heads"),
        tails=words("tails"),
        government_tails=words("government_tails"),
        metonym_verbs=words("metonym_verbs"),
        metonym_passives=tuple(sorted(words("metonym_passives"))),
        compass=words("compass"),
        thing_nouns=words("thing_nouns"),
        stopwords=words("stopwords"),
        months=words("months"),
        demonyms=words("demonyms"),
        given_names=_listed("given_names"),
        surnames=_listed("surnames"),
    )


def _features(tables: Iterable[Mapping[str, Mapping[str, Iterable[str]]]]) -> Mapping[str, str]:
    kinds = {}
    for table in tables:
        for kind, names in table["features"].items():
            for name in names:
                last = fold(name).split()[-1] if " " in name else fold(name)
                kinds[last] = kind
                kinds.setdefault(last + "s", kind)
    return kinds


def _listed(name: str) -> frozenset[str]:
    lines = (_LEXICON / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())
