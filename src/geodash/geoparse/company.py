"""The names beside a name: the place that holds it ("Huanta, Ayacucho") and those named in one row with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geodash.folding import fold
from geodash.geoparse.records import Mention
from geodash.geoparse.toponyms import unbroken

_ROW = frozenset(
    (
        ", ",
        " and ",
        ", and ",
        " y ",
        " e ",
        ", y ",
        " or ",
        " o ",
        "/",
        "-",
        "–",
        " & ",
        " and the ",
        ", the ",
        ", el ",
        ", con ",
        " y con ",
        " con ",
        ", de ",
        " and with ",
        ", with ",
        ", la ",
        ", and the ",
        " and of ",
        " y de ",
        " y el ",
        " y la ",
    )
)
_LONGEST_JOINT = 12
# The names of a longer row speak for each other in stretches of this length.
_LONGEST_ROW = 40
_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"\n\s*\n")
_LONGEST_HOLD = 40
# What stands between a place and the place that holds it.
_HELD = re.compile(
    r"(?:,? | \()(?:(?:en|in|de|of|del) )?(?:(?:the|la|el|los|las) )?"
    r"(?:(?:provinc[ei]a?|district|distrito|region|región|department|departamento|state|estado|valley|valle)"
    r" (?:of|de|del) )?"
    r"(?:(?:the|la|el) )?"
)
# A line of a table and the next: "Huánuco 2,390", below it "San Martín 1,104".
_CELL = re.compile(r"[ :]*\(?\d[\d.,% ]*\)?[,;]? ?")
_OWNED = re.compile(r"['’]s (?:(?:own|remote|northern|southern|eastern|western|central|upper|lower) )?")


@dataclass(frozen=True, slots=True)
class Company:
    """What stands beside one mention.

    `holders` are the folded names of places said to hold it, the likeliest first; `shared_kind` the kind asked for
    once for the whole row ("the Apurímac, Ene and Mantaro rivers"), `beside` the folded names of the row. `holds` is
    the folded name that is said to lie here: "Huanta" beside the "Ayacucho" of "Huanta, Ayacucho".
    """

    holders: tuple[str, ...] = ()
    shared_kind: str | None = None
    beside: tuple[str, ...] = ()
    holds: str = ""


def companies(text: str, mentions: Sequence[Mention]) -> list[Company]:
    """The company of each mention, in order; `mentions` must be sorted by offset."""
    found: list[Company] = []
    rows = _rows(text, mentions)
    for number, row in enumerate(rows):
        names = tuple(fold(unbroken(m.toponym)) for m in row)
        shared = _shared_kind(row)
        around = _holder_behind(text, row[-1], rows[number + 1 : number + 2]) or _owner(
            text, rows[number - 1 : number] if number else [], row[0]
        )
        for i, mention in enumerate(row):
            comma = i + 1 < len(row) and _joint(text, mention, row[i + 1]) == ", "
            holders = (names[i + 1], around) if comma else (around,)
            before = row[i - 1] if i else rows[number - 1][-1] if number else None
            found.append(
                Company(
                    tuple(h for h in holders if h),
                    None if mention.kind_hint else shared,
                    names if len(row) > 1 else (),
                    _held_before(text, before, mention),
                )
            )
    return found


def _held_before(text: str, before: Mention | None, mention: Mention) -> str:
    """The name that is said to lie in this one: "Ayna, in the province of La Mar"."""
    if before is None or mention.start - before.end > _LONGEST_HOLD:
        return ""
    joint = _joint(text, before, mention)
    return fold(unbroken(before.toponym)) if joint.startswith((",", " (")) and _HELD.fullmatch(joint) else ""


def _holder_behind(text: str, last: Mention, following: Sequence[Sequence[Mention]]) -> str:
    """The name that a row is said to lie in: "Ayna and Samugari, in the province of La Mar"."""
    if not following or following[0][0].start - last.end > _LONGEST_HOLD:
        return ""
    holder = following[0][0]
    return fold(unbroken(holder.toponym)) if _HELD.fullmatch(_joint(text, last, holder)) else ""


def _owner(text: str, previous: Sequence[Sequence[Mention]], first: Mention) -> str:
    """The name that owns a row: "Bolivia's Beni"."""
    if not previous or first.start - previous[0][-1].end > _LONGEST_HOLD:
        return ""
    owner = previous[0][-1]
    return fold(unbroken(owner.toponym)) if _OWNED.fullmatch(_joint(text, owner, first)) else ""


def _rows(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    rows: list[list[Mention]] = []
    for mention in mentions:
        if rows and len(rows[-1]) < _LONGEST_ROW:
            last = rows[-1][-1]
            if mention.start - last.end <= _LONGEST_JOINT:
                joint = _joint(text, last, mention)
                if joint in _ROW or _CELL.fullmatch(joint):
                    rows[-1].append(mention)
                    continue
        rows.append([mention])
    return rows


def _joint(text: str, one: Mention, other: Mention) -> str:
    """What stands between two mentions, a line's end read as a space but no further than the paragraph."""
    between = text[one.end : other.start]
    return between if "\n" not in between or _PARAGRAPH.search(between) else _SPACE.sub(" ", between)


def _shared_kind(row: Sequence[Mention]) -> str | None:
    """The kind that the last or the first name of a row is given for all of them."""
    if len(row) < 2:
        return None
    first, last = row[0].kind_hint, row[-1].kind_hint
    return (
        last
        if last in {"river", "valley", "region", "province", "district"}
        else first
        if first in {"region", "province", "district", "river", "village"}
        else None
    )
