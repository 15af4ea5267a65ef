"""Print how fast the whole geoparser is on one core, beside two rivals that only look names up.

    python benchmarks/geoparse_speed.py [--articles 50] [--words 2000] [--passes 5] [--dense] [--profile]

Words a second of processor time, over generated articles (see texts.py) that no pass sees twice. "cold" is the
first pass with imports and opening the gazetteer; "warm" the median of the passes after it, each on new articles.
"again" is a pass on articles already seen. Every contender runs in a process of its own, whose peak of resident
memory is given. --dense keeps every name of our sentences, twice as many as press texts have.

GeoText and a bare Aho-Corasick scan find names and neither place nor date nor refuse any; they come with the
dependency group `bench` and are passed over where they are not installed.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import click

Take = Callable[[Path], Any]
"""Gets from a file what is worked on; not measured."""
Work = Callable[[Any], int]
"""What is measured: returns how many names were found."""


def start_geodash(_: Path) -> tuple[Take, Work]:
    """The whole geoparser: recognition, resolution, dating."""
    from geodash.documents.reading import read_document  # noqa: PLC0415 - its import is part of what is measured
    from geodash.gazetteer.store import Gazetteer  # noqa: PLC0415
    from geodash.geoparse.geoparser import Geoparser  # noqa: PLC0415

    geoparser = Geoparser.by_rules(Gazetteer.open())
    return read_document, lambda article: len(geoparser.parse(article).mentions)


def start_reading(_: Path) -> tuple[Take, Work]:
    """Only reading the text files into articles, as comes before the geoparser."""
    from geodash.documents.reading import read_document  # noqa: PLC0415

    return lambda path: path, lambda path: len(read_document(path).paragraphs)


def start_geotext(_: Path) -> tuple[Take, Work]:
    """GeoText: capitalised words looked up in lists of countries and cities."""
    from geotext import GeoText  # noqa: PLC0415

    def parse(text: str) -> int:
        found = GeoText(text)
        return len(found.cities) + len(found.countries)

    return read_text, parse


def start_aho_corasick(names: Path) -> tuple[Take, Work]:
    """A scan for all names of our gazetteer, folded alike, longest or not, word ends not looked at."""
    import ahocorasick  # noqa: PLC0415

    from geodash.folding import fold_aligned  # noqa: PLC0415

    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for name in names.read_text(encoding="utf-8").splitlines():
        automaton.add_word(name)
    automaton.make_automaton()
    return read_text, lambda text: sum(1 for _ in automaton.iter(fold_aligned(text)))


def read_text(path: Path) -> str:
    """The text as it is."""
    return path.read_text(encoding="utf-8")


CONTENDERS: dict[str, tuple[Callable[[Path], tuple[Take, Work]], str]] = {
    "geodash": (start_geodash, "geodash"),
    "geodash, reading only": (start_reading, "geodash"),
    "geotext": (start_geotext, "geotext"),
    "aho-corasick scan": (start_aho_corasick, "ahocorasick"),
}


def measure(name: str, folder: Path) -> dict[str, float]:
    """Run one contender over the passes of `folder` and return its numbers."""
    passes = [sorted(path.glob("*.txt")) for path in sorted(folder.glob("pass-*"))]
    counts = [sum(len(read_text(path).split()) for path in files) for files in passes]
    began = time.process_time()
    take, work = CONTENDERS[name][0](folder / "names")
    opened = time.process_time()
    speeds, found = [], 0
    for files, count in zip([*passes, passes[-1]], [*counts, counts[-1]], strict=True):
        items = [take(path) for path in files]
        start = time.process_time()
        found = sum(work(item) for item in items)
        speeds.append(count / (time.process_time() - start))
    cold = counts[0] / (opened - began + counts[0] / speeds[0])
    return {
        "open": opened - began,
        "cold": cold,
        "warm": median(speeds[1:-1]),
        "again": speeds[-1],
        "found": 1000 * found / counts[-1],
        "rss": peak_memory(),
    }


def peak_memory() -> float:
    """This process's peak of resident memory in MB, or nan where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return float("nan")
    lines = status.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def prepare(folder: Path, articles: int, words: int, passes: int, dense: bool) -> None:
    """Write the articles of every pass and the names of the gazetteer; needs the gazetteer, unlike the rivals."""
    import marisa_trie  # noqa: PLC0415

    from geodash.gazetteer.store import Gazetteer, default_store  # noqa: PLC0415
    from texts import DENSE, PRESS, generate  # noqa: PLC0415 - beside this file

    gazetteer = Gazetteer.open()
    trie = marisa_trie.Trie()
    trie.load(str(default_store() / "names.marisa"))
    (folder / "names").write_text("\n".join(trie.keys()), encoding="utf-8")
    for seed in range(passes + 1):
        target = folder / f"pass-{seed:02}"
        target.mkdir()
        for number, text in enumerate(generate(gazetteer, seed, articles, words, DENSE if dense else PRESS)):
            (target / f"{number:03}.txt").write_text(text, encoding="utf-8")


def run_alone(name: str, folder: Path) -> dict[str, float]:
    """Measure a contender in a process of its own."""
    command = [sys.executable, __file__, "--contender", name, "--folder", str(folder)]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "0"}
    )
    numbers: dict[str, float] = json.loads(done.stdout)
    return numbers


def print_profile(folder: Path, limit: int = 25) -> None:
    """Print where the geoparser's time goes on articles that are new to it."""
    take, work = start_geodash(folder)
    first, second = ([take(path) for path in sorted(p.glob("*.txt"))] for p in sorted(folder.glob("pass-*"))[:2])
    for article in first:
        work(article)
    profile = cProfile.Profile()
    profile.enable()
    for article in second:
        work(article)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(limit)


def print_table(rows: Sequence[tuple[str, dict[str, float]]]) -> None:
    """Print a row for each contender."""
    header = f"{'words/s of processor time':<26}{'cold':>10}{'warm':>11}{'again':>11}"
    click.echo(f"{header}{'open s':>9}{'names/1000':>12}{'peak MB':>9}")
    for name, row in rows:
        speeds = f"{row['cold']:>10,.0f}{row['warm']:>11,.0f}{row['again']:>11,.0f}"
        click.echo(f"{name:<26}{speeds}{row['open']:>9.2f}{row['found']:>12.1f}{row['rss']:>9.0f}")


@click.command(help=__doc__)
@click.option("--articles", default=50)
@click.option("--words", default=2000)
@click.option("--passes", default=5)
@click.option("--dense", is_flag=True, help="Keep every name.")
@click.option("--profile", is_flag=True, help="Print a profile instead of the table.")
@click.option("--contender", type=click.Choice(list(CONTENDERS)), hidden=True)
@click.option("--folder", type=click.Path(path_type=Path), hidden=True)
def main(
    articles: int, words: int, passes: int, dense: bool, profile: bool, contender: str | None, folder: Path | None
) -> None:
    """Measure every contender that is installed."""
    if contender and folder:
        click.echo(json.dumps(measure(contender, folder)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        prepare(Path(scratch), articles, words, passes, dense)
        if profile:
            print_profile(Path(scratch))
            return
        present = [name for name, (_, module) in CONTENDERS.items() if find_spec(module)]
        print_table([(name, run_alone(name, Path(scratch))) for name in present])
        for name in CONTENDERS.keys() - set(present):
            click.echo(f"{name}: not installed (dependency group bench)")


if __name__ == "__main__":
    main()
