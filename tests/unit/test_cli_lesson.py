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


WIDE = """story: 1
id: wide
title: {en: Wide}
summary: {en: All of it.}
chapters:
  - id: all
    kind: map
    title: {en: All}
    text: {en: Everything there is.}
    view: {years: [1970, 2023]}
    camera: {lon: -75, lat: -9.5, zoom: 5}
    focus: [ZZZ999]
    sources: [NOPE]
"""
REMARKS = ("chapter all: no source 'NOPE' in sources.csv", "chapter all: no row 'ZZZ999' in the layers")


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    path = tmp_path / "wide.yaml"
    path.write_text(WIDE, encoding="utf-8")
    return path


def test_a_lesson_that_is_too_large_and_names_what_is_not_there_is_written_with_warnings(wide: Path) -> None:
    out = wide.with_name("lesson.html")
    result = run("lesson", wide, "-o", out)
    assert result.exit_code == 0
    size = out.stat().st_size
    assert size > 2_000_000
    assert f"{size / 1e6:.1f} MB, more than the 2 MB" in result.stderr
    assert "choose fewer years or layers" in result.stderr
    for remark in REMARKS:
        assert remark in result.stderr
    assert result.stdout.count("\n") == 1


@pytest.mark.parametrize(("command", "ending"), [("slides", "pptx"), ("handout", "pdf")])
def test_what_a_story_names_in_vain_is_warned_of(wide: Path, command: str, ending: str) -> None:
    result = run(command, wide, "-o", wide.with_name(f"wide.{ending}"))
    assert result.exit_code == 0
    for remark in REMARKS:
        assert remark in result.stderr
    assert "MB" not in result.stderr


def test_a_lesson_of_the_atlas_s_own_is_written_without_a_word_on_standard_error(tmp_path: Path) -> None:
    result = run("lesson", "two-valleys", "-o", tmp_path / "lesson.html")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_story_alone_is_checked(wide: Path) -> None:
    result = run("check", wide, "two-valleys")
    assert result.exit_code == 1
    assert [remark in result.stderr for remark in REMARKS] == [True, True]
    assert result.stderr.count("Fault:") == 2
    wide.write_text(WIDE.replace("[ZZZ999]", "[E06]") + "minuts: 3\n", encoding="utf-8")
    assert "wide.yaml, line 14, minuts: does not belong here" in run("check", wide).stderr
    assert run("check", "two-valleys").stdout == "No faults in two-valleys.\n"


@pytest.mark.parametrize("command", ["lesson", "slides", "handout"])
def test_a_story_without_chapters_is_refused(wide: Path, command: str) -> None:
    wide.write_text(WIDE[: WIDE.index("  - id: all")].replace("chapters:", "chapters: []"), encoding="utf-8")
    ending = {"lesson": "html", "slides": "pptx", "handout": "pdf"}[command]
    result = run(command, wide, "-o", wide.with_name(f"out.{ending}"))
    assert result.exit_code == 1
    assert "wide: has no chapter to teach; add one" in result.stderr
    assert list(wide.parent.iterdir()) == [wide]


def test_a_file_that_is_not_utf_8_is_told_with_its_line_and_how_to_mend_it(wide: Path) -> None:
    wide.write_bytes(WIDE.replace("All of it.", "Año de todo.").encode("latin-1"))
    result = run("lesson", wide, "-o", wide.with_name("out.html"))
    assert result.exit_code == 1
    assert "wide.yaml, line 4: not UTF-8 text; save it as UTF-8" in result.stderr


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
