"""Finding a browser, or saying what to install."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import chromium
import pytest

needs_posix = pytest.mark.skipif(os.name == "nt", reason="browsers are not started to be tried out on Windows")


@pytest.fixture
def nothing_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Leave one empty folder to look in, and no browser elsewhere."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "_playwrights_own", lambda: "none")
    monkeypatch.setattr(chromium, "_MAC", ())
    monkeypatch.setattr(chromium, "_WINDOWS", ())
    return tmp_path


def browser(folder: Path, name: str, status: int) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {status}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


@needs_posix
def test_a_stub_that_does_not_start_is_passed_over(nothing_here: Path) -> None:
    browser(nothing_here, "chromium-browser", 1)
    working = browser(nothing_here, "google-chrome", 0)
    assert chromium.find_or_install() == working


@needs_posix
def test_it_installs_where_none_is_found(nothing_here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install = (
        f"from pathlib import Path as P; p = P({str(nothing_here / 'chromium')!r}); p.write_text('#!/bin/sh\\n')"
    )
    steps = [
        [sys.executable, "-c", "raise SystemExit('no network')"],
        [sys.executable, "-c", f"{install}; p.chmod(0o755)"],
    ]
    monkeypatch.setattr(chromium, "_installers", lambda: iter(steps))
    assert chromium.find_or_install() == str(nothing_here / "chromium")


def test_it_says_what_was_tried_and_what_to_install(nothing_here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [[sys.executable, "-c", "raise SystemExit('no network')"], [str(nothing_here / "absent")]]
    monkeypatch.setattr(chromium, "_installers", lambda: iter(steps))
    with pytest.raises(RuntimeError, match=r"(?s)apt-get install chromium.*no network.*absent"):
        chromium.find_or_install()
