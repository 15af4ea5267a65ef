"""A story to take along: a lesson without a network, slides, handout, answer key; each made when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

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


def show(story: Story, texts: Texts, *, shipped: bool) -> DeltaGenerator | None:
    """Offer a story's files in the reader's language; those of a `shipped` one are made once for all visitors.

    Where the list of a reader's own story is open, gives the place below the lesson's button for `weigh` to write in.
    """
    place = None
    whose = f"{story.id}_{'shipped' if shipped else 'own'}"
    box = st.popover(
        texts["classroom.files"], type="tertiary", key=f"files_{whose}", on_change="ignore" if shipped else "rerun"
    )
    with box:
        for code, (ending, media) in _FILES.items():
            name = f"{story.id}{f'-{texts.language}' if media != 'text/html' else ''}{ending}"
            make = _kept if shipped else _weighed if code == "lesson" else _make
            st.download_button(
                texts[f"classroom.{code}"],
                data=partial(make, holdings.version(), story, code, texts.language),
                file_name=name,
                mime=media,
                key=f"file_{code}_{whose}",
                on_click="ignore",
                width="stretch",
            )
            st.caption(texts[f"classroom.{code}_help"])
            if code == "lesson" and box.open:
                place = st.container()
    return place


def weigh(story: Story, place: DeltaGenerator, texts: Texts) -> None:
    """Make a reader's own lesson and warn in its place if it is too large; last of all, for it takes a while."""
    if told := too_large(story, texts):
        place.warning(told)


def too_large(story: Story, texts: Texts) -> str:
    """Say that a story's lesson is larger than one should be, and what to do; "" if it is not."""
    from geodash.classroom import MOST_LESSON  # noqa: PLC0415

    size = len(_weighed(holdings.version(), story, "lesson", texts.language))
    if size <= MOST_LESSON:
        return ""
    return texts.say("classroom.large", size=f"{size / 1e6:.1f}", most=f"{MOST_LESSON / 1e6:.0f}")


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
_weighed = lru_cache(maxsize=2)(_make)
