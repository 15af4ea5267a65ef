"""The evidence of each row as JSON, and what it refers to: sources, articles, disagreements, in each language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from geodash.app import holdings, library
from geodash.formats.citation import from_cff
from geodash.selection import Feature
from geodash.shelf import describe
from geodash.text import DEFAULT, load
from geodash.view.evidence import References, evidence
from geodash.view.vicinity import Vicinity

_DISAGREEMENTS = "disagreements"


def evidence_json(layer: str, row: str, language: str = DEFAULT) -> bytes | None:
    """Write the evidence of one row, or None if there is no such row; without a layer, of the first with that id."""
    version = holdings.version()
    feature = _rows(version, language).get((layer, row))
    if feature is None:
        return None
    found = evidence(feature, load(language), references(language), _vicinity(version, language).beside(feature))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def has(row: str) -> bool:
    """Whether any layer has a row of that id, drawn or not."""
    return ("", row) in _rows(holdings.version(), DEFAULT)


def references(language: str = DEFAULT) -> References:
    """Read what sources and articles are called, and what sources disagree on, as far as the tables are there."""
    return _references(holdings.version(), language)


# Each state of the data is read once: `version` only tells them apart.
@lru_cache(maxsize=4)
def _references(version: str, language: str) -> References:
    del version
    records = {str(record["id"]): record for record in library.records()}
    return References(
        articles={name: describe(record) for name, record in records.items()},
        sources={row["id"]: row for row in library.table("sources") if row.get("id")},
        records=records,
        disagreements=_disagreements(language),
        atlas=from_cff(library.citation_file()),
    )


@lru_cache(maxsize=4)
def _rows(version: str, language: str) -> Mapping[tuple[str, str], Feature]:
    """Find rows by layer and id, and by "" and id where the layer is not known."""
    del version
    found: dict[tuple[str, str], Feature] = {}
    for layer in holdings.layers(language):
        for feature in layer.features:
            name = str(feature["properties"].get("id", feature.get("id")))
            found[layer.name, name] = feature
            found.setdefault(("", name), feature)
    return found


@lru_cache(maxsize=4)
def _vicinity(version: str, language: str) -> Vicinity:
    del version
    return Vicinity(holdings.layers(language))


def _disagreements(language: str) -> dict[tuple[str, str], list[dict[str, str]]]:
    said = holdings.translations(language)
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in library.table(_DISAGREEMENTS):
        told = {key: said.say(_DISAGREEMENTS, row["id"], key, row[key]) for key in ("title", "claim")}
        found.setdefault((row["layer"], row["subject_id"]), []).append({**row, **told})
    return found
