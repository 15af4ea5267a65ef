"""A figure that can be looked at and saved: PNG, SVG and PDF out of one sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from geodash.errors import FigureError
from geodash.formats.landing import land
from geodash.render.snapshot import imprint
from geodash.view.sheet import Sheet

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

FORMATS = ("png", "svg", "pdf")
_COMPRESSION = 5  # of a PNG, 0-9; more takes twice the time for hundredths of the size


@dataclass(frozen=True, slots=True)
class Figure:
    """A sheet and the ways to have it; the same sheet gives the same bytes each time.

    In a notebook it shows itself.
    """

    sheet: Sheet

    def __repr__(self) -> str:
        """Name it in a line: a sheet holds all that is drawn."""
        across, down = self.sheet.preset.pixels
        return f"Figure({self.sheet.title!r}, {self.sheet.preset.name}, {across} x {down} pixels)"

    def png(self) -> bytes:
        """Draw it as PNG, at the sheet's resolution; its state is in text chunks."""
        from PIL import Image  # noqa: PLC0415
        from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

        said = PngInfo()
        for key, text in imprint.for_png(self.sheet).items():
            said.add_text(key, text)
        out = io.BytesIO()
        dpi = self.sheet.preset.dpi
        Image.fromarray(self.pixels()).save(out, "png", pnginfo=said, dpi=(dpi, dpi), compress_level=_COMPRESSION)
        return out.getvalue()

    def pixels(self) -> npt.NDArray[np.uint8]:
        """Draw it as an array of height x width x 3 (red, green, blue)."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415

        with self._drawing() as drawn:
            width, height = self.sheet.preset.pixels
            drawn.set_size_inches(width / drawn.dpi, height / drawn.dpi)  # whole pixels, none cut in half
            canvas: Any = FigureCanvasAgg(drawn)
            canvas.draw()
            return np.ascontiguousarray(np.asarray(canvas.buffer_rgba())[..., :3])

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

    def _bytes(self, form: str, said: dict[str, str | None]) -> bytes:
        out = io.BytesIO()
        with self._drawing() as drawn:
            drawn.savefig(out, format=form, dpi=self.sheet.preset.dpi, metadata=said)
        return out.getvalue()

    @contextmanager
    def _drawing(self) -> Iterator[Canvas]:
        # Imports Matplotlib, which sheets have no need of.
        from geodash.render.snapshot.drawing import draw, in_our_manner  # noqa: PLC0415

        with in_our_manner():
            yield draw(self.sheet)
