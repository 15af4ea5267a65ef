"""What table and charts cost after the window has come to rest: milliseconds and kilobytes, beside a stock table.

    python benchmarks/table_rest.py [--counts 1000 10000 50000] [--moves 5]

The whole script of Explore is run, as a browser would make it run, once with each tab open, for several windows; all
that the run sends for the tab is counted in bytes. Beside it the stock way: `st.dataframe` with all rows of the same
selection. Prints medians; the first run of each, which lays the rows out, is told apart.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "app"))

import synthetic_layers
from streamlit.testing.v1 import AppTest

from geodash.app import holdings
from geodash.app.panels import table
from geodash.selection import Selection
from geodash.text import load
from geodash.view.rows import Order

APP = Path(__file__).parents[1] / "app.py"
SENT = {
    "bidi_component": "geodash_table",
    "vega_lite_chart": "",
    "caption": "",
    "arrow_data_frame": "",
    "dataframe": "",
}
STOCK = """
import streamlit as st
from geodash.app.panels import table
from geodash.app import holdings
from geodash.selection import Selection
from geodash.view.rows import Order
first = st.slider("first", 1970, 2023, 1970)
book, chosen = table.ledger(holdings.version(), "en"), Selection(first, 2005)
pages = [book.page(chosen, Order(), number) for number in range(book.page(chosen, Order()).pages)]
st.dataframe([{name: getattr(row, name) for name in row.__slots__} for page in pages for row in page.rows])
"""


def walk(block: Any) -> Iterator[Any]:
    for child in getattr(block, "children", {}).values():
        yield child
        yield from walk(child)


def size(at: AppTest) -> float:
    """Add up what was sent for table and charts, in kilobytes."""
    total = 0
    for element in walk(at.main):
        if element.type in SENT and getattr(element.proto, "component_name", "") == SENT[element.type]:
            total += element.proto.ByteSize()
    return total / 1000


def measure(at: AppTest, move: Callable[[int], Any], moves: int) -> tuple[float, float, float]:
    """Run and rerun; give the first run's and the median rerun's milliseconds, and the median kilobytes."""
    times, sizes = [], []
    for step in range(moves + 1):
        move(1975 + step)
        started = time.perf_counter()
        at.run()
        times.append(1000 * (time.perf_counter() - started))
        assert not at.exception, at.exception
        sizes.append(size(at))
    return times[0], statistics.median(times[1:]), statistics.median(sizes[1:])


def explore(tab: str, moves: int) -> tuple[float, float, float]:
    at = AppTest.from_file(str(APP), default_timeout=120)
    at.session_state["below"] = tab

    def move(first: int) -> None:
        at.query_params["years"] = [str(first), "2005"]

    return measure(at, move, moves)


def stock(moves: int) -> tuple[float, float, float]:
    at = AppTest.from_string(STOCK, default_timeout=120)
    return measure(at, lambda first: at.session_state.__setitem__("first", first), moves)


def page(moves: int) -> float:
    """Time the table's own part: select, sort, cut a page, put it into words."""
    book, times = table.ledger(holdings.version(), "en"), []
    for step in range(moves):
        chosen, order = Selection(1975 + step, 2005), Order("when", descending=True)
        started = time.perf_counter()
        table.wire(book.page(chosen, order, 3), order, chosen, load())
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 10_000, 50_000])
    parser.add_argument("--moves", type=int, default=5)
    asked = parser.parse_args()
    texts = load()
    print(f"{'features':>8}  {'what':<28}{'first ms':>9}{'ms':>8}{'KB':>9}")
    for count in asked.counts:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["GEODASH_GEO"] = str(synthetic_layers.write(Path(folder), count))
            holdings.forget()
            holdings.tallies()
            rows = [(f"Explore, {tab}", *explore(tab, asked.moves)) for tab in
                    (texts["table.tab"], texts["charts.coca"], texts["charts.counts"])]  # fmt: skip
            rows.append(("st.dataframe of all rows", *stock(asked.moves)))
            for name, first, median, kilobytes in rows:
                print(f"{count:>8}  {name:<28}{first:>9.0f}{median:>8.0f}{kilobytes:>9.1f}")
            print(f"{count:>8}  {'one page, on the server':<28}{'':>9}{page(asked.moves):>8.1f}")


if __name__ == "__main__":
    main()
