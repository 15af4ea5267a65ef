"""A Chromium for the browser tests: the one of this machine, or one that gets installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("msedge", "microsoft-edge", "microsoft-edge-stable"),
)
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_ADVICE = """\
The browser tests need Chromium, Google Chrome or Microsoft Edge; none is here and none could be installed.
Install one and run the tests again:
  Debian:  sudo apt-get install chromium       Ubuntu:  sudo snap install chromium
  Fedora:  sudo dnf install chromium           macOS:   brew install --cask chromium
  Windows: winget install Google.Chrome        any:     uv run playwright install chromium
What was tried:
"""
_MINUTES = 5
_TURN = ("-o", "DPkg::Lock::Timeout=240")  # another worker may be installing it, too


def find_or_install() -> str:
    """Return the path of a Chromium that starts, after installing one if there is none.

    Looked for on the PATH, where macOS and Windows keep theirs, and among Playwright's own. Otherwise Playwright
    downloads it; where that fails, the system's package manager is asked, if it may be without a password.

    Raises:
        RuntimeError: none was found and none could be installed; says what was tried and what to install.
    """
    found = find()
    tried: list[str] = []
    for command in () if found else _installers():
        tried.append(_run(command))
        found = find()
        if found:
            break
    if not found:
        raise RuntimeError(_ADVICE + "\n".join(tried or ["  nothing"]))
    return found


def find() -> str | None:
    """Return the path of the first Chromium that starts."""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    if sys.platform == "darwin":
        homes = ("/Applications", str(Path.home() / "Applications"))
        yield from _files(Path(home, f"{name}.app/Contents/MacOS/{name}") for name in _MAC for home in homes)
    if sys.platform == "win32":
        folders = [os.environ[key] for key in _WINDOWS_FOLDERS if key in os.environ]
        yield from _files(Path(folder, name) for name in _WINDOWS for folder in folders)
    yield from _files([Path(_playwrights_own())])


def _files(paths: Iterable[Path]) -> Iterator[str]:
    return (str(path) for path in paths if path.is_file())


def _playwrights_own() -> str:
    # in a process of its own: Playwright allows only one of itself in each
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "none"


def _starts(path: str) -> bool:
    # A name on the PATH may be a stub that asks to install something, and a download may lack system libraries.
    if sys.platform == "win32":
        return True  # there --version opens a window
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _installers() -> Iterator[list[str]]:
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    if sys.platform == "linux" and os.geteuid() == 0:
        if shutil.which("apt-get"):
            yield ["apt-get", "update", "-qq", *_TURN]
            yield [
                "apt-get",
                "install",
                "-qq",
                "-y",
                *_TURN,
                "--no-install-recommends",
                "chromium",
                "fonts-dejavu-core",
            ]
        elif shutil.which("dnf"):
            yield ["dnf", "install", "-q", "-y", "chromium"]
    elif sys.platform == "darwin" and shutil.which("brew"):
        yield ["brew", "install", "--quiet", "--cask", "chromium"]


def _run(command: list[str]) -> str:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_MINUTES * 60,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return f"  {' '.join(command)}: {problem}"
    said = (done.stderr or done.stdout).strip().splitlines()
    return f"  {' '.join(command)}: exit {done.returncode} {said[-1] if said else ''}"
