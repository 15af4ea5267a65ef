"""What can go wrong that a caller can act on; every message names the file, the row and the remedy."""

from __future__ import annotations

from dataclasses import dataclass


class GeodashError(Exception):
    """Anything GeoDash refuses to do; the message is written for the person at the keyboard.

    What may reach a reader of another language has a `key` too: its sentence is in the tables of texts under
    "problem", to be filled in with the `facts`.
    """

    def __init__(self, message: str = "", *, key: str = "", **facts: object) -> None:
        super().__init__(message)
        self.key, self.facts = key, facts


class DocumentError(GeodashError):
    """A document cannot be read: empty, binary, scanned, badly encoded, too large."""


class WhenError(GeodashError):
    """A date expression is not EDTF, or its end lies before its start."""


class TableError(GeodashError):
    """A table breaks its schema, or a row points at something that does not exist."""


class GazetteerError(GeodashError):
    """The gazetteer store is missing, damaged, or made for another version."""


class LayerError(GeodashError):
    """A layer breaks its schema, or a GeoJSON file breaks RFC 7946."""


class StoryError(GeodashError):
    """A story is not YAML, breaks its schema, or points at something that does not exist."""


class FigureError(GeodashError):
    """A figure cannot be made as wished, or a file holds no view that could be read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that was set aside while the rest went on: where it is, what is wrong with it and how to mend it.

    `row` is the row as a spreadsheet counts it (the header is 1) or the number of the feature; None means the whole
    file. `field` "" means the whole row.
    """

    file: str
    row: int | None
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """One line for a terminal or a screen."""
        where = self.file if self.row is None else f"{self.file}, row {self.row}"
        column = f", {self.field}" if self.field else ""
        return f"{where}{column}: " + "; ".join(part for part in (self.problem, self.remedy) if part)
