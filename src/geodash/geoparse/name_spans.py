"""The name proper inside an annotated span, and the names of a list; what scoring compares."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files

Span = tuple[int, int]
_WORD = re.compile(r"\w+")
_JOINT = re.compile(r"\s*(?:[,;/&–—]|(?<=\w)-(?=\w)|\b(?:and|or|y|e|o|u)\b)\s*", re.IGNORECASE)


def trim_span(text: str, start: int, end: int) -> Span:
    """Narrow a span to the name proper, without the words of `trimmed_words.csv` at either end.

    A possessive is cut too. A name made of such words alone ("La Mar") keeps them all, and a span without a
    word stays as it is.
    """
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
    while len(words) > 1 and _is_possessive(text, words[-1]):
        words.pop()
    if not words:
        return start, end
    kept = list(words)
    while kept and _fold(text[slice(*kept[0])]) in _trimmed_words():
        kept.pop(0)
    while kept and (_fold(text[slice(*kept[-1])]) in _trimmed_words() or _is_possessive(text, kept[-1])):
        kept.pop()
    kept = kept or words
    return kept[0][0], kept[-1][1]


def list_names(text: str, span: Span) -> list[Span]:
    """Split a span at commas, dashes and conjunctions into trimmed names: one where there is no list."""
    cuts = [(span[0] + m.start(), span[0] + m.end()) for m in _JOINT.finditer(text[slice(*span)])]
    starts = [span[0], *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), span[1]]
    return [trim_span(text, a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _is_possessive(text: str, word: Span) -> bool:
    return text[slice(*word)] in {"s", "S"} and word[0] > 0 and text[word[0] - 1] in "'’"


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))


@cache
def _trimmed_words() -> frozenset[str]:
    table = files("geodash.geoparse").joinpath("trimmed_words.csv").read_text(encoding="utf-8")
    return frozenset(_fold(row["word"]) for row in csv.DictReader(table.splitlines()))
