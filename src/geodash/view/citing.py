"""How to cite a row: the atlas's entry and what it rests on, as BibTeX, CSL-JSON and plain text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from geodash.formats.citation import bibtex, plain
from geodash.text import Texts
from geodash.view.references import References, cited_records


def cite(row: Mapping[str, Any], sources: Iterable[str], texts: Texts, references: References) -> dict[str, str]:
    """Write `plain`, `bibtex` and `csl`: the entry `row` (a feature's properties) first, then its sources."""
    records = [entry_record(row, texts, references), *cited_records(sources, references)]
    return {
        "plain": "\n".join(plain(record) for record in records),
        "bibtex": "\n\n".join(bibtex(record) for record in records),
        "csl": json.dumps(records, ensure_ascii=False, indent=1),
    }


def entry_record(row: Mapping[str, Any], texts: Texts, references: References) -> dict[str, Any]:
    """Make the CSL-JSON record of an entry, with the authors and the version of the atlas that holds it."""
    atlas, layer, identity = references.atlas, str(row.get("layer") or ""), str(row.get("id") or "")
    layer_name = texts.name("layer", layer)
    fields = {
        "id": f"geodash-{layer}-{identity}",
        "type": "entry",
        "title": texts.say("evidence.entry", id=identity, layer=layer_name, name=row.get("name") or identity),
        "container-title": atlas.get("title") or texts["app.title"],
        "author": atlas.get("author"),
        "issued": atlas.get("issued"),
        "version": atlas.get("version"),
        "URL": atlas.get("URL"),
    }
    return {name: value for name, value in fields.items() if value}
