"""Stories as data: chapters with a text, a view, sources and a question; read, written and edited here.

A story is one YAML file (`data/stories/*.yaml`, or one that a reader made). `docs/stories.md` tells how to write one.
"""

from __future__ import annotations

from geodash.story.editing import (
    History,
    add_chapter,
    change_chapter,
    delete_chapter,
    free_id,
    move_chapter,
    new_story,
)
from geodash.story.reading import read_file, read_stories, read_story
from geodash.story.records import (
    FRAME,
    KINDS,
    Chapter,
    Comparison,
    Exercise,
    Prediction,
    Step,
    Story,
    Term,
    Wording,
    reframe,
)
from geodash.story.writing import write_story

__all__ = [
    "FRAME",
    "KINDS",
    "Chapter",
    "Comparison",
    "Exercise",
    "History",
    "Prediction",
    "Step",
    "Story",
    "Term",
    "Wording",
    "add_chapter",
    "change_chapter",
    "delete_chapter",
    "free_id",
    "move_chapter",
    "new_story",
    "read_file",
    "read_stories",
    "read_story",
    "reframe",
    "write_story",
]
