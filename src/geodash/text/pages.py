"""Longer texts, a Markdown file for each page and language, in parts with fields that the data fill."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geodash.errors import TableError
from geodash.text import DEFAULT

_FOLDER = Path(__file__).resolve().parent
_HEADING = re.compile(r"^## ([a-z_]+) \| (.+)$", re.MULTILINE)
_FIELD = re.compile(r"{(\w+)}")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: the key by which a screen knows it, its title, and its body in Markdown."""

    key: str
    title: str
    body: str

    def fields(self) -> frozenset[str]:
        """Name the fields of the body that want filling."""
        return frozenset(_FIELD.findall(self.body))

    def fill(self, values: Mapping[str, object]) -> str:
        """Give the body with its fields filled in; what stands in a value is never filled again.

        Raises:
            TableError: a field has no value.
        """
        missing = sorted(self.fields() - set(values))
        if missing:
            raise TableError(f"part {self.key!r}: no value for {', '.join(missing)}; correct the field's name")
        return _FIELD.sub(lambda field: str(values[field.group(1)]), self.body)


def read_page(name: str, language: str = DEFAULT) -> tuple[Part, ...]:
    """Read a page's parts in order; a language without the page gets the English one.

    Raises:
        TableError: there is no such page, or a part stands in it twice.
    """
    path = _FOLDER / f"{name}.{language}.md"
    if not path.is_file():
        path = _FOLDER / f"{name}.{DEFAULT}.md"
    if not path.is_file():
        raise TableError(f"{path.name}: no such page; write it")
    pieces = _HEADING.split(path.read_text(encoding="utf-8"))
    parts = tuple(
        Part(key, title.strip(), body.strip())
        for key, title, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    )
    if len({part.key for part in parts}) < len(parts):
        raise TableError(f"{path.name}: a part stands there twice; give each its own key")
    return parts
