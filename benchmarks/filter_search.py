"""What a filter and a search cost: the answer alone, and until the map has painted it in a real browser.

    python benchmarks/filter_search.py [--counts 1000 10000 50000] [--times 9] [--browser]

The answer alone is what the script works out: which rows stay, the counts of every choice, the legend's counts and
the bits for the map. Prints medians in milliseconds; a layout is paid once a server.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "app"), str(ROOT / "tests" / "browser"), str(ROOT / "src")]
import synthetic_layers  # noqa: E402

from geodash.app import finding, holdings  # noqa: E402
from geodash.selection import Selection  # noqa: E402

SEARCHES = ("bases", "huanta 12", "events 7", "nothing like it", "VRAE", "made-up row", "committees 3")
FILTERS = (
    Selection(themes=frozenset({"self-defense"})),
    Selection(precision=2),
    Selection(box=(-75.0, -13.0, -73.0, -11.0)),
    Selection(articles=frozenset({"zech-2015"}), confidence=frozenset({"medium"})),
)


def answer(selection: Selection) -> None:
    finding.weighing(selection)
    finding.kept(selection)
    for tally in holdings.tallies().values():
        tally.count(selection)


def time_all(ask: Callable[[int], None], times: int) -> float:
    """Give the median milliseconds of several askings, none of which the caches know."""
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        ask(number)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def search(number: int) -> None:
    text = f"{SEARCHES[number % len(SEARCHES)]} {'' if number < len(SEARCHES) else number}"
    answer(Selection(first=1970 + number, search=text, found=finding.find(text)))


def narrow(number: int) -> None:
    answer(replace(FILTERS[number % len(FILTERS)], first=1970 + number))


def in_browser(geo: Path, folder: Path, times: int) -> float:
    """Type searches and give the median milliseconds from Enter to painted marks."""
    import chromium  # noqa: PLC0415
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    import conftest  # noqa: PLC0415

    port = conftest.free_port()
    command = [sys.executable, "-c", f"from geodash.app.server import serve; serve({port}, browser=False)"]
    process, server = conftest.start(command, geo, folder, port)
    taken: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find_or_install(), args=conftest.FLAGS)
        view = conftest.Visit(browser.new_page(viewport={"width": 1366, "height": 768}))
        view.page.goto(server.url)
        view.ready()
        field = view.page.locator(".st-key-search_row input")
        for number in range(times + 1):
            before = view.state()["commands"]
            field.fill(f"{'bases' if number % 2 else 'events'} {number}")
            begun = view.page.evaluate("performance.timeOrigin + performance.now()")
            field.press("Enter")
            # What the condition itself gives: asked again, it may tell of a later painting.
            painted = view.map.wait_for_function(
                "([before, begun]) => { const { commands, painted } = geodash.state();"
                " return commands > before && painted > begun && painted; }",
                arg=[before, begun],
            ).json_value()
            if number:  # the first pays for laying the words out
                taken.append(painted - begun)
            view.page.wait_for_timeout(700)
        browser.close()
    process.terminate()
    process.wait(10)
    return statistics.median(taken)


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--counts", type=int, nargs="+", default=[1000, 10_000, 50_000])
    options.add_argument("--times", type=int, default=9)
    options.add_argument("--browser", action="store_true", help="also measure until painted, in Chromium")
    chosen = options.parse_args(arguments)
    print(f"{'features':>9} {'layout ms':>10} {'search ms':>10} {'filter ms':>10} {'bits kB':>8} {'painted ms':>11}")
    for count in chosen.counts:
        with tempfile.TemporaryDirectory() as folder:
            geo = synthetic_layers.write(Path(folder) / "geo", count)
            os.environ["GEODASH_GEO"] = str(geo)
            holdings.forget()
            begun = time.perf_counter()
            finding.codes()
            finding.find("anything")
            bits = finding.kept(Selection(precision=2)) or ""
            layout = (time.perf_counter() - begun) * 1000
            searched, narrowed = time_all(search, chosen.times), time_all(narrow, chosen.times)
            painted = f"{in_browser(geo, Path(folder), chosen.times):11.0f}" if chosen.browser else ""
            print(f"{count:9} {layout:10.0f} {searched:10.1f} {narrowed:10.1f} {len(bits) / 1000:8.1f} {painted}")


if __name__ == "__main__":
    main()
