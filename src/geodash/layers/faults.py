"""What is wrong with a table's row, said so that the person who keeps the table can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was set aside: the file, the row as a spreadsheet counts it (the header is 1), and the remedy.

    `row` None means the whole file; `field` "" means the whole row.
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
        return f"{where}{column}: {self.problem}; {self.remedy}"
