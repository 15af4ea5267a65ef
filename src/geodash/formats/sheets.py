"""CSV for people: UTF-8 with a byte order mark, so that spreadsheets show accents; no cell can become a formula.

RFC 4180 otherwise: commas, CRLF, quotes where needed. The main file has a row a feature; what is nested, the
outlines, the sources and the codebook lie beside it, each under a name of its own.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from geodash.formats import notice
from geodash.formats.codebook import COLUMNS, ROWS, explain, tables
from geodash.formats.flattening import flat_tables, join, present_codes
from geodash.formats.parcel import Parcel, Part

MEDIA_TYPE = "text/csv"
# What a spreadsheet may take for the beginning of a formula (https://owasp.org/www-community/attacks/CSV_Injection),
# the full-width forms of East Asian keyboards among them.
_FORMULA = frozenset("=+-@＝＋－＠")


def make(parcel: Parcel) -> Iterator[Part]:
    """Write the rows, then a file for every further table, the codebook and the notice."""
    made = flat_tables(parcel)
    layers = {layer.name for layer in parcel.layers}
    for name, rows in made.items():
        fields = [field.name for field in tables()[name].fields_of(layers)]
        yield Part(".csv" if name == ROWS else f".{name}.csv", MEDIA_TYPE, dump_sheet(fields, rows))
    told = explain(parcel.texts, present_codes(made), layers)
    yield Part(".codebook.csv", MEDIA_TYPE, dump_sheet(COLUMNS, told))
    yield Part(".readme.txt", "text/plain", notice.write(parcel).encode())


def dump_sheet(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Write a table; lists are joined with "; ", booleans are true and false, what is unknown is empty."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column)) for column in columns])
    return buffer.getvalue().encode("utf-8-sig")


def cell(value: Any) -> Any:
    """Write one value; only texts can be formulas, so numbers stay numbers."""
    if isinstance(value, bool):
        return "true" if value else "false"
    joined = join(value)
    return neutralise(joined) if isinstance(joined, str) else joined


def neutralise(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could take for a formula; any other text stays as it is.

    Blanks and signs that are not seen are looked through, as some programs drop them. A text that has apostrophes
    before such a sign gets one more, so that `restore` always finds the text again.
    """
    return f"'{text}" if _active(text.lstrip("'")) else text


def restore(text: str) -> str:
    """Undo `neutralise`."""
    return text[1:] if text.startswith("'") and _active(text.lstrip("'")) else text


def _active(text: str) -> bool:
    for sign in text:
        if sign in _FORMULA or sign in "\t\r\n":
            return True
        if unicodedata.category(sign)[0] not in "ZC":
            return False
    return False
