"""On the Export screen: what leaves, in two lines: which view, how many rows, what was made less exact."""

from __future__ import annotations

import streamlit as st

from geodash.app import finding, pictures, state


def show() -> None:
    """Say how many rows leave, and why others stay."""
    texts, chosen = state.texts(), state.selection()
    left, weighing = pictures.count(chosen), finding.weighing(chosen)
    years = str(chosen.first) if chosen.first == chosen.last else f"{chosen.first} – {chosen.last}"
    parts = [
        texts.say(
            "export.leaves",
            years=years,
            rows=texts.number(left.rows),
            all=texts.number(weighing.all),
            drawn=texts.number(left.drawn),
            listed=texts.number(left.rows - left.drawn),
        )
    ]
    if weighing.hidden_by:
        what = ", ".join(texts[f"filters.{name}"].lower() for name in weighing.hidden_by)
        parts.append(texts.say("export.hidden", what=what))
    if left.generalised:
        parts.append(texts.say("export.generalised", n=texts.number(left.generalised)))
    if left.withheld:
        parts.append(texts.say("export.withheld", n=texts.number(left.withheld)))
    st.caption(" ".join(parts))
