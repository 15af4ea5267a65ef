"""How long a figure of the default view takes, and how much memory, beside a browser's screenshot of the same view.

    python benchmarks/figure.py [--rounds 5]

Each round draws the slide (1920 x 1080 pixels) by `geodash snapshot` in a process of its own: cold, with no cache of
Matplotlib's yet, and warm; then takes a screenshot of the same view at the same size: Chromium is started, opens the
map that `Atlas.map` writes, and waits until everything is painted. Prints medians. Goals: warm 2 s, cold 5 s, 500 MB.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

import geodash

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
import chromium

GOALS = {"cold": 5.0, "warm": 2.0}
MOST_MEGABYTES = 500
COMMAND = [sys.executable, "-c", "from geodash.cli import main; main()", "snapshot", "-o"]


def draw(folder: Path, cache: Path) -> tuple[float, float, float]:
    """Draw the slide by the command line; give seconds, seconds of computing, and megabytes at the peak."""
    started = time.perf_counter()
    environment = os.environ | {"MPLCONFIGDIR": str(cache)}
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0o600)]
    child = os.posix_spawn(sys.executable, [*COMMAND, str(folder / "map.png")], environment, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    assert status == 0, "geodash snapshot failed"
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def shoot(page_file: Path, folder: Path) -> float:
    """Take a screenshot of the same view in a fresh Chromium; give seconds."""
    started = time.perf_counter()
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(page_file.as_uri())
        page.wait_for_function("window.geodash && geodash.state && geodash.state().ready && geodash.state().still")
        page.wait_for_selector(".geodash-ready")
        page.screenshot(path=str(folder / "screen.png"))
        browser.close()
    return time.perf_counter() - started


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    seconds: dict[str, list[float]] = {"cold": [], "warm": [], "screenshot": []}
    computing: dict[str, list[float]] = {"cold": [], "warm": []}
    peaks: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        geodash.load().map().save(str(folder / "map.html"))
        for number in range(rounds):
            cache = folder / f"cache-{number}"
            cache.mkdir()
            for how in ("cold", "warm"):
                took, computed, peak = draw(folder, cache)
                seconds[how].append(took)
                computing[how].append(computed)
                peaks.append(peak)
            seconds["screenshot"].append(shoot(folder / "map.html", folder))
    for how, times in seconds.items():
        alone = statistics.median(computing.get(how, [0.0]))
        goal = f"  goal {GOALS[how]:.0f} s; computing {alone:.2f} s" if how in GOALS else "  Chromium, the map alone"
        print(f"{how:<11} {statistics.median(times):5.2f} s  ({min(times):.2f} - {max(times):.2f}){goal}")
    print(f"memory      {max(peaks):5.0f} MB  goal {MOST_MEGABYTES} MB")


if __name__ == "__main__":
    main()
