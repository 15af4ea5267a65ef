"""Gold sets read into articles and gold mentions: a folder with a gold.csv, TR-News and GeoWebNews."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.etree import ElementTree as ET

from geodash.documents.article import Article, Paragraph
from geodash.documents.reading import read_folder
from geodash.errors import TableError
from geodash.geoparse.evaluation import GoldMention

Pair = tuple[Article, list[GoldMention]]

_SNAP_WINDOW = 8
_NO_NAMES = {"Non_Lit_Expression", "Literal_Expression"}
_NO_PLACES = {"Homonym", "Non_Toponym", "Demonym", "Language"}


def read_gold_folder(folder: Path, table: Path) -> list[Pair]:
    """Read the texts of a folder through the project's own reader, with the gold of `table`.

    Gold in stretches that the reader drops as boilerplate stays gold: losing it is the reader's mistake.

    Raises:
        TableError: a row's offsets do not give its toponym, or its file is not in the folder.
    """
    gold: dict[str, list[GoldMention]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    articles = {a.source: a for a in read_folder(folder)[0]}
    for number, row in enumerate(rows, start=2):
        article = articles.get(row["file"])
        mention = _mention(row)
        if article is None or article.text[mention.start : mention.end] != mention.toponym:
            raise TableError(
                f"{table.name}: row {number} ({mention.toponym!r}) does not fit {row['file']}. "
                "Use the text the gold was made for, unchanged."
            )
        gold.setdefault(row["file"], []).append(mention)
    return [(articles[name], gold[name]) for name in sorted(gold)]


def read_corpus(path: Path) -> list[Pair]:
    """Read TR-News or GeoWebNews as distributed; a toponym without coordinates becomes neutral."""
    root = ET.parse(path).getroot()  # noqa: S314 - a file of one's own choosing on one's own machine
    pairs = []
    for number, element in enumerate(root.iter("article")):
        name = element.get("docid") or element.get("file") or str(number)
        text = element.findtext("text") or ""
        gold = [g for t in element.iter("toponym") if (g := _corpus_mention(text, t)) is not None]
        pairs.append((_plain_article(name, text), gold))
    return pairs


def _mention(row: dict[str, str]) -> GoldMention:
    return GoldMention(
        start=int(row["start"]),
        end=int(row["end"]),
        toponym=row["toponym"],
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        uncertainty_km=float(row["uncertainty_km"]) if row["uncertainty_km"] else None,
        kind=row["kind"],
        neutral=row["note"].startswith("neutral"),
        when=row.get("when") or "",
    )


def _corpus_mention(text: str, toponym: ET.Element) -> GoldMention | None:
    """A gold mention, or None for what is annotated but is no place name (common nouns, demonyms)."""
    tag = toponym.find("gaztag")
    source = toponym if tag is None else tag
    lat = _number(source.findtext("lat") or source.findtext("latitude"))
    lon = _number(source.findtext("lon") or source.findtext("longitude"))
    kind = toponym.findtext("type") or ""
    if kind in _NO_NAMES or (lat is None and kind in _NO_PLACES):
        return None
    start, end = int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0)
    name = toponym.findtext("phrase") or toponym.findtext("extractedName") or text[start:end]
    start, end = _snap(text, start, end, name)
    return GoldMention(start, end, name, lat, lon, kind=kind.casefold())


def _snap(text: str, start: int, end: int, name: str) -> tuple[int, int]:
    """Move a span that is some characters off to the nearest copy of its name, where there is one."""
    if text[start:end] == name:
        return start, end
    origin = max(0, start - _SNAP_WINDOW)
    stretch = text[origin : end + _SNAP_WINDOW]
    copies = [origin + m.start() for m in re.finditer(re.escape(name), stretch)]
    nearest = min(copies, key=lambda at: abs(at - start), default=start)
    return (nearest, nearest + len(name)) if copies else (start, end)


def _plain_article(name: str, text: str) -> Article:
    """An article of which every line with a word in it is kept: the corpora hold bodies only."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    kept = tuple(Paragraph(n, start, end) for n, (start, end) in enumerate(lines, start=1))
    return Article(id=name, text=text, paragraphs=kept, source=name)


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None
