"""What a table schema cannot say: dates in EDTF and in order, lists of keys, and the rule of sensitive rows.

The fields' own properties in `datapackage.json` switch the checks on: `geodash:reads` ("edtf", "edtf-list") and
`geodash:list` (the column of another table that each entry must stand in).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from geodash.errors import Fault, TableError, WhenError
from geodash.layers.moments import period, split_list
from geodash.when import parse_when

LAST_OPEN_YEAR = 2000  # a committee or base that existed later is given by district only
COARSEST_DECIMALS = 1
SMALLEST_RADIUS_KM = 10

Codes = Mapping[str, frozenset[str]]
Found = Iterator[tuple[str, str, str]]


def read_codes(folder: Path, fields: Sequence[Mapping[str, Any]]) -> Codes:
    """Read, for each list field, the keys that its entries may name.

    Raises:
        TableError: the table that holds the keys is missing.
    """
    codes = {}
    for field in fields:
        if target := field.get("geodash:list"):
            path = folder / f"{target['resource']}.csv"
            try:
                with path.open(encoding="utf-8", newline="") as file:
                    codes[field["name"]] = frozenset(row[target["field"]] for row in csv.DictReader(file))
            except (OSError, KeyError) as error:
                raise TableError(f"{path.name}: cannot be read ({error}); restore it") from error
    return codes


def check_row(
    file: str, number: int, row: Mapping[str, Any], fields: Sequence[Mapping[str, Any]], codes: Codes
) -> list[Fault]:
    """Return the faults of a row whose types and constraints are already in order."""
    found = [*_lists(row, fields, codes), *_dates(row, fields), *_ranges(row), *_place(row)]
    return [Fault(file, number, field, problem, remedy) for field, problem, remedy in found]


def _lists(row: Mapping[str, Any], fields: Sequence[Mapping[str, Any]], codes: Codes) -> Found:
    for field in fields:
        target = field.get("geodash:list")
        if not target:
            continue
        for entry in split_list(row.get(field["name"])):
            if "except" in target and entry.startswith(target["except"]):
                continue
            if entry not in codes[field["name"]]:
                yield (
                    field["name"],
                    f"{entry!r} is not in {target['resource']}.csv",
                    f"add it there, or correct it ({json.dumps(target['field'])} holds the keys)",
                )


def _dates(row: Mapping[str, Any], fields: Sequence[Mapping[str, Any]]) -> Found:
    readable = True
    for field in fields:
        reads = field.get("geodash:reads")
        text = row.get(field["name"])
        if not reads or not text or text == "..":
            continue
        for part in split_list(text) if reads == "edtf-list" else [text]:
            try:
                parse_when(part)
            except WhenError as error:
                readable = False
                yield field["name"], str(error), "correct the date"
    if readable:
        try:
            period(row)
        except WhenError as error:
            yield "end" if "end" in row else "end_date", str(error), "put the dates in order"


def _ranges(row: Mapping[str, Any]) -> Found:
    for low, high in (("low", "high"), ("low", "value"), ("value", "high"), ("deaths_low", "deaths_high")):
        if row.get(low) is not None and row.get(high) is not None and row[low] > row[high]:
            yield high, f"{row[high]} is below {low} {row[low]}", "swap the two"


def _place(row: Mapping[str, Any]) -> Found:
    if "lat" not in row:
        return
    lat, lon, sensitivity = row["lat"], row["lon"], row.get("sensitivity")
    if (lat is None) != (lon is None):
        yield "lon", "a latitude or longitude stands alone", "give both or neither"
    if lat is not None and "where_prec" in row and row["where_prec"] is None:
        yield "where_prec", "a point without its precision", "give the code 1 to 7"
    if sensitivity == "withheld" and (lat is not None or lon is not None):
        yield "lat", "a withheld row has coordinates", "delete them"
    if sensitivity == "district" and lat is not None:
        yield from _coarse(row)
    if sensitivity == "open" and "first_evidence" in row and _lives_on(row):
        yield (
            "sensitivity",
            f"an open row that may have existed after {LAST_OPEN_YEAR}",
            "make it district: the seat rounded to 0.1°, at least 10 km, and dataGeneralizations",
        )


def _coarse(row: Mapping[str, Any]) -> Found:
    for name in ("lat", "lon"):
        if round(row[name], COARSEST_DECIMALS) != row[name]:
            yield name, f"{row[name]} is finer than a district row may be", "round it to 0.1°"
    if (row.get("uncertainty_km") or 0) < SMALLEST_RADIUS_KM:
        yield "uncertainty_km", "a district row with a radius under 10 km", "widen it to 10 km or more"
    if not row.get("dataGeneralizations"):
        yield "dataGeneralizations", "not said what was done to the place", "say it"


def _lives_on(row: Mapping[str, Any]) -> bool:
    """Whether a committee or base may have been there after 2000; an unknown end counts as later."""
    try:
        when = period(row)
    except WhenError:
        return False  # reported already, as a date out of order
    return when is None or when.end_latest is None or when.end_latest.year > LAST_OPEN_YEAR
