from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from geodash import bundle, pipeline
from geodash.errors import GeodashError, LayerError
from geodash.safety import gate

ROOT = bundle.root()
LAYERS = ("bases", "coca_zones", "committees", "events", "places")
TEXT = """Bridge opens at Luricocha

In May 2013 a bridge opened near Luricocha, in the province of Huanta. The road to Xyzabamba stayed closed.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pipeline.Report, list[tuple[str, int, int]]]:
    out = tmp_path_factory.mktemp("geo")
    told: list[tuple[str, int, int]] = []
    report = pipeline.build(ROOT / "data", out, ROOT / "geo" / "basemap", progress=lambda *step: told.append(step))
    return out, report, told


def features(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def test_a_fresh_build_equals_what_is_committed(built: tuple[Path, pipeline.Report, Any]) -> None:
    out, report, _ = built
    assert report.faults == []
    for name in (*(f"{layer}.geojson" for layer in LAYERS), "articles.json"):
        fresh, committed = (folder / name for folder in (out, ROOT / "geo"))
        assert fresh.read_bytes() == committed.read_bytes(), f"{name}: run geodash build and commit geo/"


def test_building_twice_gives_the_same_bytes(built: tuple[Path, pipeline.Report, Any], tmp_path: Path) -> None:
    pipeline.build(ROOT / "data", tmp_path, ROOT / "geo" / "basemap")
    for name in LAYERS:
        assert (tmp_path / f"{name}.geojson").read_bytes() == (built[0] / f"{name}.geojson").read_bytes()


def test_every_mention_of_a_claim_reaches_the_places_layer(built: tuple[Path, pipeline.Report, Any]) -> None:
    out, report, _ = built
    mentions = [m for f in features(out / "places.geojson") for m in f["properties"]["mentions"]]
    assert len(mentions) == report.counts["mentions"] > 250
    assert len({m["id"] for m in mentions}) == len(mentions)
    for mention in mentions:
        assert mention["text"][mention["start"] : mention["end"]] == mention["toponym"]
        assert mention["paragraph"] >= 1
        assert not mention["quoted"]


def test_the_counts_add_up_and_progress_reaches_the_end_of_each_stage(
    built: tuple[Path, pipeline.Report, list[tuple[str, int, int]]],
) -> None:
    _, report, told = built
    counts = report.counts
    assert counts["placed"] + counts["left open"] == counts["mentions"]
    assert counts["dated"] + counts["undated"] == counts["mentions"]
    for stage in ("tables", "articles", "layers"):
        last = [step for step in told if step[0] == stage][-1]
        assert last[1] == last[2] > 0


@pytest.mark.parametrize(
    ("place", "lat", "lon"),
    [
        ("Luricocha", -12.8996, -74.2737),
        ("Santillana", -12.7664, -74.2531),
        ("Putis", -12.5925, -74.1759),
        ("Huanta", -12.9394, -74.2480),
        ("Santa Rosa", -12.6878, -73.7358),
    ],
)
def test_the_places_of_the_articles_lie_where_they_are(
    built: tuple[Path, pipeline.Report, Any], place: str, lat: float, lon: float
) -> None:
    named = [f for f in features(built[0] / "places.geojson") if f["properties"]["name"] == place]
    assert len(named) == 1, "one place, not one for each reading of the name"
    at_lon, at_lat = named[0]["geometry"]["coordinates"]
    assert abs(at_lat - lat) < 0.03
    assert abs(at_lon - lon) < 0.03


def test_the_two_valleys_are_areas_and_the_university_is_no_place(
    built: tuple[Path, pipeline.Report, Any],
) -> None:
    by_id = {f["id"]: f["properties"] for f in features(built[0] / "places.geojson")}
    assert by_id["gd:pe:vraem"]["drawn"] == by_id["gd:pe:upper-huallaga"]["drawn"] == "area"
    names = {m["toponym"] for p in by_id.values() for m in p["mentions"]}
    assert {"VRAE", "VRAEM"} <= {m["toponym"] for m in by_id["gd:pe:vraem"]["mentions"]}
    assert "University of Washington" not in names


def test_places_abroad_are_listed_not_drawn(built: tuple[Path, pipeline.Report, Any]) -> None:
    abroad = [f["properties"] for f in features(built[0] / "places.geojson") if f["properties"]["country"] != "PE"]
    assert {"MX", "NG", "CO"} <= {p["country"] for p in abroad}
    assert {p["drawn"] for p in abroad if p["country"]} == {"listed"}


def own_documents(folder: Path) -> Path:
    folder.mkdir()
    (folder / "bridge.txt").write_text(TEXT, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    return folder


def test_a_readers_own_documents_are_quoted_and_bad_ones_do_not_stop_the_rest(tmp_path: Path) -> None:
    report = pipeline.build(
        ROOT / "data",
        tmp_path / "out",
        ROOT / "geo" / "basemap",
        articles=own_documents(tmp_path / "in"),
    )
    by_name = {f["properties"]["name"]: f["properties"] for f in features(tmp_path / "out" / "places.geojson")}
    mention = by_name["Luricocha"]["mentions"][1]
    assert mention["quoted"]
    assert mention["text"] == "In May 2013 a bridge opened near Luricocha, in the province of Huanta."
    assert mention["when"] == "2013-05"
    assert [f.split(":")[0] for f in report.faults] == ["empty.txt", "picture.txt"]
    assert report.counts["articles"] == 1
    text = json.loads((tmp_path / "out" / pipeline.TEXTS).read_text("utf-8"))
    assert list(text) == ["bridge"]
    assert {"paragraph": mention["paragraph"], "text": mention["text"]} in text["bridge"]
    assert " ".join(row["text"] for row in text["bridge"]).split() == TEXT.split()


def test_a_build_of_the_atlas_keeps_no_text_of_an_earlier_one(tmp_path: Path) -> None:
    (tmp_path / pipeline.TEXTS).write_text("{}", encoding="utf-8")
    pipeline.build(ROOT / "data", tmp_path, ROOT / "geo" / "basemap")
    assert not (tmp_path / pipeline.TEXTS).exists()


def test_faulty_rows_are_reported_and_the_rest_is_built(tmp_path: Path) -> None:
    data = shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("gazetteer"))
    bases = data / "tables" / "bases.csv"
    lines = bases.read_text(encoding="utf-8").splitlines(keepends=True)
    header = lines[0].strip().split(",")
    row = next(csv.reader([lines[1]]))
    row[header.index("lat")] = "412"
    with bases.open("w", encoding="utf-8", newline="") as file:
        file.write(lines[0])
        csv.writer(file, lineterminator="\n").writerow(row)
        file.writelines(lines[2:])
    report = pipeline.build(data, tmp_path / "out", ROOT / "geo" / "basemap")
    assert len(report.faults) == 1
    assert report.faults[0].startswith("bases.csv, row 2, lat: ")
    assert report.counts["rows of bases"] == len(lines) - 2
    assert len(features(tmp_path / "out" / "bases.geojson")) == len(lines) - 2


@pytest.mark.parametrize("rubbish", [b"", b"\x89PNG\r\n\x1a\n\x00\xff", b"name;place\nLa Mar;x\n"])
def test_a_table_that_cannot_be_read_keeps_its_layer_as_it_was_and_stops_no_other(
    tmp_path: Path, rubbish: bytes
) -> None:
    data = shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("gazetteer"))
    (data / "tables" / "coca_hectares.csv").write_bytes(rubbish)
    out = tmp_path / "out"
    out.mkdir()
    (out / "coca_zones.geojson").write_text("old", encoding="utf-8")
    report = pipeline.build(data, out, ROOT / "geo" / "basemap")
    assert len(report.faults) == 1
    assert report.faults[0].startswith("coca_hectares.csv")
    assert report.faults[0].endswith("coca_zones.geojson is not written anew till then")
    assert (out / "coca_zones.geojson").read_text(encoding="utf-8") == "old"
    for name in {*LAYERS} - {"coca_zones"}:
        assert (out / f"{name}.geojson").read_bytes() == (ROOT / "geo" / f"{name}.geojson").read_bytes()


def test_corrections_decide_and_the_useless_ones_are_told(tmp_path: Path) -> None:
    data = shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("gazetteer"))
    rows = [
        "article,paragraph,toponym,occurrence,decision,place_id,lat,lon,uncertainty_km,when,by,date,reason",
        "zech-2015,,Maynay,,date,,,,,2014,MR,2026-01-02,told by the author",
        "zech-2015,,Atlantis,,not a place,,,,,,MR,2026-01-02,never there",
    ]
    (data / "corrections.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    report = pipeline.build(data, tmp_path / "out", ROOT / "geo" / "basemap")
    by_name = {f["properties"]["name"]: f["properties"] for f in features(tmp_path / "out" / "places.geojson")}
    mention = by_name["Maynay"]["mentions"][0]
    assert mention["when"] == "2014"
    assert mention["decided"] == ["date: told by the author (MR, 2026-01-02)"]
    assert report.faults == [
        "corrections.csv, row 3: no mention of 'atlantis' fits, or its place is unknown; correct the row"
    ]


def test_nothing_is_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "places.geojson").write_text("old", encoding="utf-8")
    calls = []

    def failing(layer: Any) -> Any:
        calls.append(layer.name)
        if len(calls) == 3:
            raise LayerError("no")
        return gate(layer)

    monkeypatch.setattr(pipeline, "gate", failing)
    with pytest.raises(GeodashError):
        pipeline.build(ROOT / "data", out, ROOT / "geo" / "basemap")
    assert [p.name for p in out.iterdir()] == ["places.geojson"]
    assert (out / "places.geojson").read_text(encoding="utf-8") == "old"


def test_a_folder_that_cannot_be_written_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(GeodashError, match="choose another folder"):
        pipeline.build(ROOT / "data", tmp_path / "file", ROOT / "geo" / "basemap")
