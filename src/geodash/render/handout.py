"""A story on paper (PDF): a page a chapter or four to a page, maps to draw on, a worksheet; the answers apart.

ReportLab sets the pages, in the atlas's typeface, embedded; the same story gives the same bytes. A chapter that asks
for a guess is printed as the question it is: what it reveals stands in the key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from geodash.render.paper import (
    BARE,
    GAP,
    ROOM,
    TALL,
    beside,
    bound,
    boxed,
    fitted,
    headed,
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
from geodash.view.references import References, name_briefly

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

Draw = Callable[[Plate], Figure]
PerPage = Literal[1, 4]

_ROOMY = 6  # questions that fit on a page with three lines each; with more they have two, so that none is left over
_CELL = ((ROOM - GAP) / 2, (TALL - GAP) / 2)


def handout(
    story: Story, draw: Draw, texts: Texts, references: References, citation: str, per_page: PerPage = 1
) -> bytes:
    """Make the handout of a story in the language of `texts`; `draw` makes the figure of a plate, fit for print."""
    paper = _Paper(story, draw, texts, references)
    flow = [*paper.cover(), *(paper.four_to_a_page() if per_page == 4 else paper.page_by_page())]
    return bound([*flow, *paper.exercise(), *paper.worksheet()], story, texts, citation)


def answers(story: Story, draw: Draw, texts: Texts, references: References, citation: str) -> bytes:
    """Make the teacher's key: what the guesses reveal, the answers, the plan of the lesson, the notes."""
    return bound(_Paper(story, draw, texts, references).key(), story, texts, citation)


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

    def page_by_page(self) -> list[Flowable]:
        return [part for chapter in self.story.chapters for part in (fitted(self.page(chapter)), turn())]

    def page(self, chapter: Chapter) -> list[Flowable]:
        shown = self.shown(chapter)
        year = " | ".join(plate.year for plate in shown)
        flow = [headed(year, self.line(chapter.title), "heading")]
        flow += boxed(self.texts["present.content_note"], self.say(chapter.content_note))
        flow += [self.picture(plate, ROOM * (0.68 if len(shown) > 1 else 1)) for plate in shown]
        flow += [*room(4), *self.prose(chapter.text)]
        flow += self.prose(chapter.predict.prompt if chapter.predict else chapter.question, "question")
        flow += [ruled(4)] if chapter.predict or chapter.question else []
        named = "; ".join(name_briefly(chapter.sources, self.references))
        return [*flow, said(f"{self.texts['present.sources']}: {named}", "small")] if named else flow

    def four_to_a_page(self) -> list[Flowable]:
        from reportlab.platypus import Table  # noqa: PLC0415

        flow: list[Flowable] = []
        cells = [self.cell(chapter) for chapter in self.story.chapters]
        for first in range(0, len(cells), 4):
            four: list[Any] = [*cells[first : first + 4], *[""] * 4][:4]
            widths, heights = (_CELL[0], GAP, _CELL[0]), (_CELL[1], GAP, _CELL[1])
            rows = [[four[0], "", four[1]], ["", "", ""], [four[2], "", four[3]]]
            flow += [Table(rows, colWidths=widths, rowHeights=heights, style=BARE), turn()]
        return flow

    def cell(self, chapter: Chapter) -> Flowable:
        shown = self.shown(chapter)
        year = " | ".join(plate.year for plate in shown)
        wide = (_CELL[0] - 4) / 2 if len(shown) > 1 else _CELL[0] * 0.94
        flow = [headed(year, self.line(chapter.title), "cell-heading")]
        if chapter.content_note:  # before the picture, as on a page of its own
            flow += [
                said(f"{self.texts['present.content_note']}: {self.line(chapter.content_note)}", "cell-question")
            ]
        flow += [beside([self.picture(plate, wide) for plate in shown])]
        flow += [*room(2), *self.prose(chapter.text, "cell-text")]
        flow += self.prose(chapter.predict.prompt if chapter.predict else chapter.question, "cell-question")
        named = "; ".join(name_briefly(chapter.sources, self.references))
        return fitted([*flow, said(named, "small")], *_CELL)

    def shown(self, chapter: Chapter) -> tuple[Plate, ...]:
        """List the pictures to print: of a guess only the map to guess on."""
        return plates(chapter)[:1] if chapter.predict else plates(chapter)

    def exercise(self) -> list[Flowable]:
        """Set a page with a map that has nothing on it, in the frame of the first chapter."""
        if not self.story.chapters:
            return []
        first = self.story.chapters[0]
        flow = [said(self.texts["classroom.blank"], "heading"), said(self.texts["classroom.blank_help"], "text")]
        return [fitted([*flow, self.picture(blank(first), ROOM), *room(4), ruled(6)]), turn()]

    def worksheet(self) -> list[Flowable]:
        from reportlab.platypus import KeepTogether  # noqa: PLC0415

        if not self.story.worksheet:
            return []
        flow = [said(self.texts["lesson.worksheet"], "heading"), names(self.texts)]
        lines = 3 if len(self.story.worksheet) <= _ROOMY else 2
        for number, row in enumerate(self.story.worksheet, 1):
            asked = f"{number}. {self.about(row)}{self.line(row.question)}"
            flow.append(KeepTogether([said(asked, "text"), ruled(lines)]))
        return flow

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
