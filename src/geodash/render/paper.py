"""What pages of a handout are made of: the typeface, paragraphs, boxes, lines to write on, and the binding."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geodash.render.snapshot import Figure
from geodash.story import Story
from geodash.text import Texts
from geodash.view.lettering import Face, face_file

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable

DPI = 200
"""The resolution of figures on paper."""

_MM = 72 / 25.4
_PAGE = (210 * _MM, 297 * _MM)
_MARGIN, _FOOT = 16 * _MM, 14 * _MM
ROOM = _PAGE[0] - 2 * _MARGIN
TALL = _PAGE[1] - 2 * _MARGIN - _FOOT
GAP = 5 * _MM
_INK, _QUIET, _ACCENT, _RULE = "#1F2933", "#5B6570", "#1F4E5F", "#9AA5B1"
# size, leading, face, colour, space after: points
_STYLES: dict[str, tuple[float, float, str, str, float]] = {
    "title": (24, 29, "semibold", _INK, 6),
    "heading": (16, 20, "semibold", _INK, 4),
    "text": (11.5, 16, "regular", _INK, 6),
    "question": (11.5, 16, "semibold", _ACCENT, 4),
    "quiet": (9.5, 13, "regular", _QUIET, 4),
    "source": (9.5, 13, "regular", _INK, 4),
    "small": (7.5, 10, "regular", _QUIET, 2),
    "cell-heading": (11, 13, "semibold", _INK, 2),
    "cell-text": (8.5, 11, "regular", _INK, 2),
    "cell-question": (8.5, 11, "semibold", _ACCENT, 0),
}
BARE = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
BARE += [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]


def bound(flow: Sequence[Flowable], story: Story, texts: Texts, credits: Sequence[str]) -> bytes:
    """Set the pages, each with its number at the foot, and whose the story and the atlas are."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate  # noqa: PLC0415

    title = " ".join(story.title.paragraphs(texts.language))
    named = title if title.endswith(("?", "!", ".")) else f"{title}."

    def foot(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(typeface("regular"), 7.5)
        canvas.setFillColor(_QUIET)
        canvas.drawRightString(_PAGE[0] - _MARGIN, _MARGIN - 4, str(document.page))
        line = said(" ".join([named, *credits]), "small")
        line.wrapOn(canvas, ROOM - 40, 30)
        line.drawOn(canvas, _MARGIN, _MARGIN - 6)
        canvas.restoreState()

    out = io.BytesIO()
    about = {"title": title, "author": story.author or "GeoDash", "subject": story.licence, "creator": "GeoDash"}
    document = BaseDocTemplate(out, pagesize=_PAGE, invariant=1, lang=texts.language, **about)
    frame = Frame(_MARGIN, _MARGIN + _FOOT, ROOM, TALL, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=foot))
    document.build(list(flow))
    return out.getvalue()


def photograph(figure: Figure) -> io.BytesIO:
    """Draw a figure as JPEG, which goes into a PDF as it is; relief makes PNG ten times as large there."""
    from PIL import Image  # noqa: PLC0415

    out = io.BytesIO()
    Image.fromarray(figure.pixels()).save(out, "JPEG", quality=90, subsampling=0, optimize=True)
    out.seek(0)
    return out


@lru_cache(maxsize=4)
def typeface(face: Face) -> str:
    """Register a face of the atlas's typeface with ReportLab; gives the name it goes by."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    name = f"SourceSans-{face}"
    pdfmetrics.registerFont(TTFont(name, face_file(face)))
    return name


@lru_cache(maxsize=16)
def style_of(name: str) -> ParagraphStyle:
    """Give one of the handout's styles."""
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415

    size, leading, face, color, after = _STYLES[name]
    return ParagraphStyle(
        name, fontName=typeface(face), fontSize=size, leading=leading, textColor=color, spaceAfter=after
    )


def said(text: str, style: str) -> Flowable:
    """Set a paragraph of plain text: nothing in it is markup."""
    from xml.sax.saxutils import escape  # noqa: PLC0415

    from reportlab.platypus import Paragraph  # noqa: PLC0415

    return Paragraph(escape(text), style_of(style))


def headed(year: str, title: str, style: str) -> Flowable:
    """Set a heading with its years before it, in the accent's colour; once where they are the heading."""
    from xml.sax.saxutils import escape  # noqa: PLC0415

    from reportlab.platypus import Paragraph  # noqa: PLC0415

    years = f'<font color="{_ACCENT}">{escape(year)}</font>&nbsp;&nbsp; ' if year != title else ""
    return Paragraph(f"{years}{escape(title)}", style_of(style))


def term(term: str, meaning: str) -> Flowable:
    """Set a term and what it means."""
    from xml.sax.saxutils import escape  # noqa: PLC0415

    from reportlab.platypus import Paragraph  # noqa: PLC0415

    return Paragraph(
        f'<font face="{typeface("semibold")}">{escape(term)}</font>: {escape(meaning)}', style_of("text")
    )


def names(texts: Texts) -> Flowable:
    """Leave room for a name and a date."""
    line = "_" * 28
    return said(f"{texts['classroom.name']} {line}     {texts['classroom.date']} {line[:16]}", "quiet")


def boxed(title: str, lines: Sequence[str]) -> list[Flowable]:
    """Set a note in a box, with its title; without lines nothing."""
    from reportlab.platypus import Table  # noqa: PLC0415

    if not lines:
        return []
    inside = [said(title, "question"), *(said(line, "quiet") for line in lines)]
    style = [("BOX", (0, 0), (-1, -1), 0.75, _ACCENT), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    return [Table([[inside]], colWidths=[ROOM], style=style), *room(6)]


def beside(pictures: Sequence[Flowable]) -> Flowable:
    """Set pictures side by side."""
    from reportlab.platypus import Table  # noqa: PLC0415

    return Table([list(pictures)], style=BARE, hAlign="LEFT")


def abreast(left: Sequence[Flowable], right: Flowable, wide: float) -> Flowable:
    """Set text to the left of a picture that is `wide` points."""
    from reportlab.platypus import Table  # noqa: PLC0415

    return Table([[list(left), "", right]], colWidths=[ROOM - wide - GAP, GAP, wide], style=BARE, spaceAfter=6)


def ruled(lines: int) -> Flowable:
    """Leave lines to write on."""
    from reportlab.platypus import Table  # noqa: PLC0415

    rules = [("LINEBELOW", (0, 0), (-1, -1), 0.5, _RULE)]
    return Table([[""]] * lines, colWidths=[ROOM], rowHeights=[8 * _MM] * lines, style=rules, spaceAfter=8)


def room(points: float) -> Iterable[Flowable]:
    """Leave room."""
    from reportlab.platypus import Spacer  # noqa: PLC0415

    return [Spacer(1, points)]


def height(flow: Sequence[Flowable]) -> float:
    """Measure how tall parts stand one below the other."""
    return float(sum(part.wrap(ROOM, TALL)[1] + part.getSpaceAfter() for part in flow))


def turn() -> Flowable:
    """Begin a new page."""
    from reportlab.platypus import PageBreak  # noqa: PLC0415

    return PageBreak()


def fitted(flow: Sequence[Flowable], width: float = ROOM, height: float = TALL - 1) -> Flowable:
    """Keep to one page or cell: what would run over is set smaller as a whole."""
    from reportlab.platypus import KeepInFrame  # noqa: PLC0415

    return KeepInFrame(width, height, list(flow), mode="shrink")
