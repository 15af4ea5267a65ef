"""How wide text is in the atlas's typeface, and where lines break: decided once, for every renderer of figures."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from geodash import bundle

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

Face = Literal["regular", "semibold", "italic"]
FACES: dict[Face, str] = {
    "regular": "SourceSans3-Regular.ttf",
    "semibold": "SourceSans3-Semibold.ttf",
    "italic": "SourceSans3-It.ttf",
}
FAMILY = "Source Sans 3"
_UNIT = 200  # text is measured at this size and scaled


def face_file(face: Face) -> str:
    """Give the path of a face's font file."""
    return str(bundle.path("static", "vendor", "source-sans", FACES[face]))


@lru_cache(maxsize=20_000)
def width(text: str, size: float, face: Face = "regular") -> float:
    """Measure a line of text in the unit of `size` (CSS pixels)."""
    return float(_font(face).getlength(text)) * size / _UNIT


def broken(text: str, size: float, room: float, face: Face = "regular") -> tuple[str, ...]:
    """Break a text into lines no wider than `room`, at spaces; a word too long for a line is broken anywhere.

    Line breaks in the text stay.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _pieces(paragraph, size, room, face):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size, face) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return tuple(lines)


def _pieces(paragraph: str, size: float, room: float, face: Face) -> list[str]:
    pieces = []
    for word in paragraph.split():
        rest = word
        while len(rest) > 1 and width(rest, size, face) > room:
            fits = next((n for n in range(len(rest) - 1, 1, -1) if width(rest[:n], size, face) <= room), 1)
            pieces.append(rest[:fits])
            rest = rest[fits:]
        pieces.append(rest)
    return pieces


@lru_cache(maxsize=8)
def _font(face: Face) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - only figures need it

    return ImageFont.truetype(face_file(face), _UNIT, layout_engine=ImageFont.Layout.BASIC)
