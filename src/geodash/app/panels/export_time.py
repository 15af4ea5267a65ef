"""On the Export screen: how time comes into the figure: one map, before and after, side by side, or a film."""

from __future__ import annotations

import re
from dataclasses import replace

import streamlit as st

from geodash.app import figures, state
from geodash.app.figures import KINDS, Asked, Kind
from geodash.app.pictures import Order
from geodash.errors import FigureError
from geodash.selection import FIRST_YEAR, LAST_YEAR
from geodash.text import Texts
from geodash.view.sheet import decades
from geodash.view.sheet.windows import MOST_MAPS, Window, check

_PAIR = ("before", "after")


def show(wanted: Order) -> None:
    """Draw the kinds to choose from, and the windows of the one that is chosen."""
    texts, asked = state.texts(), wanted.asked
    st.segmented_control(
        texts["export.kind"],
        KINDS,
        format_func=lambda kind: texts[f"export.kinds.{kind}"],
        key=state.seed("fig_kind", asked.kind),
        on_change=_turn,
        required=True,
        wrap=True,
    )
    if asked.kind == "pair":
        _pair(asked, texts)
    elif asked.kind == "multiples":
        _several(asked, texts)
    elif asked.kind == "film":
        _film(wanted, texts)


def _pair(asked: Asked, texts: Texts) -> None:
    low = min(FIRST_YEAR, *(window[0] for window in asked.windows))
    high = max(LAST_YEAR, *(window[1] for window in asked.windows))
    for number, name in enumerate(_PAIR):
        key = f"fig_{name}"
        st.slider(
            texts[f"export.{name}"], low, high, key=state.seed(key, asked.windows[number]), on_change=_take_pair
        )


def _several(asked: Asked, texts: Texts) -> None:
    st.text_input(
        texts["export.windows"],
        key=state.seed("fig_windows", ", ".join(_spell(window) for window in asked.windows)),
        help=texts["export.windows_help"],
        on_change=_take_several,
    )
    if state.held("fig_windows_wrong"):
        st.caption(texts.say("export.windows_wrong", n=MOST_MAPS))
    with st.container(horizontal=True):
        st.button(texts["export.decades"], key="fig_decades", type="tertiary", on_click=_take_decades)


def _film(wanted: Order, texts: Texts) -> None:
    steps = sorted({1, 2, 5, 10, wanted.asked.film})
    st.selectbox(
        texts["export.step"],
        steps,
        format_func=lambda years: texts["export.year"] if years == 1 else texts.say("export.years", n=years),
        key=state.seed("fig_film", wanted.asked.film),
        on_change=_take_film,
    )


def _spell(window: Window) -> str:
    return str(window[0]) if window[0] == window[1] else f"{window[0]}/{window[1]}"


def _turn() -> None:
    kind: Kind = state.held("fig_kind") or "map"
    _write(_asked().turn(kind, state.selection()))


def _take_pair() -> None:
    windows = tuple(tuple(state.held(f"fig_{name}")) for name in _PAIR)
    _write(replace(_asked(), windows=windows))


def _take_several() -> None:
    found = re.findall(r"(\d{4})(?:\s*[/–-]\s*(\d{4}))?", str(state.held("fig_windows") or ""))
    try:
        windows = check([(int(first), int(last or first)) for first, last in found], MOST_MAPS)
        state.keep("fig_windows_wrong", value=False)
        _write(replace(_asked(), windows=windows))
    except FigureError:
        state.keep("fig_windows_wrong", value=True)


def _take_decades() -> None:
    chosen = state.selection()
    state.keep("fig_windows_wrong", value=False)
    _write(replace(_asked(), windows=decades(chosen.first, chosen.last)[-MOST_MAPS:]))


def _take_film() -> None:
    _write(replace(_asked(), film=int(state.held("fig_film") or 1)))


def _asked() -> Asked:
    return figures.read(state.figure())


def _write(asked: Asked) -> None:
    state.choose_figure(figures.write(asked))
