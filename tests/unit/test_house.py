"""The rules of the house: style, types, floors, sizes. What each of them says is in pyproject.toml."""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "geodash"
CHECKS = {
    "style": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "floors": ["lint-imports"],
    "types": ["mypy"],
}


@pytest.mark.slow
@pytest.mark.parametrize("rule", CHECKS)
def test_the_tool_finds_nothing(rule: str) -> None:
    name, *rest = CHECKS[rule]
    tool = shutil.which(name, path=sysconfig.get_path("scripts"))
    assert tool, f"{name} is not installed beside Python; run the tests with `uv run pytest`"
    done = subprocess.run([tool, *rest], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{' '.join(CHECKS[rule])}\n{done.stdout}{done.stderr}"


def test_modules_have_at_most_300_lines_and_screens_40() -> None:
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in [ROOT / "app.py", *SOURCE.rglob("*.py")]
    }
    allowed = {name: 40 if name == "app.py" or "/screens/" in name else 300 for name in sizes}
    assert {name: size for name, size in sizes.items() if size > allowed[name]} == {}


def test_scripts_have_at_most_300_lines() -> None:
    static = ROOT / "static"
    paths = [path for path in static.rglob("*.js") if "vendor" not in path.relative_to(static).parts]
    sizes = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in paths}
    assert len(sizes) > 20
    assert {name: size for name, size in sizes.items() if size > 300} == {}


@pytest.mark.parametrize(
    ("word", "home"),
    [(r"\bst\.cache_", "app/cache.py"), (r"\bst\.(session_state|query_params)\b", "app/state.py")],
)
def test_state_and_caches_have_one_home(word: str, home: str) -> None:
    users = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(word, path.read_text("utf-8"))
    }
    assert users <= {home}
