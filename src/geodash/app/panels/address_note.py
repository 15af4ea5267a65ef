"""What the address asked for in vain, said over the page until the reader has read it or chooses anything."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from geodash.address import layer_key
from geodash.app import state
from geodash.selection import FILTERS
from geodash.text import Texts


def show() -> None:
    """Draw the note, if there is anything to say, with a button that closes it."""
    with st.container():  # stands there in any case: what follows would else be made anew, the map among it
        if keys := state.note():
            _draw(keys, state.texts())


def _draw(keys: Iterable[str], texts: Texts) -> None:
    names = dict.fromkeys(_name(key, texts) for key in keys)
    with st.container(key="address_note", horizontal=True):
        st.warning(texts.say("panel.nonsense", what=", ".join(names)))
        st.button(
            texts["panel.nonsense_close"],
            key="address_note_close",
            type="tertiary",
            on_click=state.keep,
            args=("_note",),
            kwargs={"value": ()},
        )


def _name(key: str, texts: Texts) -> str:
    if key in FILTERS:
        return texts[f"filters.{key}"].lower()
    return texts.name("panel.asked", "layers" if key.startswith(layer_key("")) else key)
