"""The About page's own words, with the numbers that the data give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from geodash import corrections, safety
from geodash.app import holdings, library, state
from geodash.app.panels import about_citing, about_tables
from geodash.formats.citation import from_cff
from geodash.text import Texts
from geodash.text.pages import Part, read_page
from geodash.view import contesting

_BENEATH: Mapping[str, Callable[[], None]] = {
    "coverage": about_tables.coverage,
    "sources": about_tables.sources,
    "cite": about_citing.citations,
    "contest": about_citing.template,
}


def show() -> None:
    """Draw the page: a list of its parts, then each with the tables that belong to it."""
    texts = state.texts()
    parts = read_page("about", texts.language)
    st.title(texts["about.title"], anchor=False)
    with st.container(key="about_contents"):
        st.markdown(" · ".join(f"[{part.title}](#{part.key})" for part in parts))
    if {record["id"] for record in library.records()} != {record["id"] for record in library.shipped()}:
        st.info(texts.say("about.own_layers", n=len(library.records())))
    values = numbers(texts)
    for part in parts:
        _draw(part, values)


def numbers(texts: Texts) -> dict[str, object]:
    """Count what the text says of the atlas; every value is a number or a word of our own tables."""
    records, rows = library.shipped(), [f["properties"] for layer in holdings.layers() for f in layer.features]
    years = sorted(year for record in records if (year := _year(record)))
    guarded = [row.get("sensitivity") for row in rows if row.get("layer") != "places"]
    tongues = sorted({texts.name("about", f"language_{_code(record)}") for record in records})
    licences = library.package("data", "tables").get("licenses") or ()
    return {
        "articles": len(records),
        "gazetteer_places": texts.number(library.gazetteer_size()),
        "district_km": f"{safety.SMALLEST_RADIUS_KM:g}",
        "district": guarded.count("district"),
        "withheld": guarded.count("withheld"),
        "first_published": years[0] if years else "?",
        "last_published": years[-1] if years else "?",
        "languages": ", ".join(tongues),
        "code_licence": library.citation_file().get("license", "?"),
        "data_licence": ", ".join(str(licence["name"]) for licence in licences),
        "whom": contesting.whom_to_tell(from_cff(library.citation_file()), texts),
        "decisions": ", ".join(f"`{decision}`" for decision in corrections.DECISIONS),
        **_estimate(texts),
    }


def _draw(part: Part, values: Mapping[str, object]) -> None:
    st.header(part.title, anchor=part.key)
    st.markdown(part.fill(values))
    if part.key in _BENEATH:
        _BENEATH[part.key]()


def _estimate(texts: Texts) -> dict[str, object]:
    row = next(row for row in library.table("estimates") if row["id"] == "cvr_victims")
    figures = {name: texts.number(int(row[name])) for name in ("value", "low", "high")}
    return {
        "estimate": figures["value"],
        "estimate_low": figures["low"],
        "estimate_high": figures["high"],
        "estimate_percent": row["interval_percent"],
        "estimate_first": row["first"],
        "estimate_last": row["last"],
        "estimate_source": row["source"],
    }


def _year(record: Mapping[str, Any]) -> int | None:
    parts = ((record.get("issued") or {}).get("date-parts") or [[]])[0]
    return int(parts[0]) if parts else None


def _code(record: Mapping[str, Any]) -> str:
    code = str(record.get("language") or "en")[:2]
    return code if code.isalpha() else "en"
