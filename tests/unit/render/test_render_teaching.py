"""geodash slides and geodash handout: files that are there whole, and refusals that say what to do."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from classes import STORY
from click.testing import CliRunner
from pptx import Presentation
from pypdf import PdfReader

from geodash.cli import main
from geodash.story import write_story


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "three.yaml"
    path.write_text(write_story(STORY), encoding="utf-8")
    return path


def test_slides_of_a_story_in_a_file(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "three.pptx"
    done = CliRunner().invoke(main, ["slides", str(story), "--lang", "es", "-o", str(out)])
    assert done.exit_code == 0, done.output
    title: Any = Presentation(io.BytesIO(out.read_bytes())).slides[0].shapes.title
    assert title.text_frame.text == "ES Three chapters"


def test_a_handout_and_its_key(story: Path, tmp_path: Path) -> None:
    out, key = tmp_path / "three.pdf", tmp_path / "key.pdf"
    command = ["handout", str(story), "--per-page", "4", "--key", str(key), "-o", str(out)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    assert "There it is." in PdfReader(key).pages[0].extract_text()
    assert len(PdfReader(out).pages) == 5


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["slides", "who-keeps-us-safe", "-o", "story.ppt"], "end it with .pptx"),
        (["handout", "who-keeps-us-safe", "-o", "story.docx"], "end it with .pdf"),
        (["slides", "who-keeps-us-sound", "-o", "story.pptx"], "choose one of"),
        (["slides", "none.yaml", "-o", "story.pptx"], "none.yaml"),
        (
            ["slides", "reading-a-source", "--lang", "xx", "-o", "story.pptx"],
            "no texts in 'xx'; choose one of en, es",
        ),
        (["handout", "three.yaml", "-o", "nowhere/story.pdf"], "nowhere"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_line(
    command: list[str], told: str, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(story.parent)
    done = CliRunner().invoke(main, command)
    assert done.exit_code != 0
    assert told in done.output
    assert "Traceback" not in done.output
    assert [path.name for path in story.parent.iterdir()] == ["three.yaml"]
