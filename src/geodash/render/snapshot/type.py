"""The typeface of figures for Matplotlib: the vendored faces and no other, so that every machine draws the same."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geodash.view.lettering import FACES, FAMILY, Face, face_file

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

_WEIGHTS: dict[Face, int] = {"regular": 400, "semibold": 600, "italic": 400}


@lru_cache(maxsize=8)
def font(face: Face) -> FontProperties:
    """Give a face as font properties without a size."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415

    _register()
    return FontProperties(family=FAMILY, weight=_WEIGHTS[face], style="italic" if face == "italic" else "normal")


@lru_cache(maxsize=1)
def _register() -> None:
    from matplotlib.font_manager import FontEntry, fontManager  # noqa: PLC0415

    for face in FACES:
        style = "italic" if face == "italic" else "normal"
        entry = FontEntry(face_file(face), name=FAMILY, style=style, weight=_WEIGHTS[face], size="scalable")
        fontManager.ttflist.insert(0, entry)
