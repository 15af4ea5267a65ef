from __future__ import annotations

import csv
import io
import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geodash.cli import main
from geodash.formats.mentions import COLUMNS

TEXT = """Bridge opens at Luricocha

In May 2013 a bridge opened near Luricocha, in the province of Huanta. Today the road is open.
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_geoparse_prints_one_row_a_mention_with_offsets_of_the_file(bridge: Path) -> None:
    result = run("geoparse", bridge)
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert [r["toponym"] for r in rows] == ["Luricocha", "Luricocha", "Huanta"]
    for row in rows:
        assert TEXT[int(row["start"]) : int(row["end"])] == row["toponym"]
        assert row["file"] == "bridge.txt"
        assert row["country"] == "PE"
    assert [r["when"] for r in rows] == ["", "2013-05", "2013-05"]
    assert rows[2]["kind"] == "province"


def test_geoparse_prints_geojson(bridge: Path) -> None:
    result = run("geoparse", bridge, "--format", "geojson")
    collection = json.loads(result.stdout)
    assert len(collection["features"]) == 3
    lon, lat = collection["features"][0]["geometry"]["coordinates"]
    assert (round(lon, 1), round(lat, 1)) == (-74.3, -12.9)


def test_the_publication_date_dates_what_is_told_of_today(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Huanta today is a quiet town.\n", encoding="utf-8")
    without, given = (run("geoparse", path, *more) for more in ((), ("--published", "2015-06-23")))
    assert [next(csv.DictReader(io.StringIO(r.stdout)))["when"] for r in (without, given)] == ["", "2015-06-23"]


def test_text_prints_what_the_offsets_count_in(bridge: Path) -> None:
    assert run("geoparse", bridge, "--text").stdout == TEXT


def test_a_bad_file_is_told_with_its_remedy_and_the_rest_is_done(bridge: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = run("geoparse", empty, tmp_path / "none.txt", bridge)
    assert result.exit_code == 1
    assert result.stdout.count("\n") == 4
    assert "Fault: empty.txt: " in result.stderr
    assert "Fault: none.txt: " in result.stderr
    assert "2 faults" in result.stderr


def test_a_publication_date_that_is_none_is_refused_in_one_line(bridge: Path) -> None:
    result = run("geoparse", bridge, "--published", "last week")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert "last week" in result.stderr


def test_building_from_own_articles_needs_a_folder_of_its_own(tmp_path: Path) -> None:
    result = run("build", "--articles", tmp_path)
    assert result.exit_code == 2
    assert "--out" in result.stderr


def test_build_prints_counts_by_stage(bridge: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("build", "--articles", bridge.parent, "--out", out)
    assert result.exit_code == 0, result.stderr
    counts = {line[9:]: int(line[:7].replace(",", "")) for line in result.stdout.splitlines()}
    assert counts["articles"] == 1
    assert counts["mentions"] == counts["placed"] == 3
    assert sorted(p.name for p in out.iterdir()) == [
        "articles.json",
        "bases.geojson",
        "coca_zones.geojson",
        "committees.geojson",
        "events.geojson",
        "places.geojson",
        "texts.json",
    ]
    checked = run("check", "--layers", out)
    assert checked.exit_code == 0, checked.stderr


def test_check_finds_nothing_wrong_with_the_atlas() -> None:
    result = run("check")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("No faults in ")


def test_serving_a_folder_without_layers_is_refused_before_a_server_starts(tmp_path: Path) -> None:
    result = run("serve", "--no-browser", "--layers", tmp_path)
    assert result.exit_code == 2
    assert "no places.geojson" in result.stderr
    assert "geodash build" in result.stderr


def test_a_port_that_is_taken_is_told_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "Give another number" in result.stderr


def test_building_from_a_folder_without_articles_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    result = run("build", "--articles", tmp_path / "own", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "no articles in this folder" in result.stderr
    assert not (tmp_path / "out").exists()


def test_help_names_every_command() -> None:
    text = run("--help").stdout
    for command in ("build", "check", "geoparse", "serve"):
        assert command in text
