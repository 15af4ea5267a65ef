"""The stories of the atlas: what each is about, how long it takes, what it holds; a way in, and a copy to change."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from geodash.app import presenting, state
from geodash.app.panels import story_files
from geodash.story import History, Story
from geodash.text import Texts


def show() -> None:
    """Draw the list; a story opens as a page of its own, which fills the window."""
    texts = state.texts()
    st.title(texts["stories.title"], anchor=False)
    st.text(texts["stories.lead"])
    for story in presenting.stories():
        with st.container(key=f"story_{story.id}", border=True):
            st.html(card(story, texts))
            with st.container(horizontal=True):
                story_files.show(story, texts, shipped=True)
                st.button(
                    texts["stories.copy"],
                    key=f"copy_{story.id}",
                    help=texts["stories.copy_help"],
                    type="tertiary",
                    on_click=_copy,
                    args=(story,),
                )


def card(story: Story, texts: Texts) -> str:
    """Write a story's entry in the list; its texts are the atlas's own, and escaped all the same."""

    def say(text: str) -> str:
        return escape(" ".join(text.split()))

    about = [texts.say("present.minutes", n=story.minutes), texts.say("present.chapters", n=len(story.chapters))]
    about += [story.audience.say(texts.language)] if story.audience else []
    note = story.content_note
    warning = f"<p class='note'>{say(note.say(texts.language))}</p>" if note else ""
    title = say(story.title.say(texts.language))
    return (
        f"<article class='gd-story'><h2>{title}</h2><p>{say(story.summary.say(texts.language))}</p>"
        f"<p class='about'>{say(' · '.join(about))}</p>{warning}"
        f"<p><a class='start' href='{escape(address(story.id, texts.language))}' target='_self'>"
        f"{say(texts['present.start'])}<span class='heard'>: {title}</span></a></p></article>"
    )


def address(story: str, language: str) -> str:
    """Give the address of a story's page, seen from the screens."""
    return f"{presenting.ADDRESS}?{urlencode({'story': story, 'lang': language})}"


def _copy(story: Story) -> None:
    """Make a copy the reader's own story; going back to the one before is a step of its history."""
    own = state.own_story()
    state.keep_own_story(own.do(story) if own else History(story))
