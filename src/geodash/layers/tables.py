"""Reads and writes the tables of a data package, checked against its `datapackage.json` both times.

The package follows Frictionless Data Package v2 (https://datapackage.org). The `frictionless` library checks
types, constraints, primary and foreign keys; `geodash.layers.rules` adds what a table schema cannot say. A bad
row is set aside and reported; the rows round it are used.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from geodash.errors import Fault, TableError
from geodash.layers.rules import check_row, read_codes

DESCRIPTOR = "datapackage.json"

Row = dict[str, Any]


def read_table(folder: Path, name: str) -> tuple[list[Row], list[Fault]]:
    """Read the rows of the table `name` in the package at `folder`, and the faults of those set aside.

    Numbers come as int or float, booleans as bool, everything else as text; an empty cell is None.

    Raises:
        TableError: the package or the table is missing or cannot be opened at all.
    """
    schema, file = table_schema(folder, name), _file(folder, name)
    codes = read_codes(folder, schema["fields"])
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, row, found in _stream(folder, name, file):
        faulty = [_translate(file, number, error, schema) for error in found]
        if not faulty:
            faulty = check_row(file, number, row, schema["fields"], codes)
        faults += faulty
        if not faulty:
            rows.append(row)
    return rows, faults


def write_table(folder: Path, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write `rows` over the table `name`, in the schema's column order; all or nothing.

    The new file is checked in a copy of the package's place before it replaces the old one.

    Raises:
        TableError: a row breaks the schema or a rule, or has a column the schema lacks; nothing is written.
    """
    fields = [field["name"] for field in table_schema(folder, name)["fields"]]
    for number, row in enumerate(rows, start=2):
        if strange := sorted(set(row) - set(fields)):
            raise TableError(f"{name}.csv, row {number}: no column {', '.join(strange)}; add it to {DESCRIPTOR}")
    target = folder / f"{name}.csv"
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        trial = Path(place)
        for other in folder.iterdir():
            if other.is_file() and other != target:
                (trial / other.name).write_bytes(other.read_bytes())
        _write_csv(trial / target.name, fields, rows)
        _, faults = read_table(trial, name)
        if faults:
            raise TableError("\n".join(str(fault) for fault in faults))
        (trial / target.name).replace(target)


def table_schema(folder: Path, name: str) -> dict[str, Any]:
    """Return the table schema of `name` as the package declares it.

    Raises:
        TableError: there is no package at `folder`, or no table `name` in it.
    """
    schema: dict[str, Any] = _resource(folder, name)["schema"]
    return schema


def _resource(folder: Path, name: str) -> dict[str, Any]:
    path = folder / DESCRIPTOR
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        found: dict[str, Any] | None = next((r for r in package["resources"] if r["name"] == name), None)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(f"{path.name}: cannot be read ({error}); restore it beside the tables") from error
    if found is None or "schema" not in found:
        raise TableError(f"{path.name}: no table {name!r}; the tables are named under resources")
    return found


def _file(folder: Path, name: str) -> str:
    """The table's file as messages name it: its path in the package, "es/events.csv"."""
    return str(_resource(folder, name).get("path", f"{name}.csv"))


def _stream(folder: Path, name: str, file: str) -> list[tuple[int, Row, list[Any]]]:
    from frictionless import FrictionlessException, Package  # noqa: PLC0415 - slow to import

    _check_text(folder / file, file)
    try:
        resource: Any = Package(str(folder / DESCRIPTOR)).get_resource(name)
        with resource:
            if resource.header.errors:
                raise TableError(f"{file}, row 1: {_misfit(resource.header)}; use the columns of {DESCRIPTOR}")
            return [
                (row.row_number, {k: _plain(v) for k, v in row.to_dict().items()}, row.errors)
                for row in resource.row_stream
            ]
    except FrictionlessException as error:
        raise TableError(f"{file}: {error.error.note}; check the file and {DESCRIPTOR}") from error


def _check_text(path: Path, file: str) -> None:
    try:
        data = path.read_bytes()
        data.decode("utf-8")
    except OSError as error:
        raise TableError(f"{file}: cannot be opened ({error.strerror}); restore it") from error
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise TableError(f"{file}, about row {row}: not UTF-8; save it as UTF-8") from error
    if not data.strip():
        raise TableError(f"{file}: the file is empty; restore it, with the columns of {DESCRIPTOR}")


def _misfit(header: Any) -> str:
    """How the first row differs from the schema's columns."""
    wanted, found = header.field_names, list(header.labels)
    missing = [name for name in wanted if name not in found]
    strange = [name for name in found if name not in wanted]
    parts = ["no column " + ", ".join(missing)] if missing else []
    parts += ["an unknown column " + ", ".join(map(repr, strange))] if strange else []
    return " and ".join(parts) or "a column stands twice, or in another place"


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _translate(file: str, row: int, error: Any, schema: Mapping[str, Any]) -> Fault:
    field = getattr(error, "field_name", "") or ", ".join(getattr(error, "field_names", ()) or ())
    cell = getattr(error, "cell", "")
    known: Mapping[str, Any] = next((f for f in schema["fields"] if f["name"] == field), {})
    return Fault(file, row, field, _problem(error.type, cell, error.note), _remedy(error.type, known))


def _problem(kind: str, cell: Any, note: str) -> str:
    return {
        "constraint-error": f"{cell!r} is not allowed",
        "type-error": f"{cell!r} has the wrong type",
        "primary-key": "the key stands in an earlier row too",
        "foreign-key": "the key points at no row",
        "missing-cell": "a cell is missing",
        "extra-cell": "there is one cell too many",
    }.get(kind, note)


def _remedy(kind: str, field: Mapping[str, Any]) -> str:
    limits = field.get("constraints", {})
    if kind == "constraint-error":
        if "enum" in limits:
            return "use one of " + ", ".join(limits["enum"])
        if "minimum" in limits or "maximum" in limits:
            return f"keep it within {limits.get('minimum', 'any')} and {limits.get('maximum', 'any')}"
        if "pattern" in limits:
            return f"write it like {field.get('example', limits['pattern'])}"
        return "fill it in"
    return {
        "type-error": f"write a {field.get('type', 'value')}",
        "primary-key": "give the row its own key or delete it",
        "foreign-key": "add the row it names, or correct the name",
    }.get(kind, "give the row as many cells as the header")


def _write_csv(path: Path, fields: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _cell(row.get(name)) for name in fields})


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
