"""Interface texts, one table a language; what a reader sees is written there, not in the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from geodash.errors import TableError

DEFAULT = "en"
_FOLDER = Path(__file__).resolve().parent


class Texts(Mapping[str, str]):
    """The texts of one language by dotted key; `say` fills in values.

    A key that the language lacks is taken from English, so that a half-finished translation still works.
    """

    def __init__(self, language: str, table: Mapping[str, str], fallback: Mapping[str, str]) -> None:
        """Keep the language's own table in front of the fallback."""
        self.language = language
        self._table = {**fallback, **table}

    def __getitem__(self, key: str) -> str:
        return self._table[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def say(self, key: str, **values: object) -> str:
        """Fill in the named values; `{n}` style fields, nothing else of the format language."""
        text = self._table[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def number(self, value: float) -> str:
        """Write a number in whole units as the language's readers do: "69,280".

        The sign between thousands stands in the table. Source for Peru, whose readers the Spanish is for: Unicode
        CLDR, locale es-PE (other countries' Spanish has a point or a space there).
        """
        return f"{value:,.0f}".replace(",", self._table["number.thousands"])

    def name(self, group: str, code: str) -> str:
        """Give the reader's word for a code of the data ("kind.base"); an unknown code is shown as it is."""
        return self._table.get(f"{group}.{code}", code.replace("_", " "))

    def under(self, prefix: str) -> dict[str, str]:
        """All texts whose key starts with `prefix` and a dot, by the rest of the key."""
        cut = len(prefix) + 1
        return {key[cut:]: text for key, text in self._table.items() if key.startswith(prefix + ".")}


def languages() -> tuple[str, ...]:
    """List the languages that have a table, the default first."""
    found = sorted(path.stem for path in _FOLDER.glob("*.yaml"))
    return (DEFAULT, *(code for code in found if code != DEFAULT))


@lru_cache(maxsize=8)
def load(language: str = DEFAULT) -> Texts:
    """Read one language's table.

    Raises:
        TableError: there is no table for that language, or a value in it is not a text.
    """
    fallback = _read(DEFAULT)
    return Texts(language, fallback if language == DEFAULT else _read(language), fallback)


def _read(language: str) -> dict[str, str]:
    path = _FOLDER / f"{language}.yaml"
    if language not in languages():
        raise TableError(f"no texts in {language!r}; choose one of {', '.join(languages())}")
    table = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return dict(_flatten(table, path.name))


def _flatten(table: object, where: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield from _flatten(value, where, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(table, str):
        yield prefix, table
    else:
        raise TableError(f"{where}: {prefix} is {table!r}, not a text; put it in quotes")
