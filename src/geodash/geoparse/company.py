"""The names beside a name: the place that holds it ("Huanta, Ayacucho") and those named in one row with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodash.gazetteer.folding import fold
from geodash.geoparse.records import Mention

_ROW = frozenset((", ", " and ", ", and ", " y ", " e ", ", y ", " or ", " o ", "/", "-", "–", " & ", " and the ", " and of ", " y de ", " y el ", " y la ", " de "))
_LONGEST_JOINT = 9


@dataclass(frozen=True, slots=True)
class Company:
    """What stands beside one mention.

    `holder` is the folded name behind a comma, `shared_kind` the kind asked for once for the whole row ("the
    Apurímac, Ene and Mantaro rivers"), `beside` the folded names of the row.
    """

    holder: str = ""
    shared_kind: str | None = None
    beside: tuple[str, ...] = ()


def companies(text: str, mentions: Sequence[Mention]) -> list[Company]:
    """The company of each mention, in order; `mentions` must be sorted by offset."""
    found: list[Company] = []
    for row in _rows(text, mentions):
        names = tuple(fold(m.toponym) for m in row)
        shared = _shared_kind(row)
        for i, mention in enumerate(row):
            comma = i + 1 < len(row) and text[mention.end : row[i + 1].start] == ", "
            holder = names[i + 1] if comma else ""
            beside = names if len(row) > 2 else ()
            found.append(Company(holder, None if mention.kind_hint else shared, beside))
    return found


def _rows(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    rows: list[list[Mention]] = []
    for mention in mentions:
        if rows:
            joint_start = rows[-1][-1].end
            joint = text[joint_start : mention.start] if mention.start - joint_start <= _LONGEST_JOINT else "\n"
            if joint in _ROW:
                rows[-1].append(mention)
                continue
        rows.append([mention])
    return rows


def _shared_kind(row: Sequence[Mention]) -> str | None:
    """The kind that the last or the first name of a row is given for all of them."""
    if len(row) < 2:
        return None
    first, last = row[0].kind_hint, row[-1].kind_hint
    return last if last in {"river", "valley", "region", "province", "district"} else first if first in {"region", "province", "district", "river", "village"} else None
