"""Bibliographic records as CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from geodash.documents.article import Article
from geodash.errors import WhenError
from geodash.when import parse_when


def record(article: Article) -> dict[str, Any]:
    """Make a record of what is known about an article; `issued` only as exact as the date that is known."""
    fields: dict[str, Any] = {
        "id": article.id,
        "type": "article",
        "title": article.title or article.source or article.id,
        "author": [{"literal": article.author}] if article.author else None,
        "container-title": article.publication,
        "issued": issued(article.published),
        "URL": article.url,
        "language": article.language,
        "custom": {"issued_edtf": article.published} if article.published else None,
    }
    return {name: value for name, value in fields.items() if value}


def dump_records(records: Iterable[Mapping[str, Any]]) -> str:
    """Write records as one CSL-JSON list, by id: the same text every time."""
    ordered = sorted(records, key=lambda r: str(r["id"]))
    return json.dumps(ordered, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def page_record(row: Mapping[str, str]) -> dict[str, Any]:
    """Make a record of a public page out of a row of the table of sources; what nobody knows is left out."""
    fields: dict[str, Any] = {
        "id": row["id"],
        "type": "webpage",
        "title": row.get("title") or row["id"],
        "author": [{"literal": name} for name in (row.get("author") or "").split("; ") if name],
        "container-title": row.get("publisher"),
        "issued": issued(row.get("published")),
        "URL": row.get("url"),
    }
    return {name: value for name, value in fields.items() if value}


def issued(published: str | None) -> dict[str, Any] | None:
    """Give CSL's date-parts of an EDTF date: the parts in which its earliest and latest day agree."""
    try:
        when = parse_when(published) if published else None
    except WhenError:
        return None
    if when is None or when.start_earliest is None or when.end_latest is None:
        return None
    first, last = when.start_earliest, when.end_latest
    if first.year != last.year:
        return None
    parts = [first.year]
    if first.month == last.month:
        parts.append(first.month)
        if first.day == last.day:
            parts.append(first.day)
    return {"date-parts": [parts]}
