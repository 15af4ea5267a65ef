"""How large each lesson file is, and how long it takes to open from the disk without a network.

    python benchmarks/lesson_open.py [--rounds 7]

Each round opens each story's lesson in a fresh window of one Chromium whose network is off, and measures in the page,
from the start of the navigation: to the first words painted, to the map drawn and the player ready. Prints the sizes,
what they are made of, and the medians; the targets are 2,000 KB and 1,500 ms. A round before them is not counted.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

import geodash
from geodash import bundle
from geodash.story import read_stories

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
import chromium

MOST_KB, MOST_MS = 2000, 1500
PARTS = ("ground", "view", "spoken", "evidence", "told")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    atlas = geodash.load()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        paths = {}
        for story in read_stories(bundle.path("data", "stories"))[0]:
            began = time.perf_counter()
            paths[story.id] = Path(place, f"{story.id}.html")
            paths[story.id].write_bytes(atlas.lesson(story))
            weigh(story.id, paths[story.id], time.perf_counter() - began)
        browser = playwright.chromium.launch(executable_path=chromium.find_or_install(), args=["--no-sandbox"])
        print(f"{'opened from the disk':24}{'words, ms':>12}{'map, ms':>12}{'requests':>12}")
        for name, path in paths.items():
            open_once(browser, path)
            found = [open_once(browser, path) for _ in range(rounds)]
            words, ready, asked = (statistics.median(column) for column in zip(*found, strict=True))
            print(f"{name:24}{words:12.0f}{ready:12.0f}{asked:12.0f}   {'ok' if ready <= MOST_MS else 'LATE'}")
        browser.close()


def weigh(name: str, path: Path, seconds: float) -> None:
    """Print how large a lesson is, and its parts."""
    text = path.read_text("utf-8")
    (held,) = re.findall(r'id="content">(.*?)</script>', text, re.DOTALL)
    content: dict[str, Any] = json.loads(held)
    parts = {part: len(json.dumps(content[part], ensure_ascii=False, separators=(",", ":"))) for part in PARTS}
    parts["scripts and sheets"] = len(text) - len(held)
    size = path.stat().st_size / 1000
    told = ", ".join(f"{part} {number / 1000:.0f}" for part, number in parts.items())
    print(f"{name:24}{size:8.0f} KB {'ok' if size <= MOST_KB else 'LARGE'} ({told}); written in {seconds:.1f} s")


def open_once(browser: Browser, path: Path) -> tuple[float, float, int]:
    """Open a lesson; give milliseconds to the first words and to the map, and how many requests there were."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith("data:") else None)
    page.goto(path.as_uri())
    page.evaluate("geodashLesson.ready.then(() => true)")
    painted = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    words: float = page.wait_for_function(painted).json_value()
    ready: float = page.evaluate("performance.getEntriesByName('geodash-lesson')[0].startTime")
    context.close()
    return words, ready, len(asked) - 1  # the page itself


if __name__ == "__main__":
    main()
