"""The table of styles as QGIS reads it: QML for its symbols, SLD for other programs.

Marks are filled where they are certainly there in the chosen years, hollow where they are possibly or undated;
circles are drawn as wide as their uncertainty on the ground; rows that are only listed have no symbol.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from geodash.text import Texts

VERSION = "3.22.0"
_SHAPES = {"circle": "circle", "triangle": "triangle", "square": "square", "star": "star", "hatch": "diamond"}
_SLD_SHAPES = {**_SHAPES, "hatch": "square"}
_SLD, _OGC = "http://www.opengis.net/sld", "http://www.opengis.net/ogc"
_METRES = "RenderMetersInMapUnits"
_EXPRESSION = "3"  # the kind of a property that follows from an expression
Rule = tuple[str, str, Mapping[str, Any]]


def styles(layer: str, table: Mapping[str, Any], texts: Texts, *, areas: bool) -> tuple[str, str]:
    """Write a layer's style as QML and as SLD 1.0; `areas` for its table of areas, else for that of points."""
    rules = list(_area_rules(layer, table, texts) if areas else _point_rules(layer, table, texts))
    return _qml(rules, areas=areas), _sld(layer, rules, areas=areas)


def _point_rules(layer: str, table: Mapping[str, Any], texts: Texts) -> Iterator[Rule]:
    own, marks = table["layers"][layer], table["marks"]
    look = {"shape": own["shape"], "size": own["size"], "color": own["light"], "edge": marks["edge"],
            "halo": marks["halo"]["light"], "hollow": marks["hollow"]["light"]}  # fmt: skip
    for standing in ("certain", "possible", "undated", "out"):
        says = texts.name("formats.in_window", standing)
        own_look = {**look, "filled": standing == "certain", "dotted": standing == "undated"}
        yield f"\"drawn\" = 'point' AND \"in_window\" = '{standing}'", says, own_look
    dashed = {**look, "circle": True, "opacity": 0.0}
    yield from _by_figure("circle", own, texts, {**dashed, "opacity": own.get("fill", 0.0)}, dashed)


def _area_rules(layer: str, table: Mapping[str, Any], texts: Texts) -> Iterator[Rule]:
    own, marks = table["layers"][layer], table["marks"]
    look = {"color": own["light"], "opacity": marks["fill"], "edge": marks["edge"]}
    yield from _by_figure("area", own, texts, {**look, "opacity": own.get("fill", 0.0)}, look)


def _by_figure(
    drawn: str, own: Mapping[str, Any], texts: Texts, look: Mapping[str, Any], plain: Mapping[str, Any]
) -> Iterator[Rule]:
    """A rule for each class of hectares, with its colour, and one for rows without a figure, plain."""
    test, bounds = f"\"drawn\" = '{drawn}'", own.get("breaks", ())
    classes = own["classes"]["light"] if bounds else ()
    for low, high, color in zip((None, *bounds), (*bounds, None), classes, strict=bool(bounds)):
        above = f' AND "window_hectares" > {low}' if low is not None else ""
        below = f' AND "window_hectares" <= {high}' if high is not None else ""
        key = "upto" if low is None else "over" if high is None else "between"
        says = texts.say(f"panel.hectares_{key}", low=low, high=high) + " ha"
        yield test + above + below, says, {**look, "color": color, "rim": own["light"]}
    rest = ' AND "window_hectares" IS NULL' if bounds else ""
    yield test + rest, texts.name("formats.drawn", drawn), plain


def _qml(rules: list[Rule], *, areas: bool) -> str:
    root = ET.Element("qgis", version=VERSION, styleCategories="Symbology")
    renderer = ET.SubElement(
        root, "renderer-v2", type="RuleRenderer", symbollevels="0", forceraster="0", enableorderby="0"
    )
    listed = ET.SubElement(renderer, "rules", key="{rules}")
    symbols = ET.SubElement(renderer, "symbols")
    for number, (test, label, look) in enumerate(rules):
        ET.SubElement(listed, "rule", key=f"{{rule-{number}}}", filter=test, label=label, symbol=str(number))
        kind = "fill" if areas else "marker"
        symbol = ET.SubElement(
            symbols, "symbol", type=kind, name=str(number), alpha="1", clip_to_extent="1", force_rhr="0"
        )
        part = ET.SubElement(
            symbol,
            "layer",
            {"class": "SimpleFill" if areas else "SimpleMarker", "enabled": "1", "pass": "0", "locked": "0"},
        )
        _set(part, _fill(look) if areas else _marker(look))
        if look.get("circle"):
            _as_wide_as_uncertain(part)
    ET.SubElement(root, "layerGeometryType").text = "2" if areas else "0"
    ET.indent(root, " ")
    head = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    return head + ET.tostring(root, encoding="unicode") + "\n"


def _marker(look: Mapping[str, Any]) -> dict[str, str]:
    if look.get("circle"):
        rim = _rgba(look.get("rim", look["color"]))
        return {"name": "circle", "color": _rgba(look["color"], look["opacity"]), "outline_color": rim,
                "outline_style": "dash", "outline_width": "1", "outline_width_unit": "Pixel",
                "size": "20000", "size_unit": _METRES}  # fmt: skip
    filled = bool(look["filled"])
    return {
        "name": _SHAPES[look["shape"]],
        "color": _rgba(look["color"] if filled else look["hollow"]),
        "outline_color": _rgba(look["halo"] if filled else look["color"]),
        "outline_style": "dot" if look["dotted"] else "solid",
        "outline_width": "1" if filled else str(look["edge"]),
        "outline_width_unit": "Pixel",
        "size": str(look["size"]),
        "size_unit": "Pixel",
    }


def _fill(look: Mapping[str, Any]) -> dict[str, str]:
    return {
        "color": _rgba(look["color"], look["opacity"]),
        "style": "solid",
        "outline_color": _rgba(look.get("rim", look["color"])),
        "outline_style": "dash",
        "outline_width": "1",
        "outline_width_unit": "Pixel",
    }


def _set(part: ET.Element, values: Mapping[str, str]) -> None:
    """Write a symbol's properties in both ways, that of QGIS 3.22 and that of the versions before it."""
    options = ET.SubElement(part, "Option", type="Map")
    for name, value in values.items():
        ET.SubElement(options, "Option", type="QString", name=name, value=value)
    for name, value in values.items():
        ET.SubElement(part, "prop", k=name, v=value)


def _as_wide_as_uncertain(part: ET.Element) -> None:
    outer = ET.SubElement(ET.SubElement(part, "data_defined_properties"), "Option", type="Map")
    ET.SubElement(outer, "Option", type="QString", name="name", value="")
    properties = ET.SubElement(outer, "Option", type="Map", name="properties")
    size = ET.SubElement(properties, "Option", type="Map", name="size")
    ET.SubElement(size, "Option", type="bool", name="active", value="true")
    ET.SubElement(size, "Option", type="QString", name="expression", value='"uncertainty_km" * 2000')
    ET.SubElement(size, "Option", type="int", name="type", value=_EXPRESSION)
    ET.SubElement(outer, "Option", type="QString", name="type", value="collection")


def _rgba(color: str, opacity: float = 1.0) -> str:
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"


def _sld(layer: str, rules: list[Rule], *, areas: bool) -> str:
    root = ET.Element("StyledLayerDescriptor", version="1.0.0", xmlns=_SLD)
    root.set("xmlns:ogc", _OGC)
    named = ET.SubElement(root, "NamedLayer")
    ET.SubElement(named, "Name").text = layer
    style = ET.SubElement(ET.SubElement(named, "UserStyle"), "FeatureTypeStyle")
    for test, label, look in rules:
        rule = ET.SubElement(style, "Rule")
        ET.SubElement(rule, "Name").text = label
        _filter(rule, test)
        _polygon(rule, look) if areas else _point(rule, look)
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode") + "\n"


def _filter(rule: ET.Element, test: str) -> None:
    tests = test.split(" AND ")
    holder = ET.SubElement(rule, "ogc:Filter")
    if len(tests) > 1:
        holder = ET.SubElement(holder, "ogc:And")
    words = {"=": "ogc:PropertyIsEqualTo", ">": "ogc:PropertyIsGreaterThan", "<=": "ogc:PropertyIsLessThanOrEqualTo"}
    for part in tests:
        name, sign, value = part.split(" ", 2)
        compared = ET.SubElement(holder, "ogc:PropertyIsNull" if sign == "IS" else words[sign])
        ET.SubElement(compared, "ogc:PropertyName").text = name.strip('"')
        if sign != "IS":
            ET.SubElement(compared, "ogc:Literal").text = value.strip("'")


def _point(rule: ET.Element, look: Mapping[str, Any]) -> None:
    graphic = ET.SubElement(ET.SubElement(rule, "PointSymbolizer"), "Graphic")
    mark = ET.SubElement(graphic, "Mark")
    circle = bool(look.get("circle"))
    ET.SubElement(mark, "WellKnownName").text = "circle" if circle else _SLD_SHAPES[look["shape"]]
    if circle:
        _parameters(ET.SubElement(mark, "Fill"), fill=look["color"], fill_opacity=str(look["opacity"]))
        _parameters(ET.SubElement(mark, "Stroke"), stroke=look.get("rim", look["color"]), stroke_dasharray="5 4")
    else:
        _parameters(ET.SubElement(mark, "Fill"), fill=look["color"] if look["filled"] else look["hollow"])
        _parameters(ET.SubElement(mark, "Stroke"), stroke=look["halo"] if look["filled"] else look["color"])
    ET.SubElement(graphic, "Size").text = str(look["size"])


def _polygon(rule: ET.Element, look: Mapping[str, Any]) -> None:
    symbol = ET.SubElement(rule, "PolygonSymbolizer")
    _parameters(ET.SubElement(symbol, "Fill"), fill=look["color"], fill_opacity=str(look["opacity"]))
    _parameters(ET.SubElement(symbol, "Stroke"), stroke=look.get("rim", look["color"]), stroke_dasharray="5 4")


def _parameters(holder: ET.Element, **values: str) -> None:
    for name, value in values.items():
        ET.SubElement(holder, "CssParameter", name=name.replace("_", "-")).text = value
