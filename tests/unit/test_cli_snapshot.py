from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from geodash.cli import main
from geodash.render.snapshot import read_state
from geodash.selection import FACETS
from geodash.view.sheet import make_wish


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["snapshot", *(str(a) for a in arguments)])


def test_a_figure_is_drawn_as_asked(tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    asked = ["--window", "1980/1992", "--layers", "committees,bases", "--lang", "es", "--at", "-74.2_-13.1_8"]
    result = run(*asked, "--preset", "square", "--title", "Mi título", "--dpi", "72", "-o", out)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"{out}\n"
    assert Image.open(out).size == (540, 540)
    state = read_state(out)
    chosen = state.selection(dict.fromkeys(FACETS, ()))
    assert (chosen.first, chosen.last, set(chosen.layers)) == (1980, 1992, {"committees", "bases"})
    assert state.camera
    assert (state.camera.lon, state.camera.lat, state.camera.zoom) == (-74.2, -13.1, 8)
    assert state.figure == {"preset": "square", "title": "Mi título", "language": "es", "dpi": 72.0}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--window", "1992/1980"], "1980/1992"),
        (["--layers", "roads"], "no layer 'roads'"),
        (["--preset", "poster"], "no preset 'poster'"),
        (["--colors", "sepia"], "no colour mode 'sepia'"),
        (["--lang", "qu"], "no texts in 'qu'"),
        (["--dpi", "40000"], "40000 dpi is out of reach"),
        (["--pixels", "40000x40000"], "40000 x 40000 pixels are out of reach"),
        (["--pixels", "wide"], "'wide' is no size"),
        (["--at", "Lima"], "'Lima' is no place to look at"),
        (["--search", "xyzzy"], "nothing to draw"),
    ],
)
def test_what_cannot_be_had_is_one_line_and_no_file(asked: list[str], told: str, tmp_path: Path) -> None:
    result = run(*asked, "-o", tmp_path / "map.png")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert told in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("--dpi", "60", "-o", tmp_path / "none" / "map.png")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    result = run("--dpi", "60", "-o", tmp_path / "map.jpeg")
    assert "map.jpeg: no figure format" in result.stderr


def test_a_size_of_ones_own_is_kept_and_read_again(tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    assert run("--pixels", "800x500", "--window", "1983", "-o", out).exit_code == 0
    assert Image.open(out).size == (800, 500)
    assert make_wish(**read_state(out).figure).pixels == (800, 500)
