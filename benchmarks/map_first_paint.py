"""How long until the first map is painted, as a multiple of an empty Streamlit app in the same run.

    python benchmarks/map_first_paint.py [--rounds 5]

Each round starts a fresh server and a fresh browser for each app, and measures to the title in the empty app, to the
painted marks, and to the painted basemap, in GeoDash with the atlas's own layers (made-up ones if geo/ has none):
from the start of the server (the browser's own start left out), and from asking for the page. Prints the medians and
the ratios. A round before them is not counted, so that all packages are compiled, as from anybody's second start on.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from map_rivals import EMPTY, ROOT, stage


def empty(folder: Path) -> tuple[float, float]:
    """Open an app that shows a title; give milliseconds to start the server, and to the title."""
    with stage(folder, 0, EMPTY) as scene:
        scene.page.wait_for_selector("h1")
        return scene.starting, time.time() * 1000 - scene.started


def atlas(folder: Path) -> tuple[float, float, float]:
    """Open GeoDash; give milliseconds to start the server, to the marks, and to everything under them."""
    with stage(folder, 0, None) as scene:
        frame = scene.frame()
        # What the condition itself gives: asked again, it may tell of a later painting.
        first = "() => window.geodash && geodash.state().painted"
        marks = frame.wait_for_function(first, polling=20, timeout=60_000).json_value() - scene.started
        ready = "() => document.querySelector('.geodash-ready') && performance.timeOrigin + performance.now()"
        return scene.starting, marks, frame.wait_for_function(ready, timeout=60_000).json_value() - scene.started


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        real = ROOT / "geo"
        if (real / "places.geojson").exists():
            (folder / "geo-0").mkdir()
            for path in real.glob("*.geojson"):
                shutil.copy(path, folder / "geo-0" / path.name)
        atlas(folder)  # unmeasured: Python compiles what was never imported, once
        pairs = [(*empty(folder), *atlas(folder)) for _ in range(rounds)]
    bare_start, bare, start, marks, whole = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"server start: empty app {bare_start:.0f} ms, GeoDash {start:.0f} ms")
    for since, base, late in (("server's start", bare_start + bare, start), ("asking for the page", bare, 0.0)):
        print(f"from the {since}" if since.startswith("server") else f"from {since}")
        print(f"  empty Streamlit app      {base:6.0f} ms")
        print(f"  GeoDash, marks painted   {late + marks:6.0f} ms   {(late + marks) / base:.2f} x")
        print(f"  GeoDash, basemap too     {late + whole:6.0f} ms   {(late + whole) / base:.2f} x")


if __name__ == "__main__":
    main()
