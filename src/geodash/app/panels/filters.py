"""The filters: a search, a closed group for each filter, and what is hidden; all of them steps in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Protocol

import streamlit as st

from geodash import address
from geodash.address import BOX, BY_KEY, PRECISION, SEARCH, read_box
from geodash.app import finding, library, parts, state
from geodash.selection import VAGUEST, Selection
from geodash.tally import Weighing
from geodash.text import Texts

KEY = "filters_wire"
GROUPS = ("themes", "actors", "articles", "regions")
MORE = ("confidence", "origins")
_SIDES = ("west", "south", "east", "north")


class _Mount(Protocol):
    def __call__(self, **options: Any) -> Any: ...


def show() -> None:
    """Draw the search, the groups and the line that says what is hidden."""
    texts, selection = state.texts(), state.selection()
    weighing = finding.weighing(selection)
    if not weighing.all:
        return
    with st.container(key="filters"):
        _search(texts, selection)
        with st.container(horizontal=True, key="filter_groups"):
            for name in GROUPS:
                _group(name, texts, selection, weighing)
            _precision(texts, selection, weighing)
            _box(texts, selection)
            for name in MORE:
                _group(name, texts, selection, weighing)
        _status(texts, selection, weighing)
        _component()(key=KEY, on_box_change=_drawn)


def _search(texts: Texts, selection: Selection) -> None:
    with st.container(horizontal=True, key="search_row"):
        st.text_input(
            texts["filters.search"],
            key=state.offer(SEARCH),
            on_change=state.take,
            args=(SEARCH, _cut),
            placeholder=texts["filters.search_hint"],
            help=texts["filters.search_help"],
            label_visibility="collapsed",
        )
        if selection.search:
            _clear(SEARCH, texts, short=True)


def _group(name: str, texts: Texts, selection: Selection, weighing: Weighing) -> None:
    chosen: frozenset[str] = getattr(selection, name)
    left, names = weighing.left.get(name, {}), _names(name, texts)
    codes = sorted(finding.codes().get(name, ()), key=lambda code: _rank(name, code, names(code)))
    if not codes:
        return
    with _popover(name, texts, len(chosen)):
        st.pills(
            texts[f"filters.{name}"],
            codes,
            selection_mode="multi",
            format_func=lambda code: _choice(names(code), left.get(code, 0), texts),
            key=state.offer(name, lambda held: [code for code in codes if code in held]),
            on_change=state.take,
            args=(name, frozenset),
        )
        if chosen:
            _clear(name, texts)


def _precision(texts: Texts, selection: Selection, weighing: Weighing) -> None:
    left = weighing.left.get(PRECISION, {})
    with _popover(PRECISION, texts, int(selection.precision < VAGUEST)):
        st.pills(
            texts["filters.precision_help"],
            list(range(1, VAGUEST)),
            format_func=lambda code: _choice(texts[f"precision.{code}"], left.get(str(code), 0), texts),
            key=state.offer(PRECISION, lambda held: held if held < VAGUEST else None),
            on_change=state.take,
            args=(PRECISION, lambda code: code or VAGUEST),
        )
        if selection.precision < VAGUEST:
            _clear(PRECISION, texts)


def _box(texts: Texts, selection: Selection) -> None:
    with _popover(BOX, texts, int(selection.box is not None)):
        st.caption(texts["filters.box_help"])
        with st.container(horizontal=True):
            st.button(texts["filters.box_draw"], key="box_draw")  # the browser acts on these two
            st.button(texts["filters.box_here"], key="box_here")
        with st.form("box_form", border=False):
            corners = selection.box or ("",) * 4
            held = [f"{corner:g}" if isinstance(corner, float) else "" for corner in corners]
            with st.container(horizontal=True):
                for side, value in zip(_SIDES, held, strict=True):
                    st.text_input(texts[f"filters.{side}"], key=state.seed(f"box_{side}", value), width=72)
            st.form_submit_button(texts["filters.box_apply"], on_click=_typed)
        if state.held("box_wrong"):
            st.caption(texts["filters.box_wrong"])
        if selection.box:
            _clear(BOX, texts)


def note() -> None:
    """Say over the map how many rows are hidden and by what, for when the drawer with the filters is closed.

    The style sheet shows it only then; choosing it opens the drawer, which the browser does.
    """
    texts, weighing = state.texts(), finding.weighing(state.selection())
    if weighing.hidden_by:
        label = texts.say("filters.note", **_values(texts, weighing))
        with st.container(key="hidden_note"):
            st.button(_plain(label), key="hidden_open", type="tertiary")


def _values(texts: Texts, weighing: Weighing) -> dict[str, str]:
    what = ", ".join(texts[f"filters.{name}"].lower() for name in weighing.hidden_by)
    return {"shown": texts.number(weighing.shown), "all": texts.number(weighing.all), "what": what}


def _status(texts: Texts, selection: Selection, weighing: Weighing) -> None:
    values = _values(texts, weighing)
    line = texts.say("filters.status", **values)
    if weighing.hidden_by:
        line += " · " + texts.say("filters.hidden", **values)
    if selection.filters and not weighing.shown:
        line += ". " + texts["filters.nothing"]
    with st.container(horizontal=True, key="filter_status"):
        st.caption(line)
        if (selection.filters or weighing.hidden_by) and _choosy(selection):
            st.button(
                texts["filters.clear_all"], key="clear_all", type="tertiary", on_click=state.clear, args=tuple(BY_KEY)
            )


def _choosy(selection: Selection) -> bool:
    """Whether any choice differs from what it is at first."""
    return any(choice != BY_KEY[key].first for key, choice in address.choices(selection).items())


def _popover(name: str, texts: Texts, number: int) -> Any:
    title = texts[f"filters.{name}"]
    label = texts.say("filters.set", filter=title, n=number) if number else title
    return st.popover(label, type="tertiary", key=f"group_{name}")


def _clear(name: str, texts: Texts, *, short: bool = False) -> None:
    label = texts.say("filters.clear", filter=texts[f"filters.{name}"])
    st.button(
        "✕" if short else label,
        key=f"clear_{name}",
        type="tertiary",
        help=label if short else None,
        on_click=state.clear,
        args=(name,),
    )


def _choice(name: str, number: int, texts: Texts) -> str:
    return _plain(texts.say("filters.choice", name=name, n=texts.number(number)))


def _plain(text: str) -> str:
    """Keep a label from being read as Markdown."""
    return "".join("\\" + sign if sign in r"\`*_{}[]<>()#+!|$~:" else sign for sign in text)


def _names(name: str, texts: Texts) -> Callable[[str], str]:
    if name == "articles":
        known = {str(record.get("id")): record for record in library.records()}
        return lambda code: _article(code, known.get(code, {}))
    group = {"themes": "theme", "actors": "actor"}.get(name, name)
    if name == "origins":
        return lambda code: texts.name("filters", f"origin_{code}")
    return lambda code: code if name == "regions" else texts.name(group, code)


def _article(code: str, record: Mapping[str, Any]) -> str:
    authors = [str(person.get("family") or person.get("literal") or "") for person in record.get("author") or ()]
    parts = (record.get("issued") or {}).get("date-parts") or [[]]
    told = [", ".join(filter(None, authors)) or str(record.get("container-title") or ""), *map(str, parts[0][:1])]
    return " ".join(filter(None, told)) or code


def _rank(name: str, code: str, label: str) -> tuple[int, str]:
    grades = ("high", "medium", "low")
    return (grades.index(code) if name == "confidence" and code in grades else 0, label.casefold())


def _cut(text: str) -> str:
    return text[:100]


def _typed() -> None:
    """Take the four fields; if they make no rectangle, say so and change nothing."""
    typed = [str(state.held(f"box_{side}") or "").strip().replace(",", ".") for side in _SIDES]
    _take([",".join(typed)] if any(typed) else [])


def _drawn() -> None:
    """Take the rectangle that the browser sends: drawn, or what the map shows."""
    asked = state.wish(KEY, "box").get("box")
    if isinstance(asked, list) and len(asked) == 4 and all(isinstance(side, int | float) for side in asked):
        _take([",".join(f"{side:.4f}" for side in asked)])


def _take(values: list[str]) -> None:
    try:
        state.choose(box=read_box(values) if values else None)
        state.keep("box_wrong", value=False)
    except ValueError:
        state.keep("box_wrong", value=True)


@lru_cache(maxsize=1)
def _component() -> _Mount:
    made: _Mount = st.components.v2.component(
        "geodash_filters",
        html="<i></i>",
        js=parts.script("filters", "wire"),
    )
    return made
