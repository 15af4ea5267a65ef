"""The atlas's own texts in another language, looked up when a layer is shown; layers are built from English only.

`data/tables/<language>/<table>.csv` holds, by `id`, the display columns of a table in that language, and
`data/articles/<article>/claims.<language>.csv` the claims by `claim_id`; `records.<language>.csv` beside the articles
holds the notes and terms of their records, `place_names.csv` beside the tables the names of places that the language
writes otherwise. Nothing here lets more out than the English does: a text is translated only where the English stands
as its table has it, so that what the gate struck out stays out.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from geodash.documents.bibliography import read_utf8
from geodash.errors import Fault, TableError
from geodash.layers.digests import DIGEST, RECORDS, digest, read_english
from geodash.layers.layer import Feature
from geodash.layers.moments import split_list

PLACE_NAMES = "place_names"
_CLAIMS = "claims"
_MOMENTS = ("committee_status", ("activity", "note"))


class Wording(NamedTuple):
    """One text: the English of the table, and what the language says for it."""

    english: str
    said: str


Cells = Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class SaidLayer:
    """A layer in another language: its name and its features."""

    name: str
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Translations:
    """The texts of one language; every method gives the English back where a translation is missing.

    `cells` are the wordings by table and id, then by column; claims are the table "claims", by claim id. `places`
    are names of places by their English. `faults` are what was set aside.
    """

    language: str
    cells: Mapping[tuple[str, str], Cells] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def fields(self, table: str, row: str) -> dict[str, str]:
        """Give the display columns of a row that are translated; empty for a row that has no translation."""
        return {column: wording.said for column, wording in self.cells.get((table, row), {}).items()}

    def say(self, table: str, row: str, column: str, english: str) -> str:
        """Translate one text, if `english` is still what the table says there."""
        wording = self.cells.get((table, row), {}).get(column)
        return wording.said if wording and wording.english == english else english

    def claim(self, claim: str, english: str) -> str:
        """Translate a claim, if `english` is still what it says."""
        return self.say(_CLAIMS, claim, "claim", english)

    def place(self, name: str) -> str:
        """Give the language's form of the name of a place."""
        return self.places.get(name, name)

    def feature(self, feature: Feature) -> Feature:
        """Copy a feature of a layer with its texts translated.

        Mentions get the claim with the place found in it again: `start` and `end` are -1 where it is not found, and
        the expression of time is no longer marked. What readers' own documents say stays as it is.
        """
        given = feature["properties"]
        table, row = str(given.get("layer")), str(given.get("id"))
        told = {name: self._property(table, row, name, value) for name, value in given.items()}
        if table == "places":
            told["name"] = self.place(str(given.get("name") or ""))
        return {**feature, "properties": told}

    def layer(self, name: str, features: Iterable[Mapping[str, Any]]) -> SaidLayer:
        """Copy the features of a layer, translated one by one."""
        return SaidLayer(name, tuple(self.feature(dict(row)) for row in features))

    def _property(self, table: str, row: str, name: str, value: Any) -> Any:
        if name == "attested":
            return [{**moment, "note": self._note(row, moment.get("note"))} for moment in value]
        if name == "mentions":
            return [self._mention(mention) for mention in value]
        if isinstance(value, str):
            return self.say(table, row, name, value)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            wording = self.cells.get((table, row), {}).get(name)
            return split_list(wording.said) if wording and split_list(wording.english) == value else value
        return value

    def _note(self, row: str, english: str | None) -> str | None:
        """Translate what is said of a moment: the moments of a feature no longer know which row they come from."""
        table, columns = _MOMENTS
        for (other, status), cells in self.cells.items():
            if other == table and status.rsplit("-", 1)[0] == row:
                for column in columns:
                    if column in cells and cells[column].english == english:
                        return cells[column].said
        return english

    def _mention(self, mention: Mapping[str, Any]) -> dict[str, Any]:
        english = str(mention.get("text") or "")
        said = self.claim(str(mention.get("claim_id") or ""), english)
        if said == english:
            return dict(mention)
        toponym = str(mention.get("toponym") or "")
        before = len(_find(english[: mention.get("start", 0)], toponym))
        name = self.place(toponym)
        found = _find(said, name)
        start, end = found[min(before, len(found) - 1)] if found else (-1, -1)
        marks = {"start": start, "end": end, "date_start": None, "date_end": None}
        return {**mention, "text": said, "toponym": name if found else toponym, **marks}


def read_translations(data: Path, language: str) -> Translations:
    """Read the translations under `data` into `language`; English, or a language without any file, has none.

    Set aside with a fault: a row whose id is no row of the English table or stands twice, a column that the table
    lacks, a text where the English says nothing (any more), and a row that nobody has compared since its English
    changed (see `geodash.layers.digests`). An empty cell counts as not translated.

    Raises:
        TableError: `language` is not a language code.
        DocumentError: a file cannot be read.
    """
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise TableError(f"no language {language!r}; give a code such as es")
    cells: dict[tuple[str, str], Cells] = {}
    places: dict[str, str] = {}
    faults: list[Fault] = []
    for path in sorted((data / "tables" / language).glob("*.csv")):
        if path.stem == PLACE_NAMES:
            rows = _rows(path, _name(path, data))
            places = {row["id"]: row["name"] for row in rows if row.get("id") and row.get("name")}
        else:
            _join(data, path, data / "tables" / path.name, path.stem, cells, faults)
    for path in sorted((data / "articles").glob(f"*/claims.{language}.csv")):
        _join(data, path, path.with_name("claims.csv"), _CLAIMS, cells, faults)
    if (path := data / "articles" / f"{RECORDS}.{language}.csv").is_file():
        _join(data, path, path.parent, RECORDS, cells, faults)
    return Translations(language, cells, places, tuple(faults))


def _join(
    data: Path,
    path: Path,
    original: Path,
    table: str,
    cells: dict[tuple[str, str], Cells],
    faults: list[Fault],
) -> None:
    """Put the rows of a translated file beside those of the file that it translates."""
    source = _name(path, data)
    key = "claim_id" if table == _CLAIMS else "id"
    english = read_english(original, data, key)
    for number, row in enumerate(_rows(path, source), start=2):
        identity, made_from = row.pop(key, ""), row.pop(DIGEST, "")
        if identity not in english:
            problem = f"{identity!r} is no row of {original.name}"
            faults.append(Fault(source, number, key, problem, "delete the row, or correct its id"))
        elif (table, identity) in cells:
            faults.append(Fault(source, number, key, f"{identity!r} stands twice", "keep one of the rows"))
        else:
            faults.extend(_strangers(source, number, row, english[identity]))
            if made_from != digest(english[identity], row):
                faults.append(_stale(source, number, identity, original.name, path))
                continue
            cells[table, identity] = {
                column: Wording(english[identity][column], said)
                for column, said in row.items()
                if said and english[identity].get(column)
            }


def _stale(source: str, number: int, identity: str, original: str, path: Path) -> Fault:
    language = path.parent.name if path.parent.parent.name == "tables" else path.suffixes[0][1:]
    problem = f"{identity!r} was written for another English text than {original} has now, and is not shown"
    remedy = f"compare the two, then run geodash translations {language} {identity}"
    return Fault(source, number, DIGEST, problem, remedy)


def _strangers(source: str, number: int, row: Mapping[str, str], english: Mapping[str, str]) -> Iterator[Fault]:
    for column, said in row.items():
        if column not in english:
            yield Fault(source, number, column, "the English table has no such column", "delete the column")
        elif said and not english[column]:
            yield Fault(source, number, column, "there is no English text", "empty the cell")


def _rows(path: Path, source: str) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(read_utf8(path, source), newline=""))
    return [{name: (cell or "").strip() for name, cell in row.items() if name} for row in reader]


def _name(path: Path, data: Path) -> str:
    return path.relative_to(data).as_posix()


def _find(text: str, name: str) -> list[tuple[int, int]]:
    """Find a name as whole words, every time it stands there."""
    found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text) if name else ()
    return [match.span() for match in found]
