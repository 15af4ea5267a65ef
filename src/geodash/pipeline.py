"""The pipeline: inputs under data/ become the layers under geo/; the only place where the stages are strung together.

Nothing is written before everything is made: the layers go to a folder beside the target and move in together.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodash.corrections import Correction, Decided, apply_corrections, read_corrections
from geodash.documents.article import Article
from geodash.documents.claims import Claim, read_claims
from geodash.documents.omissions import tell_omissions
from geodash.documents.reading import read_folder
from geodash.errors import GeodashError, TableError
from geodash.formats import csl
from geodash.formats.geojson import About, write_geojson
from geodash.gazetteer import Gazetteer
from geodash.geoparse.geoparser import Geoparser
from geodash.geoparse.sentences import split_sentences
from geodash.layers.bases import build_bases
from geodash.layers.coca_zones import build_coca_zones
from geodash.layers.committees import build_committees
from geodash.layers.events import build_events
from geodash.layers.layer import Layer
from geodash.layers.outlines import Outlines, read_outlines
from geodash.layers.places import Passage, Placed, build_places
from geodash.layers.tables import Row, read_table
from geodash.safety import gate

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how many items are done and how many there are."""

TABLES = ("committees", "committee_status", "bases", "coca_zones", "coca_hectares", "events", "sources", "actors")
THEMES = ("self-defense", "military", "coca", "insurgency", "crime", "law", "rights", "politics")
ARTICLES = "articles.json"
"""The articles' bibliographic records (CSL-JSON), written beside the layers that rest on them."""
TEXTS = "texts.json"
"""A reader's own documents, sentence by sentence, to be read beside the map; the atlas's own articles have none."""

TITLES = {
    "places": "Places named in the articles",
    "committees": "Self-defense committees and rondas",
    "bases": "Military and police bases",
    "coca_zones": "Coca zones with hectares by year",
    "events": "Events",
}
_TABLED: Mapping[str, tuple[Callable[..., Layer], tuple[str, ...]]] = {
    "committees": (build_committees, ("committees", "committee_status")),
    "bases": (build_bases, ("bases",)),
    "coca_zones": (build_coca_zones, ("coca_zones", "coca_hectares")),
    "events": (build_events, ("events",)),
}
"""The layers that are made of tables: how, and of which."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, its bibliographic record, and its claims by paragraph if it is one of ours."""

    article: Article
    csl: Mapping[str, Any]
    claims: Mapping[int, Claim] = field(default_factory=dict)


@dataclass
class Report:
    """What a build did: counts by stage, in order, and every fault as a sentence with file, row and remedy.

    `notes` say what was guessed when reading a reader's own documents, and what was left out of them.
    """

    counts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, stage: str, count: int) -> None:
        """Add to a stage's count."""
        self.counts[stage] = self.counts.get(stage, 0) + count


def build(
    data: Path, out: Path, basemap: Path, *, articles: Path | None = None, progress: Progress | None = None
) -> Report:
    """Build the five layers into `out`.

    The places come from the claims under `data`/articles, or from the documents in the folder `articles` (a
    reader's own, quoted where they are named); the other layers from `data`/tables; areas take their outlines
    from `basemap`. A faulty document, claim, correction or row is left out and reported, the rest is built. Where a
    whole table cannot be read, the layer that is made of it stays as it was.

    Raises:
        GeodashError: what all layers need cannot be read, or `out` cannot be written; nothing is written then.
    """
    report, tell = Report(), progress or (lambda _stage, _done, _all: None)
    tables = _read_tables(data / "tables", report, tell)
    outlines = read_outlines(data / "tables", basemap)
    readings = list(_own(articles, report) if articles else _claimed(data / "articles", tables["actors"], report))
    placed = _geoparse(readings, data / "corrections.csv", report, tell)
    layers = [build_places(placed, outlines), *_from_tables(tables, outlines)]
    records = csl.dump_records(reading.csl for reading in readings)
    texts = {reading.article.id: list(_sentences(reading.article)) for reading in readings} if articles else None
    _write(layers, {ARTICLES: records, TEXTS: None if texts is None else _dump(texts)}, out, report, tell)
    return report


def _sentences(article: Article) -> Iterator[dict[str, object]]:
    """Cut an article into its sentences, as mentions quote them; what was dropped in reading is left out."""
    for paragraph in article.paragraphs:
        for start, end in split_sentences(article.text, paragraph.start, paragraph.end):
            if text := article.text[start:end].rstrip():
                yield {"paragraph": paragraph.number, "text": text}


def _dump(texts: Mapping[str, object]) -> str:
    return json.dumps(texts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _read_tables(folder: Path, report: Report, tell: Progress) -> dict[str, list[Row]]:
    tables = {}
    for done, name in enumerate(TABLES, start=1):
        try:
            tables[name], faults = read_table(folder, name)
        except TableError as error:
            layer = next((layer for layer, (_, needed) in _TABLED.items() if name in needed), None)
            if layer is None:
                raise
            report.faults.append(f"{error}; {layer}.geojson is not written anew till then")
            continue
        report.add(f"rows of {name}", len(tables[name]))
        report.faults += map(str, faults)
        tell("tables", done, len(TABLES))
    return tables


def _claimed(folder: Path, actors: Sequence[Row], report: Report) -> Iterator[Reading]:
    codes = [str(row["code"]) for row in actors]
    for path in sorted(p for p in folder.iterdir() if p.is_dir()):
        try:
            claimed = read_claims(path, themes=THEMES, actors=codes)
        except GeodashError as error:
            report.faults.append(str(error))
            continue
        report.faults += map(str, claimed.faults)
        report.add("articles", 1)
        report.add("claims", len(claimed.claims))
        yield Reading(claimed.article, claimed.bibliography.csl, {claim.number: claim for claim in claimed.claims})


def _own(folder: Path, report: Report) -> Iterator[Reading]:
    articles, faults = read_folder(folder)
    report.faults += map(str, faults)
    report.notes += [note for article in articles for note in tell_omissions(article)]
    report.add("articles", len(articles))
    yield from (Reading(article, csl.record(article)) for article in articles)


def _geoparse(readings: Sequence[Reading], table: Path, report: Report, tell: Progress) -> list[Placed]:
    gazetteer = Gazetteer.open()
    parser = Geoparser.by_rules(gazetteer)
    corrections, faults = read_corrections(table)
    report.faults += faults
    placed: list[Placed] = []
    used: set[int] = set()
    for done, reading in enumerate(readings, start=1):
        parsed = parser.parse(reading.article)
        decided = apply_corrections(reading.article, *parsed, corrections, gazetteer)
        used |= {c.row for group in decided.decisions.values() for c in group}
        _count(decided, report)
        placed += _join(reading, decided)
        tell("articles", done, len(readings))
    report.faults += _useless(corrections, used, {r.article.id for r in readings}, table)
    return placed


def _count(decided: Decided, report: Report) -> None:
    report.add("mentions", len(decided.mentions))
    report.add("placed", sum(r.lat is not None for r in decided.resolutions))
    report.add("left open", sum(r.lat is None for r in decided.resolutions))
    report.add("dated", sum(d.when is not None for d in decided.datings))
    report.add("undated", sum(d.when is None for d in decided.datings))
    report.add("corrected by a person", len(decided.decisions))


def _useless(corrections: Iterable[Correction], used: set[int], articles: set[str], table: Path) -> list[str]:
    """Tell of corrections that met nothing: the text or the gazetteer has moved on under them."""
    return [
        f"{table.name}, row {c.row}: no mention of {c.toponym!r} fits, or its place is unknown; correct the row"
        for c in corrections
        if c.article in articles and c.row not in used
    ]


def _join(reading: Reading, decided: Decided) -> Iterator[Placed]:
    rows = zip(decided.mentions, decided.resolutions, decided.datings, strict=True)
    for mention, resolution, dating in rows:
        told = tuple(f"{c.decision}: {c.reason} ({c.by}, {c.date})" for c in decided.decisions.get(mention.id, ()))
        yield Placed(mention, resolution, dating, _passage(reading, mention.start), told)


def _passage(reading: Reading, offset: int) -> Passage:
    article = reading.article
    paragraph = article.paragraph_at(offset)
    number = paragraph.number if paragraph else 0
    claim = reading.claims.get(number)
    if claim:
        return Passage(
            article.id, claim.claim_id, claim.paragraph, claim.text, claim.start, False, claim.themes, claim.actors
        )
    first, last = (paragraph.start, paragraph.end) if paragraph else (0, len(article.text))
    start, end = next(span for span in split_sentences(article.text, first, last) if offset < span[1])
    return Passage(article.id, None, number or None, article.text[start:end].rstrip(), start, True)


def _from_tables(tables: Mapping[str, list[Row]], outlines: Outlines) -> Iterator[Layer]:
    """Build the layers whose tables could all be read."""
    for make, needed in _TABLED.values():
        if all(name in tables for name in needed):
            yield make(*(tables[name] for name in needed), outlines)


def _write(
    layers: Sequence[Layer], beside: Mapping[str, str | None], out: Path, report: Report, tell: Progress
) -> None:
    """Write all layers beside `out`, then move them in; if anything fails the old ones stay.

    `beside` are files by name; of an earlier build none stays that is None now.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out, prefix=".build-") as made:
            for done, layer in enumerate(layers, start=1):
                write_geojson(gate(layer), Path(made) / f"{layer.name}.geojson", About(TITLES[layer.name]))
                drawn = sum(f["properties"]["drawn"] != "listed" for f in layer.features)
                report.add(f"{layer.name}: drawn", drawn)
                report.add(f"{layer.name}: listed only", len(layer.features) - drawn)
                tell("layers", done, len(layers))
            for name, text in beside.items():
                if text is not None:
                    (Path(made) / name).write_text(text, encoding="utf-8", newline="\n")
            for path in sorted(Path(made).iterdir()):
                shutil.move(path, out / path.name)
            for name in (name for name, text in beside.items() if text is None):
                (out / name).unlink(missing_ok=True)
    except OSError as error:
        raise GeodashError(
            f"{out}: the layers cannot be written ({error.strerror}); choose another folder"
        ) from error
