"""Articles to measure speed on: our own sentences, with names and years changed so that no cache knows them.

Sentences come from the claims in data/articles and the golden texts. Of the known names (the `places` of a claim,
the toponyms of the gold) a share becomes a common noun, as our sentences hold twice as many names as press texts do;
a third of the rest is exchanged for the name of a place drawn from the gazetteer, half of them in Peru. Every year
is moved by up to nine years. The same seed gives the same articles.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from pathlib import Path

from geodash.gazetteer.store import Gazetteer

ROOT = Path(__file__).parents[1]
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚÑ¿¡])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PARAGRAPH_SENTENCES = 5


PRESS, DENSE = 0.55, 0.0
"""Shares of names made common nouns: about 33 names in 1,000 words, as in press corpora, and 73 as in our claims."""


def generate(gazetteer: Gazetteer, seed: int, count: int = 50, words: int = 2000, plain: float = PRESS) -> list[str]:
    """Make `count` articles of at least `words` words each, paragraphs parted by blank lines."""
    mixture = _Mixture(gazetteer, seed, plain)
    return [mixture.article(words) for _ in range(count)]


class _Mixture:
    """Sentences drawn and changed by chance, from a seed."""

    def __init__(self, gazetteer: Gazetteer, seed: int, plain: float) -> None:
        self._gazetteer = gazetteer
        self._chance = random.Random(seed)  # noqa: S311 - a reproducible mixture, no secret
        self._plain = plain
        self._sentences = list(_sentences())
        peru = gazetteer.countries.index("PE")
        self._peru = [row for row, code in enumerate(gazetteer.country_code.tolist()) if code == peru]

    def article(self, words: int) -> str:
        paragraphs: list[str] = []
        length = 0
        while length < words:
            drawn = self._chance.sample(self._sentences, _PARAGRAPH_SENTENCES)
            paragraphs.append(" ".join(self._change(text, names) for text, names in drawn))
            length += len(paragraphs[-1].split())
        return "\n\n".join(paragraphs) + "\n"

    def _change(self, text: str, names: tuple[str, ...]) -> str:
        for name in names:
            chance = self._chance.random()
            if chance < self._plain:
                text = re.sub(rf"\b{re.escape(name)}\b", "the valley", text)
            elif chance < self._plain + (1 - self._plain) / 3:
                text = re.sub(rf"\b{re.escape(name)}\b", self._any_name(), text)
        return _YEAR.sub(lambda year: str(int(year.group()) - self._chance.randrange(10)), text)

    def _any_name(self) -> str:
        at_home = self._chance.random() < 1 / 2
        row = self._chance.choice(self._peru) if at_home else self._chance.randrange(len(self._gazetteer))
        return self._gazetteer.place(row).name.replace("\\", "")


def _sentences() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sentences with the names in them, in a fixed order."""
    for path in sorted((ROOT / "data" / "articles").glob("*/claims.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row["claim"], tuple(n for n in row["places"].split(";") if n and n in row["claim"])
    region = ROOT / "tests" / "golden" / "region"
    with (region / "gold.csv").open(encoding="utf-8", newline="") as file:
        toponyms = sorted({row["toponym"] for row in csv.DictReader(file) if "\n" not in row["toponym"]})
    for path in sorted(region.glob("*.txt")):
        for sentence in _SENTENCE.split(" ".join(path.read_text(encoding="utf-8").split())):
            yield sentence, tuple(t for t in toponyms if re.search(rf"\b{re.escape(t)}\b", sentence))
