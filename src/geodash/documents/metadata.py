"""What is known about an article, and who is believed: metadata.csv, front matter, then the page itself."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from geodash.documents.draft import Cut
from geodash.documents.wording import read_date
from geodash.errors import DocumentError

FIELDS = ("id", "title", "author", "publication", "published", "url", "licence", "language")
SIDECAR = "metadata.csv"
_SYNONYMS = {
    "date": "published",
    "license": "licence",
    "lang": "language",
    "site": "publication",
    "source": "url",
}
_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n|\r|\n)(.*?)(?:\r\n|\r|\n)---[ \t]*(?=\r|\n|\Z)", re.DOTALL)
_KEY_LINE = re.compile(r"\s*[A-Za-z_][\w -]{0,30}:(?:\s|$)")
_FRONT_MATTER_LIMIT = 8_000
_VALUE_LIMIT = 2_000
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class SidecarRow:
    """A row of metadata.csv: its line number in the file and its filled cells."""

    row: int
    values: Mapping[str, str]


def merge_metadata(*sources: Mapping[str, str]) -> dict[str, str]:
    """Merge sources of metadata, field by field; the earlier source is believed, an empty cell says nothing.

    The order in GeoDash is: what the caller or metadata.csv says (a person looked at it), the front matter
    (the person who saved the file), the page's own declarations (its software).
    """
    merged: dict[str, str] = {}
    for source in sources:
        for key, value in source.items():
            field = _SYNONYMS.get(key, key)
            if field in FIELDS and value and value.strip():
                merged.setdefault(field, " ".join(value.split())[:_VALUE_LIMIT])
    return merged


def settle_date(metadata: dict[str, str], name: str) -> tuple[str, ...]:
    """Turn `published` into EDTF in place; what cannot be read is removed, with a note that says so."""
    stated = metadata.pop("published", None)
    if stated is None:
        return ()
    if edtf := read_date(stated):
        metadata["published"] = edtf
        return ()
    note = f"{name}: the date “{stated[:40]}” is no EDTF date and was left out; write it like 2011-06-14."
    return (note,)


def make_id(name: str) -> str:
    """An article's id from its file's name: lower-case ASCII letters, figures and hyphens; never a path."""
    stem = name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1].rsplit(".", 1)[0]
    plain = unicodedata.normalize("NFKD", stem.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:100].rstrip("-") or "article"


def check_id(ident: str, name: str) -> str:
    """Return the id if it can stand in a reference such as "zech-2015#16".

    Raises:
        DocumentError: it holds other characters than a-z, 0-9, "-" and "_", or is too long.
    """
    if not _ID.fullmatch(ident):
        raise DocumentError(
            f"{name}: the id “{ident[:40]}” must be made of a-z, 0-9, - and _, such as zech-2015. Change it."
        )
    return ident


def read_front_matter(text: str, name: str) -> tuple[dict[str, str], Cut | None, tuple[str, ...]]:
    """Read YAML between two lines of three hyphens at the very start of a text.

    Text that merely begins with a rule of hyphens is no front matter: every first line within must look like
    "key: value". Only plain values are taken; lists and mappings are ignored.

    Returns:
        The values, the stretch they take up (None: no front matter), and notes.
    """
    match = _FRONT_MATTER.match(text, 0, _FRONT_MATTER_LIMIT) if text.startswith("---") else None
    if match is None or not _KEY_LINE.match(match[1]):
        return {}, None, ()
    import yaml  # noqa: PLC0415  (only for files that have front matter)

    cut = Cut(match.start(), match.end(), "front matter")
    try:
        loaded = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return (
            {},
            cut,
            (f"{name}: the front matter between the --- lines is not YAML and was not read; mend it.",),
        )
    if not isinstance(loaded, dict):
        return {}, None, ()
    return (
        {str(key).strip().lower(): _plain(value) for key, value in loaded.items() if _plain(value)},
        cut,
        (),
    )


def read_sidecar(data: bytes, name: str) -> dict[str, SidecarRow]:
    """Read metadata.csv: one row a file, the columns `file` and any of `FIELDS`.

    Returns:
        The rows by file name. Names are only compared with names of the folder, never opened.

    Raises:
        DocumentError: no UTF-8, no `file` column, an unknown column, a row without a file or a second one
        for it.
    """
    try:
        table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise DocumentError(f"{name}: not UTF-8 (byte {error.start}). Save the table again as CSV UTF-8.") from error
    except csv.Error as error:
        raise DocumentError(f"{name}: not a CSV table ({error}). Save it again as comma-separated CSV.") from error
    header = [cell.strip().lower() for cell in table[0]] if table else []
    if "file" not in header:
        raise DocumentError(f"{name}: row 1 has no column “file”. Begin with: file,{','.join(FIELDS)}")
    unknown = sorted(set(header) - {"file", *FIELDS, *_SYNONYMS})
    if unknown:
        raise DocumentError(f"{name}: row 1 has unknown columns {unknown}. Known are: file,{','.join(FIELDS)}")
    rows: dict[str, SidecarRow] = {}
    for number, cells in enumerate(table[1:], 2):
        if any(cell.strip() for cell in cells):
            _add_row(rows, dict(zip(header, cells, strict=False)), number, name)
    return rows


def _add_row(rows: dict[str, SidecarRow], values: dict[str, str], number: int, name: str) -> None:
    file = values.pop("file", "").strip()
    if not file:
        raise DocumentError(f"{name}: row {number} names no file. Fill its column “file”.")
    if file in rows:
        raise DocumentError(f"{name}: row {number} names {file} again (first in row {rows[file].row}). Keep one.")
    rows[file] = SidecarRow(number, {key: value for key, value in values.items() if value.strip()})


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
