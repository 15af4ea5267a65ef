"""How the linked table is turned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableView:
    """The column that the table is sorted by, the page, and the row it was last turned to."""

    column: str = "layer"
    descending: bool = False
    page: int = 0
    found: str | None = None
