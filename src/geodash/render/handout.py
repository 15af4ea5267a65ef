"""A story on paper (PDF): a page a chapter or four to a page, maps to draw on, a worksheet; the answers apart.

ReportLab sets the pages, in the atlas's typeface, embedded; the same story gives the same bytes. A chapter that asks
for a guess is a page to draw on, before any page that shows what is guessed: what it reveals stands in the key.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from geodash.render.credit import credits_of
from geodash.render.paper import (
    BARE,
    GAP,
    ROOM,
    TALL,
    abreast,
    beside,
    bound,
    boxed,
    fitted,
    headed,
    height,
    names,
    photograph,
    room,
    ruled,
    said,
    term,
    turn,
)
from geodash.render.snapshot import Figure
from geodash.story import Chapter, Exercise, Story, Wording
from geodash.story.plates import Plate, blank, plates
from geodash.text import Texts
from geodash.view.references import References, name_briefly, name_fully

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

Draw = Callable[[Plate], Figure]
PerPage = Literal[1, 4]

_SHARED = 0.84  # of the page's width, a map to draw on that shares its page with the one that helps
_CELL = ((ROOM - GAP) / 2, (TALL - GAP) / 2)


def handout(story: Story, draw: Draw, texts: Texts, references: References, per_page: PerPage = 1) -> bytes:
    """Make the handout of a story in the language of `texts`; `draw` makes the figure of a plate, fit for print."""
    paper = _Paper(story, draw, texts, references)
    chapters = paper.four_to_a_page if per_page == 4 else paper.page_by_page
    flow = [*paper.cover(), *paper.practice(), *chapters(), *paper.worksheet(), *paper.sources()]
    return bound(flow, story, texts, credits_of(story, texts, references))


def answers(story: Story, draw: Draw, texts: Texts, references: References) -> bytes:
    """Make the teacher's key: what the guesses reveal, the answers, the lesson plan, the notes, the sources."""
    paper = _Paper(story, draw, texts, references)
    return bound([*paper.key(), *room(8), *paper.sources()], story, texts, credits_of(story, texts, references))


class _Paper:
    def __init__(self, story: Story, draw: Draw, texts: Texts, references: References) -> None:
        self.story, self.draw, self.texts, self.references = story, draw, texts, references

    def say(self, wording: Wording | None) -> tuple[str, ...]:
        return wording.paragraphs(self.texts.language) if wording else ()

    def line(self, wording: Wording | None) -> str:
        return " ".join(self.say(wording))

    def cover(self) -> list[Flowable]:
        story, texts = self.story, self.texts
        about = [texts.say("present.minutes", n=story.minutes), self.line(story.audience)]
        flow = [said(self.line(story.title), "title"), *self.prose(story.summary)]
        flow += [said(" · ".join(part for part in about if part), "quiet"), names(texts), *room(4)]
        flow += boxed(texts["present.content_note"], self.say(story.content_note))
        flow += [said(texts["present.silence"], "quiet")]
        if story.glossary:
            flow += [*room(8), said(texts["lesson.glossary"], "heading")]
            flow += [term(self.line(row.term), self.line(row.meaning)) for row in story.glossary]
        return [*flow, turn()]

    def prose(self, wording: Wording | None, style: str = "text") -> list[Flowable]:
        return [said(text, style) for text in self.say(wording)]

    def practice(self) -> list[Flowable]:
        """Set a page with a bare map of the first chapter's frame, for a story that asks for no guess."""
        if not self.story.chapters or self.guesses():
            return []
        flow = [*self.bare(self.story.chapters[0], ROOM, "heading"), *room(4), ruled(6)]
        return [fitted(flow), turn()]

    def guesses(self) -> list[Chapter]:
        return [chapter for chapter in self.story.chapters if chapter.predict]

    def page_by_page(self) -> list[Flowable]:
        pages = [self.exercise(one) if one.predict else self.page(one) for one in self.story.chapters]
        return [part for flow in pages for part in (fitted(flow), turn())]

    def page(self, chapter: Chapter) -> list[Flowable]:
        shown = plates(chapter)
        flow = self.head(chapter, " | ".join(plate.year for plate in shown))
        flow += [self.picture(plate, ROOM * (0.68 if len(shown) > 1 else 1)) for plate in shown]
        flow += [*room(4), *self.prose(chapter.text), *self.prose(chapter.question, "question")]
        return [*flow, *([ruled(4)] if chapter.question else []), *self.foot(chapter)]

    def exercise(self, chapter: Chapter) -> list[Flowable]:
        """Set the page of a guess: what is asked, the map that helps if there is one, a bare map, room to write.

        The chapter's own question speaks of what the guess reveals, so that it stands on the worksheet.
        """
        asked = self.prose(chapter.predict.prompt if chapter.predict else None, "question")
        told = [*self.prose(chapter.text), *asked]
        clue, drawn = plates(chapter)[0], ROOM
        if clue.selection.layers:
            drawn, wide = ROOM * _SHARED, ROOM * 0.5
            told = [abreast([*told, said(self.texts["classroom.clue"], "quiet")], self.picture(clue, wide), wide)]
        flow = [*self.head(chapter, chapter.year), *told, *self.bare(chapter, drawn, "question"), ruled(3)]
        return [*flow, *self.foot(chapter)]

    def head(self, chapter: Chapter, year: str) -> list[Flowable]:
        note = boxed(self.texts["present.content_note"], self.say(chapter.content_note))
        return [headed(year, self.line(chapter.title), "heading"), *note]

    def foot(self, chapter: Chapter) -> list[Flowable]:
        named = "; ".join(name_briefly(chapter.sources, self.references))
        return [said(f"{self.texts['present.sources']}: {named}", "small")] if named else []

    def bare(self, chapter: Chapter, wide: float, style: str) -> list[Flowable]:
        """Set the chapter's map with nothing on it, and how to draw on it."""
        flow = [said(self.texts["classroom.blank"], style), said(self.texts["classroom.blank_help"], "quiet")]
        return [*flow, self.picture(blank(chapter), wide)]

    def four_to_a_page(self) -> list[Flowable]:
        """Set the guesses, a page each, then the other chapters: beside a guess its answer could be read."""
        from reportlab.platypus import Table  # noqa: PLC0415

        flow = [part for one in self.guesses() for part in (fitted(self.exercise(one)), turn())]
        cells = [self.cell(one) for one in self.story.chapters if not one.predict]
        for first in range(0, len(cells), 4):
            four: list[Any] = [*cells[first : first + 4], *[""] * 4][:4]
            widths, heights = (_CELL[0], GAP, _CELL[0]), (_CELL[1], GAP, _CELL[1])
            rows = [[four[0], "", four[1]], ["", "", ""], [four[2], "", four[3]]]
            flow += [Table(rows, colWidths=widths, rowHeights=heights, style=BARE), turn()]
        return flow

    def cell(self, chapter: Chapter) -> Flowable:
        shown = plates(chapter)
        year = " | ".join(plate.year for plate in shown)
        wide = (_CELL[0] - 4) / 2 if len(shown) > 1 else _CELL[0] * 0.94
        flow = [headed(year, self.line(chapter.title), "cell-heading")]
        if chapter.content_note:  # before the picture, as on a page of its own
            flow += [
                said(f"{self.texts['present.content_note']}: {self.line(chapter.content_note)}", "cell-question")
            ]
        flow += [beside([self.picture(plate, wide) for plate in shown])]
        flow += [*room(2), *self.prose(chapter.text, "cell-text")]
        flow += self.prose(chapter.question, "cell-question")
        named = "; ".join(name_briefly(chapter.sources, self.references))
        return fitted([*flow, said(named, "small")], *_CELL)

    def sources(self) -> list[Flowable]:
        """List what the story rests on so that it can be looked up, and whose story and atlas are."""
        rows = name_fully(self.story.sources, self.references)
        named = [said(row, "source") for row in (*rows, *credits_of(self.story, self.texts, self.references))]
        return [said(self.texts["present.sources"], "heading"), *named]

    def worksheet(self) -> list[Flowable]:
        """Set the worksheet, and behind its questions those of the guesses; room to write as far as a page has it."""
        from reportlab.platypus import KeepTogether  # noqa: PLC0415

        later = [Exercise(one.question, Wording(()), one.id) for one in self.guesses() if one.question]
        rows = [*self.story.worksheet, *later]
        if not rows:
            return []
        head = [said(self.texts["lesson.worksheet"], "heading"), names(self.texts)]
        ways = [[self.asked(number, row, lines) for number, row in enumerate(rows, 1)] for lines in (3, 2, 1)]
        fit = next((way for way in ways if height([*head, *chain.from_iterable(way)]) <= TALL), ways[1])
        return [*head, *map(KeepTogether, fit), turn()]  # it is handed in, and the sources stay with the class

    def asked(self, number: int, row: Exercise, lines: int) -> list[Flowable]:
        return [said(f"{number}. {self.about(row)}{self.line(row.question)}", "text"), ruled(lines)]

    def about(self, row: Exercise) -> str:
        chapter = self.story.chapter(row.chapter)
        return f"({self.line(chapter.title)}) " if chapter else ""

    def key(self) -> list[Flowable]:
        story, texts = self.story, self.texts
        flow = [said(f"{self.line(story.title)}: {texts['classroom.key']}", "title")]
        flow += [said(texts["classroom.key_help"], "quiet"), *room(4)]
        for chapter in story.chapters:
            if chapter.predict:
                flow += self.revealed(chapter)
        if story.worksheet:
            flow += [said(texts["lesson.worksheet"], "heading")]
        for number, row in enumerate(story.worksheet, 1):
            flow += [said(f"{number}. {self.about(row)}{self.line(row.question)}", "quiet")]
            flow += self.prose(row.answer)
        return [*flow, *self.planned(), *self.noted()]

    def revealed(self, chapter: Chapter) -> list[Flowable]:
        from reportlab.platypus import KeepTogether  # noqa: PLC0415

        predict = chapter.predict
        told = [*self.prose(predict.prompt, "quiet"), *self.prose(predict.reveal)] if predict else []
        told += self.prose(chapter.question, "question")
        picture = self.picture(plates(chapter)[-1], ROOM * 0.62)
        return [KeepTogether([headed(chapter.year, self.line(chapter.title), "heading"), picture, *told]), *room(6)]

    def planned(self) -> list[Flowable]:
        if not self.story.plan:
            return []
        title = self.texts.say("present.plan", n=self.story.minutes)
        steps = [term(f"{step.minutes} min", self.line(step.text)) for step in self.story.plan]
        return [*room(8), said(title, "heading"), *steps]

    def noted(self) -> list[Flowable]:
        rows = [(self.line(chapter.title), self.line(chapter.notes)) for chapter in self.story.chapters]
        told = [term(title, notes) for title, notes in rows if notes]
        general = self.prose(self.story.teacher_notes)
        return [*room(8), said(self.texts["present.notes"], "heading"), *general, *told] if general or told else []

    def picture(self, plate: Plate, wide: float) -> Flowable:
        from reportlab.platypus import Image  # noqa: PLC0415

        figure = self.draw(plate)
        size = figure.sheet.preset
        return Image(photograph(figure), width=wide, height=wide * size.height / size.width)
