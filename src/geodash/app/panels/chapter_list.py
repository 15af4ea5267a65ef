"""The chapters of a reader's own story: their order, and a form for the words of the one that is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from geodash.app import drafting, state
from geodash.errors import StoryError
from geodash.story import Chapter, History, Story, Wording, change_chapter, delete_chapter, move_chapter
from geodash.text import Texts, languages, load

_FIELDS = ("title", "text", "question", "content_note", "notes")
_NEEDED = frozenset({"title", "text", "summary"})
_OPEN = "own_open"
_MOST_SOURCES = 60  # as many as a story's file may give a chapter


def show(own: History, texts: Texts) -> None:
    """Draw the story's own words, then each chapter in its place."""
    st.text(own.story.title.say(texts.language))
    with st.expander(texts["own.about"]):  # a label is Markdown, and the title may be anybody's
        _form(own.story, None, texts)
    if not own.story.chapters:
        st.text(texts["own.empty"])
    last = len(own.story.chapters) - 1
    for number, chapter in enumerate(own.story.chapters):
        with st.container(key=f"own_row_{number}", border=True):
            _row(own.story, number, last, texts)
            if state.held(_OPEN) == chapter.id:
                _form(own.story, chapter, texts)


def _row(story: Story, number: int, last: int, texts: Texts) -> None:
    chapter = story.chapters[number]
    title = chapter.title.say(texts.language)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{number + 1}. {title} · {chapter.year}", width="stretch")

        def act(name: str, done: Callable[..., None], *args: Any, disabled: bool = False) -> None:
            told = texts.say(f"own.{name}", n=number + 1)  # whose it is, for those who do not see where it stands
            st.button(told, key=f"own_{name}_{number}", disabled=disabled, on_click=done, args=args)

        act("up", _move, chapter.id, number - 1, disabled=number == 0)
        act("down", _move, chapter.id, number + 1, disabled=number == last)
        act("edit", _open, chapter.id)
        act("delete", _delete, chapter.id)


def _form(story: Story, chapter: Chapter | None, texts: Texts) -> None:
    """A field for each text in each language; what is left empty is not said in that language."""
    fields = _FIELDS if chapter else ("title", "summary", "content_note", "teacher_notes")
    codes = tuple(dict.fromkeys([texts.language, *languages(), *story.title.languages]))
    known = languages()
    whose = f"{chapter.id if chapter else ''}_{abs(hash(chapter or story.title))}"
    with st.form(key=f"own_form_{whose}", border=False):
        typed: dict[tuple[str, str], str] = {}
        for code in codes:
            tongue = load(code)["language.own"] if code in known else code
            for name in fields:
                held: Wording | None = getattr(chapter or story, name)
                first = dict(held.texts).get(code, "") if held else ""
                label = f"{texts[f'own.field_{name}']} · {tongue}"
                draw = st.text_input if name == "title" else st.text_area
                typed[name, code] = draw(label, value=first, key=f"own_{name}_{code}_{whose}")
        more = _beside(chapter, whose, texts) if chapter else {}
        if st.form_submit_button(texts["own.save"]):
            _save(story, chapter, words(typed, fields), more, texts)


def _beside(chapter: Chapter, whose: str, texts: Texts) -> dict[str, Any]:
    """Fields that are the same in every language: what is shown large, and the sources, by name."""
    label = st.text_input(texts["own.field_label"], value=chapter.label, key=f"own_label_{whose}")
    named = drafting.sources_of(chapter, texts.language)
    chosen = st.multiselect(
        texts["own.field_sources"],
        list(named),
        default=list(chapter.sources),
        format_func=lambda source: named.get(source, source),
        help=texts["own.sources_help"],
        placeholder=texts["own.sources_none"],
        max_selections=_MOST_SOURCES,
        select_all=False,
        key=f"own_sources_{whose}",
    )
    return {"label": label.strip(), "sources": tuple(chosen)}


def words(typed: Mapping[tuple[str, str], str], fields: tuple[str, ...]) -> dict[str, Wording | None]:
    """Put what was typed for each field and language together; a field without any text is None."""
    found: dict[str, Wording | None] = {}
    for name in fields:
        said = {code: text.strip() for (field, code), text in typed.items() if field == name and text.strip()}
        found[name] = Wording.of(said) if said else None
    return found


def _save(
    story: Story, chapter: Chapter | None, typed: dict[str, Wording | None], more: dict[str, Any], texts: Texts
) -> None:
    if missing := sorted(name for name in _NEEDED & set(typed) if typed[name] is None):
        state.tell(texts.say("own.missing", field=texts[f"own.field_{missing[0]}"]))
        st.rerun()
    changes: dict[str, Any] = {**typed, **more}
    try:
        changed = change_chapter(story, chapter.id, **changes) if chapter else replace(story, **changes)
        _do(drafting.settle(changed))
        state.keep(_OPEN, value=None)
    except StoryError as problem:
        state.tell(str(problem))
    st.rerun()


def _open(identity: str) -> None:
    state.keep(_OPEN, value=None if state.held(_OPEN) == identity else identity)


def _move(identity: str, to: int) -> None:
    own = state.own_story()
    if own and own.story.chapter(identity):
        _do(move_chapter(own.story, identity, to))


def _delete(identity: str) -> None:
    own = state.own_story()
    if own and own.story.chapter(identity):
        _do(delete_chapter(own.story, identity))


def _do(story: Story) -> None:
    own = state.own_story()
    if own:
        state.keep_own_story(own.do(story))
