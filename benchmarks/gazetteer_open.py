"""How fast the gazetteer opens and answers, and how much memory it takes: `python benchmarks/gazetteer_open.py`."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable

WORDS = 200_000
_OPEN = """
import resource, time
start = time.perf_counter()
from geodash.gazetteer import Gazetteer
places = len(Gazetteer.open())
took = time.perf_counter() - start
print(f"{took:.3f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} {places}")
"""


def opening() -> tuple[float, float, int]:
    """Return the median seconds of five fresh interpreters to import and open, the MB they hold, and the places."""
    runs = []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", _OPEN], capture_output=True, text=True, check=True)
        seconds, megabytes, places = done.stdout.split()
        runs.append((float(seconds), float(megabytes), int(places)))
    return sorted(runs)[2]


def words_per_second(work: Callable[[], object], words: int) -> float:
    """Return how many words a second one pass of `work` takes."""
    start = time.perf_counter()
    work()
    return words / (time.perf_counter() - start)


def main() -> None:
    """Print the figures as a small table."""
    from geodash.folding import fold_aligned  # noqa: PLC0415
    from geodash.gazetteer import Gazetteer  # noqa: PLC0415 - after the fresh interpreters

    seconds, megabytes, places = opening()
    print(f"import and open        {seconds:8.3f} s, {megabytes:.0f} MB, {places:,} places")
    gazetteer = Gazetteer.open()
    step = max(1, places // (WORDS // 2))
    text = " and ".join(gazetteer.place(row).name for row in range(0, places, step))
    folded = fold_aligned(text)
    starts = [0] + [i + 1 for i, character in enumerate(folded) if character == " "]
    ends = [gazetteer.longest(folded, start) for start in starts]
    names = [folded[a:b] for a, b in zip(starts, ends, strict=True) if b > a]
    tasks: list[tuple[str, Callable[[], object], int]] = [
        ("fold_aligned", lambda: fold_aligned(text), len(starts)),
        ("longest name at a word", lambda: [gazetteer.longest(folded, s) for s in starts], len(starts)),
        ("rows of a name", lambda: [gazetteer.rows(name) for name in names], len(names)),
    ]
    for label, work, words in tasks:
        print(f"{label:22} {words_per_second(work, words):12,.0f} words/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory            {peak:8.0f} MB")


if __name__ == "__main__":
    main()
