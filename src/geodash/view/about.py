"""The tables of the About page: what is covered, and on what it rests; numbers are counted, never written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geodash.formats.csl import page_record
from geodash.selection import FIRST_YEAR, LAST_YEAR, LAYERS, Gated, Selection, hectares
from geodash.tally import Tally
from geodash.text import Texts
from geodash.view.evidence import web_address

Cell = str | int | dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain text: a cell is text, a number, or a text with the web address that it links to."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def as_json(self) -> dict[str, Any]:
        """Give the table as JSON values."""
        return {"title": self.title, "head": list(self.head), "rows": [list(row) for row in self.rows]}


def count_layers(layers: Sequence[Gated], texts: Texts) -> Table:
    """Count each layer's rows: all, drawn, listed only, unlocated, and of the drawn the undated."""
    names = ("rows", "drawn", "listed", "unlocated", "undated")
    rows: list[tuple[Cell, ...]] = []
    for layer in _ordered(layers):
        count = Tally(layer).count(Selection(first=1, last=9999))  # of every time there is
        drawn = count.all - count.listed - count.unlocated
        rows.append((texts.name("layer", layer.name), count.all, drawn, count.listed, count.unlocated, count.undated))
    head = (texts["about.layer"], *(texts[f"about.{name}"] for name in names))
    return Table(texts["about.layers"], head, tuple(rows))


def count_decades(layers: Sequence[Gated], texts: Texts) -> Table:
    """Count each layer's drawn rows that were possibly there in each decade; coca zones, those with a figure."""
    decades = [(year, min(year + 9, LAST_YEAR)) for year in range(FIRST_YEAR, LAST_YEAR + 1, 10)]
    rows: list[tuple[Cell, ...]] = []
    for layer in _ordered(layers):
        tally = Tally(layer)
        figures = [hectares(feature) for feature in layer.features] if layer.name == "coca_zones" else []
        counts = [
            sum(any(first <= year <= last for year in years) for years in figures)
            if figures
            else tally.count(Selection(first=first, last=last, undated=False)).shown
            for first, last in decades
        ]
        rows.append((texts.name("layer", layer.name), *counts))
    head = (texts["about.layer"], *(f"{first}–{last}" for first, last in decades))
    return Table(texts["about.decades"], head, tuple(rows))


def list_articles(articles: Iterable[Mapping[str, Any]], texts: Texts) -> Table:
    """List articles, each as `reading.describe` tells of it."""
    head = tuple(texts[f"about.{name}"] for name in ("article", "author", "publication", "published", "terms"))
    rows = tuple(
        (_linked(row["title"], row["url"]), row["author"], row["publication"], row["published"], row["terms"])
        for row in articles
    )
    return Table(texts.say("about.articles", n=len(rows)), head, rows)


def list_sources(sources: Iterable[Mapping[str, str]], texts: Texts) -> Table:
    """List the public pages that rows of the tables rest on: page, what it was used for, how much was read."""
    head = tuple(texts[f"about.{name}"] for name in ("page", "used_for", "read"))
    rows = tuple(
        (
            _linked(row["title"], row.get("url", "")),
            row.get("used_for", ""),
            texts.name("about.read_as", row.get("read", "")),
        )
        for row in sources
    )
    return Table(texts.say("about.pages", n=len(rows)), head, rows)


def list_package(title: str, package: Mapping[str, Any], texts: Texts) -> Table:
    """List what a data package holds: each resource with its description, sources and licence."""
    head = tuple(texts[f"about.{name}"] for name in ("holds", "from", "licence"))
    resources = package.get("resources") or ()
    rows = tuple(
        (
            str(resource.get("description") or resource.get("title") or resource.get("name")),
            "; ".join(str(source.get("title")) for source in _of(resource, package, "sources")),
            ", ".join(_licence(licence) for licence in _of(resource, package, "licenses")),
        )
        for resource in resources
    )
    return Table(f"{title} ({len(rows)})", head, rows)


def page_records(sources: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Make CSL-JSON records of the public pages."""
    return [page_record(row) for row in sources]


def _ordered(layers: Sequence[Gated]) -> list[Gated]:
    known = {layer.name: layer for layer in layers}
    return [known[name] for name in reversed(LAYERS) if name in known]


def _of(resource: Mapping[str, Any], package: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """A resource's own sources or licences, else the package's."""
    found: Sequence[Mapping[str, Any]] = resource.get(name) or package.get(name) or ()
    return found


def _licence(licence: Mapping[str, Any]) -> str:
    return str(licence.get("name") or licence.get("title") or "")


def _linked(text: str, url: str) -> Cell:
    address = web_address(url)
    return {"text": text, "url": address} if address else text
