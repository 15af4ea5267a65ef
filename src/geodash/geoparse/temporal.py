"""The wording of time: where expressions of time stand in a text, and which words they are made of.

A language's words and patterns are data (dates_en.yaml, dates_es.yaml). They are compiled into one regular
expression that passes over the text once; only where it hits is the pattern that hit matched again by itself,
with its parts named. What the parts mean is worked out elsewhere (timepoints.py, reckoning.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FOLDS = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ü": "u", "ñ": "n"}
_PLAIN = dict.fromkeys("\n\r\t\u00a0\u2009\u202f", " ") | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
_PLAIN |= dict.fromkeys("\u2018\u2019", "'")
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%°]|[.,]\d| ?%)"
_NUMBERS = {
    "iso": r"(?P<iso>(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-\d\d)(?!\d)",
    "whole_iso": r"(?P<a>(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-\d\d)(?!\d)",
    "year": _YEAR,
    "year_a": _YEAR.replace("year", "a"),
    "short_year": r"(?P<short_year>\d\d)(?![\d/%-]|[.,]\d)",
    "day": r"(?P<day>[0-3]?\d)(?!\d)",
    "last_day": r"(?P<last_day>[0-3]?\d)(?!\d)",
    "first": r"(?P<first>[0-3]?\d)",
    "second": r"(?P<second>[0-3]?\d)",
    "decade": r"(?P<decade>1[5-9]\d|20\d)0(?!\d)",
    "short_decade": r"(?P<short_decade>[2-9])0(?!\d)",
    "second_decade": r"(?P<second_decade>[2-9])0(?!\d)",
    "century": r"(?P<century>1[5-9]|2[01])",
}
_BETWEEN_MONTH_AND_YEAR = r"(?:[\d ,(-]|st|nd|rd|th|to|and|y|al|el|of|del?|ano)"
_PLACEHOLDER = re.compile(r"@(\w+)")
_GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class Hit:
    """An expression as found: `text[start:end]`, the kind of pattern, and its parts by name."""

    kind: str
    start: int
    end: int
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made plain for the patterns, one character for one: `lowered`, and `folded` without accents."""

    lowered: str
    folded: str


@dataclass(frozen=True)
class Grammar:
    """One language's expressions of time, compiled."""

    words: Mapping[str, Mapping[str, Any]]
    vague_numbers: frozenset[str]
    everyday_months: re.Pattern[str]
    behind_month: re.Pattern[str]
    day_first: bool
    points: tuple[re.Pattern[str], ...]
    kinds: tuple[tuple[str, re.Pattern[str], Mapping[str, str]], ...]
    scan: re.Pattern[str]
    cues: Mapping[str, re.Pattern[str]]

    def find_hits(self, wording: Wording, start: int, end: int) -> Iterator[Hit]:
        """Yield the expressions inside `start`..`end`, in order, without overlap."""
        for found in self.scan.finditer(wording.folded, start, end):
            kind, pattern, fixed = self.kinds[int((found.lastgroup or "f0")[1:])]
            match = pattern.match(wording.folded, found.start(), end)
            if match is None:  # pragma: no cover - the same pattern has just matched here
                continue
            parts = {name.rstrip("_"): text for name, text in match.groupdict().items() if text is not None}
            yield Hit(kind, match.start(), match.end(), {**fixed, **parts})

    def read_point(self, text: str) -> dict[str, str]:
        """The named parts of a single date; empty where it is none."""
        for pattern in self.points:
            if match := pattern.fullmatch(text):
                return {name.rstrip("_"): part for name, part in match.groupdict().items() if part is not None}
        return {}


def make_plain(text: str) -> Wording:
    """Lower-case and fold a text without moving any character."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals become two letters
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    lowered = _replace(lowered, _PLAIN)
    return Wording(lowered, _replace(lowered, _FOLDS))


@cache
def load_grammar(language: str) -> Grammar:
    """Compile the grammar for a language code; any but Spanish gets the English one."""
    name = "dates_es.yaml" if language.lower().startswith("es") else "dates_en.yaml"
    data = yaml.safe_load(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    words = {group: {_fold(word): value for word, value in table.items()} for group, table in data["words"].items()}
    slots = {group: f"(?P<{group}>{_any_of(table)})" for group, table in words.items()} | _NUMBERS
    slots["number"] = rf"(?P<number>\d{{1,3}}(?!\d)|{_any_of(words['number'])})"
    slots |= {"lead": _fold(data["lead"]), "near": f"(?P<near>{_fold(data['near'])})"}
    points = [_fill(point, slots) for point in data["points"]]
    any_point = "|".join(_unname(point) for point in points)
    yearless = _unname(_fill(data["yearless"], slots))
    slots |= {"a": f"(?P<a>{any_point})", "b": f"(?P<b>{any_point})"}
    slots |= {"x": f"(?P<x>{yearless})", "y": f"(?P<y>{yearless})"}
    forms = [(form[0], rf"(?:{_fill(form[1], slots)})(?!\w)", *form[2:]) for form in data["expressions"]]
    branches = "|".join(f"(?P<f{number}>{_unname(form[1])})" for number, form in enumerate(forms))
    return Grammar(
        words=words,
        vague_numbers=frozenset(map(_fold, data["vague_numbers"])),
        everyday_months=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, data['capital_months']))})(?!\w)"),
        behind_month=re.compile(rf"(?<!\w)(?:{_any_of(words['month'])}){_BETWEEN_MONTH_AND_YEAR}*$"),
        day_first=name == "dates_es.yaml",
        points=tuple(re.compile(point) for point in [*points, _fill(data["yearless"], slots)]),
        kinds=tuple(
            (
                form[0],
                re.compile(form[1]),
                {key: str(value) for key, value in form[2].items()} if form[2:] else {},
            )
            for form in forms
        ),
        scan=re.compile(rf"(?<![\w$€£#°º/.-]){_gate(words, data)}(?:{branches})"),
        cues={name: re.compile(_keep_or_fold(name, data[name])) for name in _CUES if data[name]},
    )


_CUES = (
    "refuse_before",
    "refuse_after",
    "cue_before",
    "article_before",
    "count_after",
    "plural_after",
    "event_after",
    "document_before",
    "document_after",
    "past",
    "past_neighbour",
    "future",
    "planned",
    "clause",
    "hard_clause",
    "contrast",
    "joined",
    "change",
    "change_to",
    "anew",
)
_ACCENTED = ("past", "past_neighbour", "future")


def _keep_or_fold(name: str, pattern: str) -> str:
    return pattern if name in _ACCENTED else _fold(pattern)


def _replace(text: str, table: Mapping[str, str]) -> str:
    for old, new in table.items():
        text = text.replace(old, new)
    return text


def _fold(text: object) -> str:
    return _replace(str(text), _FOLDS)


def _any_of(table: Mapping[str, object]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " +") for word in sorted(table, key=lambda w: (-len(w), w)))


def _gate(words: Mapping[str, Mapping[str, object]], data: Mapping[str, Any]) -> str:
    """Let through only what may begin an expression: a look ahead that makes the scan ten times as fast."""
    leading = {part for group in ("part", "number", "shift") for word in words[group] for part in word.split()}
    leading |= {part for word in leading for part in word.split("-") if part} | set(map(_fold, data["leading"]))
    telling = {word for group in words.keys() - {"part", "number", "shift"} for word in words[group]}
    telling |= set(map(_fold, data["telling"]))
    first = rf"(?:'?\d|{_by_first_letter(telling)})"
    return rf"(?=(?:{first}|(?:{_by_first_letter(leading)}[ .,'-]++)++{first}))"


def _by_first_letter(words: set[str]) -> str:
    letters: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        letters.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", " +"))
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in sorted(letters.items())) + ")"


def _fill(pattern: str, slots: Mapping[str, str]) -> str:
    """Put words for `@name`, runs of blanks for blanks; a name used twice gets "_" the second time."""
    seen: set[str] = set()

    def fill_slot(slot: re.Match[str]) -> str:
        words, name = slots[slot[1]], f"(?P<{slot[1]}>"
        again = slot[1] in seen
        seen.add(slot[1])
        return words.replace(name, f"(?P<{slot[1]}_>") if again else words

    pattern = _fold(pattern).replace(" ?", " *").replace(" ", " +").replace(" +*", " *")
    return _PLACEHOLDER.sub(fill_slot, pattern)


def _unname(pattern: str) -> str:
    return _GROUP.sub("(?:", pattern)
