"""How to cite a row or a view: the atlas's entry and what it rests on, as BibTeX, CSL-JSON and plain text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geodash.formats.citation import bibtex, plain
from geodash.selection import LAYERS, Selection
from geodash.text import Texts
from geodash.view.references import References, cited_records
from geodash.view.sheet.windows import Window, joined


def cite(row: Mapping[str, Any], sources: Iterable[str], texts: Texts, references: References) -> dict[str, str]:
    """Write `plain`, `bibtex` and `csl`: the entry `row` (a feature's properties) first, then its sources."""
    records = [entry_record(row, texts, references), *cited_records(sources, references)]
    return {
        "plain": "\n".join(plain(record) for record in records),
        "bibtex": "\n\n".join(bibtex(record) for record in records),
        "csl": json.dumps(records, ensure_ascii=False, indent=1),
    }


def cite_view(
    selection: Selection,
    atlas: Mapping[str, Any],
    texts: Texts,
    *,
    version: str,
    query: str = "",
    windows: Sequence[Window] = (),
) -> dict[str, Any]:
    """Make the CSL-JSON record of a view: its layers and years, the state of the data, the address that leads back.

    `atlas` is the record of the atlas itself, `version` names the data, `query` is what stands behind the address's
    question mark. `windows` take the place of the selection's own.
    """
    data = texts.say("formats.data", data=version)
    fields = {
        "id": f"geodash-{version}",
        "type": "dataset",
        "title": title_of(selection.layers, windows or [(selection.first, selection.last)], texts),
        "author": atlas.get("author"),
        "container-title": atlas.get("title"),
        "issued": atlas.get("issued"),
        "version": ", ".join(filter(None, (atlas.get("version"), data))),
        "note": texts.say("formats.view", query=query) if query else "",
        "URL": atlas.get("URL"),
    }
    return {name: value for name, value in fields.items() if value}


def title_of(layers: Iterable[str], windows: Sequence[Window], texts: Texts) -> str:
    """Name a view by its layers and its years; windows that leave no year out are one."""
    shown = set(layers)
    names = ", ".join(texts.name("layer", name) for name in reversed(LAYERS) if name in shown)
    years = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in joined(windows))
    return texts.say("formats.title", layers=names, years=years)


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
