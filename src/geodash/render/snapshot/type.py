"""The typeface of figures for Matplotlib: the vendored faces, so that every machine draws the same.

Signs that it lacks (of names from elsewhere) come from the typeface that Matplotlib carries with it; what that lacks
too is not drawn.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodash.view.lettering import FACES, FAMILY, Face, face_file

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

_WEIGHTS: dict[Face, int] = {"regular": 400, "semibold": 600, "italic": 400}

_SPARE = "DejaVu Sans"


@lru_cache(maxsize=8)
def font(face: Face) -> FontProperties:
    """Give a face as font properties without a size."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    _register()
    return FontProperties(
        family=[FAMILY, _SPARE], weight=_WEIGHTS[face], style="italic" if face == "italic" else "normal"
    )


def lacking(text: str) -> str:
    """Give the signs of a text that cannot be drawn, each once."""
    return "".join(dict.fromkeys(sign for sign in text if not sign.isspace() and ord(sign) not in _signs()))


def drawable(text: str) -> str:
    """Leave out what cannot be drawn: it would be an empty box."""
    return "".join(sign for sign in text if sign.isprintable() and (sign.isspace() or ord(sign) in _signs()))


@lru_cache(maxsize=1)
def _signs() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415

    files = (face_file("regular"), _spare())
    return frozenset(code for file in files for code in FT2Font(file).get_charmap())


def _spare() -> str:
    from matplotlib import get_data_path  # noqa: PLC0415

    return str(Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))


@lru_cache(maxsize=1)
def _register() -> None:
    from matplotlib.font_manager import FontEntry, fontManager  # noqa: PLC0415

    for weight in set(_WEIGHTS.values()):
        fontManager.ttflist.insert(0, FontEntry(_spare(), name=_SPARE, weight=weight, size="scalable"))
    for face in FACES:
        style = "italic" if face == "italic" else "normal"
        entry = FontEntry(face_file(face), name=FAMILY, style=style, weight=_WEIGHTS[face], size="scalable")
        fontManager.ttflist.insert(0, entry)
