"""What every chart is made of: the years' axis, the marked window, the breaks, legends, tips and the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from geodash.selection import LAYERS
from geodash.text import Texts
from geodash.view import load_styles
from geodash.view.histogram import BREAKS
from geodash.view.series import Area, Bar, Figure
from geodash.view.styles import Theme

Spec = dict[str, Any]

MARGIN = 150  # room for names left of the plot, the same in every chart, so that years stand under years
INK = {"light": "#1F2933", "dark": "#E6E8EA"}
QUIET = {"light": "#5F5A50", "dark": "#AEB6BD"}
FAINT = {"light": "#DDD8CC", "dark": "#343B41"}
ACCENT = {"light": "#1F4E5F", "dark": "#7FB7C9"}
_VALUE = "isValid(datum.h) ? format(datum.l, ',d') + ' – ' + format(datum.h, ',d') : format(datum.v, ',d')"
_INEXACT = {"range": "↕", "stated": ""}  # any other kind of figure is worked out from something: "~"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the charts share: the years on the axis, the theme, the words."""

    years: tuple[int, int]
    theme: Theme
    texts: Texts

    def ink(self, inks: Mapping[str, str]) -> str:
        """Choose the theme's colour."""
        return inks[self.theme]


def window_data(window: tuple[int, int] | None) -> dict[str, list[Any]]:
    """Lay out the chosen years as the data of a chart; none are marked if all are chosen."""
    if window is None:
        return {"a": [-1.0], "b": [-1.0], "t": [""]}
    told = str(window[0]) if window[0] == window[1] else f"{window[0]} – {window[1]}"
    return {"a": [window[0] - 0.5], "b": [window[1] + 0.5], "t": [told]}


def chart(frame: Frame, height: int, layers: Sequence[Spec], *, told: bool = False) -> Spec:
    """Put layers over the marked window; `told` writes the chosen years above it."""
    color = frame.ink(ACCENT)
    x, x2 = year("a", frame), {"field": "b"}
    window: list[Spec] = [
        {"mark": {"type": "rect", "color": color, "opacity": 0.1, "clip": True}, "encoding": {"x": x, "x2": x2}},
        {"mark": {"type": "rule", "color": color, "opacity": 0.7, "clip": True}, "encoding": {"x": x}},
        {"mark": {"type": "rule", "color": color, "opacity": 0.7, "clip": True}, "encoding": {"x": year("b", frame)}},
    ]
    if told:
        mark = {"type": "text", "y": -8, "align": "right", "fontWeight": 600, "fontSize": 12, "color": color}
        window.append(
            {
                "mark": mark,
                "transform": [{"filter": "datum.b > 0"}],
                "encoding": {"x": year("b", frame), "text": {"field": "t"}},
            }
        )
    return {
        "padding": {"top": 20 if told else 4, "left": 0, "right": 0, "bottom": 0},
        "height": height,
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [*window, *layers],
        "config": {"view": {"stroke": None}, "locale": {"number": _signs(frame.texts)}},
    }


def _signs(texts: Texts) -> Spec:
    return {"decimal": ".", "thousands": texts["number.thousands"], "grouping": [3], "currency": ["", ""]}


def data(values: Sequence[Mapping[str, Any]], transforms: Sequence[Spec] = ()) -> Spec:
    """Give a layer figures of its own."""
    return {"data": {"values": list(values)}, "transform": list(transforms)}


def year(field: str, frame: Frame) -> Spec:
    """Encode a year on the axis that all charts of a tab share."""
    return {
        "field": field,
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [frame.years[0] - 0.6, frame.years[1] + 0.6], "nice": False, "zero": False},
        "axis": {"format": "d", "tickMinStep": 1, "grid": False, "labelColor": frame.ink(QUIET), "labelFontSize": 12},
    }


def axis(frame: Frame, **options: Any) -> Spec:
    """Make a vertical axis as wide as that of every other chart."""
    extent = {"minExtent": MARGIN, "maxExtent": MARGIN}
    return {**extent, "ticks": False, "labelFontSize": 12, "labelColor": frame.ink(INK), "title": None, **options}


def legend(frame: Frame, **options: Any) -> Spec:
    """Make a legend in a row above the chart."""
    look = {"labelFontSize": 12, "labelColor": frame.ink(INK), "symbolType": "square", "symbolSize": 130}
    return {"orient": "top", "title": None, "columns": {"expr": "width < 460 ? 2 : 5"}, **look, **options}


def breaks(frame: Frame, *, labelled: bool = False) -> list[Spec]:
    """Mark where the method changes and where the publisher does; labels stand one under the other.

    Paper round the letters parts them from lines that they cross where years are narrow.
    """
    color, texts = frame.ink(QUIET), frame.texts
    halo: Spec = {"stroke": paper(frame), "strokeWidth": 5, "strokeJoin": "round"}
    rows: list[dict[str, Any]] = [
        {"y": first - 0.5, "t": texts[f"charts.{what}"], "n": number} for number, (what, first) in enumerate(BREAKS)
    ]
    rule: Spec = {
        "mark": {"type": "rule", "color": color, "strokeDash": [3, 3]},
        "encoding": {"x": year("y", frame)},
    }
    told: list[Spec] = [
        {
            "mark": {
                "type": "text",
                "align": "right",
                "dx": -5,
                "y": 8 + 15 * row["n"],
                "fontSize": 12,
                "color": color,
                "lineBreak": "\n",
                "opacity": {"expr": "width < 420 ? 0 : 1"},  # there is no room for words on a phone
                **around,
            },
            "transform": [{"filter": f"datum.n === {row['n']}"}],
            "encoding": {"x": year("y", frame), "text": {"field": "t"}},
        }
        for row in rows
        for around in (halo, Spec())
    ]
    return [data(rows) | {"layer": [rule, *(told if labelled else [])]}]


def tips(texts: Texts, *fields: tuple[str, ...]) -> list[Spec]:
    """List what is told on pointing: (name in the texts, field, number format)."""
    return [
        {"field": field, "title": texts.name("charts", name), "type": "quantitative" if rest else "nominal"}
        | ({"format": rest[0]} if rest else {})
        for name, field, *rest in fields
    ]


def dot(color: str, *, filled: bool, inside: str | None = None) -> Spec:
    """Make a mark for one figure: filled, or hollow with `inside`."""
    fill = color if filled else inside
    return {"type": "point", "size": 42, "opacity": 1, "color": color, "filled": False, "strokeWidth": 1.6} | (
        {"fill": fill} if fill else {}
    )


def paper(frame: Frame) -> str:
    """Give the colour of the page."""
    return "#FFFFFF" if frame.theme == "light" else "#16191C"


def only(test: str, mark: Spec, encoding: Spec) -> Spec:
    """Draw a mark for the rows that pass a test written here."""
    return {"transform": [{"filter": test}], "mark": mark, "encoding": encoding}


def figures(found: Iterable[Figure], frame: Frame, columns: Mapping[str, Sequence[Any]] | None = None) -> Spec:
    """Lay out figures as a small table, `columns` beside; kinds and sources are told once and looked up."""
    rows = list(found)
    sources = {source: number for number, source in enumerate(sorted({row.source for row in rows}))}
    own = {
        "y": [row.year for row in rows],
        "v": [f"{row.value:g}" if row.value < 1e5 else round(row.value) for row in rows],
        "l": ["" if row.low is None else round(row.low) for row in rows],
        "h": ["" if row.high is None else round(row.high) for row in rows],
        "k": [row.kind for row in rows],
        "r": [row.run for row in rows],
        "s": [sources[row.source] for row in rows],
    }
    whole = own | dict(columns or {})
    lines = [",".join(whole), *(",".join(str(cell) for cell in line) for line in zip(*whole.values(), strict=True))]
    parse = {name: "string" if name == "k" else "number" for name in whole}
    told = [{"s": number, "S": source} for source, number in sources.items()]
    return {
        "data": {"values": "\n".join(lines), "format": {"type": "csv", "parse": parse}},
        "transform": [
            _kinds(rows, frame),
            {"lookup": "s", "from": {"data": {"values": told}, "key": "s", "fields": ["S"]}},
            {"calculate": _VALUE, "as": "V"},
        ],
    }


def _kinds(rows: Iterable[Figure], frame: Frame) -> Spec:
    """Put the kinds of figures into words, and give those that are not simply stated a sign."""
    words = [
        {"k": code, "K": frame.texts.name("value_kind", code), "g": _INEXACT.get(code, "~")}
        for code in sorted({row.kind for row in rows})
    ]
    return {"lookup": "k", "from": {"data": {"values": words}, "key": "k", "fields": ["K", "g"]}}


def cell(gap: float = 0.06) -> list[Spec]:
    """Stretch a year to a cell or a bar."""
    return [
        {"calculate": f"datum.y - {0.5 - gap}", "as": "a"},
        {"calculate": f"datum.y + {0.5 - gap}", "as": "b"},
    ]


def zone_names(found: Sequence[Area], texts: Texts) -> dict[str, str]:
    """Name the zones for the axis; what is part of another says so, and equal names get their id."""
    told: dict[str, str] = {}
    for zone in found:
        name = texts.say("charts.part", name=zone.name) if zone.inside else zone.name
        told[zone.id] = name if name not in told.values() else f"{name} ({zone.id})"
    return told


def class_names(texts: Texts) -> list[str]:
    """Name the classes of hectares as the map's legend does."""
    bounds = [texts.number(value) for value in load_styles().layer("coca_zones")["breaks"]]
    between = [texts.say("panel.hectares_between", low=low, high=high) for low, high in pairwise(bounds)]
    least, most = texts.say("panel.hectares_upto", high=bounds[0]), texts.say("panel.hectares_over", low=bounds[-1])
    return [least, *between, most]


def bar(found: Bar) -> Spec:
    """Lay out a bar in short fields."""
    return {"y": found.year, "l": found.layer, "o": int(found.sureness == "about"), "n": found.count}


def bar_words(frame: Frame) -> list[Spec]:
    """Put layers and certainty of bars into words."""
    texts = frame.texts
    layers = [{"l": code, "L": texts[f"layer.{code}"]} for code in LAYERS]
    sure = [{"o": 0, "B": texts["charts.sure"]}, {"o": 1, "B": texts["charts.about"]}]
    return [
        {"lookup": "l", "from": {"data": {"values": layers}, "key": "l", "fields": ["L"]}},
        {"lookup": "o", "from": {"data": {"values": sure}, "key": "o", "fields": ["B"]}},
    ]


def layer_color(frame: Frame, *, told: bool = True) -> Spec:
    """Colour bars by layer, as on the map; lighter where the year is approximate."""
    styles, texts = load_styles(), frame.texts
    codes = ("events", "places")
    scale = {
        "domain": [texts[f"layer.{code}"] for code in codes],
        "range": [styles.color(code, frame.theme) for code in codes],
    }
    return {
        "color": {
            "field": "L",
            "type": "nominal",
            "scale": scale,
            "legend": legend(frame, columns={"expr": "width < 300 ? 1 : 2"}) if told else None,
        },
        "opacity": {"condition": {"test": "datum.o === 1", "value": 0.5}, "value": 1},
    }
