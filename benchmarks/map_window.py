"""From a key on the year slider to painted features, and what it costs on the wire, beside the other ways.

    python benchmarks/map_window.py [--counts 1000 10000 50000] [--moves 5]

For each number of features three apps run on this machine, one after the other, with the same made-up layers in a
Chromium of 1366x768: GeoDash (one plugin, data by URL, commands), a folium map with the features that is rebuilt at
each move, and a static folium map that gets its features through `feature_group_to_add`. Prints the median of the
moves in milliseconds and kilobytes received over the websocket, by how many kilobytes the page's JavaScript heap has
grown a move, and whether the map kept its zoom; GeoDash's kilobytes include its table, which the others do not have.
Below GeoDash's line stand what only it has: a move measured in the map's own frame, a frame of play, and the heap
before and after `--long` moves (see map_play.py).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import map_play
from map_rivals import RIVALS, Stage, stage

# Painted: the moment after the browser has drawn the frame in which the wanted window is on the map.
OURS = "() => {{ const s = geodash.state(); return s.wanted.window[0] >= {} && s.painted; }}"
THEIRS = "() => window.map && window.shownYear === {} && window.shownAt"


def measure(scene: Stage, moves: int, *, ours: bool) -> tuple[float, float, float, bool]:
    """Press a key `moves` times.

    Gives median milliseconds, median kilobytes, kilobytes that the heap has grown a move, and whether the zoom was
    kept.
    """
    if ours:
        scene.frame().wait_for_selector(".geodash-ready", timeout=120_000)  # it looks at its country first
    scene.zoom_in()
    before = scene.zoom()
    times, sizes, heap = [], [], 0.0
    for step in range(moves + 1):
        year = 1971 + step
        condition = OURS.format((year - 1970) * 365) if ours else THEIRS.format(year)
        elapsed, size = scene.press(condition)
        if step:  # the first move pays for what is only ever sent once
            times.append(elapsed)
            sizes.append(size / 1000)
        else:
            heap = scene.heap()
    growth = (scene.heap() - heap) * 1000 / moves
    return statistics.median(times), statistics.median(sizes), growth, scene.zoom() == before


def show(found: map_play.Found, count: int, long: int) -> None:
    """Print what only GeoDash has."""
    for what, value, unit in (
        ("a move in the frame", found.move, "ms"),
        ("a frame of play", found.frame, "ms"),
        ("sent while moving and playing", found.moving, "KB"),
        ("sent for the map at rest", found.command, "KB"),
        ("heap before", found.before, "MB"),
        (f"heap after {long} moves", found.after, "MB"),
    ):
        print(f"  {what:46}{count:>9,}{value:>8.1f} {unit}", flush=True)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--counts", type=int, nargs="*", default=[1000, 10000, 50000])
    parser.add_argument("--moves", type=int, default=5)
    parser.add_argument(
        "--limit", type=int, default=10000, help="most features for the rivals, which take minutes beyond"
    )
    parser.add_argument("--long", type=int, default=500, help="moves between two looks at the heap; 0 for none")
    asked = parser.parse_args()
    print(f"{'way':48}{'features':>9}{'ms':>8}{'KB':>9}{'heap KB':>9}  zoom kept")
    for count in asked.counts:
        with tempfile.TemporaryDirectory() as folder:
            for name, script in RIVALS.items():
                ours = script is None
                if not ours and count > asked.limit:
                    continue
                with stage(Path(folder), count, script) as scene:
                    spent, size, growth, kept = measure(scene, asked.moves, ours=ours)
                    told = f"{spent:>8.0f}{size:>9.1f}{growth:>9.0f}  {'yes' if kept else 'no'}"
                    print(f"{name:48}{count:>9,}{told}", flush=True)
                    if ours and asked.long:
                        show(map_play.measure(scene, 20, asked.long), count, asked.long)


if __name__ == "__main__":
    main()
