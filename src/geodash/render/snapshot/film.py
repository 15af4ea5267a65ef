"""A film that can be saved: animated GIF, and MP4 where ffmpeg is installed."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geodash.errors import FigureError
from geodash.formats.landing import land
from geodash.render.snapshot import imprint
from geodash.view.sheet import Reel
from geodash.view.sheet.windows import SECONDS
from geodash.view.styles import load_styles

if TYPE_CHECKING:
    from PIL.Image import Image

FILMS = ("gif", "mp4")
_REST = 3  # the last frame stands so many times as long
_PATIENCE = 120  # seconds for ffmpeg to end after the last frame
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Animation:
    """A reel and the ways to have it; the same reel gives the same GIF, byte for byte.

    `seconds` is how long a frame stands. Whoever makes one may be told how far it is, as frames done and in all, and
    stops it by raising in that function: nothing is written then. In a notebook it shows itself.
    """

    reel: Reel
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        """Refuse a pace that nobody can watch.

        Raises:
            FigureError: less than a twentieth of a second, or more than a minute a frame.
        """
        if not 0.05 <= self.seconds <= 60:
            raise FigureError(f"{self.seconds:g} seconds a frame are out of reach; choose from 0.05 to 60")

    def __repr__(self) -> str:
        """Name it in a line: a reel holds all that is drawn."""
        across, down = self.reel.sheet.preset.pixels
        return f"Animation({self.reel.sheet.title!r}, {len(self.reel.frames)} frames of {across} x {down} pixels)"

    def frames(self, tell: Tell | None = None) -> Iterator[Image]:
        """Draw the frames."""
        from geodash.render.snapshot.frames import draw_frames  # noqa: PLC0415 - imports Matplotlib

        for number, picture in enumerate(draw_frames(self.reel), 1):
            yield picture
            if tell:
                tell(number, len(self.reel.frames))

    def gif(self, tell: Tell | None = None) -> bytes:
        """Draw it as a GIF that runs forever, with one palette for all frames so that no colour flickers.

        Its comment holds the state of the view, as the text chunks of a PNG do.
        """
        from geodash.render.snapshot.palette import choose_palette, reduce  # noqa: PLC0415

        pictures = list(self.frames(tell))
        palette = choose_palette(pictures, self._exact())
        flat = [reduce(picture, palette) for picture in pictures]
        out = io.BytesIO()
        flat[0].save(
            out,
            format="GIF",
            save_all=True,
            append_images=flat[1:],
            duration=self._durations(),
            loop=0,
            optimize=False,
            disposal=1,
            comment=json.dumps(imprint.state(self.reel.sheet), ensure_ascii=True, sort_keys=True).encode("ascii"),
        )
        return out.getvalue()

    def mp4(self, tell: Tell | None = None) -> bytes:
        """Draw it as MP4 (H.264) with ffmpeg; its comment holds the state of the view.

        Raises:
            FigureError: ffmpeg is not installed, or cannot encode the frames.
        """
        program = shutil.which("ffmpeg")
        if program is None:
            told = "MP4 needs ffmpeg, which is not installed here; install it, or save a .gif"
            raise FigureError(told, key="no_ffmpeg")
        with tempfile.TemporaryDirectory(prefix="geodash-") as folder:
            film = Path(folder, "film.mp4")
            self._encode(program, film, tell)
            return film.read_bytes()

    def drawn(self, form: str, tell: Tell | None = None) -> bytes:
        """Draw it in the format of that name ("gif", "mp4").

        Raises:
            FigureError: another format, or see `mp4`.
        """
        if form not in FILMS:
            raise FigureError(f"no film format {form!r}; choose one of {', '.join(FILMS)}")
        made: bytes = getattr(self, form)(tell)
        return made

    def save(self, path: str | Path, tell: Tell | None = None) -> Path:
        """Write it to a file, in the format that the suffix names; whole or not at all.

        Raises:
            FigureError: an unknown suffix, or see `mp4`.
            GeodashError: a folder that is not there or cannot be written, a full disk; no half file is left.
        """
        where = Path(path)
        form = where.suffix.lower().removeprefix(".")
        if form not in FILMS:
            raise FigureError(f"{where.name}: no film format; name the file .{' or .'.join(FILMS)}")
        if not where.parent.is_dir():
            raise FigureError(f"{where.name}: there is no folder {where.parent}; make it, or choose another")
        land({where: self.drawn(form, tell)})
        return where

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        import base64  # noqa: PLC0415

        told = base64.b64encode(self.gif()).decode("ascii")
        return {"text/html": f'<img alt="" src="data:image/gif;base64,{told}">'}

    def _exact(self) -> list[str]:
        """The colours that the legend and the words have, and what shines through: pale arcs, washes on the map."""
        from geodash.render.snapshot.palette import mixed  # noqa: PLC0415

        sheet, styles = self.reel.sheet, load_styles()
        inks, ground = styles.table["sheet"][sheet.theme], styles.table["basemap"][sheet.theme]
        layers = [styles.color(key.layer, sheet.theme) for key in sheet.keys if key.form == "symbol"]
        pale = [mixed(color, inks["paper"], styles.marks["cluster"]["pale"]) for color in layers]
        strengths = (styles.marks["fill"], styles.marks["wide"]["fill"])
        washed = [
            mixed(color, ground[below], strength)
            for below in ("land", "sea")
            for strength in strengths
            for color in layers
        ]
        return [*inks.values(), *(color for key in sheet.keys for color in key.colors), *pale, *washed]

    def _durations(self) -> list[int]:
        each = round(self.seconds * 100) * 10  # GIF counts in hundredths of a second
        return [each] * (len(self.reel.frames) - 1) + [each * _REST]

    def _encode(self, program: str, film: Path, tell: Tell | None) -> None:
        size, sheet = self.reel.sheet.preset.pixels, self.reel.sheet
        told = json.dumps(imprint.state(sheet), ensure_ascii=True, sort_keys=True)
        order = [
            *(program, "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"),
            *("-s", f"{size[0]}x{size[1]}", "-r", f"{1 / self.seconds:.6f}", "-i", "-"),
            *("-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,fps=25", "-c:v", "libx264", "-pix_fmt", "yuv420p"),
            *("-threads", "1", "-flags", "+bitexact", "-fflags", "+bitexact", "-map_metadata", "-1"),
            *("-metadata", f"title={sheet.title}", "-metadata", f"comment={told}", "-movflags", "+faststart"),
            str(film),
        ]
        with subprocess.Popen(order, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603
            try:
                _feed(running, self.frames(tell))
                _, said = running.communicate(timeout=_PATIENCE)
            except BaseException:
                running.kill()
                raise
        if running.returncode or not film.is_file():
            reason = said.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no reason given"]
            told = f"ffmpeg could not make the MP4 ({reason[0]}); save a .gif, or install another ffmpeg"
            raise FigureError(told, key="ffmpeg", reason=reason[0])


def _feed(running: subprocess.Popen[bytes], pictures: Iterator[Image]) -> None:
    pipe = running.stdin
    last = None
    try:
        for picture in pictures:
            last = picture.tobytes()
            if pipe:
                pipe.write(last)
        if pipe and last:
            pipe.write(last * (_REST - 1))
    except BrokenPipeError:
        pass  # ffmpeg has given up; what it says tells why
