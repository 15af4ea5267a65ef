"""YAML as stories use it: mappings, lists, texts and numbers, each with its line; nothing that could run or swell.

The dialect is narrower than YAML 1.1: no anchors and aliases (a few bytes could stand for gigabytes), no tags, no
merge keys, no second document, and no dates, octals or sexagesimals: what is not a number, true, false or null is
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from geodash.errors import StoryError

MAX_BYTES = 512_000
MAX_DEPTH = 12
MAX_VALUES = 20_000

Path = tuple[str | int, ...]
Lines = dict[Path, int]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is not everywhere
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_yaml(text: str, name: str) -> tuple[Any, Lines]:
    """Read one document; give its value and the line of every value in it by its path, lines from 1.

    Raises:
        StoryError: too large or too deep, not YAML, a key given twice, or something that the dialect leaves out.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise StoryError(f"{name}: larger than {MAX_BYTES:,} bytes; a story is text alone, so shorten or divide it")
    if bad := yaml.reader.Reader.NON_PRINTABLE.search(text):
        number = text.count("\n", 0, bad.start()) + 1
        raise StoryError(f"{name}, line {number}: a sign that text cannot have; delete it")
    try:
        reader = _Reader(name, yaml.parse(text, Loader=_LOADER))
        return reader.document(), reader.lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        told = error.problem or error.context or "not YAML"
        raise StoryError(f"{name}{line}: {told}; mind the indents, and put texts with a colon in quotes") from None


class _Reader:
    """Builds values out of the parser's events, and gives up at the first that the dialect leaves out."""

    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self.name = name
        self.lines: Lines = {}
        self._events = events

    def document(self) -> Any:
        """Read the one document."""
        value: Any = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._error(event, "a second document begins here; make it a file of its own")
                value = self._value(next(self._events), ())
        return value

    def _value(self, event: Any, path: Path) -> Any:
        self.lines[path] = event.start_mark.line + 1
        if len(path) > MAX_DEPTH or len(self.lines) > MAX_VALUES:
            raise self._error(event, "nested too deeply, or too many values; a story needs neither")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._error(
                event, "anchors (&) and aliases (*) are not read; write the value out, or put it in quotes"
            )
        if getattr(event, "tag", None):
            raise self._error(event, "tags (!) are not read; write the plain value, or put it in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._list(path)

    def _list(self, path: Path) -> list[Any]:
        values: list[Any] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self._events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error(event, "a key must be a word")
            if event.value in values:
                raise self._error(event, f"{event.value!r} is given twice; keep one")
            here = (*path, event.value)
            values[event.value] = self._value(next(self._events), here)
            self.lines[here] = line  # the key's: what it holds may begin below
        return values

    def _error(self, event: Any, told: str) -> StoryError:
        return StoryError(f"{self.name}, line {event.start_mark.line + 1}: {told}")


def _scalar(event: Any) -> Any:
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return _WORDS.get(text.lower(), text)
