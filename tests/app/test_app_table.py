"""The table and the charts below the map, run by Streamlit's own test harness."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers
from streamlit.testing.v1 import AppTest

from geodash.app import holdings
from geodash.app.panels import chart_specs, charts, table
from geodash.app.panels.chart_parts import Frame, window_data
from geodash.app.turning import TableView
from geodash.selection import Selection
from geodash.text import languages, load
from geodash.view.rows import Order

APP = Path(__file__).parents[2] / "app.py"
MOST_BYTES = 40_000
TABS = [load()["table.tab"], load()["charts.coca"], load()["charts.counts"]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GEODASH_GEO", str(synthetic_layers.write(tmp_path / "geo", 3000, hostile=True)))
    holdings.forget()
    return tmp_path


def run(tab: str = TABS[0], view: TableView | None = None, **address: Any) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=60)
    at.session_state["below"] = tab
    if view:
        at.session_state["_table"] = view
    for key, value in address.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def drawn(at: AppTest, kind: str) -> list[Any]:
    return [element.proto for element in walk(at.main) if element.type == kind]


def walk(block: Any) -> list[Any]:
    children = list(getattr(block, "children", {}).values())
    return [block, *(found for child in children for found in walk(child))]


def shown(at: AppTest) -> dict[str, Any]:
    """What the table's script gets."""
    (proto,) = [one for one in drawn(at, "bidi_component") if one.component_name == "geodash_table"]
    assert proto.ByteSize() < MOST_BYTES
    data: dict[str, Any] = json.loads(proto.json)
    return data


@pytest.mark.usefixtures("folder")
def test_the_table_sends_one_page_of_what_the_map_shows() -> None:
    data = shown(run())
    assert len(data["rows"]) == 25 and data["total"] > 3000
    assert data["pages"] == -(-data["total"] // 25)
    narrow = shown(run(years=["1975", "1975"]))
    assert narrow["total"] < data["total"]
    assert "1975 – 1975" in narrow["texts"]["caption"]


@pytest.mark.usefixtures("folder")
def test_a_row_chosen_elsewhere_is_shown_on_its_page_and_marked() -> None:
    data = shown(run(focus="places:700"))
    assert data["number"] > 0
    assert data["focus"] == "places:700"
    assert "places:700" in [row["id"] for row in data["rows"]]


@pytest.mark.usefixtures("folder")
def test_a_sorted_page_stays_until_something_else_is_asked() -> None:
    data = shown(run(view=TableView("when", descending=True, page=3)))
    assert (data["order"], data["down"], data["number"]) == ("when", True, 3)


def test_only_sense_is_taken_from_the_browser() -> None:
    assert table.wish({"order": "when", "down": True}) == {"column": "when", "descending": True, "page": 0}
    assert table.wish({"order": "__class__"}) == {}
    assert table.wish({"page": 4}) == {"page": 4}
    assert table.wish({"page": -4}) == {"page": 0}
    assert table.wish({"page": float("nan")}) == table.wish({"page": "1"}) == table.wish({"page": 1e300}) == {}
    assert table.wish({"focus": "bases:1"}) == {"focus": "bases:1"}
    assert table.wish({"focus": None}) == {"focus": None}
    assert table.wish({"focus": ["x"]}) == table.wish({}) == {}


@pytest.mark.usefixtures("folder")
def test_names_come_as_text_whatever_they_hold() -> None:
    book = table.ledger(holdings.version(), "en")
    order = Order("name")
    pages = [book.page(Selection(), order, number) for number in range(book.page(Selection(), order).pages)]
    wired = [table.wire(page, order, Selection(), load()) for page in pages]
    names = {row["cells"][1] for page in wired for row in page["rows"]}
    assert set(synthetic_layers.HOSTILE) <= names
    script = (APP.parent / "static" / "table" / "table.js").read_text("utf-8")
    assert "innerHTML" not in script and "insertAdjacentHTML" not in script


@pytest.mark.usefixtures("folder")
def test_only_the_open_tab_is_sent() -> None:
    coca = drawn(run(TABS[1]), "vega_lite_chart")
    assert len(coca) == 2
    assert sum(chart.ByteSize() for chart in coca) < MOST_BYTES
    assert not drawn(run(TABS[0]), "vega_lite_chart")


@pytest.mark.parametrize(
    ("years", "first", "marked"),
    [((1980, 2024), 1970, None), ((1960, 2024), 1970, (1970, 2024)), ((1980, 2025), 1970, (1970, 2024)),
     ((1990, 2024), 1985, None), ((1980, 2024), 1985, (1985, 2024))],
)  # fmt: skip
def test_the_window_is_marked_where_figures_lie_outside_it(
    years: tuple[int, int], first: int, marked: tuple[int, int] | None
) -> None:
    assert charts.window(Selection(first), years) == marked


@pytest.mark.usefixtures("folder")
def test_the_window_moves_in_the_data_and_leaves_the_chart_alone() -> None:
    whole, narrow = (
        drawn(run(TABS[2], years=years), "vega_lite_chart") for years in (["1970", "2024"], ["1980", "1984"])
    )
    assert [chart.spec for chart in whole] == [chart.spec for chart in narrow]
    assert [chart.data.data for chart in whole] != [chart.data.data for chart in narrow]
    assert sum(chart.ByteSize() for chart in narrow) < MOST_BYTES
    assert window_data((1980, 1984)) == {"a": [1979.5], "b": [1984.5], "t": ["1980 – 1984"]}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_atlas_fits_its_charts(language: str, theme: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GEODASH_GEO", raising=False)
    holdings.forget()
    texts = load(language)
    found = charts.coca_series(holdings.version(), Selection(), language)
    frame = Frame(found.years, theme, texts)
    sizes = [len(json.dumps(make(found, frame))) for make in (chart_specs.nation, chart_specs.zones)]
    number = charts.count_series(holdings.version(), Selection())
    sizes += [len(json.dumps(make(number, frame))) for make in (chart_specs.counts, chart_specs.actors)]
    assert max(sum(sizes[:2]), sum(sizes[2:])) < MOST_BYTES, sizes
    assert "{" not in chart_specs.coca_alt(found, texts) + chart_specs.counts_alt(number, texts)
    holdings.forget()
