from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geodash.cli import main


def run(command: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [command, *(str(a) for a in arguments)])


def test_a_full_disk_leaves_the_earlier_lesson_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    out = tmp_path / "lesson.html"
    out.write_text("the lesson of yesterday", encoding="utf-8")
    result = run("lesson", "two-valleys", "-o", out)
    assert result.exit_code == 1
    assert "No space left" in result.stderr
    assert result.stderr.count("\n") == 1
    assert out.read_text(encoding="utf-8") == "the lesson of yesterday"
    assert list(tmp_path.iterdir()) == [out]


def test_a_lesson_has_the_name_of_a_page(tmp_path: Path) -> None:
    result = run("lesson", "two-valleys", "-o", tmp_path / "lesson.pdf")
    assert result.exit_code == 1
    assert "lesson.pdf: not a name for what is written; end it with .html" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_region_is_told_in_a_line_that_can_be_read(tmp_path: Path) -> None:
    result = run("export", "--region", "Huantaa", "-o", tmp_path / "map.geojson")
    assert result.exit_code == 1
    assert "no row has the region 'Huantaa' (perhaps Huanta?)" in result.stderr
    assert result.stderr.rstrip().endswith("more")
    assert len(result.stderr) < 500


def test_a_key_does_not_take_the_place_of_its_handout(tmp_path: Path) -> None:
    result = run("handout", "two-valleys", "--key", tmp_path / "one.pdf", "-o", tmp_path / "one.pdf")
    assert result.exit_code == 1
    assert "give the key another name" in result.stderr
    assert list(tmp_path.iterdir()) == []
