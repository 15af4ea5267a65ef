from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geodash import bundle
from geodash.cli import main
from geodash.formats.catalogue import FORMATS


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.mark.parametrize("code", FORMATS)
def test_every_format_is_written(code: str, tmp_path: Path) -> None:
    path = tmp_path / f"view{FORMATS[code].suffix}"
    result = run("export", "--window", "1980/1992", "--layers", "committees,bases", "--format", code, "-o", path)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == str(path)
    assert sorted(result.stdout.splitlines()) == sorted(map(str, tmp_path.iterdir()))


def test_all_options_reach_the_selection(tmp_path: Path) -> None:
    path = tmp_path / "view.geojson"
    result = run(
        "export", "--window", "1980/1992", "--layers", "events,bases", "--theme", "military", "--actor", "army,navy",
        "--region", "Ayacucho", "--confidence", "high", "--confidence", "medium", "--origin", "article", "--certain",
        "--dated", "--precision", "4", "--box", "-76,-15,-72,-11", "--article", "zech-2015", "--search", "base",
        "--lang", "es", "-o", path,
    )  # fmt: skip
    if result.exit_code:  # so narrow that nothing need be left: what was chosen is told all the same
        assert "no row of bases, events is left for 1980-1992" in result.stderr
    else:
        told = json.loads(path.read_text("utf-8"))["choice"]
        assert "Años: 1980-1992" in told


def test_the_ending_of_the_file_tells_the_format(tmp_path: Path) -> None:
    assert run("export", "--layers", "bases", "-o", tmp_path / "b.kml").exit_code == 0
    assert (tmp_path / "b.kml").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(("arguments", "said"), [
    (("--window", "1992/1980"), "ends before it starts; write it as 1980/1992"),
    (("--window", "1980-1992"), "write it like 1980/1992"),
    (("--window", "1980/1985/1992"), "write it like 1980/1992"),
    (("--layers", "comittees"), "(perhaps committees?)"),
    (("--layers", ","), "no layer ','"),
    (("--theme", "cocoa"), "(perhaps coca?)"),
    (("--format", "shp"), "no format 'shp'"),
    (("--box", "1,2,3"), "west,south,east,north"),
    (("--search", "nothing is called like this"), "widen the years"),
    (("--lang", "qu"), "choose one of en, es"),
])  # fmt: skip
def test_a_bad_wish_is_one_line_and_leaves_no_file(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    result = run("export", *arguments, "-o", tmp_path / "view.csv")
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("export", "-o", tmp_path / "none" / "view.csv")
    assert result.exit_code == 1
    assert "none: cannot be written" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_layers_of_ones_own_are_taken_from_a_folder(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "bases.geojson").write_bytes(bundle.path("geo", "bases.geojson").read_bytes())
    assert run("export", "--from", own, "-o", tmp_path / "view.geojson").exit_code == 0
    found = json.loads((tmp_path / "view.geojson").read_text("utf-8"))
    assert {f["properties"]["layer"] for f in found["features"]} == {"bases"}


def test_a_search_knows_other_names_of_a_place_as_the_dashboard_does(tmp_path: Path) -> None:
    assert run("export", "--search", "Huamanga", "-o", tmp_path / "view.geojson").exit_code == 0
    found = {f["id"]: f["properties"] for f in json.loads((tmp_path / "view.geojson").read_text("utf-8"))["features"]}
    assert "pe:region:05" in found or any("Ayacucho" in row["admin"] for row in found.values())
    assert any("huamanga" not in json.dumps(row).lower() for row in found.values())
