"""What evidence refers to: sources, articles, what sources disagree on, the atlas itself; how each is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geodash.formats.csl import page_record
from geodash.text import Texts
from geodash.view.phrases import web_address

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class References:
    """What sources and articles are called.

    `articles` are rows by id (title, author, publication, published as EDTF, url), `sources` those of the table of
    sources, whose title alone names a page; `records` are the articles' CSL-JSON by id, `atlas` that of the atlas
    itself. `disagreements` are the claims on which sources differ, by layer and id of the row they are about.
    """

    articles: Mapping[str, Row] = field(default_factory=dict)
    sources: Mapping[str, Row] = field(default_factory=dict)
    records: Mapping[str, Row] = field(default_factory=dict)
    disagreements: Mapping[tuple[str, str], Sequence[Row]] = field(default_factory=dict)
    atlas: Row = field(default_factory=dict)


def name_row(row: Row) -> str:
    """Name a source or article in a line: author, title, publication, year, as far as they are known."""
    parts = (row.get("author") or row.get("publisher"), row.get("title"), row.get("publication"))
    year = str(row.get("published") or row.get("date") or "")[:4]
    return ", ".join(str(part) for part in (*parts, year) if part)


def name_source(source: str, texts: Texts, references: References) -> dict[str, str]:
    """Name a source as a text and a link: a row of the sources, or an article and the paragraph in it."""
    if not source.startswith("doc:"):
        row = references.sources.get(source, {})
        return {"text": row.get("title") or source, "url": web_address(row.get("url"))}
    article, _, paragraph = source[4:].partition("#")
    row = references.articles.get(article, {})
    label = texts.say(_label(article, references), n=paragraph) if paragraph else ""
    return {
        "text": ", ".join(part for part in (name_row(row) or article, label) if part),
        "url": web_address(row.get("url")),
    }


def _label(article: str, references: References) -> str:
    """Say how a paragraph is told: the record of an article that we sum up says under which licence we do."""
    record = references.records.get(article)
    ours = record is None or (record.get("custom") or {}).get("summary_licence")
    return "evidence.claim_label" if ours else "evidence.quote_label"


def cited_records(sources: Iterable[str], references: References) -> Iterator[dict[str, Any]]:
    """Give the CSL-JSON record of each source once, in order; of what is not known, its id as the title."""
    for name in dict.fromkeys(source.removeprefix("doc:").partition("#")[0] for source in sources):
        if name in references.records:
            yield dict(references.records[name])
        else:
            row = references.sources.get(name) or references.articles.get(name, {})
            yield page_record({**row, "id": name, "url": web_address(row.get("url"))})


def name_briefly(sources: Iterable[str], references: References) -> tuple[str, ...]:
    """Name sources for the foot of a page: who and when, the paragraphs of one article together, in order."""
    return tuple(
        f"{_brief(name, references)}, ¶ {', '.join(found)}" if found else _brief(name, references)
        for name, found in _paragraphs(sources).items()
    )


def name_fully(sources: Iterable[str], references: References) -> tuple[str, ...]:
    """Name sources for a list at the end: all that is known, the address, an article's paragraphs together."""
    named = []
    for name, found in _paragraphs(sources).items():
        row = _row(name, references)
        parts = (name_row(row) or name, f"¶ {', '.join(found)}" if found else "")
        named.append(
            ". ".join(part for part in (", ".join(filter(None, parts)), web_address(row.get("url"))) if part)
        )
    return tuple(named)


def _row(name: str, references: References) -> Row:
    page = references.sources.get(name, {})
    return references.articles.get(name) or {key: page[key] for key in ("title", "url") if key in page}


def _paragraphs(sources: Iterable[str]) -> dict[str, list[str]]:
    """Gather the paragraphs that are cited of each source, in order of first mention."""
    gathered: dict[str, list[str]] = {}
    for source in sources:
        name, _, paragraph = source.removeprefix("doc:").partition("#")
        found = gathered.setdefault(name, [])
        if paragraph and paragraph not in found:
            found.append(paragraph)
    return {name: sorted(found, key=lambda number: (len(number), number)) for name, found in gathered.items()}


def _brief(name: str, references: References) -> str:
    row = _row(name, references)
    who = row.get("author") or row.get("publication") or row.get("title") or name
    year = str(row.get("published") or row.get("date") or "")[:4]
    return f"{who} {year}".strip()
