"""Free-text search in rows: case and accents do not matter, words may be cut short, other names of a place count.

What the reader types is never a pattern: it is cut into words, and a word finds what begins with it; a single letter
or figure finds itself alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from geodash.folding import fold
from geodash.text import languages, load

LONGEST = 100
"""How many characters of a search are read."""

Namesakes = Callable[[str], frozenset[str]]
"""Gives the ids of the places that bear a folded name, however well known."""

_WORDS = 8
_AREA, _POPULATED = "gd:", "gn:"  # how the gazetteer begins the ids of areas, and of populated places
_Feature = Mapping[str, Any]


@lru_cache(maxsize=64)
def terms(text: str) -> tuple[str, ...]:
    """Cut what a reader typed into folded words, at most eight; none if there is no letter or figure in it."""
    return tuple(dict.fromkeys(_flatten([text[:LONGEST]]).split()))[:_WORDS]


def tell(feature: _Feature) -> str:
    """Gather the words of a row that a search reads, folded, each with a space before and after it.

    Names, divisions, our summary, the claims, the names of places as their articles write them, and those of actors
    in every language.
    """
    properties = feature["properties"]
    mentions = properties.get("mentions") or ()
    parts = [properties.get("name"), *(properties.get("alt_names") or ()), properties.get("admin")]
    parts += [properties.get("summary"), properties.get("members"), properties.get("external_detail")]
    parts += [mention.get(key) for mention in mentions for key in ("toponym", "text", "claim")]
    parts += [entry.get("note") for entry in properties.get("attested") or ()]
    parts += [name for code in properties.get("actors") or () for name in _actor(code)]
    return _flatten(part for part in dict.fromkeys(parts) if isinstance(part, str))


def hits(words: Sequence[str], told: str) -> bool:
    """Whether every word begins a word of what a row tells."""
    return all(_beginning(word) in told for word in words)


def _beginning(word: str) -> str:
    """Give what a text has where one of its words begins so, or is that letter."""
    return f" {word} " if len(word) == 1 else f" {word}"


@lru_cache(maxsize=1)
def _synonyms() -> Mapping[Sequence[str], Sequence[Sequence[str]]]:
    """Give the words of each actor's name in other languages, by those in one."""
    actors = [[terms(name) for name in _actor(code)] for code in load().under("actor")]
    found: dict[Sequence[str], list[Sequence[str]]] = {}
    for names in actors:
        for name in names:
            found.setdefault(name, []).extend(other for other in names if other != name)
    return found


@lru_cache(maxsize=256)
def _actor(code: str) -> tuple[str, ...]:
    """Name an actor in every language."""
    return tuple(load(language).name("actor", code) for language in languages())


class Index:
    """The words of all rows and the places they name, laid out once."""

    def __init__(self, rows: Iterable[tuple[str, _Feature]], namesakes: Namesakes | None = None) -> None:
        """Lay out rows given by id; `namesakes` looks a name up in the gazetteer, None knows no other names."""
        self._namesakes = namesakes or _nobody
        self._told: list[tuple[str, str]] = []
        self._bearers: dict[str, set[str]] = {}
        self._spellings: dict[str, set[str]] = {}
        self._seats: dict[str, set[str]] = {}
        for row, feature in rows:
            self._told.append((row, tell(feature)))
            for place in self._places(feature):
                self._bearers.setdefault(place, set()).add(row)
            for place in self._seated(feature):
                self._seats.setdefault(place, set()).add(row)

    def find(self, text: str) -> frozenset[str] | None:
        """Find the ids of the rows that have all words of a search; None if it has no words.

        A word, or the whole search, also finds the rows whose places bear it as another name (Huamanga finds
        Ayacucho), and the name of an area every text that has another of its names (VRAE and VRAEM find the same).
        So do the names of an actor in two languages.
        Another name of a town that no division has finds the division that is called as the town (Cuzco finds Cusco).
        """
        words = terms(text)
        if not words:
            return None
        found = self._having(words[0]).intersection(*(self._having(word) for word in words[1:]))
        found.update(row for other in _synonyms().get(words, ()) for row, told in self._told if hits(other, told))
        return frozenset(found | self._known_as(" ".join(words))) if len(words) > 1 else frozenset(found)

    def _having(self, word: str) -> set[str]:
        other = (self._spellings.get(place, set()) for place in self._namesakes(word))
        spelt = [_beginning(name) for name in {word}.union(*other)]
        return {row for row, told in self._told if any(name in told for name in spelt)} | self._known_as(word)

    def _known_as(self, name: str) -> set[str]:
        places = self._namesakes(name)
        found = set[str]().union(*(self._bearers.get(place, set()) for place in places))
        if all(place.startswith(_POPULATED) for place in places):
            found.update(*(self._seats.get(place, set()) for place in places))
        return found

    def _seated(self, feature: _Feature) -> set[str]:
        """Find the towns that are called as one of a row's divisions."""
        divisions = (feature["properties"].get("admin") or "").split(", ")
        places = (place for division in divisions for place in self._namesakes(fold(division)))
        return {place for place in places if place.startswith(_POPULATED)}

    def _places(self, feature: _Feature) -> set[str]:
        """Find the places a row names: its own id if it is one, else what its name and divisions may stand for."""
        properties = feature["properties"]
        is_place = properties.get("layer") == "places"
        named = [(str(properties.get("name") or ""), not is_place)]
        named += [(part, False) for part in (properties.get("admin") or "").split(", ")]
        found = {str(properties.get("id"))} if is_place else set()
        for name, alone in named:
            for place in self._namesakes(fold(name)):
                if place.startswith(_AREA):
                    self._spellings.setdefault(place, set()).add(fold(name))
                if alone or not place.startswith(_POPULATED):  # "Ayacucho" as a division is not the city
                    found.add(place)
        return found


def _flatten(parts: Iterable[str]) -> str:
    folded = fold(" ".join(parts))
    if not folded:
        return " "
    return " " + "".join(sign if sign.isalnum() else " " for sign in folded) + " "


def _nobody(_name: str) -> frozenset[str]:
    return frozenset()
