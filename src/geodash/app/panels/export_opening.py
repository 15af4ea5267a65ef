"""On the Export screen: a figure dropped here brings its own view back. The file may be anybody's."""

from __future__ import annotations

from urllib.parse import parse_qs

import streamlit as st

from geodash.app import figures, pictures, problems, state
from geodash.errors import FigureError

KEY = "drop_figure"
_MOST_MEGABYTES = 20


def show() -> None:
    """Draw the place to drop a figure on, and say what came of it."""
    texts = state.texts()
    st.file_uploader(
        texts["export.drop"],
        type=["png", "svg", "pdf", "gif"],
        key=KEY,
        help=texts["export.drop_help"],
        max_upload_size=_MOST_MEGABYTES,
        on_change=_open,
    )
    said = state.held("dropped")
    if isinstance(said, tuple):
        opened, remark = said
        (st.success if opened else st.error)(remark)


def _open() -> None:
    """Go to the view that the file tells of; a file that tells of none changes nothing."""
    from geodash.render.snapshot import read_state  # noqa: PLC0415

    texts, dropped = state.texts(), state.held(KEY)
    if dropped is None:
        state.keep("dropped", value=None)
        return
    try:
        found = read_state(dropped.getvalue())
    except FigureError as problem:
        state.keep("dropped", value=(False, texts.say("export.drop_failed", problem=problems.say(problem, texts))))
        return
    address = parse_qs(found.query[: figures.LONGEST])
    written = figures.write(figures.take(found.figure))
    state.go_to(address | ({state.FIGURE: [written]} if written else {}))
    same = found.data == pictures.version()
    key = "export.dropped" if same else "export.dropped_other"
    told = {"data": _plain(found.data), "ours": pictures.version(), "program": _plain(found.program)}
    state.keep("dropped", value=(True, texts.say(key, **told)))


def _plain(text: str) -> str:
    """Keep of a stranger's word what a version is made of, so that it is never markup."""
    return "".join(sign for sign in text[:24] if sign.isalnum() or sign in ".-+") or "?"
