"""On the Export screen: the figure as a file, drawn when it is asked for, and on the clipboard."""

from __future__ import annotations

import shutil
from functools import partial

import streamlit as st

from geodash.app import pictures, problems, state
from geodash.app.panels import export_copying
from geodash.app.pictures import Order
from geodash.errors import GeodashError
from geodash.render.snapshot import FORMATS
from geodash.text import Texts

_TYPES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "gif": "image/gif",
    "mp4": "video/mp4",
}


def show(wanted: Order, *, good: bool) -> None:
    """Draw what saves and copies the figure, idle where there is none (`good` False)."""
    texts = state.texts()
    with st.container(key="export_saving"):
        if wanted.asked.film:
            _film(wanted, texts, good=good)
        else:
            with st.container(horizontal=True):
                for form in FORMATS:
                    st.download_button(
                        texts.say("export.save", form=form.upper()),
                        partial(pictures.draw, wanted, form),
                        file_name=f"{_stem(wanted)}.{form}",
                        mime=_TYPES[form],
                        key=f"save_{form}",
                        on_click="ignore",
                        disabled=not good,
                    )
        export_copying.show(wanted, good=good)


def _film(wanted: Order, texts: Texts, *, good: bool) -> None:
    """Draw the button that makes the film, and once it is made the one that saves it."""
    forms = ("gif", "mp4") if shutil.which("ffmpeg") else ("gif",)
    made = state.held("film")
    made = made if isinstance(made, tuple) and made[0] == wanted else None
    with st.container(horizontal=True):
        for form in forms:
            if made and made[1] == form:
                st.download_button(
                    texts.say("export.save", form=form.upper()),
                    made[2],
                    file_name=f"{_stem(wanted)}.{form}",
                    mime=_TYPES[form],
                    key=f"save_{form}",
                    on_click="ignore",
                )
            elif st.button(texts.say("export.make", form=form.upper()), key=f"make_{form}", disabled=not good):
                _make(wanted, form, texts)
    if not made:
        st.caption(texts["export.film_help"])


def _make(wanted: Order, form: str, texts: Texts) -> None:
    """Make a film under the reader's eyes; any other choice on the screen stops it."""
    bar = st.progress(0.0, texts["export.drawing"])
    st.button(texts["export.stop"], key="stop_film")

    def tell(done: int, total: int) -> None:
        bar.progress(done / total, texts.say("export.drawn", n=done, total=total))

    try:
        state.keep("film", value=(wanted, form, pictures.film(wanted, form, tell)))
    except GeodashError as problem:
        bar.empty()
        st.error(problems.say(problem, texts))
    else:
        st.rerun()


def _stem(wanted: Order) -> str:
    years = [year for window in wanted.asked.windows for year in window]
    years = years or [wanted.selection.first, wanted.selection.last]
    return f"geodash-{min(years)}-{max(years)}"
