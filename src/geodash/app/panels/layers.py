"""The layers: swatch, name, how many are shown; the legend and the switches in one."""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from geodash.address import layer_key
from geodash.app import holdings, state
from geodash.selection import LAYERS
from geodash.tally import Count
from geodash.text import Texts
from geodash.view import load_styles
from geodash.view.styles import Theme


def show() -> None:
    """Draw the switches with their counts, then what the map cannot show."""
    texts, selection = state.texts(), state.selection()
    theme: Theme = "dark" if state.theme() == "dark" else "light"
    counts = {name: tally.count(selection) for name, tally in holdings.tallies().items()}
    if not counts:
        st.info(texts["panel.nothing"])
    st.header(texts["panel.layers"], help=texts["panel.layers_help"], anchor=False)
    st.html(_swatches(texts, theme))
    for layer in reversed(LAYERS):
        if layer in counts:
            st.checkbox(
                _label(layer, counts[layer], texts),
                key=state.offer(layer_key(layer)),
                on_change=state.take,
                args=(layer_key(layer),),
            )
    if "coca_zones" in counts and "coca_zones" in selection.layers:
        st.html(_classes(selection.last, texts, theme))
    _uncounted([count for layer, count in counts.items() if layer in selection.layers], texts)


def _label(layer: str, count: Count, texts: Texts) -> str:
    return f"{texts[f'layer.{layer}']}\N{EN SPACE}{texts.number(count.shown)} / {texts.number(count.all)}"


def _swatches(texts: Texts, theme: Theme) -> str:
    """Put the swatches before the labels by style: within a label they would be read out as Markdown."""
    rules = (
        f'[class*="st-key-{layer_key(layer)}"] label p::before'
        f'{{content:"{texts[f"glyph.{layer}"]}" / "";color:{load_styles().color(layer, theme)}}}'
        for layer in LAYERS
    )
    return f"<style>{''.join(rules)}</style>"


def _classes(year: int, texts: Texts, theme: Theme) -> str:
    styles = load_styles()
    row = styles.layer("coca_zones")
    bounds = [texts.number(value) for value in row["breaks"]]
    names = [texts.say("panel.hectares_upto", high=bounds[0])]
    names += [texts.say("panel.hectares_between", low=low, high=high) for low, high in pairwise(bounds)]
    names += [texts.say("panel.hectares_over", low=bounds[-1])]
    lines = "".join(
        f'<li><i style="background:{styles.class_color(number, theme)}"></i>{name}</li>'
        for number, name in enumerate(names)
    )
    stripe = styles.color("coca_zones", theme)
    hatch = f"repeating-linear-gradient(135deg,{stripe} 0 1px,transparent 1px 5px)"
    lines += f'<li><i style="background:{hatch}"></i>{texts["panel.hectares_none"]}</li>'
    return f'<div class="gd-classes">{texts.say("panel.hectares", year=year)}<ul>{lines}</ul></div>'


def _uncounted(counts: list[Count], texts: Texts) -> None:
    st.caption(
        texts.say(
            "panel.counts",
            listed=sum(count.listed for count in counts),
            unlocated=sum(count.unlocated for count in counts),
            undated=sum(count.undated for count in counts),
        )
    )
    st.caption(texts["panel.silence"])
