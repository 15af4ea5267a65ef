"""What the atlas rests on, read from its folders: the articles' records, the public pages, how to cite it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from geodash import bundle
from geodash.errors import GeodashError
from geodash.formats.citation import from_cff
from geodash.layers.translations import Translations, read_translations
from geodash.text import DEFAULT
from geodash.view.references import References

RECORDS = "articles.json"
"""The articles' records (CSL-JSON) that a build writes beside the layers."""
_DISAGREEMENTS = "disagreements"


def read_references(folder: Path | None = None) -> References:
    """Read what sources and articles are called, for the layers in `folder` (by default the atlas's own).

    A folder without records borrows those of the atlas's own articles. Disagreements are read apart.

    Raises:
        GeodashError: the records are no list of objects with an id.
    """
    records = {str(record["id"]): record for record in _records(bundle.path("geo") if folder is None else folder)}
    return References(
        articles={name: describe(record) for name, record in records.items()},
        sources={row["id"]: row for row in _rows(bundle.path("data", "tables", "sources.csv")) if row.get("id")},
        records=records,
        atlas=from_cff(yaml.safe_load(bundle.path("CITATION.cff").read_text("utf-8"))),
    )


def read_disagreements(language: str = DEFAULT) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Read the claims on which sources differ, in a language, by layer and id of the row that they are about."""
    said = read_translations(bundle.path("data"), language) if language != DEFAULT else Translations(language)
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in _rows(bundle.path("data", "tables", f"{_DISAGREEMENTS}.csv")):
        told = {key: said.say(_DISAGREEMENTS, row["id"], key, row[key]) for key in ("title", "claim")}
        found.setdefault((row["layer"], row["subject_id"]), []).append(row | told)
    return found


def read_claimed() -> dict[str, frozenset[int]]:
    """Read which paragraphs of the atlas's own articles a claim sums up, by article."""
    found = sorted(bundle.path("data", "articles").glob("*/claims.csv"))
    return {path.parent.name: frozenset(int(row["paragraph"]) for row in _rows(path)) for path in found}


def describe(record: Mapping[str, Any]) -> dict[str, str]:
    """Take from a CSL-JSON record what a line about an article names; the date as EDTF, or as bracketed by hand."""
    parts = ((record.get("issued") or {}).get("date-parts") or [[]])[0]
    people = [person.get("family") or person.get("literal") or "" for person in record.get("author") or ()]
    return {
        "title": str(record.get("title") or ""),
        "author": ", ".join(name for name in people if name),
        "publication": str(record.get("container-title") or ""),
        "published": "-".join(f"{part:02d}" for part in parts)
        or str((record.get("custom") or {}).get("issued_edtf") or ""),
        "url": str(record.get("URL") or ""),
    }


def _records(folder: Path) -> list[Mapping[str, Any]]:
    path = folder / RECORDS
    try:
        if path.is_file():
            found = json.loads(path.read_text("utf-8"))
        else:
            shipped = sorted(bundle.path("data", "articles").glob("*/record.json"))
            found = [json.loads(record.read_text("utf-8")) for record in shipped]
        return sorted(found, key=lambda record: str(record["id"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GeodashError(f"{RECORDS}: not a list of CSL-JSON records ({error}); run geodash build") from error


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
