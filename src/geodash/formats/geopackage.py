"""GeoPackage (https://www.geopackage.org/spec/): styled layers, and as tables all that belongs to them.

Points and areas of a layer are apart, since a style fits one kind of geometry. GDAL writes the tables; its clock is
held still, so that the same view gives the same bytes.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from geodash.errors import GeodashError
from geodash.formats import notice, qgis
from geodash.formats.codebook import COLUMNS, OUTLINES, ROWS, Field, explain, tables, tell
from geodash.formats.flattening import flat_row, flat_tables, join, present_codes
from geodash.formats.parcel import Feature, Parcel, Part

if TYPE_CHECKING:
    import pyarrow as pa

MEDIA_TYPE = "application/geopackage+sqlite3"
EPOCH = "1980-01-01T00:00:00.000Z"
AREAS = "_areas"
_CLOCK = Lock()


def make(parcel: Parcel) -> Iterator[Part]:
    """Write the layers, the nested tables and the codebook as tables, and QGIS's `layer_styles`.

    Raises:
        GeodashError: GDAL cannot write the file.
    """
    with tempfile.TemporaryDirectory(prefix="geodash-") as folder:
        path = Path(folder) / "view.gpkg"
        try:
            with _still_clock():
                _write_tables(parcel, path)
            with closing(sqlite3.connect(path)) as database:
                database.executescript(_read_script())
                _write_styles(parcel, database)
                _describe(parcel, database)
                database.commit()
            content = path.read_bytes()
        except (OSError, RuntimeError, sqlite3.Error) as error:
            raise GeodashError(
                f"the GeoPackage cannot be written ({error}); make room in {tempfile.gettempdir()}"
            ) from error
    yield Part(".gpkg", MEDIA_TYPE, content)


def spatial_tables(parcel: Parcel) -> Iterator[tuple[str, str, list[Feature]]]:
    """Part each layer into a table of points (with what has no place) and one of areas: name, layer, rows."""
    for layer in parcel.layers:
        rows = [feature for feature in parcel.features if feature["properties"]["layer"] == layer.name]
        for name, are_areas in ((layer.name, False), (layer.name + AREAS, True)):
            if part := [feature for feature in rows if _is_area(feature) is are_areas]:
                yield name, layer.name, part


def _is_area(feature: Feature) -> bool:
    return feature["geometry"] is not None and feature["geometry"]["type"] != "Point"


def _write_tables(parcel: Parcel, path: Path) -> None:
    from pyogrio import write_arrow  # noqa: PLC0415 - a second to import

    facts = notice.facts(parcel)
    for number, (name, layer, rows) in enumerate(spatial_tables(parcel)):
        write_arrow(
            _spatial(parcel, layer, rows),
            path,
            layer=name,
            driver="GPKG",
            geometry_name="geom",
            geometry_type="MultiPolygon" if name.endswith(AREAS) else "Point",
            crs="EPSG:4326",
            append=number > 0,
            dataset_metadata=None if number else facts,
            layer_metadata={"title": parcel.texts.name("layer", layer), "licence": parcel.licence},
        )
    for name, table in _plain_tables(parcel):
        write_arrow(table, path, layer=name, driver="GPKG", append=True)


def _spatial(parcel: Parcel, layer: str, rows: Iterable[Feature]) -> pa.Table:
    flat = [flat_row(feature, parcel.told.get((layer, str(feature["id"])))) for feature in rows]
    fields = tables()[ROWS].fields_of({layer})
    return arrow_table(fields, flat).append_column("geom", _shapes(rows))


def _shapes(rows: Iterable[Feature]) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    def shape(geometry: Mapping[str, Any] | None) -> bytes | None:
        if geometry is None:
            return None
        made = shapely.geometry.shape(dict(geometry))
        return shapely.to_wkb(shapely.MultiPolygon([made]) if isinstance(made, shapely.Polygon) else made)

    return pa.array([shape(feature["geometry"]) for feature in rows], pa.binary())


def _plain_tables(parcel: Parcel) -> Iterator[tuple[str, pa.Table]]:
    layers = {layer.name for layer in parcel.layers}
    made = flat_tables(parcel)
    for name, rows in made.items():
        if name not in {ROWS, OUTLINES}:
            yield name, arrow_table(tables()[name].fields_of(layers), rows)
    texts = [Field(name, "string", name, "", "", {}) for name in COLUMNS]
    present = present_codes({name: rows for name, rows in made.items() if name != OUTLINES})
    yield "codebook", arrow_table(texts, list(explain(parcel.texts, present, layers)))


def arrow_table(fields: Sequence[Field], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Make an Arrow table of flat rows, lists joined into texts; each column has the type of its field."""
    import pyarrow as pa  # noqa: PLC0415

    types = {"number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}
    columns = [[_value(row.get(field.name), field.type) for row in rows] for field in fields]
    arrays = [pa.array(c, types.get(f.type, pa.string())) for c, f in zip(columns, fields, strict=True)]
    return pa.table(arrays, names=[field.name for field in fields])


def _value(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "date":
        return date.fromisoformat(value)
    if kind in {"number", "integer", "boolean"}:
        return value
    return str(join(value)).replace("\x00", "\N{REPLACEMENT CHARACTER}")  # at which GDAL would cut the text off


def _write_styles(parcel: Parcel, database: sqlite3.Connection) -> None:
    for name, layer, _ in spatial_tables(parcel):
        qml, sld = qgis.styles(layer, parcel.styles, parcel.texts, areas=name.endswith(AREAS))
        row = (None, "", "", name, "geom", name, qml, sld, True, parcel.texts.name("layer", layer), "", None, EPOCH)
        database.execute("INSERT INTO layer_styles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _read_script() -> str:
    return resources.files("geodash.formats").joinpath("geopackage.sql").read_text(encoding="utf-8")


def _describe(parcel: Parcel, database: sqlite3.Connection) -> None:
    """Say in the file's own way what tables and columns mean; readers such as QGIS show it beside them."""
    language = parcel.texts.language
    spatial = {name: (tables()[ROWS], layer) for name, layer, _ in spatial_tables(parcel)}
    made = database.execute("SELECT table_name FROM gpkg_contents ORDER BY table_name").fetchall()
    for (name,) in made:
        table, layer = spatial.get(name, (tables().get(name), ""))
        if table is None:
            continue
        told = parcel.texts.name("layer", layer) if layer else tell(table.told, language)
        database.execute("UPDATE gpkg_contents SET description = ? WHERE table_name = ?", (told, name))
        fields = table.fields_of({layer} if layer else {part.name for part in parcel.layers})
        rows = [(name, field.name, tell(field.told, language)) for field in fields]
        database.executemany("INSERT INTO gpkg_data_columns VALUES (?, ?, NULL, NULL, ?, NULL, NULL)", rows)


@contextmanager
def _still_clock() -> Iterator[None]:
    """Have GDAL write one fixed moment wherever it would write the time of day."""
    import pyogrio  # noqa: PLC0415

    with _CLOCK:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": EPOCH})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
