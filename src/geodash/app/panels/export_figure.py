"""On the Export screen: how the figure is to look, and its preview beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geodash.app import figures, pictures, problems, state
from geodash.app.figures import Asked
from geodash.app.panels import export_saving, export_time
from geodash.app.pictures import Order
from geodash.errors import FigureError
from geodash.text import Texts
from geodash.view.sheet import COLORS, preset, presets

_PARTS = ("legend", "caption", "locator", "graticule", "names", "crowds", "scale_bar", "north")
_RESOLUTIONS = (96, 150, 200, 300, 600)


def order() -> Order:
    """Say what is asked for: all of it stands in the address."""
    return Order(state.selection(), figures.read(state.figure()), state.texts().language, state.camera())


def show() -> None:
    """Draw the controls, and beside them the preview: small at first, sharp when all else is there."""
    texts, wanted = state.texts(), order()
    with st.container(key="export_figure"):
        seen, controls = st.columns([8, 5], gap="medium")
        with seen:
            with st.container(key="export_preview"):
                # Two places: a picture that is replaced is gone from the server, maybe before it was asked for.
                small, sharp = st.container(key="export_small").empty(), st.container(key="export_sharp").empty()
            good = _preview(small, wanted, texts, pictures.SMALL)
            st.caption(_size(wanted, texts))
            if strange := figures.strange(state.figure()):
                st.caption(
                    texts.say("export.strange", what=", ".join(filter(None, strange)) or texts["export.all_of_it"])
                )
        with controls:
            export_saving.show(wanted, good=good)
            export_time.show(wanted)
            _looks(wanted.asked, texts)
            _words(wanted.asked, texts)
            _parts(wanted.asked, texts)
        if good:
            _preview(sharp, wanted, texts, pictures.SHARP)


def change(name: str, key: str, unwrap: Callable[[Any], Any] = lambda value: value) -> None:
    """Take what a control now holds into the figure's wish; what cannot be had changes nothing."""
    asked = figures.read(state.figure())
    try:
        state.choose_figure(figures.write(asked.change(**{name: unwrap(state.held(key))})))
    except FigureError as problem:
        state.keep("export_wrong", value=problems.say(problem, state.texts()))


def _preview(place: Any, wanted: Order, texts: Texts, width: int) -> bool:
    """Show the figure; say what is in the way where there is none."""
    try:
        picture, alt = pictures.preview(wanted, width)
    except FigureError as problem:
        empty = not pictures.count(wanted.selection).drawn
        place.info(texts["export.empty"] if empty else problems.say(problem, texts))
        return False
    place.image(picture, width="stretch", output_format="PNG", alt=alt)
    return True


def _size(wanted: Order, texts: Texts) -> str:
    size = wanted.asked.wish.size
    across, down = size.pixels
    if wanted.asked.film:
        return texts["export.film_size"]
    millimetres = [f"{side * 25.4 / 96:.0f}" for side in (size.width, size.height)]
    return texts.say("export.size", across=across, down=down, wide=millimetres[0], tall=millimetres[1])


def _looks(asked: Asked, texts: Texts) -> None:
    st.selectbox(
        texts["export.preset"],
        [name for name in presets() if f"export.presets.{name}" in texts],
        format_func=lambda name: texts[f"export.presets.{name}"],
        key=state.seed("fig_preset", asked.wish.preset),
        on_change=change,
        args=("preset", "fig_preset"),
    )
    with st.container(horizontal=True):
        st.selectbox(
            texts["export.colors"],
            list(COLORS),
            format_func=lambda name: texts[f"export.color.{name}"],
            key=state.seed("fig_colors", asked.wish.colors),
            on_change=change,
            args=("colors", "fig_colors"),
        )
        st.selectbox(
            texts["export.dpi"],
            _resolutions(asked),
            format_func=lambda dpi: f"{dpi:g} dpi" if dpi else texts.say("export.dpi_own", dpi=_own(asked)),
            key=state.seed("fig_dpi", asked.wish.dpi or 0.0),
            on_change=change,
            args=("dpi", "fig_dpi", lambda dpi: dpi or None),
        )


def _own(asked: Asked) -> str:
    return f"{preset(asked.wish.preset).dpi:g}"


def _resolutions(asked: Asked) -> list[float]:
    """List the resolutions that the size can be drawn in, the wished one among them; 0 stands for the size's own."""
    found = [0.0]
    for dpi in sorted({*map(float, _RESOLUTIONS), *([asked.wish.dpi] if asked.wish.dpi else [])}):
        try:
            preset(asked.wish.preset, dpi)
        except FigureError:
            continue
        found.append(dpi)
    return found


def _words(asked: Asked, texts: Texts) -> None:
    for name in ("title", "subtitle", "note"):
        st.text_input(
            texts[f"export.{name}"],
            key=state.seed(f"fig_{name}", getattr(asked.wish, name) or ""),
            placeholder=texts[f"export.{name}_hint"],
            max_chars=200 if name != "note" else 500,
            on_change=change,
            args=(name, f"fig_{name}", str if name == "note" else lambda text: text or None),
        )


def _parts(asked: Asked, texts: Texts) -> None:
    with st.container(horizontal=True, key="export_parts"):
        for name in _PARTS:
            st.checkbox(
                texts[f"export.part.{name}"],
                key=state.seed(f"fig_{name}", getattr(asked.wish, name)),
                on_change=change,
                args=(name, f"fig_{name}"),
            )
    if problem := state.held("export_wrong"):
        st.caption(str(problem))
        state.keep("export_wrong", value="")
