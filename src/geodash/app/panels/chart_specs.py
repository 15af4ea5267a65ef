"""The charts as Vega-Lite: what is drawn from the series, in which colours, and what is told on pointing.

The chosen years come as the chart's own small data, the figures inside the description: so a window that moves
changes two numbers, and the browser keeps the chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from geodash.app.panels.chart_parts import (
    FAINT,
    INK,
    MARGIN,
    QUIET,
    Frame,
    Spec,
    axis,
    bar,
    bar_words,
    breaks,
    cell,
    chart,
    class_names,
    data,
    dot,
    figures,
    layer_color,
    legend,
    only,
    paper,
    tips,
    year,
    zone_names,
)
from geodash.text import Texts
from geodash.view import load_styles
from geodash.view.series import OTHERS, ActorBars, Bar, Coca, Counts

_ROW = 18
_DARK_FROM = 3  # cells from this class on are too dark (on dark paper: too light) for the ink
_ACTOR_ROW = 34
_CROSS = "M-.5,-.5L.5,.5M.5,-.5L-.5,.5"


def nation(found: Coca, frame: Frame) -> Spec:
    """Draw the national figures: joined within a run of one method, each kind of figure with its own mark."""
    texts, color = frame.texts, load_styles().color("coca_zones", frame.theme)
    tops = [figure.high or figure.value for figure in (*found.nation, *found.claims)]
    y = {
        "field": "v",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, max(tops, default=1) * 1.12], "nice": False},
        "axis": axis(frame, format=",d", tickCount=4, gridColor=frame.ink(FAINT)),
    }
    x = year("y", frame)
    base = {
        "x": x,
        "y": y,
        "tooltip": tips(texts, ("year", "y"), ("value", "V"), ("kind", "K"), ("source", "S")),
    }
    exact, inexact = "datum.k === 'stated'", "datum.k !== 'stated'"
    marks: list[Spec] = [
        {"mark": {"type": "line", "color": color, "strokeWidth": 2},
         "encoding": {"x": x, "y": y, "detail": {"field": "r"}}},
        only("isValid(datum.h)", {"type": "rule", "color": color, "strokeWidth": 3, "opacity": 0.55},
              {"x": x, "y": y | {"field": "l"}, "y2": {"field": "h"}}),
        only(exact, dot(color, filled=True), base),
        only(inexact, dot(color, filled=False, inside=paper(frame)), base),
    ]  # fmt: skip
    claims: list[Spec] = [
        {"mark": dot(frame.ink(QUIET), filled=False) | {"shape": _CROSS, "size": 40, "strokeWidth": 1.4},
         "encoding": base},
    ]  # fmt: skip
    return chart(
        frame,
        220,
        [
            *breaks(frame, labelled=True),
            figures(found.claims, frame) | {"layer": claims},
            figures(found.nation, frame) | {"layer": marks},
        ],
        told=True,
    )


def zones(found: Coca, frame: Frame) -> Spec:
    """Draw a row of cells for each zone, in the greens of the map; a year without a figure stays empty."""
    texts, styles = frame.texts, load_styles()
    shown = zone_names(found.zones, texts)
    classes = class_names(texts)
    rows = [(number, figure) for number, zone in enumerate(found.zones) for figure in zone.figures]
    columns = {
        "zi": [number for number, _ in rows],
        "c": [styles.hectare_class(figure.value) for _, figure in rows],
    }
    named = {"data": {"values": [{"zi": n, "z": name} for n, name in enumerate(shown.values())]}, "key": "zi"}
    words = {"data": {"values": [{"c": n, "C": name} for n, name in enumerate(classes)]}, "key": "c"}
    y = {
        "field": "z",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(shown.values()), "paddingInner": 0.12},
        "axis": axis(frame, domain=False, labelLimit=MARGIN - 8),
    }
    palette = [styles.class_color(number, frame.theme) for number in range(len(classes))]
    color = {
        "field": "C",
        "type": "nominal",
        "scale": {"domain": classes, "range": palette},
        "legend": legend(frame, symbolStrokeColor=styles.color("coca_zones", frame.theme), symbolStrokeWidth=0.5),
    }
    told = tips(texts, ("zone", "z"), ("year", "y"), ("value", "V"), ("kind", "K"), ("source", "S"))
    cells: Spec = {
        "mark": {"type": "rect", "stroke": styles.color("coca_zones", frame.theme), "strokeWidth": 0.5},
        "encoding": {"x": year("a", frame), "x2": {"field": "b"}, "y": y, "color": color, "tooltip": told},
    }
    dark = f"datum.c >= {_DARK_FROM}"
    glyphs: Spec = {
        "transform": [{"filter": "datum.g"}],
        "mark": {"type": "text", "fontSize": 11, "baseline": "middle", "tooltip": None},
        "encoding": {
            "x": year("y", frame),
            "y": y,
            "text": {"field": "g"},
            "color": {
                "condition": {"test": dark, "value": "#FFFFFF" if frame.theme == "light" else "#16191C"},
                "value": frame.ink(INK),
            },
        },
    }
    grid = figures([figure for _, figure in rows], frame, columns)
    grid["transform"] += [
        {"lookup": "zi", "from": named | {"fields": ["z"]}},
        {"lookup": "c", "from": words | {"fields": ["C"]}},
        *cell(),
    ]
    grid["layer"] = [cells, glyphs]
    return chart(frame, _ROW * len(shown), [*breaks(frame), grid])


def counts(found: Counts, frame: Frame) -> Spec:
    """Draw a bar for each year, stacked by layer; approximate years are lighter."""
    texts = frame.texts
    values = [bar(one) for one in found.bars]
    scale = axis(frame, tickMinStep=1, tickCount=4, gridColor=frame.ink(FAINT))
    rect: Spec = {
        "mark": {"type": "rect"},
        "encoding": {
            "x": year("a", frame),
            "x2": {"field": "b"},
            "y": {"field": "u", "type": "quantitative", "title": None, "axis": scale},
            "y2": {"field": "w"},
            **layer_color(frame),
            "tooltip": tips(texts, ("year", "y"), ("layer", "L"), ("certainty", "B"), ("number", "n")),
        },
    }  # fmt: skip
    stack = {"stack": "n", "groupby": ["y"], "sort": [{"field": "l"}, {"field": "o"}], "as": ["u", "w"]}
    return chart(
        frame,
        180,
        [data(values, [stack, *cell(), *bar_words(frame)]) | {"layer": [rect]}],
        told=True,
    )


def actors(found: Counts, frame: Frame) -> Spec:
    """Draw the same bars for each actor, in a row of its own and to its own scale: when, not how much."""
    texts = frame.texts
    values = [{"r": number, **bar(one)} for number, row in enumerate(found.actors) for one in row.bars]
    names: list[Spec] = [
        {"r": number, "t": f"{_actor(row, found, texts)}  {row.total}", "m": _most(row.bars)}
        for number, row in enumerate(found.actors)
    ]
    y = {
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, len(names)], "reverse": True, "nice": False},
        "axis": axis(frame, labels=False, domain=False, grid=False),
    }
    rect: Spec = {
        "mark": {"type": "rect"},
        "encoding": {
            "x": year("a", frame),
            "x2": {"field": "b"},
            "y": y | {"field": "top"},
            "y2": {"field": "foot"},
            **layer_color(frame, told=False),
            "tooltip": tips(
                texts, ("actor", "t"), ("year", "y"), ("layer", "L"), ("certainty", "B"), ("number", "n")
            ),
        },
    }
    labels: Spec = {
        "mark": {"type": "text", "align": "right", "baseline": "middle", "x": -8, "fontSize": 12,
                 "limit": MARGIN - 8, "color": frame.ink(INK)},
        "encoding": {"y": y | {"field": "mid"}, "text": {"field": "t"}},
    }  # fmt: skip
    lines: Spec = {
        "mark": {"type": "rule", "color": frame.ink(FAINT)},
        "encoding": {"y": y | {"field": "base"}},
    }
    stack = {"stack": "n", "groupby": ["r", "y"], "sort": [{"field": "l"}, {"field": "o"}], "as": ["u", "w"]}
    place: list[Spec] = [
        {"lookup": "r", "from": {"data": {"values": names}, "key": "r", "fields": ["t", "m"]}},
        {"calculate": "datum.r + 0.96 - 0.86 * datum.u / datum.m", "as": "foot"},
        {"calculate": "datum.r + 0.96 - 0.86 * datum.w / datum.m", "as": "top"},
    ]
    middle = [{"calculate": "datum.r + 0.66", "as": "mid"}, {"calculate": "datum.r + 0.96", "as": "base"}]
    bars = data(values, [stack, *place, *cell(), *bar_words(frame)]) | {"layer": [rect]}
    return chart(
        frame,
        _ACTOR_ROW * len(names),
        [data(names, middle) | {"layer": [lines, labels]}, bars],
    )


def coca_alt(found: Coca, texts: Texts) -> str:
    """Say in a sentence what the charts of coca show."""
    first, last = found.years
    latest = found.nation[-1] if found.nation else None
    return texts.say(
        "charts.coca_alt",
        first=first,
        last=last,
        value=texts.number(latest.value) if latest else "?",
        year=latest.year if latest else "?",
        zone=found.zones[0].name if found.zones else "?",
    )


def counts_alt(found: Counts, texts: Texts) -> str:
    """Say in a sentence what the charts of events and mentions show."""
    totals = {bars[0].year: sum(one.count for one in bars) for bars in _by_year(found.bars)}
    year = max(totals, key=lambda year: (totals[year], -year))
    first = found.actors[0] if found.actors else None
    return texts.say(
        "charts.counts_alt",
        first=min(totals),
        last=max(totals),
        year=year,
        count=totals[year],
        actor=texts.name("actor", first.actor) if first else "?",
        total=first.total if first else 0,
    )


def _actor(row: ActorBars, found: Counts, texts: Texts) -> str:
    return texts.say("charts.others", n=found.others) if row.actor == OTHERS else texts.name("actor", row.actor)


def _most(bars: Iterable[Bar]) -> int:
    return max((sum(one.count for one in year) for year in _by_year(bars)), default=1)


def _by_year(bars: Iterable[Bar]) -> Iterator[list[Bar]]:
    for _, group in groupby(sorted(bars, key=lambda one: one.year), key=lambda one: one.year):
        yield list(group)
