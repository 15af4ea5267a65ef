"""Write the pins in pyproject.toml: the version of every package that can be installed, and no address.

    uv run .ci/refresh_pins.py              after a change of the dependencies: adds what is new, keeps the rest
    uv run .ci/refresh_pins.py --upgrade    takes the newest versions the dependencies allow

uv resolves for all systems and Python versions at once. Where they need different versions of a package, each
pin keeps its marker (`numpy==2.4.6 ; python_full_version < '3.12'`).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_EDITABLE_BUILD = "editables"  # what hatchling asks for on top when a checkout is installed in place


def main() -> None:
    """Resolve in a scratch folder, then replace the two lists."""
    parser = argparse.ArgumentParser(description="Write the pins in pyproject.toml.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    upgrade = parser.parse_args().upgrade
    target = _ROOT / "pyproject.toml"
    settings = target.read_text(encoding="utf-8")
    start = _with_pins(settings, [], []) if upgrade else settings
    run, build = resolve(start)
    target.write_text(_with_pins(target.read_text(encoding="utf-8"), run, build), encoding="utf-8")


def resolve(settings: str) -> tuple[list[str], list[str]]:
    """Resolve what `settings` (a pyproject.toml) asks for: pins to run and to test, and pins to build."""
    project = tomllib.loads(settings)
    asked = [*project["build-system"]["requires"], _EDITABLE_BUILD]
    oldest = project["project"]["requires-python"].removeprefix(">=")
    held = project["tool"]["uv"]["build-constraint-dependencies"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
        exported = _uv(
            folder, "export", "--quiet", "--all-groups", "--all-extras", "--no-hashes", "--no-emit-project"
        )
        (folder / "build.in").write_text("\n".join(asked), encoding="utf-8")
        (folder / "held.txt").write_text("\n".join(held), encoding="utf-8")
        compiled = _uv(
            folder,
            *("pip", "compile", "--quiet", "--universal", "--no-config", "--python-version", oldest),
            *("--constraints", "held.txt", "build.in"),
        )
    return pins(exported), pins(compiled)


def pins(listed: str) -> list[str]:
    """Read a requirements listing into sorted pins; a marker stays only where a package has several versions.

    A marker says where a package is needed. A pin should hold wherever it may come to be needed.
    """
    rows = [line.strip() for line in listed.splitlines() if re.match(r"\s*[A-Za-z0-9]", line)]
    rows = [row.split(" #")[0].strip() for row in rows if "==" in row]
    named = Counter(row.split("==")[0] for row in rows)
    return sorted(row if named[row.split("==")[0]] > 1 else row.split(";")[0].strip() for row in rows)


def _uv(folder: Path, *arguments: str) -> str:
    uv = os.environ.get("UV") or shutil.which("uv") or "uv"
    done = subprocess.run([uv, *arguments], cwd=folder, text=True, stdout=subprocess.PIPE, check=True)
    return done.stdout


def _with_pins(settings: str, run: list[str], build: list[str]) -> str:
    for key, rows in (("constraint-dependencies", run), ("build-constraint-dependencies", build)):
        old = re.search(rf"^{key} = \[\n.*?^\]", settings, flags=re.MULTILINE | re.DOTALL)
        if old is None:
            raise SystemExit(f"pyproject.toml: [tool.uv] needs a list `{key} = [` ... `]` for the pins")
        new = "\n".join([f"{key} = [", *(f'    "{row}",' for row in rows), "]"])
        settings = settings[: old.start()] + new + settings[old.end() :]
    return settings


if __name__ == "__main__":
    main()
