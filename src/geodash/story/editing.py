"""Make a story of one's own: pure functions that give a changed story, and a history to take changes back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from geodash.errors import StoryError
from geodash.folding import fold
from geodash.story.records import Chapter, Story, Wording

MOST_CHAPTERS = 60
_MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class History:
    """A story as it is, as it was, and as it was before changes were taken back."""

    story: Story
    past: tuple[Story, ...] = ()
    future: tuple[Story, ...] = ()

    def do(self, story: Story) -> History:
        """Go on with a changed story; what was taken back before is gone. A story that is the same is no step."""
        if story == self.story:
            return self
        return History(story, (*self.past, self.story)[-_MOST_STEPS:])

    def undo(self) -> History:
        """Take the last change back; without one nothing happens."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.story, *self.future))

    def redo(self) -> History:
        """Make the change again that was taken back last; without one nothing happens."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.story), self.future[1:])


def new_story(title: str, language: str, summary: str = "") -> Story:
    """Begin a story without chapters in one language; its id is made of its title."""
    told = " ".join(title.split()) or "Story"
    words = Wording.of({language: told})
    return Story(id=_slug(told), title=words, summary=Wording.of({language: summary.strip() or told}))


def free_id(story: Story, title: str) -> str:
    """Make an id for a new chapter of a title, with a number behind it if there is one of that name."""
    base = _slug(title)
    taken = {chapter.id for chapter in story.chapters}
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def add_chapter(story: Story, chapter: Chapter, at: int | None = None) -> Story:
    """Put a chapter before the one at `at` (from 0), by default at the end; an id in use gets a number.

    Raises:
        StoryError: the story has as many chapters as one may have.
    """
    if len(story.chapters) >= MOST_CHAPTERS:
        raise StoryError(f"{story.id}: a story has at most {MOST_CHAPTERS} chapters; delete one, or begin another")
    place = len(story.chapters) if at is None else max(0, min(at, len(story.chapters)))
    fresh = replace(chapter, id=free_id(story, chapter.id))
    return replace(story, chapters=(*story.chapters[:place], fresh, *story.chapters[place:]))


def change_chapter(story: Story, identity: str, **changes: Any) -> Story:
    """Change fields of a chapter (those of `Chapter`); another id is taken over by lesson plan and worksheet.

    Raises:
        StoryError: no such chapter, no such field, or an id in use.
    """
    place = _place(story, identity)
    wanted = changes.get("id", identity)
    if wanted != identity and story.chapter(wanted):
        raise StoryError(f"{story.id}, chapter {identity}: the id {wanted!r} is in use; choose another")
    try:
        changed = replace(story.chapters[place], **changes)
    except TypeError as error:
        raise StoryError(f"{story.id}, chapter {identity}: {error}; choose by the fields of a chapter") from error
    moved = replace(story, chapters=(*story.chapters[:place], changed, *story.chapters[place + 1 :]))
    return _renamed(moved, identity, wanted)


def move_chapter(story: Story, identity: str, to: int) -> Story:
    """Move a chapter to a place (from 0; beyond the ends is the end).

    Raises:
        StoryError: no such chapter.
    """
    place = _place(story, identity)
    rest = [*story.chapters[:place], *story.chapters[place + 1 :]]
    rest.insert(max(0, to), story.chapters[place])
    return replace(story, chapters=tuple(rest))


def delete_chapter(story: Story, identity: str) -> Story:
    """Take a chapter out; the lesson plan forgets it, and worksheet questions about it stay without it.

    Raises:
        StoryError: no such chapter.
    """
    place = _place(story, identity)
    return _renamed(replace(story, chapters=(*story.chapters[:place], *story.chapters[place + 1 :])), identity, "")


def _renamed(story: Story, old: str, new: str) -> Story:
    if old == new:
        return story
    plan = tuple(
        replace(step, chapters=tuple(kept for kept in (new if c == old else c for c in step.chapters) if kept))
        for step in story.plan
    )
    worksheet = tuple(replace(row, chapter=new) if row.chapter == old else row for row in story.worksheet)
    return replace(story, plan=plan, worksheet=worksheet)


def _place(story: Story, identity: str) -> int:
    for place, chapter in enumerate(story.chapters):
        if chapter.id == identity:
            return place
    known = ", ".join(chapter.id for chapter in story.chapters) or "none"
    raise StoryError(f"{story.id}: no chapter {identity!r}; there are {known}")


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(title)))[:50].strip("-") or "chapter"
