"""From a key in a story to its text, and to the map at rest: medians over all chapters of all stories.

    python benchmarks/present_change.py [--rounds 3] [--port 8668] [--size 1024x768]

Serves the atlas on this machine and walks each story by keyboard in a Chromium of a projector's size. Text: from the
key's handling to the first moment after the browser has painted the words. Rest: until nothing of the map moves any
more, the flight of eight tenths of a second included; in chapters that compare, until the second map is there. The
first walk pays for what is read and laid out only once, and is told apart.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "browser")]
import chromium  # noqa: E402

from geodash import bundle  # noqa: E402
from geodash.story import read_stories  # noqa: E402

SERVE = "from geodash.app.server import serve; serve({}, browser=False)"
PATIENCE = 30.0


def state(page: Page) -> dict[str, Any]:
    """Ask the player where it is; the page's policy lets nothing but this ask it."""
    found: dict[str, Any] = page.evaluate("window.geodashPresent && geodashPresent.state()") or {}
    return found


def settle(page: Page, before: tuple[Any, Any] | None = None) -> dict[str, Any]:
    """Wait until another scene than `before` is at rest."""
    late = time.monotonic() + PATIENCE
    while time.monotonic() < late:
        now = state(page)
        changed = now and (now["chapter"], now["stage"]) != before
        if changed and now["still"] and (before is None or now["restMs"] is not None):
            return now
        page.wait_for_timeout(20)
    raise TimeoutError(f"the map did not come to rest: {state(page)}")


def walk(page: Page, address: str) -> list[tuple[float, float]]:
    """Walk a story to its end; give milliseconds to text and to rest of each change."""
    page.goto(address)
    now = settle(page)
    times = []
    while page.locator(".gp-step").last.is_enabled():
        page.wait_for_timeout(150)  # as a reader rests
        page.keyboard.press("ArrowRight")
        now = settle(page, (now["chapter"], now["stage"]))
        times.append((float(now["textMs"]), float(now["restMs"])))
    return times


def report(name: str, times: list[tuple[float, float]]) -> None:
    """Print medians and the slowest."""
    texts, rests = ([pair[part] for pair in times] for part in (0, 1))
    print(
        f"{name:28}{len(times):>8}{statistics.median(texts):>8.0f}{max(texts):>8.0f}"
        f"{statistics.median(rests):>8.0f}{max(rests):>8.0f}",
        flush=True,
    )


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8668)
    parser.add_argument("--size", default="1024x768")
    asked = parser.parse_args()
    width, height = (int(side) for side in asked.size.split("x"))
    server = subprocess.Popen([sys.executable, "-c", SERVE.format(asked.port)], cwd=ROOT)
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{asked.port}/_stcore/health", timeout=2)
                break
            except OSError:
                time.sleep(0.25)
        print(f"{'story, walk':28}{'changes':>8}{'text':>8}{'worst':>8}{'rest':>8}{'worst':>8}   (ms)")
        with sync_playwright() as running:
            browser = running.chromium.launch(executable_path=chromium.find_or_install(), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": width, "height": height})
            warm: list[tuple[float, float]] = []
            for story in read_stories(bundle.path("data", "stories"))[0]:
                for number in range(asked.rounds):
                    found = walk(page, f"http://127.0.0.1:{asked.port}/atlas/present?story={story.id}&lang=en")
                    report(f"{story.id}, {number + 1}", found)
                    warm += found if number else []
            report("all but the first walks", warm or found)
            browser.close()
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()
