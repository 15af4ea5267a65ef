"""A story made ready for the classroom: slides to show, a handout to print, and the key for the teacher.

    from geodash import classroom

    story = classroom.find("who-keeps-us-safe")
    Path("story.pptx").write_bytes(classroom.slides(geodash.load(), story, language="es"))

All three draw the views that the story's chapters have on the screen, from the same layers and through the same gate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from geodash import bundle, shelf
from geodash.atlas import Atlas
from geodash.errors import StoryError
from geodash.render import handout as printed
from geodash.render import paper
from geodash.render import slides as deck
from geodash.render.handout import PerPage
from geodash.render.snapshot import Figure
from geodash.story import FRAME, Story, read_file, read_stories
from geodash.story.checking import Holdings, check_story
from geodash.story.plates import Plate
from geodash.story.sourcing import paragraphs_cited
from geodash.text import DEFAULT, load
from geodash.view.sheet import Wish

MOST_LESSON = 2_000_000
"""As many bytes as a lesson should have, to travel and to open at once on an old computer."""


def find(name: str) -> Story:
    """Find a story: one of the atlas's own by its id, or any by the path of its file.

    Raises:
        StoryError: there is none, or the file is no story.
    """
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        try:
            return read_file(path.read_bytes(), path.name)
        except OSError as error:
            raise StoryError(f"{path.name}: cannot be read ({error}); give the path of a story's file") from error
    stories, problems = read_stories(bundle.path("data", "stories"))
    for story in stories:
        if story.id == name:
            return story
    known = ", ".join(story.id for story in stories)
    raise StoryError("; ".join([f"no story {name!r}; choose one of {known}, or give a .yaml file", *problems]))


def remarks(atlas: Atlas, story: Story) -> tuple[str, ...]:
    """Tell what a story names that the atlas does not have, and what in it cannot be read from a projector."""
    layers = tuple(atlas.layers.values())
    references = shelf.read_references(atlas.folder)
    cited, claimed = paragraphs_cited(layers), shelf.read_claimed()
    paragraphs = {name: claimed.get(name) or cited.get(name, frozenset()) for name in references.articles}
    return tuple(dict.fromkeys(check_story(story, Holdings(layers, references.sources, paragraphs))))


def slides(atlas: Atlas, story: Story, language: str = DEFAULT) -> bytes:
    """Make the story's slides as PPTX, in a language.

    Raises:
        GeodashError: no texts in that language, no chapter, or a view that cannot be drawn.
    """
    _must_teach(story)
    references = shelf.read_references(atlas.folder)
    drawn = partial(draw, atlas, language=language)
    return deck.slides(story, drawn, load(language), references)


def handout(atlas: Atlas, story: Story, language: str = DEFAULT, per_page: PerPage = 1) -> bytes:
    """Make the story's handout as PDF: a page a chapter or four to a page, maps to draw on, the worksheet.

    Raises:
        GeodashError: no texts in that language, no chapter, or a view that cannot be drawn.
    """
    return _printed(printed.handout, atlas, story, language, per_page=per_page)


def answers(atlas: Atlas, story: Story, language: str = DEFAULT) -> bytes:
    """Make the teacher's key to the handout as PDF: what the guesses reveal, the answers, the plan, the notes.

    Raises:
        GeodashError: no texts in that language, no chapter, or a view that cannot be drawn.
    """
    return _printed(printed.answers, atlas, story, language)


def draw(atlas: Atlas, plate: Plate, language: str = DEFAULT, dpi: float | None = None) -> Figure:
    """Make the figure of a chapter's view, without a title of its own; one with nothing on it is a bare map."""
    wish = Wish(
        preset="chapter",
        language=language,
        camera=plate.camera.resized(*FRAME),
        title="",
        subtitle="",
        caption=False,
        legend=bool(plate.selection.layers),
        dpi=dpi,
        focus=plate.focus,
    )
    return replace(atlas, selection=plate.selection).drawn(wish)


def _must_teach(story: Story) -> None:
    if not story.chapters:
        raise StoryError(f"{story.id}: has no chapter to teach; add one")


def _printed(make: Callable[..., bytes], atlas: Atlas, story: Story, language: str, **how: Any) -> bytes:
    _must_teach(story)
    references = shelf.read_references(atlas.folder)
    drawn = partial(draw, atlas, language=language, dpi=paper.DPI)
    return make(story, drawn, load(language), references, **how)
