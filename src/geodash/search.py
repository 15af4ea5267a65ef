"""Free-text search in rows: case and accents do not matter, words may be cut short, other names of a place count.

What the reader types is never a pattern: it is cut into words, and a word finds what begins with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from geodash.gazetteer.folding import fold

LONGEST = 100
"""How many characters of a search are read."""

Namesakes = Callable[[str], frozenset[str]]
"""Gives the ids of the places that bear a folded name, however well known."""

_WORDS = 8
_Feature = Mapping[str, Any]


@lru_cache(maxsize=64)
def terms(text: str) -> tuple[str, ...]:
    """Cut what a reader typed into folded words, at most eight; none if there is no letter or figure in it."""
    return tuple(dict.fromkeys(_flatten([text[:LONGEST]]).split()))[:_WORDS]


def tell(feature: _Feature) -> str:
    """Gather the words of a row that a search reads, folded, each with a space before it.

    Names, divisions, our summary, the claims and the names of places as their articles write them.
    """
    properties = feature["properties"]
    mentions = properties.get("mentions") or ()
    parts = [properties.get("name"), *(properties.get("alt_names") or ()), properties.get("admin")]
    parts += [properties.get("summary"), properties.get("members"), properties.get("external_detail")]
    parts += [mention.get(key) for mention in mentions for key in ("toponym", "text", "claim")]
    parts += [entry.get("note") for entry in properties.get("attested") or ()]
    return _flatten(part for part in dict.fromkeys(parts) if isinstance(part, str))


def hits(words: Sequence[str], told: str) -> bool:
    """Whether every word begins a word of what a row tells."""
    return all(" " + word in told for word in words)


class Index:
    """The words of all rows and the places they name, laid out once."""

    def __init__(self, rows: Iterable[tuple[str, _Feature]], namesakes: Namesakes | None = None) -> None:
        """Lay out rows given by id; `namesakes` looks a name up in the gazetteer, None knows no other names."""
        self._namesakes = namesakes or _nobody
        self._told: list[tuple[str, str]] = []
        self._bearers: dict[str, set[str]] = {}
        for row, feature in rows:
            self._told.append((row, tell(feature)))
            for place in self._places(feature):
                self._bearers.setdefault(place, set()).add(row)

    def find(self, text: str) -> frozenset[str] | None:
        """Find the ids of the rows that have all words of a search; None if it has no words.

        A word, or the whole search, also finds the rows whose places bear it as another name: Huamanga finds
        Ayacucho, VRAE the VRAEM.
        """
        words = terms(text)
        if not words:
            return None
        alike = [self._known_as(word) for word in words]
        whole = self._known_as(" ".join(words)) if len(words) > 1 else frozenset()
        marked = [(" " + word, rows) for word, rows in zip(words, alike, strict=True)]
        found = {row for row, told in self._told if all(word in told or row in rows for word, rows in marked)}
        return frozenset(found | whole)

    def _known_as(self, name: str) -> frozenset[str]:
        rows: set[str] = set()
        for place in self._namesakes(name):
            rows |= self._bearers.get(place, set())
        return frozenset(rows)

    def _places(self, feature: _Feature) -> set[str]:
        """Find the places a row names: its own id if it is one, else what its name and divisions may stand for."""
        properties = feature["properties"]
        own = {str(properties.get("id"))} if properties.get("layer") == "places" else set()
        if not own:
            own |= self._namesakes(fold(str(properties.get("name") or "")))
        parts = (properties.get("admin") or "").split(", ")
        return own.union(*({p for p in self._namesakes(fold(part)) if not p.startswith("gn:")} for part in parts))


def _flatten(parts: Iterable[str]) -> str:
    folded = fold(" ".join(parts))
    if not folded:
        return " "
    return " " + "".join(sign if sign.isalnum() else " " for sign in folded)


def _nobody(_name: str) -> frozenset[str]:
    return frozenset()
