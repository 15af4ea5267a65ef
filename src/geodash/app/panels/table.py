"""The linked table: what the map shows, in words; a page at a time, sorted on the server."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol

import streamlit as st

from geodash import bundle
from geodash.app import holdings, parts, state, turning
from geodash.selection import LAYERS, ZONES, Selection
from geodash.text import Texts, load
from geodash.view import load_styles
from geodash.view.rows import COLUMNS, PAGE_SIZE, Ledger, Order, Page, Row
from geodash.view.styles import Theme

KEY = "table"


class _Mount(Protocol):
    def __call__(self, **options: Any) -> Any: ...


def show() -> None:
    """Draw the page of rows that the reader has turned to, or the one that holds the row chosen on the map."""
    texts, selection, view = state.texts(), state.selection(), turning.table_view()
    theme: Theme = "dark" if state.theme() == "dark" else "light"
    book = ledger(holdings.version(), texts.language)
    order = Order(view.column, view.descending)
    number = view.page
    if selection.focus and selection.focus != view.found:
        number = book.page_of(selection.focus, selection, order) or 0
        turning.turn_table(page=number, found=selection.focus)
    page = book.page(selection, order, number)
    _component()(data=wire(page, order, selection, texts, theme), key=KEY, on_ask_change=_answer)


def wire(page: Page, order: Order, selection: Selection, texts: Texts, theme: Theme = "light") -> dict[str, Any]:
    """Lay out a page as the JSON that static/table/table.js draws."""
    names = [(code, texts[f"table.column.{code}"]) for code in COLUMNS]
    first = page.number * PAGE_SIZE
    styles = load_styles()
    return {
        "columns": [[code, name, texts.say("table.sort", column=name)] for code, name in names],
        "layers": {
            code: [texts[f"glyph.{code}"], texts[f"layer.{code}"], styles.color(code, theme)] for code in LAYERS
        },
        "rows": [_line(row, selection, texts) for row in page.rows],
        "order": order.column,
        "down": order.descending,
        "number": page.number,
        "pages": page.pages,
        "total": page.total,
        "focus": selection.focus,
        "texts": {
            **{code: texts[f"table.{code}"] for code in ("go", "none", *_STEPS)},
            "caption": texts.say(
                "table.caption",
                first=selection.first,
                last=selection.last,
                total=texts.number(page.total),
                listed=texts.number(page.listed),
            ),
            "range": texts.say(
                "table.range",
                **{
                    "from": texts.number(first + 1),
                    "to": texts.number(first + len(page.rows)),
                    "total": texts.number(page.total),
                },
            ),
        },
    }


_STEPS = ("first_page", "previous", "next", "last_page")


def _line(row: Row, selection: Selection, texts: Texts) -> dict[str, Any]:
    told = ["", row.name, row.kind, row.where, row.when, row.precision, row.confidence, row.sources]
    line: dict[str, Any] = {"id": row.id, "layer": row.layer, "cells": told}
    if row.listed:
        line["listed"] = texts.say("table.listed", reason=row.listed)
    if row.standing == "possible":
        line["possible"] = texts["table.unfigured" if row.layer == ZONES else "table.possible"]
    if row.id == selection.focus:
        line["chosen"] = texts["table.chosen"]
    return line


def _answer() -> None:
    """Do what the reader asked of the table: another order, another page, or a row to look at."""
    state.catch_up()
    asked = wish(state.wish(KEY, "ask"))
    if "focus" in asked:
        state.look_at(asked["focus"])
        turning.turn_table(found=None)  # so that the page with the row is turned to
    else:
        turning.turn_table(**asked)


def wish(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of what the browser sent only what makes sense: a new order starts at the first page."""
    if "focus" in asked and isinstance(asked["focus"], str | None):
        return {"focus": asked["focus"]}
    if asked.get("order") in COLUMNS:
        return {"column": asked["order"], "descending": asked.get("down") is True, "page": 0}
    number = asked.get("page")
    return {"page": max(0, int(number))} if isinstance(number, int | float) and abs(number) < 10**9 else {}


@lru_cache(maxsize=4)
def ledger(version: str, language: str) -> Ledger:
    """Lay the rows out, once for all visitors; a new `version` of the data lays them out again."""
    del version  # only tells the states of the data apart
    return Ledger(holdings.layers(language), load(language), holdings.tallies())


@lru_cache(maxsize=1)
def _component() -> _Mount:
    made: _Mount = st.components.v2.component(
        "geodash_table",
        html='<div class="gd-table"></div>',
        css=bundle.path("static", "table", "table.css").read_text("utf-8"),
        js=parts.script("table", "table"),
    )
    return made
