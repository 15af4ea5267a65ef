"""The timeline at work: window moved to features painted, frame time while playing, bytes, and memory.

    python benchmarks/map_play.py [--counts 1000 10000 50000] [--moves 20] [--long 500]

For each number of made-up features GeoDash is opened in a Chromium of 1366x768. A move is a key on a handle of the
timeline, one year on; it is painted when the browser has handed on the first frame after it. A frame of play is the
longest time between two pictures of the browser round a step, at the highest speed. Prints medians; the kilobytes
received while moving and for the map's command when it rests, without and with a search in force; and the JavaScript
heap in megabytes, after collecting garbage, before and after many moves with a rest after every 25.
"""

from __future__ import annotations

import argparse
import base64
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from map_rivals import Stage, stage

SEARCH = "/?search=3"  # the rows whose number begins with a 3, and some of their figures: near to no pattern
TARGETS = {1000: (120, 33), 10000: (150, 50), 50000: (300, 150)}
MOVES = """async ([moves, rest]) => {
  const handle = document.querySelectorAll('.gt-handle')[0];
  const tick = () => new Promise((done) => requestAnimationFrame(done));
  const spent = [];
  for (let i = 0; i < moves; i += 1) {
    const turns = (i % 100) < 50;
    const began = performance.now();
    handle.dispatchEvent(new KeyboardEvent('keydown', { key: turns ? 'ArrowRight' : 'ArrowLeft', bubbles: true }));
    await tick();
    await new Promise((done) => setTimeout(done)); // after the frame was handed on
    spent.push(performance.now() - began);
    if (rest && i % rest === rest - 1) await new Promise((done) => setTimeout(done, 600));
    else await tick();
  }
  return spent;
}"""
PLAY = """async (steps) => {
  const tick = () => new Promise((done) => requestAnimationFrame(done));
  const year = () => document.querySelector('.gt-years').textContent;
  const pace = document.querySelector('.gt-speed');
  pace.value = '4';
  pace.dispatchEvent(new Event('change'));
  document.querySelector('button.gt-play').click();
  const frames = [];
  let last = await tick(), before = year(), held = 0;
  while (frames.length < steps) {
    const now = await tick();
    if (held) { frames.push(Math.max(held, now - last)); held = 0; }
    if (year() !== before) { held = now - last; before = year(); }
    last = now;
  }
  document.querySelector('button.gt-play').click();
  return frames;
}"""


@dataclass(frozen=True)
class Found:
    """Medians of one run: milliseconds, kilobytes, megabytes."""

    move: float
    frame: float
    moving: float
    command: float
    before: float
    after: float


def measure(scene: Stage, moves: int, long: int) -> Found:
    """Move, play, and move many times."""
    frame = scene.frame()
    frame.wait_for_selector(".geodash-ready", timeout=120_000)
    scene.page.wait_for_timeout(3000)
    orders: list[int] = []
    scene.devtools.on("Network.webSocketFrameReceived", lambda e: orders.extend(_order(e["response"]["payloadData"])))
    frame.evaluate(MOVES, [2, 0])
    scene.page.wait_for_timeout(1500)
    scene.received.clear()
    spent = frame.evaluate(MOVES, [moves, 0])
    frames = frame.evaluate(PLAY, moves)
    moving = sum(scene.received) / 1000
    orders.clear()
    scene.page.wait_for_timeout(1500)
    command = max(orders, default=0) / 1000
    frame.evaluate(MOVES, [100, 25])
    scene.page.wait_for_timeout(2000)
    before = scene.heap()
    frame.evaluate(MOVES, [long, 25])
    scene.page.wait_for_timeout(2000)
    return Found(statistics.median(spent), statistics.median(frames), moving, command, before, scene.heap())


def filtered(scene: Stage) -> float:
    """Move with a search in force; give the kilobytes of the map's command at rest."""
    frame = scene.frame()
    frame.wait_for_selector(".geodash-ready", timeout=120_000)
    scene.page.wait_for_timeout(3000)
    orders: list[int] = []
    scene.devtools.on("Network.webSocketFrameReceived", lambda e: orders.extend(_order(e["response"]["payloadData"])))
    frame.evaluate(MOVES, [2, 0])
    scene.page.wait_for_timeout(3000)
    return max(orders, default=0) / 1000


def _order(payload: str) -> list[int]:
    message = base64.b64decode(payload + "==")
    return [len(message)] if b"geodash.command" in message else []


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--counts", type=int, nargs="*", default=list(TARGETS))
    parser.add_argument("--moves", type=int, default=20)
    parser.add_argument("--long", type=int, default=500)
    asked = parser.parse_args()
    heads = f"{'moving':>10}{'at rest':>10}{'searched':>11}{'heap before':>13}{'after':>9}"
    print(f"{'features':>9}{'move':>12}{'frame':>12}{heads}")
    for count in asked.counts:
        with tempfile.TemporaryDirectory() as folder, stage(Path(folder), count, None) as scene:
            found = measure(scene, asked.moves, asked.long)
        with tempfile.TemporaryDirectory() as folder, stage(Path(folder), count, None, SEARCH) as scene:
            searched = filtered(scene)
        most = TARGETS.get(count, ("-", "-"))
        print(
            f"{count:>9,}{found.move:>5.0f} <{most[0]:>3} ms{found.frame:>5.0f} <{most[1]:>3} ms"
            f"{found.moving:>7.1f} KB{found.command:>7.1f} KB{searched:>8.1f} KB"
            f"{found.before:>10.1f} MB{found.after:>6.1f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
