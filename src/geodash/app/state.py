"""What the reader has set, read from the controls and the address; hands out a frozen Selection.

The only module that touches `st.session_state` and `st.query_params`. Controls are bound to the address by
their key, so that copying the address gives a colleague the same view; what the address asks for and the
atlas does not have is dropped with a note, before a control could trip over it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from geodash.camera import Camera
from geodash.selection import FIRST_YEAR, LAST_YEAR, LAYERS, Certainty, Selection
from geodash.text import Texts, languages, load

YEARS, CERTAINTY, UNDATED = "years", "certainty", "undated"
ARTICLE = "article"
_CERTAINTIES: tuple[Certainty, ...] = ("possibly", "certainly")
_SWITCHES = ("true", "false")


def texts() -> Texts:
    """Give the texts of the reader's language, English if the address names an unknown one."""
    asked = st.query_params.get("lang", "en")
    return load(asked if asked in languages() else "en")


def theme() -> str:
    """Say whether the page is dark or light."""
    return "dark" if st.context.theme.type == "dark" else "light"


def check_address() -> None:
    """Drop what makes no sense from the address, once a session, and keep a note for the reader."""
    if "_checked" in st.session_state:
        return
    st.session_state["_checked"] = True
    st.session_state["_camera"] = _camera(st.query_params.get("at"))
    st.session_state["_focus"] = st.query_params.get("focus")
    wrong = [key for key in st.query_params if not _sensible(key, st.query_params.get_all(key))]
    for key in wrong:
        del st.query_params[key]
    st.session_state["_note"] = ", ".join(wrong)
    if wrong:
        st.rerun()  # controls read the address as it was when the run began


def note() -> str:
    """Name what the address asked for in vain; empty if all was well."""
    return str(st.session_state.get("_note", ""))


def camera() -> Camera | None:
    """Give the camera that the address came with, the same all session: the map moves on by itself."""
    found: Camera | None = st.session_state.get("_camera")
    return found


def layer_key(layer: str) -> str:
    """Name the control, and the part of the address, that switches a layer."""
    return f"show_{layer}"


def article() -> str:
    """Name the article that the address asks for, "" if none; it may be one that the atlas does not have."""
    return st.query_params.get(ARTICLE, "")


def open_article(article: str) -> None:
    """Open an article, or with "" the list of them, and run again; going back brings back what was open."""
    if article:
        st.query_params[ARTICLE] = article
    else:
        st.query_params.pop(ARTICLE, None)
    st.rerun()


def selection() -> Selection:
    """Read the controls, before they are first drawn the address in their stead; time from the address alone."""
    held: Any = st.session_state
    asked = st.query_params.get_all(YEARS)
    first, last = map(int, asked) if _sensible(YEARS, asked) else (FIRST_YEAR, LAST_YEAR)
    certainty: Certainty = "certainly" if st.query_params.get(CERTAINTY) == "certainly" else "possibly"
    return Selection(
        first=first,
        last=last,
        layers=tuple(layer for layer in LAYERS if _on(layer_key(layer))),
        certainty=certainty,
        undated=_on(UNDATED),
        focus=held.get("_focus"),
    )


def rest(asked: Mapping[str, Any]) -> None:
    """Take into the address the time at which the timeline came to rest; what makes no sense changes nothing.

    Written only where it differs, since each writing is a step that going back takes back.
    """
    first, last = asked.get("first"), asked.get("last")
    years = [str(first), str(last)]
    if _sensible(YEARS, years):
        _address(YEARS, [] if (first, last) == (FIRST_YEAR, LAST_YEAR) else years)
    if asked.get("certainty") in _CERTAINTIES:
        _address(CERTAINTY, [] if asked["certainty"] == _CERTAINTIES[0] else [asked["certainty"]])
    if isinstance(asked.get("undated"), bool):
        _address(UNDATED, [] if asked["undated"] else ["false"])


def _address(key: str, values: list[str]) -> None:
    if st.query_params.get_all(key) == values:
        return
    if values:
        st.query_params[key] = values
    else:
        del st.query_params[key]


@dataclass(frozen=True, slots=True)
class TableView:
    """How the table is turned: the column it is sorted by, the page, and the row it was last turned to."""

    column: str = "layer"
    descending: bool = False
    page: int = 0
    found: str | None = None


def table_view() -> TableView:
    """Say how the table is turned."""
    view: TableView = st.session_state.get("_table", TableView())
    return view


def turn_table(**changes: Any) -> None:
    """Change how the table is turned; what is not named stays."""
    st.session_state["_table"] = replace(table_view(), **changes)


def wish(key: str, name: str) -> Mapping[str, Any]:
    """Read what a component of ours asked for in the event that began this run."""
    asked = (st.session_state.get(key) or {}).get(name)
    return asked if isinstance(asked, Mapping) else {}


def look_at(row: str | None) -> None:
    """Choose a row, where the map has not chosen it already it goes there and opens it; None chooses nothing."""
    st.session_state["_focus"] = row


def _on(key: str) -> bool:
    if key in st.session_state:
        return bool(st.session_state[key])
    return st.query_params.get(key, "true").lower() != "false"


def _camera(text: str | None) -> Camera | None:
    if not text or not re.fullmatch(r"-?\d{1,3}(\.\d+)?_-?\d{1,2}(\.\d+)?_\d{1,2}(\.\d+)?", text):
        return None
    lon, lat, zoom = (float(part) for part in text.split("_"))
    return Camera(lon, lat, zoom) if abs(lon) <= 180 and abs(lat) <= 85 and 3 <= zoom <= 15 else None


def _sensible(key: str, values: list[str]) -> bool:
    if key == YEARS:
        years = [int(value) for value in values if re.fullmatch(r"\d{4}", value)]
        return len(years) == len(values) == 2 and FIRST_YEAR <= years[0] <= years[1] <= LAST_YEAR
    if key == CERTAINTY:
        return values[-1] in _CERTAINTIES
    if key == "at":
        return _camera(values[-1]) is not None
    if key == "lang":
        return values[-1] in languages()
    switches = {UNDATED, *(layer_key(layer) for layer in LAYERS)}
    return values[-1].lower() in _SWITCHES if key in switches else True
