"""The codebook: which tables and columns an export has, what each means, and the words for their codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from geodash.text import Texts, languages

ROWS, SOURCES, OUTLINES = "rows", "sources", "outlines"
_KEY = "key"
_KEY_FIELDS = ("layer", "id", "number")
COLUMNS = ("table", "column", "type", "layer", "code", "meaning")


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `origin` is where its value stands in a feature's item, `words` the texts that say what codes mean.

    `of` is the only layer whose rows have the field, "" if all have it; `told` is what it means, by language.
    """

    name: str
    type: str
    origin: str
    words: str
    of: str
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `path` are the lists of a feature, one in the other, that its rows come from."""

    name: str
    path: tuple[str, ...]
    fields: tuple[Field, ...]
    told: Mapping[str, str]

    @property
    def own(self) -> tuple[Field, ...]:
        """The fields of a nested item itself, without those of the key before it."""
        return self.fields[len(_KEY_FIELDS) :] if self.path else self.fields

    def fields_of(self, layers: Collection[str]) -> tuple[Field, ...]:
        """The fields that rows of these layers have; of a nested table all."""
        return tuple(field for field in self.fields if self.path or not field.of or field.of in layers)


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Table]:
    """Read the tables, by name; rows of nested ones begin with the fields of the key."""
    text = resources.files("geodash.formats").joinpath("codebook.yaml").read_text(encoding="utf-8")
    given = yaml.safe_load(text)
    key = _table(_KEY, given.pop(_KEY)).fields
    return {name: _table(name, table, key) for name, table in given.items()}


def explain(
    texts: Texts, present: Mapping[str, Mapping[str, set[str]]], layers: Iterable[str]
) -> Iterator[dict[str, str]]:
    """Say what each column of the tables in `present` means and, after it, each of its codes that occurs.

    `present` are the codes that occur, by column, by table.
    """
    shown = frozenset(layers)
    for table in tables().values():
        if table.name not in present:
            continue
        yield _line(table.name, meaning=tell(table.told, texts.language))
        for field in table.fields_of(shown):
            yield _line(table.name, field, meaning=tell(field.told, texts.language))
            if field.words:
                for code in sorted(present[table.name].get(field.name, ())):
                    yield _line(table.name, field, code, texts.name(field.words, code))


def tell(told: Mapping[str, str], language: str) -> str:
    """Say what something means in a language, in English where that language lacks it."""
    return told.get(language, told["en"])


def _line(table: str, field: Field | None = None, code: str = "", meaning: str = "") -> dict[str, str]:
    named = (field.name, field.type, field.of) if field else ("", "", "")
    return dict(zip(COLUMNS, (table, *named, code, meaning), strict=True))


def _table(name: str, given: Mapping[str, Any], key: tuple[Field, ...] = ()) -> Table:
    path, own = tuple(given.get("from", ())), tuple(_field(field) for field in given["fields"])
    return Table(name, path, (*key, *own) if path else own, _told(given))


def _field(given: Mapping[str, Any]) -> Field:
    name = str(given["name"])
    origin, words = str(given.get("from", name)), str(given.get("words", ""))
    return Field(name, str(given["type"]), origin, words, str(given.get("of", "")), _told(given))


def _told(given: Mapping[str, Any]) -> Mapping[str, str]:
    return {language: str(given[language]) for language in languages() if language in given}
