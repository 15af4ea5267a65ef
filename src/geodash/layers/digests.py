"""Whether a translation still tells what the English says: each of its rows bears a digest of that English.

A person who has compared a row with today's English renews its digest; a translation that nobody has compared since
the English changed is not shown, so that what was corrected or taken out in English is not told on in another
language.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geodash.documents.bibliography import read_utf8
from geodash.errors import TableError

DIGEST = "english_digest"
"""The column of a translated table that holds the digest."""
RECORDS = "records"
"""The table of what the articles' records say in prose, read from their record.json."""
_KEYS = ("id", "claim_id")
_UNBEARING = "place_names"  # its ids are the English names themselves
_DIGITS = 8
_SEPARATOR = "\x1f"  # stands in no text of a table


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of a translated table beside its English: file, id, and by column both texts."""

    file: str
    id: str
    texts: Mapping[str, tuple[str, str]]
    current: bool


def digest(english: Mapping[str, str], columns: Iterable[str]) -> str:
    """Digest what the English says in the columns of a translated table, cells without text included.

    Method: the first eight hexadecimal digits of SHA-256 over column names and stripped texts, in the order of the
    names; a change goes unseen once in four thousand million times.
    """
    told = [part for column in sorted(columns) for part in (column, (english.get(column) or "").strip())]
    return hashlib.sha256(_SEPARATOR.join(told).encode()).hexdigest()[:_DIGITS]


def read_english(original: Path, data: Path, key: str) -> dict[str, dict[str, str]]:
    """Read the rows that a table translates, by id; of the folder of articles, the prose of their records.

    Raises:
        DocumentError: a file cannot be read.
    """
    if original.is_dir():
        return {path.parent.name: _prose(path, data) for path in sorted(original.glob("*/record.json"))}
    rows = _read(original, data)[2]
    return {row[key]: {name: cell.strip() for name, cell in row.items()} for row in rows}


def read_pairs(data: Path, language: str) -> Iterator[Pair]:
    """Lay each row that is translated into `language` beside its English; rows without English are left out.

    Raises:
        DocumentError: a file cannot be read.
    """
    for path, original in _tables(data, language):
        key, _, rows = _read(path, data)
        english = read_english(original, data, key)
        for row in rows:
            there = english.get(row[key])
            if there is None:
                continue
            columns = [column for column in row if column not in {key, DIGEST}]
            texts = {column: ((there.get(column) or "").strip(), row[column].strip()) for column in columns}
            name = path.relative_to(data).as_posix()
            yield Pair(name, row[key], texts, row.get(DIGEST) == digest(there, columns))


def renew(data: Path, language: str, ids: Iterable[str]) -> list[str]:
    """Write today's digest to the rows with these ids, once a person has compared them; give "file, id" of each.

    Only the digests change: the files keep their order, their columns and the bytes of all other cells.

    Raises:
        TableError: no translated table of the language has a row of one of the ids.
        DocumentError: a file cannot be read.
    """
    wanted, renewed = set(ids), []
    found: set[str] = set()
    for path, original in _tables(data, language):
        key, header, rows = _read(path, data)
        english = read_english(original, data, key)
        hit = [row for row in rows if row[key] in wanted and row[key] in english]
        for row in hit:
            row[DIGEST] = digest(english[row[key]], (name for name in header if name not in {key, DIGEST}))
            found.add(row[key])
            renewed.append(f"{path.relative_to(data).as_posix()}, {row[key]}")
        if hit:
            _write(path, header if DIGEST in header else [*header, DIGEST], rows)
    if unknown := sorted(wanted - found):
        raise TableError(f"no row {', '.join(unknown)} is translated into {language!r}; give ids of its tables")
    return renewed


def _tables(data: Path, language: str) -> Iterator[tuple[Path, Path]]:
    for path in sorted((data / "tables" / language).glob("*.csv")):
        if path.stem != _UNBEARING:
            yield path, data / "tables" / path.name
    for path in sorted((data / "articles").glob(f"*/claims.{language}.csv")):
        yield path, path.with_name("claims.csv")
    if (path := data / "articles" / f"{RECORDS}.{language}.csv").is_file():
        yield path, path.parent


def _prose(path: Path, data: Path) -> dict[str, str]:
    record = json.loads(read_utf8(path, path.relative_to(data).as_posix()))
    terms = (record.get("custom") or {}).get("original_terms")
    return {"id": str(record["id"]), "note": str(record.get("note") or ""), "original_terms": str(terms or "")}


def _read(path: Path, data: Path) -> tuple[str, list[str], list[dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(read_utf8(path, path.relative_to(data).as_posix()), newline=""))
    header = [name for name in reader.fieldnames or () if name]
    key = next((name for name in _KEYS if name in header), "id")
    rows = [{name: row.get(name) or "" for name in (key, *header)} for row in reader]
    return key, header, [row for row in rows if row[key]]


def _write(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
