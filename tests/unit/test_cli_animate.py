"""Films and maps side by side, ordered on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageSequence

from geodash.cli import main
from geodash.render.snapshot import read_state


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_film_has_a_frame_for_each_step(tmp_path: Path) -> None:
    out = tmp_path / "years.gif"
    result = run(
        *("animate", "--window", "1980/1986", "--step", "2", "--span", "3", "--seconds", "0.5"),
        *("--layers", "events,committees", "--lang", "es", "--preset", "square", "--dpi", "36", "-o", out),
    )
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"{out}\n"
    picture = Image.open(out)
    assert picture.size == (270, 270)
    assert [frame.info["duration"] for frame in ImageSequence.Iterator(picture)] == [500, 500, 1500]
    told = json.loads(picture.info["comment"])
    assert json.loads(told["geodash:figure"])["animation"] == [[1980, 1982], [1982, 1984], [1984, 1986]]
    assert "lang=es" in told["geodash:view"]


@pytest.mark.parametrize(
    ("windows", "found"),
    [
        ("1980/1992,2001/2012", [[1980, 1992], [2001, 2012]]),
        ("1985, 1990", [[1985, 1985], [1990, 1990]]),
        ("decades", [[1985, 1989], [1990, 1999], [2000, 2004]]),
    ],
)
def test_maps_side_by_side(tmp_path: Path, windows: str, found: list[list[int]]) -> None:
    out = tmp_path / "maps.png"
    result = run("snapshot", "--window", "1985/2004", "--multiples", windows, "--dpi", "36", "-o", out)
    assert result.exit_code == 0, result.stderr
    assert read_state(out).figure["windows"] == found


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["animate", "--step", "0", "-o", "a.gif"], "x>=1"),
        (["animate", "--window", "1990/1980", "-o", "a.gif"], "1980/1990"),
        (["animate", "--seconds", "0", "-o", "a.gif"], "choose from 0.05 to 60"),
        (["animate", "--window", "1980/1981", "-o", "a.avi"], "name the file .gif or .mp4"),
        (["animate", "--window", "1980/1981", "-o", "no/where/a.gif"], "there is no folder"),
        (["animate", "--window", "1980/1981", "-o", "a.mp4"], "needs ffmpeg"),
        (["animate", "--window", "1980/1981", "--search", "qqqq", "-o", "a.gif"], "nothing to draw"),
        (["animate", "--window", "1980/1981", "--dpi", "40000", "-o", "a.gif"], "out of reach"),
        (["snapshot", "--multiples", "1980/1970", "-o", "a.png"], "1970/1980"),
        (["snapshot", "--multiples", "", "-o", "a.png"], "not one or two years"),
    ],
)
def test_a_bad_wish_is_told_in_a_line_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    result = run(*asked)
    assert result.exit_code != 0
    assert told in result.stderr
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []
