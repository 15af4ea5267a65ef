"""Films: frames for the windows, one scale and palette, the same bytes again, and no half file."""

from __future__ import annotations

import copy
import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from installed import program
from PIL import Image, ImageSequence

import geodash
from geodash.atlas import Atlas
from geodash.errors import FigureError, GeodashError
from geodash.layers.committees import build_committees
from geodash.layers.layer import make_layer
from geodash.layers.tables import read_table
from geodash.render.snapshot import Animation, Figure, read_state
from geodash.render.snapshot.film import FILMS
from geodash.safety import gate
from geodash.view.sheet import steps
from geodash.view.styles import load_styles

TABLES = Path(__file__).parents[4] / "data" / "tables"
YEARS = steps(1982, 1987)
SMALL = 30  # dpi


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load().select(first=1980, last=1992)


@pytest.fixture(scope="module")
def film(atlas: Atlas) -> Animation:
    return atlas.animation(YEARS, dpi=SMALL)


@pytest.fixture(scope="module")
def gif(film: Animation) -> bytes:
    return film.gif()


def test_a_gif_has_a_frame_for_each_window_and_runs_forever(film: Animation, gif: bytes) -> None:
    picture = Image.open(io.BytesIO(gif))
    assert len(list(ImageSequence.Iterator(picture))) == len(YEARS) == len(film.reel.frames)
    assert picture.size == film.reel.sheet.preset.pixels
    assert picture.info["loop"] == 0
    times = [frame.info["duration"] for frame in ImageSequence.Iterator(picture)]
    assert times == [800] * (len(YEARS) - 1) + [2400]


def test_frames_differ_only_where_something_moves(film: Animation, gif: bytes) -> None:
    frames = [np.asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(Image.open(io.BytesIO(gif)))]
    size, (panel,) = film.reel.sheet.preset, film.reel.sheet.panels
    scale = size.dpi / 96
    moving = np.zeros(frames[0].shape[:2], dtype=bool)
    frame = panel.frame
    rooms = [(frame.x, frame.y, frame.right, frame.bottom)]
    rooms += [(b.x - 60, b.y - 3, size.width, b.y + b.height + 3) for still in film.reel.frames for b in still.blocks]
    for west, north, east, south in rooms:
        box = [max(0, round(edge * scale)) for edge in (west - 2, north - 2, east + 2, south + 2)]
        moving[box[1] : box[3], box[0] : box[2]] = True
    for one in frames[1:]:
        changed = (one != frames[0]).any(axis=2)
        assert changed.any()
        assert not (changed & ~moving).any()


def test_the_legends_colours_are_exact_in_every_frame(film: Animation, gif: bytes) -> None:
    picture = Image.open(io.BytesIO(gif))
    wanted = [tuple(bytes.fromhex(key.colors[0][1:])) for key in film.reel.sheet.keys if key.form == "symbol"]
    assert len(wanted) >= 3
    for frame in ImageSequence.Iterator(picture):
        found = set(map(tuple, np.asarray(frame.convert("RGB")).reshape(-1, 3).tolist()))
        assert set(wanted) <= found


def test_what_shines_through_keeps_its_colour(film: Animation, gif: bytes) -> None:
    """Pale arcs, blended with the paper: a nearest colour of the map would turn one layer into another."""
    styles = load_styles()
    paper = bytes.fromhex(styles.table["sheet"]["light"]["paper"][1:])
    pale = styles.marks["cluster"]["pale"]
    frame = np.asarray(Image.open(io.BytesIO(gif)).convert("RGB")).reshape(-1, 3)
    found = set(map(tuple, frame.tolist()))
    layers = {arc.layer for ring in film.reel.frames[0].scene.rings for arc in ring.arcs if arc.opacity < 1}
    assert layers
    for layer in layers:
        color = bytes.fromhex(styles.color(layer, "light")[1:])
        assert tuple(round(a * pale + b * (1 - pale)) for a, b in zip(color, paper, strict=True)) in found


def test_a_frame_is_the_figure_of_its_window(film: Animation) -> None:
    """The blitted frame and the same sheet drawn in one go are one picture, but for rounding where edges blend."""
    still, sheet = film.reel.frames[3], film.reel.sheet
    panel = replace(sheet.panels[0], scene=still.scene)
    whole = Figure(replace(sheet, panels=(panel,), blocks=(*sheet.blocks, *still.blocks))).png()
    one = np.asarray(Image.open(io.BytesIO(whole)).convert("RGB")).astype(int)
    other = np.asarray(list(film.frames())[3]).astype(int)
    assert one.shape == other.shape
    assert (abs(one - other).max(axis=2) > 12).mean() < 0.002


def test_years_are_large_and_counts_are_those_of_the_frame(film: Animation) -> None:
    for still, window in zip(film.reel.frames, YEARS, strict=True):
        assert still.window == window
        years = next(block for block in still.blocks if block.role == "window")
        assert years.lines == (str(window[0]),)
        assert years.size >= max(block.size for block in film.reel.sheet.blocks)
        events = [one for one in still.scene.inside if one[0] == "events"]
        numbers = {block.lines[0] for block in still.blocks if block.role == "legend"}
        assert str(len(events)) in numbers


def test_names_keep_still(film: Animation) -> None:
    assert len({still.scene.names for still in film.reel.frames}) == 1
    assert film.reel.sheet.panels[0].scene.names == film.reel.frames[0].scene.names != ()


def test_the_same_film_gives_the_same_bytes(atlas: Atlas, gif: bytes) -> None:
    assert atlas.animation(YEARS, dpi=SMALL).gif() == gif


def test_the_comment_carries_the_view(atlas: Atlas, gif: bytes) -> None:
    told = json.loads(Image.open(io.BytesIO(gif)).info["comment"])
    assert told["geodash:data"] == atlas.version
    assert "years=1980&years=1992" in told["geodash:view"]
    assert json.loads(told["geodash:figure"])["animation"] == [list(window) for window in YEARS]


def test_a_gif_brings_its_view_back(atlas: Atlas, gif: bytes) -> None:
    found = read_state(gif)
    assert (found.data, found.program) == (atlas.version, geodash.__version__)
    assert found.selection({}) == atlas.selection
    assert found.figure["animation"][0] == [1982, 1982]


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 1200))
def test_a_strangers_gif_is_read_or_refused_but_never_more(gif: bytes, noise: bytes, at: int) -> None:
    for content in (b"GIF89a" + noise, gif[:at] + noise + gif[at + len(noise) : 5000]):
        try:
            read_state(content)
        except FigureError as problem:
            assert "GeoDash" in str(problem)


def test_without_windows_it_goes_year_by_year(atlas: Atlas) -> None:
    assert [still.window for still in atlas.animation().reel.frames] == [(y, y) for y in range(1980, 1993)]


def test_whoever_is_told_how_far_it_is_can_stop_it_and_no_file_is_left(film: Animation, tmp_path: Path) -> None:
    told = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        film.save(tmp_path / "film.gif", tell)
    assert told == [(1, 6), (2, 6)]
    assert list(tmp_path.iterdir()) == []


def test_bad_wishes_are_refused_before_anything_is_drawn(
    atlas: Atlas, film: Animation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FigureError, match=r"name the file \.gif or \.mp4"):
        film.save(tmp_path / "film.avi")
    with pytest.raises(FigureError, match="there is no folder"):
        film.save(tmp_path / "nowhere" / "film.gif")
    with pytest.raises(FigureError, match="choose one of"):
        film.drawn("avi")
    with pytest.raises(FigureError, match="out of reach"):
        atlas.animation(YEARS, seconds=0)
    with pytest.raises(FigureError, match="frames of 7500 x"):
        atlas.animation(steps(1980, 1992), preset="slide", dpi=562.5)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(FigureError, match="install it, or save a"):
        film.save(tmp_path / "film.mp4")
    assert FILMS == ("gif", "mp4")
    assert list(tmp_path.iterdir()) == []


def test_ffmpeg_gets_all_frames_and_the_state(
    film: Animation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in that counts what it is fed, as no encoder may be here."""
    program = tmp_path / "ffmpeg"
    program.write_text('#!/bin/sh\nfor last; do :; done\n{ echo "$@"; wc -c; } > "$last"\n')
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))
    told = film.save(tmp_path / "film.mp4").read_text()
    across, down = film.reel.sheet.preset.pixels
    assert int(told.split()[-1]) == across * down * 3 * (len(YEARS) + 2)
    assert f"{across}x{down}" in told
    assert "geodash:view" in told


def test_an_mp4_plays_with_the_frames_of_the_film_for_as_long_as_they_stand(
    film: Animation, gif: bytes, tmp_path: Path
) -> None:
    ffmpeg = program("ffmpeg", "ffmpeg", name="FFmpeg", brew="ffmpeg", winget="Gyan.FFmpeg")
    path = film.save(tmp_path / "film.mp4")
    across, down = film.reel.sheet.preset.pixels
    step = film.seconds / 2  # two pictures from each frame's time
    sample = ["-vf", f"fps={1 / step}:start_time=0", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    shown = subprocess.run([ffmpeg, "-v", "error", "-i", path, *sample], capture_output=True, check=True).stdout
    seen = np.frombuffer(shown, np.uint8).reshape(-1, down + down % 2, across, 3)[:, :down].astype(float)
    frames = ImageSequence.Iterator(Image.open(io.BytesIO(gif)))
    wanted = [np.asarray(frame.convert("RGB"), float) for frame in frames]
    assert len(seen) == pytest.approx(2 * (len(YEARS) + 2), abs=1)  # the last stands three times as long
    for number in range(len(YEARS)):
        off = [np.abs(picture - seen[2 * number + 1]).mean() for picture in wanted]
        assert off[number] == min(off) and off[number] < 8, number


def test_what_ffmpeg_complains_of_is_told(film: Animation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\ncat > /dev/null\necho Unknown encoder libx264 >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))
    with pytest.raises(FigureError, match="Unknown encoder libx264"):
        film.save(tmp_path / "film.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["ffmpeg"]


def test_an_unwritable_folder_is_told_and_leaves_nothing(film: Animation, tmp_path: Path) -> None:
    (tmp_path / "film.gif").mkdir()
    with pytest.raises(GeodashError, match="is a folder"):
        film.save(tmp_path / "film.gif")
    assert [path.name for path in tmp_path.iterdir()] == ["film.gif"]


def test_inks_are_kept_exact(gif: bytes) -> None:
    paper = load_styles().table["sheet"]["light"]["paper"]
    picture = Image.open(io.BytesIO(gif)).convert("RGB")
    assert picture.getpixel((1, 1)) == tuple(bytes.fromhex(paper[1:]))


def test_no_secret_is_in_a_film() -> None:
    made = build_committees(read_table(TABLES, "committees")[0][:2], [], {}).features
    rows = []
    for number, sensitivity in enumerate(("withheld", "district")):
        row = copy.deepcopy(made[number])
        row["properties"] |= {"sensitivity": sensitivity, "drawn": "point", "listed_reason": None}
        row["properties"]["summary"] = "Don Secreto lives at -12.59254, -74.17593"
        row["geometry"] = {"type": "Point", "coordinates": [-74.17593, -12.59254]}
        if sensitivity == "withheld":
            row["properties"] |= {"name": "Comité Quilla Wasi", "id": "C-4711"}
            row["id"] = "C-4711"
        rows.append(row)
    atlas = Atlas({"committees": gate(make_layer("committees", rows))}).select(layers=("committees",))
    content = atlas.animation(steps(1970, 2023, 18), dpi=SMALL).gif()
    told = str(Image.open(io.BytesIO(content)).info).encode()
    for secret in ("Quilla", "Wasi", "Don Secreto", "C-4711", "59254", "17593"):
        assert secret.encode() not in told
    for word in (b"Quilla", b"Don Secreto", b"C-4711"):
        assert word not in content
    (panel,) = atlas.animation(steps(1970, 2023, 18), dpi=SMALL).reel.sheet.panels
    assert {mark.id for mark in panel.view.marks} == {str(rows[1]["properties"]["id"])}
