"""The formats in which the data of a view can leave, by code; the modules that write them are imported late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from geodash.errors import GeodashError
from geodash.formats.archive import pack
from geodash.formats.landing import land
from geodash.formats.parcel import Parcel, Part


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its code, the suffix and media type of its main file, and the module of this room that makes it.

    `maker` is the module's function that turns a parcel into parts.
    """

    code: str
    suffix: str
    media_type: str
    module: str
    maker: str = "make"

    @property
    def name(self) -> str:
        """The key of its name among the texts; `note` is that of a line on what it is good for."""
        return f"formats.format.{self.code}.name"

    @property
    def note(self) -> str:
        """The key of a line on what the format is good for."""
        return f"formats.format.{self.code}.note"


FORMATS: Mapping[str, Format] = {
    made.code: made
    for made in (
        Format("geojson", ".geojson", "application/geo+json", "collection"),
        Format("gpkg", ".gpkg", "application/geopackage+sqlite3", "geopackage"),
        Format("csv", ".csv", "text/csv", "sheets"),
        Format("kml", ".kml", "application/vnd.google-earth.kml+xml", "kml"),
        Format("parquet", ".parquet", "application/vnd.apache.parquet", "geoparquet"),
        Format("lpf", ".lpf.json", "application/ld+json", "linked_places"),
        Format("package", ".zip", "application/zip", "package"),
        Format("bibtex", ".bib", "application/x-bibtex", "literature", "make_bibtex"),
        Format("csl", ".csl.json", "application/vnd.citationstyles.csl+json", "literature", "make_csl"),
    )
}
"""All formats, in the order in which a reader is offered them."""


def find_format(code: str) -> Format:
    """Find a format by its code.

    Raises:
        GeodashError: there is none.
    """
    if code not in FORMATS:
        raise GeodashError(f"no format {code!r}; the formats are {', '.join(FORMATS)}")
    return FORMATS[code]


def guess_format(name: str) -> Format:
    """Find the format of a file by its name.

    Raises:
        GeodashError: no format has such a suffix.
    """
    fitting = [form for form in FORMATS.values() if name.lower().endswith(form.suffix)]
    if not fitting:
        known = ", ".join(f"{form.suffix} ({form.code})" for form in FORMATS.values())
        raise GeodashError(f"{name}: no format ends like this; name one, or end the name with one of {known}")
    return max(fitting, key=lambda form: len(form.suffix))


@dataclass(frozen=True, slots=True)
class Download:
    """One file to hand to a browser."""

    name: str
    media_type: str
    content: bytes


def write(code: str, parcel: Parcel, path: Path) -> list[Path]:
    """Write a parcel to `path`, and what belongs to it beside, all or nothing; give the files, the main one first.

    What lies beside has the path's name without its suffix before its own: view.csv, view.codebook.csv.

    Raises:
        GeodashError: the name ends like another format's; see `make` and `land`.
    """
    form, ends = (
        find_format(code),
        [form.suffix for form in FORMATS.values() if path.name.lower().endswith(form.suffix)],
    )
    if ends and form.suffix not in ends:
        raise GeodashError(
            f"{path.name}: {code} is written as {form.suffix}; name the file so, or choose another format"
        )
    main, *beside = make(code, parcel)
    stem = path.name[: -len(main.suffix)] if path.name.lower().endswith(main.suffix) else path.stem
    files = {path: main.content} | {path.with_name(stem + part.suffix): part.content for part in beside}
    land(files)
    return list(files)


def download(code: str, parcel: Parcel, stem: str) -> Download:
    """Write a parcel into one file of that name: a zip where the format has several.

    Raises:
        GeodashError: see `make`.
    """
    parts = list(make(code, parcel))
    if len(parts) == 1:
        return Download(stem + parts[0].suffix, parts[0].media_type, parts[0].content)
    content = pack({stem + part.suffix: part.content for part in parts})
    return Download(f"{stem}{parts[0].suffix}.zip", "application/zip", content)


def make(code: str, parcel: Parcel) -> Iterator[Part]:
    """Write a parcel in a format: the main file first, then those that lie beside it.

    Raises:
        GeodashError: there is no such format, or the rows cannot be written in it.
    """
    form = find_format(code)
    try:
        yield from getattr(import_module(f"geodash.formats.{form.module}"), form.maker)(parcel)
    except UnicodeEncodeError as error:
        half = error.object[max(0, error.start - 20) : error.start]
        raise GeodashError(f"after {half!r} stands half a character; correct the text it was read from") from error
