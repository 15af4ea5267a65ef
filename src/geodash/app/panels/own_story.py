"""A reader's own story: begin, upload, change, take back, download, present. It belongs to the session alone."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodash import bundle
from geodash.app import drafting, parts, presenting, state
from geodash.app.panels import chapter_list, story_files, story_list
from geodash.errors import StoryError
from geodash.story import History, Story, write_story
from geodash.text import Texts

KEY = "own_story"


class _Mount(Protocol):
    def __call__(self, **options: Any) -> Any: ...


def show() -> None:
    """Draw the part of the screen that is about the reader's own story."""
    texts, own = state.texts(), state.own_story()
    st.header(texts["own.title"], anchor=False)
    st.text(texts["own.lead"])
    _wire(own.story if own else None, texts)
    if told := state.told():
        _tell(texts["own.wrong"], told)
    place = _tools(own, texts) if own else None
    if own:
        chapter_list.show(own, texts)
        if problems := drafting.remarks(own.story):
            with st.expander(texts.say("own.remarks", n=len(problems))):
                st.text("\n".join(problems))
    _upload(texts)
    if own and place:
        story_files.weigh(own.story, place, texts)


def _wire(story: Story | None, texts: Texts) -> None:
    """Give the story to the reader's own browser, which shows it in a window of its own."""
    data = {
        "yaml": write_story(story) if story else "",
        "told": presenting.tell(story, texts.language) if story else None,
        "gone": state.own_story_dropped(),
        "address": story_list.address("own", texts.language),
        "words": {"present": texts["own.present"]},
    }
    with st.container(key="own_story_wire"):
        _component()(data=data, key=KEY, on_restore_change=_restore)


def _restore() -> None:
    """Take back what the tab kept when the page was loaded anew; what is not a story is left."""
    yaml = state.asked(KEY, "restore")
    if isinstance(yaml, str) and not state.own_story():
        _take(yaml.encode(), "story.yaml", quiet=True)


def _tools(own: History, texts: Texts) -> DeltaGenerator | None:
    place = None
    with st.container(horizontal=True, key="own_tools"):
        st.button(texts["own.undo"], disabled=not own.past, key="own_undo", on_click=_step, args=("undo",))
        st.button(texts["own.redo"], disabled=not own.future, key="own_redo", on_click=_step, args=("redo",))
        st.download_button(
            texts["own.download"],
            data=write_story(own.story).encode(),
            file_name=f"{own.story.id}.yaml",
            mime="application/yaml",
            key="own_download",
            on_click="ignore",
        )
        if own.story.chapters:
            place = story_files.show(own.story, texts, shipped=False)
        st.button(texts["own.drop"], key="own_drop", type="tertiary", on_click=state.keep_own_story, args=(None,))
    return place


def _step(way: str) -> None:
    own = state.own_story()
    if own:
        state.keep_own_story(own.undo() if way == "undo" else own.redo())


def _upload(texts: Texts) -> None:
    turn = int(state.held("own_uploads") or 0)
    # Any file may come: one that the browser refused would leave standing what was said of the file before it.
    sent = st.file_uploader(texts["own.upload"], key=f"own_upload_{turn}")
    if sent is None:
        return
    # An upload is taken once: the field begins anew, and its error stays until the next thing is done.
    state.keep("own_uploads", value=turn + 1)
    _take(sent.getvalue(), sent.name)
    st.rerun()


def _take(data: bytes, name: str, *, quiet: bool = False) -> None:
    try:
        story = drafting.read_upload(data, name)
    except StoryError as problem:
        if not quiet:
            state.tell(str(problem))
        return
    own = state.own_story()
    state.keep_own_story(own.do(story) if own else History(story))


def _tell(title: str, lines: str) -> None:
    """Say what went wrong; the lines may quote anybody's file, so they are plain text and nothing else."""
    with st.container(key="own_wrong", border=True):
        st.error(title)
        st.text(lines)


@lru_cache(maxsize=1)
def _component() -> _Mount:
    made: _Mount = st.components.v2.component(
        "geodash_own_story",
        html='<div class="own"></div>',
        css=bundle.path("static", "own", "own.css").read_text("utf-8"),
        js=parts.script("own", "own"),
    )
    return made
