"""The set-up: pins, the README's lines, and run.py, which makes them work anywhere."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINS = [Requirement(row) for row in PROJECT["tool"]["uv"]["constraint-dependencies"]]
BUILD_PINS = [Requirement(row) for row in PROJECT["tool"]["uv"]["build-constraint-dependencies"]]
README = (ROOT / "README.md").read_text("utf-8")
REFRESH = "run `uv run .ci/refresh_pins.py` and commit pyproject.toml"


def versions(pins: list[Requirement]) -> dict[str, set[str]]:
    """The pinned versions of each package, whatever the system they are for."""
    found: dict[str, set[str]] = {}
    for pin in pins:
        found.setdefault(canonicalize_name(pin.name), set()).update(spec.version for spec in pin.specifier)
    return found


def asked() -> list[Requirement]:
    groups = PROJECT["dependency-groups"].values()
    return [Requirement(row) for rows in (PROJECT["project"]["dependencies"], *groups) for row in rows]


@pytest.mark.parametrize("pin", [*PINS, *BUILD_PINS], ids=str)
def test_a_pin_is_one_version_and_no_address(pin: Requirement) -> None:
    assert pin.url is None
    assert [spec.operator for spec in pin.specifier] == ["=="]
    assert "*" not in str(pin.specifier)


def test_what_is_asked_for_is_pinned() -> None:
    pinned = versions(PINS)
    for need in asked():
        found = pinned.get(canonicalize_name(need.name))
        assert found, f"{need.name} has no pin: {REFRESH}"
        assert all(need.specifier.contains(version, prereleases=True) for version in found), f"{need}: {REFRESH}"
    for row in PROJECT["build-system"]["requires"]:
        assert canonicalize_name(Requirement(row).name) in versions(BUILD_PINS), REFRESH


def test_what_is_installed_for_it_is_pinned_at_that_version() -> None:
    """Follow the requirements from the project down through what is installed on this system."""
    here = {pin.name: str(pin.specifier)[2:] for pin in PINS if not pin.marker or pin.marker.evaluate()}
    groups = PROJECT["dependency-groups"]
    rows = [*PROJECT["project"]["dependencies"], *groups["dev"]]
    waiting = [(Requirement(row), "") for row in rows]
    seen: set[tuple[str, str]] = set()
    while waiting:
        need, extra = waiting.pop()
        if need.marker and not need.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(need.name)
        assert metadata.version(name) == here.get(name), f"{name}: {REFRESH}, then `uv sync`"
        for part in {"", *need.extras} - {found for known, found in seen if known == name}:
            seen.add((name, part))
            waiting += [(Requirement(row), part) for row in metadata.requires(name) or []]
    assert len(seen) > 60


def test_pins_differ_by_system_only_where_they_must() -> None:
    for name, found in versions(PINS).items():
        rows = [pin for pin in PINS if canonicalize_name(pin.name) == name]
        assert all(pin.marker for pin in rows) == (len(found) > 1), f"{name}: {REFRESH}"


def test_the_listing_of_uv_becomes_pins() -> None:
    listed = (
        "# comment\nnumpy==2.5.5 ; python_full_version >= '3.12'\nnumpy==2.4.6 ; python_full_version < '3.12'\n"
        "colorama==0.4.6 ; sys_platform == 'win32'\n    # via click\nattrs==26.1.0\n"
    )
    assert runpy.run_path(str(ROOT / ".ci" / "refresh_pins.py"))["pins"](listed) == [
        "attrs==26.1.0",
        "colorama==0.4.6",
        "numpy==2.4.6 ; python_full_version < '3.12'",
        "numpy==2.5.5 ; python_full_version >= '3.12'",
    ]


def test_no_lock_file_and_no_address_of_a_package_is_committed() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = [name for name in listing.split("\0") if name]
    assert not [name for name in names if name.endswith(("uv.lock", "poetry.lock", "Pipfile.lock"))]
    address = re.compile(r"https?://[^\s\"']+(\.whl|\.tar\.gz|/simple/)(?![\w.])")
    texts = (".toml", ".txt", ".md", ".py", ".yaml", ".yml", ".cfg", ".lock", "run")
    for path in (ROOT / name for name in names if name.endswith(texts)):
        assert not (path.is_file() and address.search(path.read_text("utf-8"))), path


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.M | re.S)
    assert found, f"README.md has no section {title}"
    return found.group(1)


def commands(title: str) -> list[str]:
    return re.findall(r"^ {4}(\S.*)$", section(title), re.M)


def test_one_line_starts_and_one_line_tests() -> None:
    assert commands("Run it") == ["python3 run.py geodash serve"]
    assert commands("Test it") == ["python3 run.py pytest"]
    for title in ("Run it", "Test it"):
        assert f"`{commands(title)[0].replace('python3', 'py')}`" in section(title)


def test_the_server_runs_the_line_that_newcomers_run() -> None:
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == commands("Test it")[0]


def test_the_commands_of_the_readme_exist() -> None:
    scripts = {entry.name for entry in metadata.entry_points(group="console_scripts")}
    for line in [*commands("Run it"), *commands("Test it")]:
        assert line.split()[2] in scripts


def test_a_python_without_pip_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    run = runpy.run_path(str(ROOT / "run.py"))
    with pytest.raises(SystemExit, match="apt-get install python3-pip"):
        run["fetch_uv"](tmp_path)


@pytest.mark.parametrize(("more", "code"), [([], 1), (["--help"], 0)])
def test_run_without_a_command_says_which_there_are_and_fetches_nothing(
    tmp_path: Path, more: list[str], code: int
) -> None:
    (tmp_path / "run.py").write_text((ROOT / "run.py").read_text("utf-8"), "utf-8")
    line = [sys.executable, "-B", str(tmp_path / "run.py"), *more]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "python3 run.py geodash serve" in (done.stderr if code else done.stdout)
    assert [path.name for path in tmp_path.iterdir()] == ["run.py"]


def test_a_python_that_is_too_old_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version_info", (3, 10, 13))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is 3\.10"):
        runpy.run_path(str(ROOT / "run.py"), run_name="__main__")


def test_run_hands_the_line_to_uv_with_this_python(tmp_path: Path) -> None:
    """In an empty clone with uv already fetched (here a stand-in that prints what it gets)."""
    if os.name == "nt":
        pytest.skip("the stand-in is a shell script")
    (tmp_path / "run.py").write_text((ROOT / "run.py").read_text("utf-8"), "utf-8")
    version = runpy.run_path(str(ROOT / "run.py"))["UV"]
    uv = tmp_path / ".uv" / version / "bin" / "uv"
    uv.parent.mkdir(parents=True)
    uv.write_text('#!/bin/sh\necho "$@"\necho "$UV_PYTHON $UV_PYTHON_DOWNLOADS"\nexit 7\n', "utf-8")
    uv.chmod(0o755)
    settings = {key: value for key, value in os.environ.items() if not key.startswith("UV")}
    line = [sys.executable, str(tmp_path / "run.py"), "geodash", "serve", "--port", "0"]
    done = subprocess.run(line, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 7
    assert done.stdout.splitlines() == [
        f"run --project {tmp_path} geodash serve --port 0",
        f"{sys.executable} never",
    ]


def test_every_licence_named_for_a_path_has_its_text() -> None:
    overview = (ROOT / "LICENSES" / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)h][^)]*)\)", overview):
        assert (ROOT / "LICENSES" / target).is_file(), target
    for text in (ROOT / "LICENSES").glob("*.txt"):
        assert f"({text.name})" in overview, f"{text.name} is not named in LICENSES/README.md"
    for path in re.findall(r"`((?:data|geo|src|static|tests)/[^`*]*)", overview):
        assert (ROOT / path).exists() or path.endswith("relief."), f"LICENSES/README.md names {path}, which is gone"


def test_the_citation_has_what_citing_needs() -> None:
    yaml = pytest.importorskip("yaml")
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "type", "license"} <= set(cited)
    assert str(cited["version"]) == PROJECT["project"]["version"]
