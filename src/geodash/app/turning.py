"""How the linked table is turned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from geodash.app import state

_HELD = "_table"


@dataclass(frozen=True, slots=True)
class TableView:
    """The column that the table is sorted by, the page, and the row it was last turned to."""

    column: str = "layer"
    descending: bool = False
    page: int = 0
    found: str | None = None


def table_view() -> TableView:
    """Say how the table is turned."""
    return state.held(_HELD) or TableView()


def turn_table(**changes: Any) -> None:
    """Change how the table is turned; what is not named stays."""
    state.keep(_HELD, value=replace(table_view(), **changes))
