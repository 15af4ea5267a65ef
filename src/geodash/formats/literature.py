"""The sources of what is shown, the atlas among them, for reference managers: BibTeX and CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geodash.formats.citation import bibtex
from geodash.formats.csl import dump_records
from geodash.formats.parcel import Parcel, Part

BIBTEX, CSL = "application/x-bibtex", "application/vnd.citationstyles.csl+json"


def make_bibtex(parcel: Parcel) -> Iterator[Part]:
    """Write one entry a source, by id, after that of the view itself."""
    entries = [bibtex(record) for record in _records(parcel)]
    yield Part(".bib", BIBTEX, ("\n\n".join(entries) + "\n").encode())


def make_csl(parcel: Parcel) -> Iterator[Part]:
    """Write the same records as one list, by id."""
    yield Part(".csl.json", CSL, dump_records(_records(parcel)).encode())


def _records(parcel: Parcel) -> list[Mapping[str, Any]]:
    view = [parcel.citation] if parcel.citation else []
    return [*view, *sorted(parcel.records, key=lambda record: str(record["id"]))]
