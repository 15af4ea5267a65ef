from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from geodash.errors import GeodashError
from geodash.formats.landing import land


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_land_together_and_replace_earlier_ones(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    land({tmp_path / "a.csv": b"new", tmp_path / "a.codebook.csv": b"book"})
    assert names(tmp_path) == ["a.codebook.csv", "a.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o644


def test_a_folder_that_is_not_there_or_is_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(GeodashError, match="none: cannot be written"):
        land({tmp_path / "none" / "a.csv": b"x"})
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(GeodashError, match="cannot be written"):
        land({tmp_path / "file" / "a.csv": b"x"})
    with pytest.raises(GeodashError, match="is a folder"):
        land({tmp_path: b"x"})
    assert names(tmp_path) == ["file"]


def test_a_closed_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:  # as for anyone but root
        raise PermissionError(13, "Permission denied", str(tmp_path / ".part"))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(
        GeodashError, match=rf"{tmp_path.name}: cannot be written \(Permission denied\); choose another"
    ):
        land({tmp_path / "a.csv": b"x"})


def test_a_failure_at_the_second_file_leaves_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")

    def fail(_number: int) -> None:
        if len(list(tmp_path.glob(".geodash-*"))) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(GeodashError, match="No space left"):
        land({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"new"})
    assert names(tmp_path) == ["a.csv"]
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("form", ["csv", "gpkg", "geojson", "zip"])
def test_a_full_disk_leaves_no_half_file(form: str, tmp_path: Path) -> None:
    """A limit on the size of files fails as a full disk does, in the middle of writing."""
    (tmp_path / f"view.{form}").write_text("old", encoding="utf-8")
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from geodash.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "export", "-o", str(tmp_path / f"view.{form}")],
        capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("Error: "), done.stderr
    assert "Traceback" not in done.stderr
    assert names(tmp_path) == [f"view.{form}"]
    assert (tmp_path / f"view.{form}").read_text(encoding="utf-8") == "old"
