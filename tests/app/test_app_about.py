"""The About page: its numbers come from the data, and everything on it stays text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers
from streamlit.testing.v1 import AppTest

from geodash import corrections
from geodash.app import holdings, library
from geodash.text import load
from geodash.view.about import count_decades, count_layers, list_package, list_sources

ROOT = Path(__file__).parents[2]
SCREEN = "src/geodash/app/screens/about.py"


@pytest.fixture
def app() -> Iterator[AppTest]:
    holdings.forget()
    library.forget()
    yield AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    holdings.forget()
    library.forget()


def tables(at: AppTest) -> dict[str, dict[str, Any]]:
    """The tables that the page's own component got, by title."""
    found: dict[str, dict[str, Any]] = {}
    for element in at.main:
        proto: Any = getattr(element, "proto", None)
        if "geodash_tables" in str(proto):
            found |= {table["title"]: table for table in json.loads(proto.json)["tables"]}
    return found


def prose(at: AppTest) -> str:
    return "\n".join(part.value for part in at.markdown)


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_page_says_what_it_must(app: AppTest) -> None:
    at = app.switch_page(SCREEN).run()
    assert not at.exception
    text = prose(at)
    assert "no dot is not no event" in text
    (estimate,) = rows("estimates")
    for figure in ("value", "low", "high"):
        assert f"{int(estimate[figure]):,}" in text
    assert "{" not in text
    assert len(at.header) == 9


def test_the_numbers_are_those_of_the_data(app: AppTest) -> None:
    at = app.switch_page(SCREEN).run()
    found = tables(at)
    texts = load()
    layers = {layer.name: layer for layer in holdings.layers()}
    for row in found[texts["about.layers"]]["rows"]:
        name = next(layer for layer in layers if texts[f"layer.{layer}"] == row[0])
        assert row[1] == len(layers[name].features)
        assert row[1] == row[2] + row[3] + row[4]
    assert len(found[texts.say("about.pages", n=len(rows("sources")))]["rows"]) == len(rows("sources"))
    assert len(found[texts.say("about.articles", n=len(library.records()))]["rows"]) == len(library.records())
    assert {title.split(" (")[0] for title in found} >= {texts["about.gazetteer"], texts["about.basemap"]}
    district = sum(
        feature["properties"]["sensitivity"] == "district"
        for layer in layers.values()
        if layer.name != "places"
        for feature in layer.features
    )
    assert f"{district} rows are given by district" in prose(at)


def test_a_readers_own_layers_are_told_from_the_atlas(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = app.switch_page(SCREEN).run()
    assert not at.info
    geo = synthetic_layers.write(tmp_path / "geo", 60)
    (geo / "articles.json").write_text('[{"id": "mine", "title": "Mine", "language": "<b>"}]', encoding="utf-8")
    monkeypatch.setenv("GEODASH_GEO", str(geo))
    holdings.forget()
    library.forget()
    at = app.switch_page(SCREEN).run()
    assert not at.exception
    assert "1 of your documents" in at.info[0].value
    assert tables(at)[load().say("about.articles", n=1)]["rows"][0][0] == "Mine"
    assert f"reads {len(library.shipped())} articles" in prose(at)


def test_spanish_says_the_same_numbers(app: AppTest) -> None:
    app.query_params["lang"] = "es"
    at = app.switch_page(SCREEN).run()
    assert not at.exception
    (estimate,) = rows("estimates")
    assert f"{int(estimate['value']):,}" in prose(at) and "Qué es esto" in at.header[0].value
    assert any(title.startswith("Páginas públicas") for title in tables(at))


def test_citations_and_the_row_to_copy(app: AppTest) -> None:
    at = app.switch_page(SCREEN).run()
    plain, bibtex, whole, row = (code.value for code in at.code)
    cited = (ROOT / "CITATION.cff").read_text("utf-8")
    version = cited.split("version: ")[2].split()[0]
    assert version in plain and f"version = {{{version}}}" in bibtex
    assert json.loads(whole)["version"] == version
    (example,) = list(csv.DictReader(io.StringIO(row)))
    assert tuple(example) == corrections.COLUMNS


def test_the_row_to_copy_is_a_valid_correction(app: AppTest, tmp_path: Path) -> None:
    at = app.switch_page(SCREEN).run()
    path = tmp_path / "corrections.csv"
    path.write_text(at.code[3].value, encoding="utf-8")
    found, faults = corrections.read_corrections(path)
    assert faults == [] and len(found) == 1


def test_decades_count_what_may_have_been_there() -> None:
    found = synthetic_layers.layers(60)
    held = [holdings.Held(name, found[name]) for name in found]
    texts = load()
    by_layer = {row[0]: row[1:] for row in count_decades(held, texts).rows}
    # The made-up coca zones have figures from 2001 to 2021, and the second only until 2007.
    assert by_layer["Coca zones"] == (0, 0, 0, 2, 1, 1)
    points = [feature for feature in found["bases"] if feature["properties"]["drawn"] != "listed"]
    drawn = {row[0]: row[2] for row in count_layers(held, texts).rows}
    assert drawn["Military and police bases"] == len(points)
    seventies = [
        p for p in (f["properties"] for f in points)
        if p["start_earliest"] and p["start_earliest"] < "1980" and (p["end_latest"] or "2023") >= "1970"
    ]  # fmt: skip
    assert by_layer["Military and police bases"][0] == len(seventies)


def test_an_atlas_without_layers_has_its_page(app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEODASH_GEO", str(tmp_path))
    holdings.forget()
    library.forget()
    at = app.switch_page(SCREEN).run()
    assert not at.exception


def test_links_are_web_addresses_only_and_what_is_missing_is_empty() -> None:
    texts = load()
    table = list_sources([{"title": "<b>", "url": "javascript:x"}, {"title": "B", "url": "https://b.org"}], texts)
    assert table.rows[0][0] == "<b>"
    assert table.rows[1][0] == {"text": "B", "url": "https://b.org"}
    package = {
        "licenses": [{"name": "CC0"}],
        "resources": [{"name": "r"}, {"name": "s", "licenses": [{"title": "L"}]}],
    }
    assert list_package("P", package, texts).rows == (("r", "", "CC0"), ("s", "", "L"))
