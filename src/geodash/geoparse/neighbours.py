"""What names say of the names beside them: rows of places, and a place named with the one that holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geodash.geoparse.evidence import PLACE, PUBLISHER, Part
from geodash.geoparse.generic_words import is_called
from geodash.geoparse.lexicon import Lexicon
from geodash.geoparse.prominence import Profile
from geodash.geoparse.sighting import Sighting
from geodash.geoparse.wording import Wording

CLEAR = 2.2
"""Names that reach this speak for others."""
_COMPANY, _UNKNOWN_COMPANY, _PARENT, _CALLED_ROW = 0.9, 1.0, 1.6, 2.0
_DOUBT = 0.8  # a name so little above the line is no place behind "City: "
_HOLDS = 2.5
_JOINTS = frozenset(
    (", ", " and ", ", and ", " y ", " e ", " o ", " or ", ", y ", "/", "-", "–", " - ", " – ", " & ")
)
_HELD = re.compile(
    r"(?:,| \()? (?:in|en|de|del|of) (?:the |la |el )?"
    r"(?:(?:provinc[ei]a?|district|distrito|region|department|departamento|valley|valle) (?:of|de|del) (?:la |el )?)?"
)
_LONGEST_JOINT, _LONGEST_HOLD = 6, 40
Found = Sequence[tuple[Wording, Sighting]]


def let_neighbours_speak(
    found: Found, profiles: Sequence[Profile], verdicts: list[list[Part]], lexicon: Lexicon
) -> None:
    """Add to the verdicts what sure neighbours say; along a row each name speaks for the next, both ways."""
    alone = [_sum(parts) for parts in verdicts]
    joints = [_joint(found, i) for i in range(len(found) - 1)]
    for i, joint in enumerate(joints):
        if joint is None:
            continue
        sure = profiles[i + 1].best >= _HOLDS and alone[i + 1] >= PLACE
        if joint == ", " and sure:
            verdicts[i].append(("followed by the place that holds it", _PARENT))
        elif not found[i][1].key and alone[i + 1] >= PLACE and profiles[i + 1].best >= 1.0 and _HELD.fullmatch(joint):
            verdicts[i].append(("said to lie in a place", _PARENT))
        elif joint == ": " and alone[i] >= PLACE > alone[i + 1] - _DOUBT and _ends_sentence(found[i + 1]):
            verdicts[i + 1].append(PUBLISHER)
    _speak_along_rows(found, joints, verdicts, lexicon)


def _speak_along_rows(
    found: Found, joints: Sequence[str | None], verdicts: list[list[Part]], lexicon: Lexicon
) -> None:
    totals = [_sum(parts) for parts in verdicts]
    called = False
    for i, joint in enumerate(joints):
        called = joint in _JOINTS and (called or _calls_row(found[i][1], lexicon))
        if (joint in _JOINTS and joint != ", ") or (joint == ", " and not _is_held(verdicts[i])):
            _support(found, i, i + 1, totals, verdicts)
        if called:
            value = _CALLED_ROW if not found[i + 1][1].key else _COMPANY
            verdicts[i + 1].append(("in a row that is called places", value))
            totals[i + 1] += value
    for i in reversed(range(len(joints))):
        if joints[i] in _JOINTS and not _is_held(verdicts[i]):
            _support(found, i + 1, i, totals, verdicts)


def _support(found: Found, one: int, other: int, totals: list[float], verdicts: list[list[Part]]) -> None:
    if totals[one] >= CLEAR:
        value = _COMPANY if found[other][1].key else _UNKNOWN_COMPANY
        verdicts[other].append(("named in one row with a place", value))
        totals[other] += value


def _is_held(parts: Sequence[Part]) -> bool:
    return bool(parts) and parts[-1][0] == "followed by the place that holds it"


def _calls_row(sighting: Sighting, lexicon: Lexicon) -> bool:
    """Whether a plural in front of a name announces a row of places: "distritos de", "the villages of"."""
    words = [word for word in sighting.before[-4:] if word not in {"the", "la", "los", "las", "el"}]
    return len(words) > 1 and is_called(sighting.before, lexicon) and words[-2].endswith("s")


def _joint(found: Found, i: int) -> str | None:
    """What stands between two neighbouring sightings of a paragraph, or None."""
    wording, one = found[i]
    other_wording, other = found[i + 1]
    gap = other.start - one.end
    if wording is not other_wording or not 0 < gap <= (_LONGEST_JOINT if one.key else _LONGEST_HOLD):
        return None
    return wording.text[one.end : other.start]


def _ends_sentence(found: tuple[Wording, Sighting]) -> bool:
    text, end = found[0].text, found[1].end
    return end >= len(text) or text[end] in ".;\n"


def _sum(parts: Sequence[Part]) -> float:
    return sum(value for _, value in parts)
