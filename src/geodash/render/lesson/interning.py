"""JSON values with every text said once: many rows share sources, and two languages share names and titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

_SHORTEST = 4  # a number is hardly shorter than such a text
LIST, LINES, PLAIN = 0, 1, 2
"""What an array of the code begins with: a list, lines that make one text, a value that is no text; then shapes."""


class Interning:
    """Values become a code in which a number stands for an entry of `pool`: what comes again is said there once.

    An array begins with `LIST`, `LINES`, `PLAIN` or a number from 3 on, that of a shape (its keys are in `shapes`),
    and then has its parts; all else is a text. Texts of several lines are lines, since those are what comes again
    in them. The code's reader is static/lesson/unfold.js.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Code values, each of what JSON knows."""
        self.shapes: list[Sequence[str]] = []
        self._shapes: dict[tuple[str, ...], int] = {}
        self._places: dict[Any, int] = {}
        self._pool: list[Any] = []
        keys = {name: self._key(value) for name, value in values.items()}
        self._uses: Counter[Any] = Counter()
        for key in keys.values():
            self._count(key)
        self.codes = {name: self._code(key) for name, key in keys.items()}

    @property
    def pool(self) -> list[Any]:
        """What comes more than once, in the order of first use."""
        return self._pool

    def _key(self, value: Any) -> Any:
        """Make a value hashable: arrays as tuples that begin as the code's arrays do."""
        if isinstance(value, str):
            return (LINES, *value.split("\n")) if "\n" in value else value
        if isinstance(value, Mapping):
            return (self._shape(tuple(value)), *(self._key(part) for part in value.values()))
        if isinstance(value, list | tuple):
            return (LIST, *(self._key(part) for part in value))
        return (PLAIN, type(value).__name__, value)  # the type, as True and 1 are equal and JSON's are not

    def _shape(self, names: tuple[str, ...]) -> int:
        if names not in self._shapes:
            self._shapes[names] = len(self.shapes) + 3
            self.shapes.append(list(names))
        return self._shapes[names]

    def _count(self, key: Any) -> None:
        self._uses[key] += 1
        if isinstance(key, tuple) and key[0] != PLAIN and self._uses[key] == 1:  # what comes again, comes whole
            for part in key[1:]:
                self._count(part)

    def _code(self, key: Any) -> Any:
        if isinstance(key, tuple) and key[0] == PLAIN:
            return [PLAIN, key[2]]
        if self._uses[key] > 1 and len(key) >= (_SHORTEST if isinstance(key, str) else 2):
            if key not in self._places:
                coded = self._inside(key)  # first its parts, so that reading needs no second look
                self._places[key] = len(self._pool)
                self._pool.append(coded)
            return self._places[key]
        return self._inside(key)

    def _inside(self, key: Any) -> Any:
        return [key[0], *(self._code(part) for part in key[1:])] if isinstance(key, tuple) else key
