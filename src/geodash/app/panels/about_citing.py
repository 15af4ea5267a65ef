"""How to cite GeoDash and its sources, and what to send to correct it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from geodash import corrections
from geodash.app import library, state
from geodash.formats import citation, csl
from geodash.view.about import page_records

# A row as it would be written; the person is made up.
_EXAMPLE = {
    "article": "zech-2015",
    "paragraph": "18",
    "toponym": "Santa Rosa",
    "occurrence": "1",
    "decision": "place",
    "place_id": "pe:district:050507",
    "by": "A. Reader",
    "date": "2026-01-31",
    "reason": "the district in La Mar: the sentence is about its valley",
}


def citations() -> None:
    """Draw the citation of GeoDash in three forms, and all sources to save."""
    texts = state.texts()
    record = citation.from_cff(library.citation_file())
    plain, bibtex, whole = st.tabs([texts[f"about.{form}"] for form in ("plain", "bibtex", "csl")])
    plain.code(citation.plain(record), language=None, wrap_lines=True)
    bibtex.code(citation.bibtex(record), language=None, wrap_lines=True)
    whole.code(json.dumps(record, ensure_ascii=False, indent=1), language="json", wrap_lines=True)
    _save([*library.records(), *page_records(library.table("sources"))])


def template() -> None:
    """Draw a row of the table of corrections, to copy."""
    page = io.StringIO()
    writer = csv.DictWriter(page, corrections.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerow(_EXAMPLE)
    st.code(page.getvalue(), language=None, wrap_lines=True)


def _save(records: Sequence[Mapping[str, Any]]) -> None:
    texts = state.texts()
    st.caption(texts.say("about.cite_all", n=len(records)))
    with st.container(horizontal=True):
        st.download_button(
            texts["about.save_bibtex"],
            "\n\n".join(map(citation.bibtex, records)) + "\n",
            file_name="geodash-sources.bib",
            mime="application/x-bibtex",
            on_click="ignore",
        )
        st.download_button(
            texts["about.save_csl"],
            csl.dump_records(records),
            file_name="geodash-sources.json",
            mime="application/vnd.citationstyles.csl+json",
            on_click="ignore",
        )
