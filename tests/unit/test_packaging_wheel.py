"""The wheel: it carries the atlas and runs where there is no checkout."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


def uv(*arguments: str | Path, folder: Path) -> None:
    program = os.environ.get("UV") or shutil.which("uv")
    assert program, "uv is missing; run the tests with `python3 run.py pytest` or `uv run pytest`"
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source archive, and the wheel from it."""
    folder = tmp_path_factory.mktemp("dist")
    uv("build", "--out-dir", folder, folder=ROOT)
    assert list(folder.glob("geodash-*.tar.gz"))
    return next(folder.glob("geodash-*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel, at the pinned versions, into a folder that knows no checkout."""
    folder = tmp_path_factory.mktemp("elsewhere")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pins = folder / "pins.txt"
    pins.write_text("\n".join(project["tool"]["uv"]["constraint-dependencies"]), "utf-8")
    uv("venv", "--python", sys.executable, "venv", folder=folder)
    uv("pip", "install", "--python", "venv", "--constraints", pins, wheel, folder=folder)
    return folder


def program(folder: Path) -> str:
    found = shutil.which("geodash", path=str(folder / "venv" / ("Scripts" if os.name == "nt" else "bin")))
    assert found
    return found


def environment(folder: Path) -> dict[str, str]:
    foreign = ("PYTHON", "VIRTUAL_ENV", "GEODASH", "STREAMLIT", "UV")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
    return kept | {"HOME": str(folder), "USERPROFILE": str(folder)}


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [program(folder), *arguments],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_carries_the_atlas_and_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = {
        f"geodash/bundle/{path.relative_to(ROOT).as_posix()}"
        for folder in ("data", "geo", "static", ".streamlit")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(expected) > 50
    assert {"geodash/bundle/app.py", "geodash/bundle.py"} | expected <= names
    assert not [name for name in names if name.endswith(".pyc") or name.startswith("geodash/bundle/src")]
    licences = {name.split("/licenses/")[1] for name in names if "/licenses/" in name}
    assert {"LICENSE", "LICENSES/README.md", "LICENSES/CC-BY-4.0.txt"} <= licences


def test_it_reads_documents(elsewhere: Path) -> None:
    (elsewhere / "note.txt").write_text("The patrol left Huanta for Luricocha in May 1984.\n", "utf-8")
    assert "serve" in run(elsewhere, "--help")
    printed = run(elsewhere, "geoparse", "note.txt")
    assert "Huanta" in printed
    assert "Luricocha" in printed
    assert "1984-05" in printed


def test_it_draws_figures_in_its_own_typeface(elsewhere: Path) -> None:
    run(elsewhere, "snapshot", "--window", "1983/1985", "-o", "map.svg")
    drawn = (elsewhere / "map.svg").read_text("utf-8")
    assert "font-family:'Source Sans 3'" in drawn
    assert "1983 – 1985" in drawn


def test_it_checks_its_own_atlas(elsewhere: Path) -> None:
    assert str(elsewhere) in run(elsewhere, "check")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "server.log"
    with log.open("wb") as sink:
        line = [program(folder), "serve", "--no-browser", "--port", str(port)]
        server = subprocess.Popen(
            line, cwd=folder, env=environment(folder), stdout=sink, stderr=sink, stdin=subprocess.DEVNULL
        )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(240):
            if server.poll() is not None or fetch(f"{address}/_stcore/health"):
                break
            time.sleep(0.25)
        yield address
        assert server.poll() is None, log.read_text("utf-8")
        assert "Traceback" not in log.read_text("utf-8")
    finally:
        server.terminate()
        server.wait(20)


def fetch(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - loopback
            return bytes(answer.read())
    except OSError:
        return b""


def test_it_serves_the_dashboard(elsewhere: Path) -> None:
    with serving(elsewhere) as address:
        assert b"<title>" in fetch(f"{address}/")
        assert b"leaflet" in fetch(f"{address}/atlas/map.css")
        assert len(fetch(f"{address}/atlas/view.json")) > 1000
