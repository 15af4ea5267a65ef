"""Wordings that displace a place: "12 km north of Huanta", "a dos horas de Tambo", "between Tambo and Huanta"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geodash.geoparse.records import Mention

_REACH = 64
_NUMBER = r"(?:\d+(?:[.,]\d+)?|a few|some|two|three|four|five|six|dos|tres|cuatro|cinco|seis|pocos|unos pocos)"
_UNIT = r"(?:km|kms|kilomet(?:er|re)s?|kilometros?|miles?|millas?|leguas?|hours?|horas?|minutes?|minutos?)"
_COMPASS = (
    r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|norte|sur|este|oeste|noreste|"
    r"noroeste|sureste|suroeste|nororiente|suroriente)(?:ern|ward)?"
)
_DISPLACED = re.compile(
    rf"(?:(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})\b[a-z ]{{0,24}}?"
    rf"(?:{_COMPASS}|from|outside|de|off|away|of)[a-z ]{{0,8}}?"
    rf"|\b(?:al )?{_COMPASS} (?:of|de|del)"
    r"|\b(?:near|outside|close to|not far from|cerca (?:de|del|a)|en las afueras de|proximo a|proxima a|vicinity of"
    r"|outskirts of|alrededores de|around|between|entre|halfway to)) (?:the |la |el |los |las )?$"
)
# Every displacing wording holds one of these: most names need no closer look.
_SIGNS = (
    "km", "kilom", "mil", "legua", "hour", "hora", "minut", "nort", "sur", "est", "oriente", "south", "near", "outs",
    "close to", "not far", "cerca", "afueras", "proxim", "vicinity", "alrededor", "around", "between", "entre",
    "halfway",
)  # fmt: skip
_SIGN = re.compile("|".join(_SIGNS))
_HOURS = re.compile(r"hour|hora|minut")
_KM_PER_HOUR = 30.0
_WORD_NUMBERS = {
    "two": 2,
    "dos": 2,
    "three": 3,
    "tres": 3,
    "four": 4,
    "cuatro": 4,
    "five": 5,
    "cinco": 5,
    "six": 6,
    "seis": 6,
}
_A_FEW = 4.0
_NEAR_KM = 10.0
_BETWEEN_KM = 25.0
_BETWEEN = re.compile(r"between|entre")
_ANDS = frozenset(("and", "y", "e"))
_LONGEST_JOINT = 12


def relation_before(folded: str, start: int, floor: int) -> str | None:
    """The displacing words in front of `start` (not beyond `floor`), folded, or None."""
    floor = max(floor, start - _REACH)
    window = folded[floor:start]
    if not _SIGN.search(window):
        return None
    found = _DISPLACED.search(folded, floor, start)
    return found.group().strip() if found else None


def share_between(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, in order, with the second name of "between Tambo and Huanta" displaced like the first."""
    shared: list[Mention] = []
    for mention in mentions:
        first = shared[-1] if shared else None
        if first and first.relation and mention.relation is None and _BETWEEN.match(first.relation):
            joint = text[first.end : mention.start] if mention.start - first.end < _LONGEST_JOINT else ""
            if " ".join(joint.split()) in _ANDS:
                shared.append(replace(mention, relation=first.relation))
                continue
        shared.append(mention)
    return shared


def displacement_km(relation: str) -> float:
    """How far from the named place the thing may be, in kilometres, read from the wording.

    Hours count as 30 km of mountain road each, minutes alike; "near" as 10 km and "between" as 25 km.
    """
    measured = re.match(rf"({_NUMBER})\s*({_UNIT})\b", relation)
    if not measured:
        return _BETWEEN_KM if relation.startswith(("between", "entre", "halfway")) else _NEAR_KM
    number, unit = measured.groups()
    try:
        amount = float(number.replace(",", "."))
    except ValueError:
        amount = float(_WORD_NUMBERS.get(number, _A_FEW))
    if _HOURS.match(unit):
        return amount * _KM_PER_HOUR / (60.0 if unit.startswith("minut") else 1.0)
    return amount * (1.6 if unit.startswith("mil") else 5.0 if unit.startswith("legua") else 1.0)
