"""On Explore: the button that makes a chapter of the reader's own story out of what is on the screen."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

import streamlit as st

from geodash import bundle
from geodash.app import drafting, parts, state
from geodash.errors import StoryError
from geodash.story import History, add_chapter, write_story

KEY = "add_view"


class _Mount(Protocol):
    def __call__(self, **options: Any) -> Any: ...


def show() -> None:
    """Draw the button, and say what came of pressing it."""
    texts, own = state.texts(), state.own_story()
    words = {name: texts[f"own.{name}"] for name in ("add", "add_help", "no_map")}
    told = state.told()
    # The tab keeps the story as it is after each view that was added; in between nothing of it is sent.
    data = {"words": words, "yaml": write_story(own.story) if own and told else "", "told": told}
    with st.container(key="add_view_frame"):
        _component()(data=data, key=KEY, on_add_change=_answer)


def _answer() -> None:
    texts, sent = state.texts(), state.wish(KEY, "add")
    try:
        history = state.own_story() or _kept(sent.get("kept")) or History(drafting.begin(texts))
        chapter = drafting.chapter_of(history.story, state.selection(), sent, texts)
        story = drafting.settle(add_chapter(history.story, chapter))
    except StoryError as problem:
        state.tell(str(problem))
    else:
        state.keep_own_story(history.do(story))
        state.tell(texts.say("own.added", n=len(story.chapters)))


def _kept(yaml: object) -> History | None:
    """Read what the tab has kept from before it was loaded anew, if that is a story."""
    try:
        return History(drafting.read_upload(str(yaml).encode(), "story.yaml")) if yaml else None
    except StoryError:
        return None


@lru_cache(maxsize=1)
def _component() -> _Mount:
    made: _Mount = st.components.v2.component(
        "geodash_add_view",
        html='<div class="own"></div>',
        css=bundle.path("static", "own", "add.css").read_text("utf-8"),
        js=parts.script("own", "add"),
    )
    return made
