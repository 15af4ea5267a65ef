"""Districts of Peru whose capital nobody has put on a map here: a wide circle is honest, silence would not be."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from geodash.gazetteer.records import Record

_SOURCE, _LICENCE = (
    "INEI district codes (ubigeo-peru 2.0.2); points of their province or parent district",
    "CC BY 4.0",
)


def rough_districts(tables: Path, provinces: Mapping[str, Record]) -> Iterator[Record]:
    """Yield the districts of `extracts/peru_districts_left_out.csv`.

    A district stands where `peru_new_districts.csv` puts it, else at its province's point with its province's
    radius. `provinces` are the province records by ubigeo code; a district of none of them is left out.
    """
    points = {cells["ubigeo"]: cells for cells in _rows(tables / "peru_new_districts.csv")}
    for cells in _rows(tables / "extracts" / "peru_districts_left_out.csv"):
        code, name = cells["ubigeo"], cells["name"]
        province, point = provinces.get(code[:4]), points.get(code)
        if province is None:
            continue
        yield Record(
            id=f"pe:district:{code}",
            name=name,
            kind="district",
            lat=float(point["lat"]) if point else province.lat,
            lon=float(point["lon"]) if point else province.lon,
            uncertainty_km=float(point["uncertainty_km"]) if point else province.uncertainty_km,
            country="PE",
            admin1=province.admin1,
            admin2=province.admin2,
            aliases=(f"{name} District", f"distrito de {name}"),
            links=(f"ubigeo:{code}",),
            source=_SOURCE,
            licence=_LICENCE,
        )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)
