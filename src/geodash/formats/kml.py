"""KML 2.2 (https://www.ogc.org/standard/kml/) for Google Earth: a folder a layer, time spans, styles, plain texts.

Written here with the standard library, since the libraries for it are under the LGPL and GDAL takes no styles from
Python. Texts are data: descriptions, which programs read as HTML, are escaped for HTML and then for XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from geodash.formats import notice
from geodash.formats.codebook import ROWS, tables
from geodash.formats.flattening import flat_row, join
from geodash.formats.parcel import Feature, Parcel, Part, Told

MEDIA_TYPE = "application/vnd.google-earth.kml+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACE = "http://www.opengis.net/kml/2.2"
_STANDINGS = {"certain": 1.0, "possible": 0.6, "undated": 0.6, "out": 0.6}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TOLD = ("kind", "admin", "when_text", "summary", "dataGeneralizations")  # in words, on the balloon


def make(parcel: Parcel) -> Iterator[Part]:
    """Write one document; what is only listed lies in a folder of its own that is switched off.

    A time span reaches from the first to the last day on which a row is possibly there; what has no date has none and
    is always shown. All columns of the codebook are extended data. Signs that XML cannot hold become U+FFFD.
    """
    head = ET.Element("Document")  # only to hold what comes first: a tree of all rows would take half a gigabyte
    _put(head, "name", parcel.title)
    _put(head, "description", _paragraphs(notice.facts(parcel).values()))
    for layer in parcel.layers:
        _add_styles(head, layer.name, parcel.styles["layers"][layer.name], parcel.styles["marks"])
    folders = (line for layer in parcel.layers for line in _folders(layer.name, parcel))
    lines = [_HEAD, f'<kml xmlns="{_SPACE}"><Document>', *map(_write, head), *folders, "</Document></kml>", ""]
    yield Part(".kml", MEDIA_TYPE, "\n".join(lines).encode())


def _folders(layer: str, parcel: Parcel) -> Iterator[str]:
    """Write a layer's folder of drawn rows and that of the listed ones, as far as there are any."""
    name = parcel.texts.name("layer", layer)
    rows = [feature for feature in parcel.features if feature["properties"]["layer"] == layer]
    for title, shown in ((name, True), (parcel.texts.say("formats.listed_folder", layer=name), False)):
        marks = [feature for feature in rows if (feature["properties"]["drawn"] != "listed") is shown]
        if not marks:
            continue
        head = ET.Element("Folder")
        _put(head, "name", title)
        _put(head, "visibility", "1" if shown else "0")
        yield from ("<Folder>", *map(_write, head))
        yield from (_write(_placemark(feature, parcel, shown=shown)) for feature in marks)
        yield "</Folder>"


def _placemark(feature: Feature, parcel: Parcel, *, shown: bool) -> ET.Element:
    layer = str(feature["properties"]["layer"])
    told = parcel.told.get((layer, str(feature["id"])), Told("undated", ""))
    row = flat_row(feature, told)
    mark = ET.Element("Placemark")
    _put(mark, "name", str(row["name"]))
    _put(mark, "visibility", "1" if shown else "0")
    _put(mark, "description", _balloon(row, parcel))
    _add_span(mark, told)
    _put(mark, "styleUrl", f"#{layer}-{told.standing}")
    data = ET.SubElement(mark, "ExtendedData")
    for field in tables()[ROWS].fields_of({layer}):
        if row[field.name] not in (None, [], ""):
            _put(ET.SubElement(data, "Data", name=field.name), "value", _plain(row[field.name]))
    _add_geometry(mark, feature["geometry"])
    return mark


def _balloon(row: Mapping[str, Any], parcel: Parcel) -> str:
    words = {**row, "kind": parcel.texts.name("kind", str(row["kind"]))}
    radius = f"± {row['uncertainty_km']:g} km" if row["uncertainty_km"] else ""
    drawn = parcel.texts.name("formats.drawn", str(row["drawn"])) if row["drawn"] != "point" else ""
    sources = "; ".join(
        parcel.named[source]["text"] if source in parcel.named else source for source in row["sources"]
    )
    return _paragraphs([*(str(words[name] or "") for name in _TOLD), radius, drawn, sources])


def _add_span(mark: ET.Element, told: Told) -> None:
    if not any(told.span):
        return
    span = ET.SubElement(mark, "TimeSpan")
    for name, day in zip(("begin", "end"), told.span, strict=True):
        if day:
            _put(span, name, day)


def _add_geometry(mark: ET.Element, geometry: Mapping[str, Any] | None) -> None:
    if geometry is None:
        return
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        _put(ET.SubElement(mark, "Point"), "coordinates", _positions([coordinates]))
    elif kind == "Polygon":
        _add_polygon(mark, coordinates)
    else:
        parts = ET.SubElement(mark, "MultiGeometry")
        for rings in coordinates:
            _add_polygon(parts, rings)


def _add_polygon(holder: ET.Element, rings: Iterable[Iterable[Any]]) -> None:
    polygon = ET.SubElement(holder, "Polygon")
    for place, ring in enumerate(rings):
        boundary = ET.SubElement(polygon, "innerBoundaryIs" if place else "outerBoundaryIs")
        _put(ET.SubElement(boundary, "LinearRing"), "coordinates", _positions(ring))


def _add_styles(document: ET.Element, layer: str, own: Mapping[str, Any], marks: Mapping[str, Any]) -> None:
    for standing, opacity in _STANDINGS.items():
        style = ET.SubElement(document, "Style", id=f"{layer}-{standing}")
        icon = ET.SubElement(style, "IconStyle")
        _put(icon, "color", _color(own["light"], opacity))
        line = ET.SubElement(style, "LineStyle")
        _put(line, "color", _color(own["light"], opacity))
        _put(line, "width", str(marks["edge"]))
        area = ET.SubElement(style, "PolyStyle")
        _put(area, "color", _color(own["light"], marks["fill"]))


def _color(color: str, opacity: float) -> str:
    """Write a hex colour as KML does: opacity, blue, green, red."""
    red, green, blue = color[1:3], color[3:5], color[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}".lower()


def _positions(ring: Iterable[Any]) -> str:
    return " ".join(f"{x!r},{y!r}" for x, y in ring)


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(join(value))


def _write(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode")


def _put(holder: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(holder, tag).text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
