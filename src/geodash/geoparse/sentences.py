"""Sentences of a paragraph, found without a model: good enough to say which words stand together."""

from __future__ import annotations

import re

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+")
_OPENERS = "\"'“‘«([¿¡—–-"
# No sentence ends behind these, or behind a single capital (A. Guzmán, U.S.).
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr dra sr sra srta gen gral col cnel lt lic ing maj sgt capt cap cmdr st no nro núm vol vs p pp pág "  # noqa: SIM905
    "págs art etc jr approx jan feb mar apr jun jul aug sep sept oct nov dec ene abr ago set dic prov av".split()
)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences inside `start`..`end` as offsets, in order, together covering it all.

    A sentence ends at a full stop, question or exclamation mark before blank and a capital, digit or opening
    mark, unless the stop belongs to an abbreviation or an initial.
    """
    sentences: list[tuple[int, int]] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() >= end or not _opens_sentence(text[stop.end() : stop.end() + 4]):
            continue
        if text[stop.start()] == "." and _is_abbreviated(text[max(begin, stop.start() - 12) : stop.start()]):
            continue
        sentences.append((begin, stop.end()))
        begin = stop.end()
    return [*sentences, (begin, end)] if begin < end else sentences


def _opens_sentence(ahead: str) -> bool:
    word = ahead.lstrip(_OPENERS)
    return word[:1].isupper() or word[:1].isdigit()


def _is_abbreviated(behind: str) -> bool:
    word = re.split(r"[\s(“\"«]", behind)[-1]
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()) or word[-2:-1] == "."
