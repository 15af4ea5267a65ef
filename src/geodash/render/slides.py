"""A story as slides (PPTX): a slide a chapter with its figure, its words, notes for the teacher, sources at the foot.

python-pptx writes the file, packed anew so that the same story gives the same bytes. The typeface is one that every
office programme has or replaces by one as wide; text gets smaller, in steps, where it would not fit.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geodash.formats.archive import pack
from geodash.render.credit import atlas_credit, credits_of, story_credit
from geodash.render.snapshot import Figure
from geodash.story import Chapter, Story, Wording
from geodash.story.plates import Plate, plates
from geodash.text import Texts
from geodash.view.lettering import Face, broken
from geodash.view.references import References, name_briefly, name_fully

if TYPE_CHECKING:
    from pptx.slide import Slide

Draw = Callable[[Plate], Figure]

WIDTH, HEIGHT = 13.333, 7.5  # inches: 16 to 9
_MARGIN, _TOP, _FOOT = 0.45, 1.2, 7.02
_INK, _QUIET, _ACCENT = "1F2933", "5B6570", "1F4E5F"
_SIZES = (24, 22, 20, 18, 16, 14, 12)  # points; 24 is 30 CSS pixels on a projector of 1280 x 720
_LEADING, _BETWEEN = 1.22, 0.5  # lines, and what parts paragraphs, in parts of the size
_TYPEFACE, _WIDER = "Arial", 1.14  # and how much wider it is than the atlas's own, with a little to spare
_LOCALES = {"en": "en-US", "es": "es-PE"}
_NO_TIME = datetime(2000, 1, 1)  # the format knows no zones; fixed, so that the bytes are


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of a text box."""

    text: str
    face: Face = "regular"
    color: str = _INK


@dataclass(frozen=True, slots=True)
class _Box:
    """A box in inches."""

    x: float
    y: float
    width: float
    height: float


_BESIDE = _Box(_MARGIN, _TOP, 4.55, 5.75)
_PICTURE = _Box(5.2, _TOP, 7.7, 5.75)
_LEFT, _RIGHT = _Box(_MARGIN, 1.1, 6.1, 4.55), _Box(6.78, 1.1, 6.1, 4.55)
_UNDER = _Box(_MARGIN, 5.7, WIDTH - 2 * _MARGIN, 1.3)
_WHOLE = _Box(_MARGIN, _TOP, WIDTH - 2 * _MARGIN, 5.75)


def slides(story: Story, draw: Draw, texts: Texts, references: References) -> bytes:
    """Make the slides of a story in the language of `texts`; `draw` makes the figure of a plate.

    A note on content has a slide of its own before what it is about. A chapter that asks for a guess has two slides,
    one that compares has both its maps on one. Glossary and sources come last; with them, and on the first slide,
    stand whose the story is and which atlas it is made with.
    """
    deck = _Deck(story, texts, references)
    deck.cover()
    for chapter in story.chapters:
        deck.chapter(chapter, draw)
    deck.glossary()
    deck.sources()
    return deck.bytes()


class _Deck:
    def __init__(self, story: Story, texts: Texts, references: References) -> None:
        from pptx import Presentation  # noqa: PLC0415
        from pptx.util import Inches  # noqa: PLC0415

        self.story, self.texts, self.references = story, texts, references
        self.made = Presentation()
        self.made.slide_width, self.made.slide_height = Inches(WIDTH), Inches(HEIGHT)

    def say(self, wording: Wording | None) -> tuple[str, ...]:
        return wording.paragraphs(self.texts.language) if wording else ()

    def cover(self) -> None:
        story, texts = self.story, self.texts
        about = [texts.say("present.minutes", n=story.minutes), *self.say(story.audience)]
        slide = self.slide(" ".join(self.say(story.title)), size=40)
        lines = [*_lines(self.say(story.summary)), _Line(" · ".join(about), color=_QUIET)]
        quiet = (texts["present.silence"], story_credit(story, texts, self.references))
        lines += [_Line(text, color=_QUIET) for text in quiet if text]
        self.write(slide, _Box(_MARGIN, 1.6, 9.5, 4.6), lines)
        self.foot(slide, atlas_credit(texts, self.references))
        plan = [f"{step.minutes} min: {' '.join(self.say(step.text))}" for step in story.plan]
        notes = [*self.say(story.teacher_notes), texts.say("present.plan", n=story.minutes) if plan else "", *plan]
        self.notes(slide, notes)
        self.warn(story.content_note)

    def warn(self, note: Wording | None, chapter: str = "") -> None:
        if note:
            title = self.texts["present.before"] if chapter else self.texts["present.content_note"]
            slide = self.slide(title)
            self.write(slide, _Box(_MARGIN, 1.6, 9.5, 4.6), _lines(self.say(note)))
            self.notes(slide, [chapter])

    def chapter(self, chapter: Chapter, draw: Draw) -> None:
        self.warn(chapter.content_note, " ".join(self.say(chapter.title)))
        shown = [(plate, draw(plate)) for plate in plates(chapter)]
        asked = [_Line(text, "semibold", _ACCENT) for text in self.say(chapter.question)]
        told = _lines(self.say(chapter.text))
        if chapter.predict:
            guess = [_Line(text, "semibold", _ACCENT) for text in self.say(chapter.predict.prompt)]
            self.beside(chapter, shown[0], [*told, *guess])
            self.beside(chapter, shown[1], [*_lines(self.say(chapter.predict.reveal)), *asked])
        elif chapter.compare:
            self.compared(chapter, shown, [*told, *asked])
        else:
            self.beside(chapter, shown[0], [*told, *asked])

    def beside(self, chapter: Chapter, shown: tuple[Plate, Figure], lines: Sequence[_Line]) -> None:
        plate, figure = shown
        slide = self.slide(" ".join(self.say(chapter.title)), plate.year)
        self.write(slide, _BESIDE, lines)
        self.picture(slide, _PICTURE, figure)
        self.close(slide, chapter)

    def compared(self, chapter: Chapter, shown: Sequence[tuple[Plate, Figure]], lines: Sequence[_Line]) -> None:
        slide = self.slide(" ".join(self.say(chapter.title)), " | ".join(plate.year for plate, _ in shown))
        for box, (_, figure) in zip((_LEFT, _RIGHT), shown, strict=True):
            self.picture(slide, box, figure)
        self.write(slide, _UNDER, lines)
        self.close(slide, chapter)

    def close(self, slide: Slide, chapter: Chapter) -> None:
        named = name_briefly(chapter.sources, self.references)
        self.foot(slide, f"{self.texts['present.sources']}: {'; '.join(named)}" if named else "")
        self.notes(slide, self.say(chapter.notes))

    def glossary(self) -> None:
        rows = [f"{' '.join(self.say(row.term))}: {' '.join(self.say(row.meaning))}" for row in self.story.glossary]
        self.listed(self.texts["lesson.glossary"], rows)

    def sources(self) -> None:
        credited = credits_of(self.story, self.texts, self.references)
        rows = [*name_fully(self.story.sources, self.references), *credited]
        self.listed(self.texts["present.sources"], rows)

    def listed(self, title: str, rows: Sequence[str]) -> None:
        """Write a list over as many slides as it takes at sixteen points."""
        starts = [0]
        for end in range(1, len(rows) + 1):
            if _height([_Line(row) for row in rows[starts[-1] : end]], 16, _WHOLE.width) > _WHOLE.height:
                starts.append(end - 1)
        for number, (start, end) in enumerate(pairwise([*starts, len(rows)]) if rows else (), 1):
            slide = self.slide(title if len(starts) == 1 else f"{title} ({number}/{len(starts)})")
            self.write(slide, _WHOLE, [_Line(row) for row in rows[start:end]], most=16)

    def slide(self, title: str, year: str = "", size: int = 28) -> Slide:
        """Add a slide with its title in the layout's own place for it, where readers of the screen look for it."""
        slide: Slide = self.made.slides.add_slide(self.made.slide_layouts[5])
        place: Any = slide.shapes.title
        box = _Box(_MARGIN, 0.25, WIDTH - 2 * _MARGIN, 0.85 if size < 40 else 1.2)
        _stand(place, box)
        years = f"{year}   " if year and year != title else ""  # a view made a chapter is titled by its years
        size = _fitting([_Line(f"{years}{title}", "semibold")], [size, *_SIZES], box)
        paragraph = place.text_frame.paragraphs[0]
        place.text_frame.word_wrap, place.text_frame.margin_left = True, 0
        _align_left(paragraph)
        if years:
            self.run(paragraph, years, size, "semibold", _ACCENT)
        self.run(paragraph, title, size, "semibold", _INK)
        return slide

    def write(self, slide: Slide, box: _Box, lines: Sequence[_Line], most: int = _SIZES[0]) -> None:
        size = _fitting(lines, [size for size in _SIZES if size <= most], box)
        frame = _text_box(slide, box)
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_after = _points(size * _BETWEEN)
            self.run(paragraph, line.text, size, line.face, line.color)

    def foot(self, slide: Slide, text: str) -> None:
        if text:
            frame = _text_box(slide, _Box(_MARGIN, _FOOT, WIDTH - 2 * _MARGIN, 0.4))
            self.run(frame.paragraphs[0], text, 10, "regular", _QUIET)

    def run(self, paragraph: Any, text: str, size: float, face: Face, color: str) -> None:
        run = paragraph.add_run()
        run.text = text
        run.font.name, run.font.size, run.font.bold = _TYPEFACE, _points(size), face == "semibold"
        run.font.color.rgb = _color(color)
        run._r.get_or_add_rPr().set("lang", _LOCALES.get(self.texts.language, self.texts.language))

    def picture(self, slide: Slide, box: _Box, figure: Figure) -> None:
        """Put a figure into a box, as large as it fits; what it shows is said for those who cannot see it."""
        from pptx.util import Inches  # noqa: PLC0415

        size = figure.sheet.preset
        ratio = min(box.width / size.width, box.height / size.height)
        width, height = size.width * ratio, size.height * ratio
        x, y = box.x + (box.width - width) / 2, box.y
        sides = (Inches(side) for side in (x, y, width, height))
        shape = slide.shapes.add_picture(io.BytesIO(_lean(figure)), *sides)
        described: Any = shape._element.nvPicPr
        described.cNvPr.set("descr", figure.sheet.alt)

    def notes(self, slide: Slide, lines: Iterable[str]) -> None:
        told = [line for line in lines if line]
        frame = slide.notes_slide.notes_text_frame if told else None
        if frame is not None:
            frame.text = "\n".join(told)

    def bytes(self) -> bytes:
        about = self.made.core_properties
        about.title, about.language = " ".join(self.say(self.story.title)), self.texts.language
        about.author = self.story.author or "GeoDash"
        about.last_modified_by, about.revision = "GeoDash", 1
        about.created = about.modified = _NO_TIME
        about.subject, about.keywords = " ".join(self.say(self.story.summary)), self.story.licence
        out = io.BytesIO()
        self.made.save(out)
        with zipfile.ZipFile(out) as archive:
            return pack({name: archive.read(name) for name in archive.namelist()})


def _lean(figure: Figure) -> bytes:
    """Draw a figure in 256 colours, without dots to feign others: a fifth of the bytes, and flat colours stay."""
    from PIL import Image  # noqa: PLC0415

    out = io.BytesIO()
    picture = Image.fromarray(figure.pixels())
    picture.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _lines(texts: Iterable[str]) -> list[_Line]:
    return [_Line(text) for text in texts]


def _fitting(lines: Sequence[_Line], sizes: Sequence[int], box: _Box) -> int:
    """Choose the first size in which a text fits its box, else the last."""
    return next((size for size in sizes if _height(lines, size, box.width) <= box.height), sizes[-1])


def _height(lines: Sequence[_Line], size: float, width: float) -> float:
    """Measure a text in inches."""
    room = width * 72 / _WIDER
    rows = sum(len(broken(line.text, size, room, line.face)) for line in lines)
    return (rows * _LEADING + max(0, len(lines) - 1) * _BETWEEN) * size / 72


def _stand(shape: Any, box: _Box) -> None:
    from pptx.util import Inches  # noqa: PLC0415

    shape.left, shape.top, shape.width, shape.height = (
        Inches(side) for side in (box.x, box.y, box.width, box.height)
    )


def _text_box(slide: Slide, box: _Box) -> Any:
    from pptx.util import Inches  # noqa: PLC0415

    sides = (Inches(side) for side in (box.x, box.y, box.width, box.height))
    frame = slide.shapes.add_textbox(*sides).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _align_left(paragraph: Any) -> None:
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415

    paragraph.alignment = PP_ALIGN.LEFT


def _color(code: str) -> Any:
    from pptx.dml.color import RGBColor  # noqa: PLC0415

    make: Any = RGBColor.from_string
    return make(code)


def _points(size: float) -> Any:
    from pptx.util import Pt  # noqa: PLC0415

    return Pt(size)
