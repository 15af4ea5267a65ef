"""Rows of a parcel as flat tables: the columns of the codebook, what is nested as tables of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geodash.formats.codebook import OUTLINES, ROWS, SOURCES, Table, tables
from geodash.formats.parcel import Feature, Parcel, Told

Row = dict[str, Any]
_KEY = ("layer", "id", "number")


def flat_tables(parcel: Parcel) -> dict[str, list[Row]]:
    """Give the rows of every table of the codebook that has any; the table of features is always there.

    Lists stay lists, what is unknown is None. Rows of nested tables begin with the `layer` and `id` of the row they
    belong to and a `number` from 1.
    """
    made = {name: list(_rows(parcel, table)) for name, table in tables().items()}
    return {name: rows for name, rows in made.items() if rows or name == ROWS}


def present_codes(made: Mapping[str, Iterable[Row]]) -> dict[str, dict[str, set[str]]]:
    """Find the codes that occur, by column, by table."""
    found: dict[str, dict[str, set[str]]] = {}
    for name, rows in made.items():
        coded = [field.name for field in tables()[name].fields if field.words]
        found[name] = {column: set() for column in coded}
        for row in rows:
            for column in coded:
                value = row.get(column)
                codes = value if isinstance(value, list) else [] if value is None else [value]
                found[name][column].update(map(str, codes))
    return found


def join(value: Any) -> Any:
    """Put a list into one text; anything else stays."""
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value


def flat_row(feature: Feature, told: Told | None) -> Row:
    """Give the flat row of a feature: its properties, its point, and what is told of it."""
    properties, geometry = feature["properties"], feature["geometry"]
    point = geometry["coordinates"] if geometry and geometry["type"] == "Point" else (None, None)
    figure = told.figure if told else None
    extra = {
        "lon": point[0],
        "lat": point[1],
        "when_text": (told.when if told else "") or None,
        "in_window": told.standing if told else None,
        "window_year": figure[0] if figure else None,
        "window_hectares": figure[1] if figure else None,
        "mention_count": len(properties["mentions"]) if "mentions" in properties else None,
    }
    return {field.name: extra.get(field.name, properties.get(field.origin)) for field in tables()[ROWS].fields}


def wkt(geometry: Mapping[str, Any]) -> str:
    """Write a GeoJSON geometry as well-known text."""
    kind = str(geometry["type"])
    return f"{kind.upper()} {_wkt(geometry['coordinates'], kind == 'Point')}"


def _rows(parcel: Parcel, table: Table) -> Iterator[Row]:
    if table.name == ROWS:
        for feature in parcel.features:
            yield flat_row(feature, parcel.told.get(_key(feature)))
    elif table.name == SOURCES:
        yield from ({field.name: row.get(field.name) for field in table.fields} for row in parcel.sources)
    elif table.name == OUTLINES:
        for feature in parcel.features:
            geometry = feature["geometry"]
            if geometry and geometry["type"] != "Point":
                layer, identity = _key(feature)
                yield {"layer": layer, "id": identity, "wkt": wkt(geometry)}
    else:
        for feature in parcel.features:
            yield from _nested(feature, table)


def _nested(feature: Feature, table: Table) -> Iterator[Row]:
    for number, (item, parent) in enumerate(_items(feature["properties"], table.path), start=1):
        key = dict(zip(_KEY, (*_key(feature), number), strict=True))
        yield key | {field.name: _value(item, parent, field.origin) for field in table.own}


def _items(holder: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for item in holder.get(path[0]) or ():
        if len(path) == 1:
            yield item, holder
        else:
            yield from _items(item, path[1:])


def _value(item: Mapping[str, Any], parent: Mapping[str, Any], origin: str) -> Any:
    outer, _, name = origin.rpartition(".")
    return (parent if outer else item).get(name)


def _key(feature: Feature) -> tuple[str, str]:
    return str(feature["properties"]["layer"]), str(feature["id"])


def _wkt(coordinates: Any, point: bool = False) -> str:
    if point:
        return f"({coordinates[0]!r} {coordinates[1]!r})"
    if isinstance(coordinates[0][0], int | float):
        return "(" + ", ".join(f"{x!r} {y!r}" for x, y in coordinates) + ")"
    return "(" + ", ".join(_wkt(inner) for inner in coordinates) + ")"
