"""Whose a story is, and which atlas it is made with: the lines that slides and handouts close with."""

from __future__ import annotations

from geodash.story import Story
from geodash.text import Texts
from geodash.view.references import References


def credits_of(story: Story, texts: Texts, references: References) -> tuple[str, ...]:
    """Credit the story to its author, then the atlas to its own, in the language of `texts`.

    A story that says neither whose it is nor how it may be used is credited to nobody: the atlas did not write it.
    """
    return tuple(line for line in (story_credit(story, texts, references), atlas_credit(texts, references)) if line)


def story_credit(story: Story, texts: Texts, references: References) -> str:
    """Say whose the story is and under which licence; "" if it says neither."""
    own = any(story.author == person.get("literal") for person in references.atlas.get("author") or ())
    author = texts["classroom.atlas_authors"] if own else story.author
    said = ", ".join(part for part in (author, story.licence) if part)
    return texts.say("classroom.story_by", author=said) if said else ""


def atlas_credit(texts: Texts, references: References) -> str:
    """Say which atlas a story is made with: its version, its address if it has one, the licence of its data."""
    version, address = (str(references.atlas.get(key) or "") for key in ("version", "URL"))
    return " ".join(part for part in (texts.say("classroom.made_with", version=version), address) if part)
