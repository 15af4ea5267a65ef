"""The time of a table row: its period, the moments for which presence is attested, and how precise they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from geodash.when import When, date_precision, parse_when

Properties = dict[str, Any]


def split_list(text: str | None) -> list[str]:
    """Split a cell that lists several entries with semicolons; an empty cell lists none."""
    return [part.strip() for part in (text or "").split(";") if part.strip()]


def period(row: Mapping[str, Any]) -> When | None:
    """Read a row's `start` and `end` (or `date` and `end_date`), narrowed by its `first_evidence`.

    An empty start or end is unknown; `date` without `end_date` is a moment. None when nothing is known.

    Raises:
        WhenError: a text is not EDTF, or the end or the first evidence lies before the start.
    """
    if row.get("date"):
        last = row.get("end_date")
        return parse_when(f"{row['date']}/{last}" if last else row["date"])
    start, end, evidence = row.get("start"), row.get("end"), row.get("first_evidence")
    if not (start or end or evidence):
        return None
    when = parse_when(f"{start or 'XXXX'}/{end or 'XXXX'}")
    return when.with_first_evidence(parse_when(evidence)) if evidence else when


def time_properties(when: When | None, *, said: bool = True) -> Properties:
    """Return the time fields of a feature; all null for an undated row.

    `said` False leaves `when` null although bounds are known: only evidence, no start or end, was given.
    """
    return {
        "when": when.edtf if when and said else None,
        **_bounds(when),
        "ongoing": bool(when and when.ongoing),
        "date_prec": date_precision(when) if when else None,
    }


def attested(row: Mapping[str, Any], statuses: Iterable[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """List the moments for which a row's presence is asserted, in order of time.

    They come from the status rows that say so, and from the row's `first_evidence` and `evidence` unless a
    status of the same date is there already.
    """
    found = [
        _moment(s["period"], s["status"], s.get("activity") or s.get("note"), split_list(s["sources"]))
        for s in statuses
        if s["present"] and s.get("period")
    ]
    dated = {entry["when"] for entry in found}
    further = [*split_list(row.get("first_evidence")), *split_list(row.get("evidence"))]
    found += [_moment(text, "active", None, split_list(row["sources"])) for text in further if text not in dated]
    return sorted(found, key=lambda entry: (entry["start_earliest"] or "", entry["when"], entry["status"]))


def _moment(text: str, status: str, note: str | None, sources: list[str]) -> dict[str, Any]:
    return {"when": text, **_bounds(parse_when(text)), "status": status, "note": note, "sources": sources}


def _bounds(when: When | None) -> Properties:
    return {
        name: _iso(getattr(when, name)) if when else None
        for name in ("start_earliest", "start_latest", "end_earliest", "end_latest")
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
