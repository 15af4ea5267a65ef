"""What cannot be drawn or opened is said in the reader's language, and says the same in each."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import geodash
from geodash.app import problems
from geodash.atlas import Atlas
from geodash.errors import FigureError, GeodashError
from geodash.render.snapshot import read_state
from geodash.render.snapshot.reading import LARGEST
from geodash.text import languages, load
from geodash.view.sheet import steps

WISHES: dict[str, Callable[[Atlas], Any]] = {
    "empty": lambda atlas: atlas.select(search="qqqq").figure(),
    "no_ffmpeg": lambda atlas: atlas.animation(steps(1980, 1982), dpi=30).mp4(),
    "no_view": lambda _: read_state(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "large_file": lambda _: read_state(b"\0" * (LARGEST + 1)),
    "no_picture": lambda _: read_state(b"once upon a time"),
    "damaged_pdf": lambda _: read_state(b"%PDF-1.7 and no more"),
    "resolution": lambda atlas: atlas.figure(preset="slide", dpi=40_000),
    "pixels": lambda atlas: atlas.figure(pixels=(40_000, 10)),
    "windows": lambda atlas: atlas.figure(windows=steps(1970, 2020)),
    "maps": lambda atlas: atlas.figure(windows=steps(1980, 2003), preset="column"),
    "signs": lambda atlas: atlas.figure(title="Luricocha 🚀 中文", dpi=30).png(),
    "frames": lambda atlas: atlas.animation(steps(1980, 1992), preset="slide", dpi=562.5),
}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load()


def problem(key: str, atlas: Atlas) -> GeodashError:
    with pytest.raises(FigureError) as caught:
        WISHES[key](atlas)
    assert caught.value.key == key
    return caught.value


@pytest.mark.parametrize("key", WISHES)
def test_english_is_what_the_command_line_says(key: str, atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    found = problem(key, atlas)
    assert problems.say(found, load("en")) == str(found)


@pytest.mark.parametrize("key", WISHES)
def test_other_languages_have_their_own_sentence_with_the_same_numbers(
    key: str, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    found = problem(key, atlas)
    for language in languages()[1:]:
        said = problems.say(found, load(language))
        assert said != str(found)
        assert "{" not in said
        assert sorted(re.findall(r"\d+", said)) == sorted(re.findall(r"\d+", str(found)))


def test_what_ffmpeg_says_is_passed_on(atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\ncat > /dev/null\necho no room >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))
    with pytest.raises(FigureError) as caught:
        atlas.animation(steps(1980, 1981), dpi=30).mp4()
    assert problems.say(caught.value, load("en")) == str(caught.value)
    assert "(no room)" in problems.say(caught.value, load("es"))


def test_every_sentence_is_tried_here() -> None:
    assert load().under("problem").keys() == {*WISHES, "ffmpeg"}


def test_a_problem_without_a_sentence_stays_as_it_is() -> None:
    assert problems.say(GeodashError("x, row 2: mend it"), load("es")) == "x, row 2: mend it"
