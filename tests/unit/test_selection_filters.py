"""The filters: row by row, by arrays and as bits for the plugin; what each choice leaves."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers
from hypothesis import given
from hypothesis import strategies as st

from geodash import bundle
from geodash.render.bits import pack
from geodash.selection import FACETS, LAYERS, Selection, passes, row_id, select
from geodash.tally import Tally, weigh
from geodash.text import load
from geodash.whereabouts import extent, meets, regions

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "filter_cases.json").read_text("utf-8"))


def feature(row: dict[str, Any]) -> dict[str, Any]:
    at = row["at"]
    properties = {"drawn": "point", "layer": "events"} | {key: value for key, value in row.items() if key != "at"}
    return {"properties": properties, "geometry": at and {"type": "Point", "coordinates": at}}


class Layer:
    def __init__(self, name: str, features: list[dict[str, Any]]) -> None:
        self.name, self.features = name, features


ROWS = Layer("events", [feature(row) for row in GOLDEN["rows"]])


def selection(asked: dict[str, Any]) -> Selection:
    made: dict[str, Any] = {key: frozenset(value) if key in FACETS else value for key, value in asked.items()}
    if "box" in made:
        made["box"] = tuple(made["box"])
    return Selection(**made)


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["why"])
def test_filter_cases(case: dict[str, Any]) -> None:
    asked = selection(case["selection"])
    assert [row_id(row) for row in ROWS.features if passes(row, asked)] == case["expect"]
    tally = Tally(ROWS)
    kept = tally.kept(asked)
    assert [row for row, stays in zip(tally.ids, kept, strict=True) if stays] == case["expect"]
    assert weigh([tally], asked).shown == len(case["expect"])


def test_the_plugin_reads_the_same_rows_from_the_bits() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here; tests/browser/test_browser_filters.py reads the bits in Chromium")
    tally = Tally(ROWS)
    bits = [pack(tally.kept(selection(case["selection"]))) for case in GOLDEN["cases"]]
    code = (
        f"const {{ kept }} = require({json.dumps(str(bundle.path('static', 'plugin', 'kept.js')))});"
        f"console.log(JSON.stringify({json.dumps(bits)}.map((b) => [0, 1, 2, 3].filter(kept(b)))));"
    )
    done = subprocess.run([node, "-e", code], capture_output=True, text=True, encoding="utf-8", check=True)
    rows = [[tally.ids[number] for number in numbers] for numbers in json.loads(done.stdout)]
    assert rows == [case["expect"] for case in GOLDEN["cases"]]


load("es")  # a search knows the actors in every language; reading it takes longer than a case may
MANY = [Layer(name, rows) for name, rows in synthetic_layers.layers(120).items()]
TALLIES = [Tally(layer) for layer in MANY]


@given(
    years=st.tuples(st.integers(1970, 2023), st.integers(1970, 2023)).map(sorted),
    layers=st.sets(st.sampled_from(LAYERS)),
    precision=st.integers(1, 7),
    search=st.sampled_from(["", "made-up", "bases 1", "huanta number", "nothing at all"]),
    box=st.sampled_from([None, (-75.0, -13.0, -73.0, -11.0)]),
    certainty=st.sampled_from(["certainly", "possibly"]),
    undated=st.booleans(),
)
def test_what_is_weighed_agrees_with_what_is_selected(
    years: list[int],
    layers: set[str],
    precision: int,
    search: str,
    box: Any,
    certainty: Any,
    *,
    undated: bool,
) -> None:
    asked = Selection(
        years[0],
        years[1],
        layers=tuple(sorted(layers)),
        precision=precision,
        search=search,
        box=box,
        certainty=certainty,
        undated=undated,
    )
    weighed = weigh(TALLIES, asked)
    assert weighed.shown == sum(len(select(layer, asked)) for layer in MANY)
    assert (weighed.shown < weighed.all) == bool(weighed.hidden_by)
    for theme, left in weighed.left["themes"].items():
        assert left == sum(len(select(layer, replace(asked, themes=frozenset({theme})))) for layer in MANY)
    for code in (1, 3, 7):
        narrowed = replace(asked, precision=code)
        assert weighed.left["precision"][str(code)] == sum(len(select(layer, narrowed)) for layer in MANY)


def test_what_hides_rows_is_named_in_order() -> None:
    asked = Selection(1971, 1971, layers=("bases",), themes=frozenset({"law"}), search="nobody")
    assert weigh(TALLIES, asked).hidden_by == ("layers", "time", "search", "themes")
    assert weigh(TALLIES, Selection()).hidden_by == ()


def test_certainty_and_undated_are_told_from_years() -> None:
    dates = {"start_earliest": "1980-01-01", "end_latest": "1984-12-31"}  # possibly there, never certainly
    rows = [feature({**GOLDEN["rows"][0], **more}) for more in (dates, {"id": "undated"})]
    tallies = [Tally(Layer("bases", rows))]
    for asked, hidden in (
        (Selection(), ()),
        (Selection(certainty="certainly"), ("certainty",)),
        (Selection(undated=False), ("undated",)),
        (Selection(1990, 1991), ("time",)),
        (Selection(1990, 1991, certainty="certainly"), ("time",)),
        (Selection(1984, 1991, certainty="certainly", undated=False), ("certainty", "undated")),
    ):
        assert weigh(tallies, asked).hidden_by == hidden


def test_a_filter_is_set_only_if_it_can_hide() -> None:
    assert Selection(search=" .,;").filters == ()
    assert Selection(precision=4, actors=frozenset({"army"})).filters == ("actors", "precision")


def test_whereabouts() -> None:
    assert regions(feature(GOLDEN["rows"][2])) == ("Cajamarca", "Piura")
    assert regions(feature(GOLDEN["rows"][1])) == ("Convención valley", "Cusco")
    assert extent(feature(GOLDEN["rows"][3])) is None
    assert not meets(None, (-180, -90, 180, 90))
    area = {"properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 3], [0, 0]]]}}
    assert extent(area) == (0, 0, 2, 3)
