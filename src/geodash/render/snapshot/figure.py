"""A figure that can be looked at and saved: PNG, SVG and PDF out of one sheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from geodash.errors import FigureError
from geodash.formats.landing import land
from geodash.render.snapshot import imprint
from geodash.view.sheet import Sheet

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

FORMATS = ("png", "svg", "pdf")


@dataclass(frozen=True, slots=True)
class Figure:
    """A sheet and the ways to have it; the same sheet gives the same bytes each time.

    In a notebook it shows itself.
    """

    sheet: Sheet

    def png(self) -> bytes:
        """Draw it as PNG, at the sheet's resolution; its state is in text chunks."""
        return self._bytes("png", imprint.for_png(self.sheet))

    def svg(self) -> bytes:
        """Draw it as SVG: text as text, the typeface carried along, a group with an id for each part."""
        return imprint.finish_svg(self._bytes("svg", imprint.for_svg(self.sheet)), self.sheet)

    def pdf(self) -> bytes:
        """Draw it as PDF with its fonts embedded (Type 42)."""
        return self._bytes("pdf", imprint.for_pdf(self.sheet))

    def drawn(self, form: str) -> bytes:
        """Draw it in the format of that name ("png", "svg", "pdf").

        Raises:
            FigureError: another format.
        """
        if form not in FORMATS:
            raise FigureError(f"no figure format {form!r}; choose one of {', '.join(FORMATS)}")
        made: bytes = getattr(self, form)()
        return made

    def save(self, path: str | Path) -> Path:
        """Write it to a file, in the format that the suffix names; whole or not at all.

        Raises:
            FigureError: an unknown suffix.
            GeodashError: a folder that is not there or cannot be written, a full disk; no half file is left.
        """
        where = Path(path)
        form = where.suffix.lower().removeprefix(".")
        if form not in FORMATS:
            raise FigureError(f"{where.name}: no figure format; name the file .{', .'.join(FORMATS)}")
        land({where: self.drawn(form)})
        return where

    def _repr_png_(self) -> bytes:
        return self.png()

    def _bytes(self, form: str, said: dict[str, object]) -> bytes:
        import matplotlib as mpl  # noqa: PLC0415 - drawing only; sheets need none of it

        from geodash.render.snapshot.drawing import MANNER, draw  # noqa: PLC0415

        out = io.BytesIO()
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update(cast("Any", MANNER))
            canvas: Canvas = draw(self.sheet)
            canvas.savefig(out, format=form, dpi=self.sheet.preset.dpi, metadata=said)
        return out.getvalue()
