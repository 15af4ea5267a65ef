"""What the reading screens read: the articles' records, our claims, and the packages' own words about themselves.

Read once for all visitors, as `holdings` does; nothing of an upload comes here.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodash import bundle
from geodash.app import holdings
from geodash.errors import GeodashError
from geodash.layers import digests
from geodash.selection import Feature
from geodash.text import DEFAULT
from geodash.view.reading import Passage

RECORDS = "articles.json"
"""The articles' records (CSL-JSON) that the build writes beside the layers."""
TEXTS = "texts.json"
"""The text of a reader's own documents, which a build writes there too."""


@lru_cache(maxsize=1)
def records() -> tuple[Mapping[str, Any], ...]:
    """Give the CSL-JSON records of the articles that the layers rest on, by id.

    A folder of layers without records (an older one) borrows those of the atlas's own articles.

    Raises:
        GeodashError: the records are not a list of objects.
    """
    path = holdings.folder() / RECORDS
    if not path.is_file():
        return shipped()
    try:
        found = json.loads(path.read_text("utf-8"))
        return tuple(sorted(found, key=lambda record: str(record["id"])))
    except (ValueError, KeyError, TypeError) as problem:
        raise GeodashError(f"{RECORDS}: not a list of CSL-JSON records ({problem}); run `geodash build`") from None


@lru_cache(maxsize=1)
def shipped() -> tuple[Mapping[str, Any], ...]:
    """Give the records of the articles that come with the atlas, by id."""
    found = sorted(bundle.path("data", "articles").glob("*/record.json"))
    return tuple(json.loads(record.read_text("utf-8")) for record in found)


@lru_cache(maxsize=1)
def _texts() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    path = holdings.folder() / TEXTS
    if not path.is_file():
        return {}
    try:
        found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        return {str(name): tuple({**row} for row in rows) for name, rows in found.items()}
    except (ValueError, TypeError, AttributeError) as problem:
        raise GeodashError(f"{TEXTS}: not the text of documents ({problem}); run `geodash build`") from None


def text(article: str) -> tuple[Passage, ...]:
    """Give the sentences of a reader's own document, in order; none for an article of the atlas's.

    Raises:
        GeodashError: the file of texts cannot be read.
    """
    return tuple(Passage("", row.get("paragraph"), str(row.get("text")), True) for row in _texts().get(article, ()))


@lru_cache(maxsize=4)
def places(language: str = DEFAULT) -> Sequence[Feature]:
    """Give the rows of the layer of places, in a language."""
    return next((layer.features for layer in holdings.layers(language) if layer.name == "places"), ())


@lru_cache(maxsize=64)
def claims(article: str, language: str = DEFAULT) -> tuple[Passage, ...]:
    """Give the claims that the atlas ships for an article of its own, in order; none for any other id."""
    known = {path.parent.name: path for path in bundle.path("data", "articles").glob("*/claims.csv")}
    if article not in known:
        return ()
    said = holdings.translations(language).claim
    told = [(row["claim_id"], int(row["paragraph"]), row["claim"].strip()) for row in _rows(known[article])]
    return tuple(Passage(name, paragraph, said(name, claim), False) for name, paragraph, claim in told)


def told(record: Mapping[str, Any], language: str = DEFAULT) -> dict[str, Any]:
    """Copy a record with its note and the original's terms in a language, as far as they are translated."""
    say, name = holdings.translations(language).say, str(record["id"])
    custom = dict(record.get("custom") or {})
    if terms := custom.get("original_terms"):
        custom["original_terms"] = say(digests.RECORDS, name, "original_terms", str(terms))
    note = say(digests.RECORDS, name, "note", str(record.get("note") or ""))
    return {**record, "custom": custom, "note": note}


@lru_cache(maxsize=8)
def package(*folder: str) -> Mapping[str, Any]:
    """Read a Frictionless data package of the bundle; empty if it is not there."""
    path = bundle.path(*folder, "datapackage.json")
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


@lru_cache(maxsize=8)
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """Read a table of data/tables; empty if it is not there."""
    path = bundle.path("data", "tables", f"{name}.csv")
    return tuple(_rows(path)) if path.is_file() else ()


@lru_cache(maxsize=1)
def citation_file() -> Mapping[str, Any]:
    """Read CITATION.cff."""
    import yaml  # noqa: PLC0415

    found: Mapping[str, Any] = yaml.safe_load(bundle.path("CITATION.cff").read_text("utf-8"))
    return found


@lru_cache(maxsize=1)
def gazetteer_size() -> int:
    """Count the places of the gazetteer."""
    from geodash.gazetteer import Gazetteer  # noqa: PLC0415 - only one screen needs it

    return len(Gazetteer.open())


def forget() -> None:
    """Drop everything read, so that changed files are read again."""
    for kept in (records, shipped, _texts, places, claims, package, table):
        kept.cache_clear()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
