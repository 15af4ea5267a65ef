"""From a key on the year slider to painted features, and what it costs on the wire, beside the other ways.

    python benchmarks/map_window.py [--counts 1000 10000 50000] [--moves 5]

For each number of features three apps run on this machine, one after the other, with the same made-up layers in a
Chromium of 1366x768: GeoDash (one plugin, data by URL, commands), a folium map with the features that is rebuilt at
each move, and a static folium map that gets its features through `feature_group_to_add`. Prints the median of the
moves in milliseconds and kilobytes received over the websocket, and whether the map kept its zoom; GeoDash's
kilobytes include its table, which the others do not have.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from map_rivals import RIVALS, Stage, stage

# Painted: the moment after the browser has drawn the frame in which the wanted window is on the map.
OURS = "() => {{ const s = geodash.state(); return s.wanted.window[0] >= {} && s.painted; }}"
THEIRS = "() => window.map && window.shownYear === {} && window.shownAt"


def measure(scene: Stage, moves: int, *, ours: bool) -> tuple[float, float, bool]:
    """Press a key `moves` times; give median milliseconds, median kilobytes, and whether the zoom was kept."""
    scene.zoom_in()
    before = scene.zoom()
    times, sizes = [], []
    for step in range(moves + 1):
        year = 1971 + step
        condition = OURS.format((year - 1970) * 365) if ours else THEIRS.format(year)
        elapsed, size = scene.press(condition)
        if step:  # the first move pays for what is only ever sent once
            times.append(elapsed)
            sizes.append(size / 1000)
    return statistics.median(times), statistics.median(sizes), scene.zoom() == before


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--counts", type=int, nargs="*", default=[1000, 10000, 50000])
    parser.add_argument("--moves", type=int, default=5)
    parser.add_argument(
        "--limit", type=int, default=10000, help="most features for the rivals, which take minutes beyond"
    )
    asked = parser.parse_args()
    print(f"{'way':44}{'features':>9}{'ms':>8}{'KB':>9}  zoom kept")
    for count in asked.counts:
        with tempfile.TemporaryDirectory() as folder:
            for name, script in RIVALS.items():
                ours = script is None
                if not ours and count > asked.limit:
                    continue
                with stage(Path(folder), count, script) as scene:
                    spent, size, kept = measure(scene, asked.moves, ours=ours)
                print(f"{name:44}{count:>9,}{spent:>8.0f}{size:>9.1f}  {'yes' if kept else 'no'}", flush=True)


if __name__ == "__main__":
    main()
