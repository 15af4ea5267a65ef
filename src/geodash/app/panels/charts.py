"""The charts: coca by zone and year, events and mentions by year and actor; the chosen years are marked."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from geodash.app import evidence, holdings, state
from geodash.app.panels import chart_specs
from geodash.app.panels.chart_parts import Frame, window_data
from geodash.selection import FIRST_YEAR, LAST_YEAR, Selection
from geodash.text import DEFAULT
from geodash.view import series
from geodash.view.styles import Theme


def coca() -> None:
    """Draw the national figures, and under them on the same years the zones'."""
    texts, selection = state.texts(), state.selection()
    found = coca_series(holdings.version(), _unmoved(selection), texts.language)
    if not found.zones and not found.nation:
        st.caption(texts["charts.hidden"])
        return
    marked, frame = window_data(window(selection, found.years)), Frame(found.years, _theme(), texts)
    _title(texts["charts.nation"])
    st.vega_lite_chart(
        marked, chart_specs.nation(found, frame), key="chart_nation", alt=chart_specs.coca_alt(found, texts)
    )
    _title(texts["charts.zones"])
    st.vega_lite_chart(marked, chart_specs.zones(found, frame), key="chart_zones", alt=texts["charts.zones"])
    st.caption(texts["charts.kinds"])
    st.caption(texts["charts.how"])


def counts() -> None:
    """Draw all events and mentions by year, and under them on the same years each actor's."""
    texts, selection = state.texts(), state.selection()
    found = count_series(holdings.version(), _unmoved(selection))
    if not found.bars:
        st.caption(texts["charts.hidden"])
        return
    years = (min(bar.year for bar in found.bars), max(bar.year for bar in found.bars))
    marked, frame = window_data(window(selection, years)), Frame(years, _theme(), texts)
    _title(texts["charts.all"])
    st.vega_lite_chart(
        marked, chart_specs.counts(found, frame), key="chart_counts", alt=chart_specs.counts_alt(found, texts)
    )
    _title(texts["charts.by_actor"])
    st.vega_lite_chart(marked, chart_specs.actors(found, frame), key="chart_actors", alt=texts["charts.by_actor"])
    st.caption(texts["charts.counted"])
    st.caption(
        texts.say(
            "charts.beside",
            vague_events=found.vague.get("events", 0),
            vague_mentions=found.vague.get("places", 0),
            undated_events=found.undated.get("events", 0),
            undated_mentions=found.undated.get("places", 0),
        )
    )


def _title(text: str) -> None:
    """Head a chart: a heading for all readers, which takes a second line where the chart is narrow."""
    st.subheader(text, anchor=False)


@lru_cache(maxsize=16)
def coca_series(version: str, selection: Selection, language: str = DEFAULT) -> series.Coca:
    """Gather the coca figures once for each state of the data and of the filters."""
    del version
    return series.coca(holdings.layers(language), selection, evidence.references(language))


@lru_cache(maxsize=16)
def count_series(version: str, selection: Selection) -> series.Counts:
    """Count events and mentions once for each state of the data and of the filters."""
    del version
    return series.counts(holdings.layers(), selection)


def _unmoved(selection: Selection) -> Selection:
    """Set back what the figures do not depend on, so that moving the window counts nothing again."""
    return replace(selection, first=FIRST_YEAR, last=LAST_YEAR, certainty="possibly", undated=True, focus=None)


def window(selection: Selection, years: tuple[int, int]) -> tuple[int, int] | None:
    """Give the chosen years, None if they hold all that the chart shows."""
    whole = selection.first <= years[0] and years[1] <= selection.last
    return None if whole else (selection.first, selection.last)


def _theme() -> Theme:
    return "dark" if state.theme() == "dark" else "light"
