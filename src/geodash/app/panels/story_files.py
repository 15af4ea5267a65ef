"""A story to take along: a lesson without a network, slides, handout, answer key; each made when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import streamlit as st

from geodash.app import holdings
from geodash.story import Story
from geodash.text import Texts

# The code of a file: how its name ends, and its media type.
_FILES = {
    "lesson": (".html", "text/html"),
    "students": ("-students.html", "text/html"),
    "slides": (".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "handout": (".pdf", "application/pdf"),
    "four": ("-4.pdf", "application/pdf"),
    "answers": ("-key.pdf", "application/pdf"),
}


def show(story: Story, texts: Texts, *, shipped: bool) -> None:
    """Offer a story's files in the reader's language; those of a `shipped` one are made once for all visitors."""
    make = _kept if shipped else _make
    with st.popover(texts["classroom.files"], type="tertiary"):
        for code, (ending, media) in _FILES.items():
            name = f"{story.id}{f'-{texts.language}' if media != 'text/html' else ''}{ending}"
            st.download_button(
                texts[f"classroom.{code}"],
                data=partial(make, holdings.version(), story, code, texts.language),
                file_name=name,
                mime=media,
                key=f"file_{code}_{story.id}_{'shipped' if shipped else 'own'}",
                on_click="ignore",
                width="stretch",
            )
            st.caption(texts[f"classroom.{code}_help"])


def _make(_version: str, story: Story, code: str, language: str) -> bytes:
    from geodash import classroom  # noqa: PLC0415 - brings Matplotlib along
    from geodash.atlas import Atlas  # noqa: PLC0415

    atlas = Atlas.read(holdings.folder())
    makers: dict[str, Callable[[], bytes]] = {
        "lesson": lambda: atlas.lesson(story),
        "students": lambda: atlas.lesson(story, notes=False),
        "slides": lambda: classroom.slides(atlas, story, language),
        "handout": lambda: classroom.handout(atlas, story, language),
        "four": lambda: classroom.handout(atlas, story, language, per_page=4),
        "answers": lambda: classroom.answers(atlas, story, language),
    }
    return makers[code]()


_kept = lru_cache(maxsize=8)(_make)
