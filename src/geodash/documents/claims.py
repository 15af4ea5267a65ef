"""Read an article that the atlas ships as claims in our own words: one folder, record.json and claims.csv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from geodash.documents.article import Article, Paragraph
from geodash.documents.bibliography import Bibliography, read_bibliography, read_utf8
from geodash.errors import Fault, TableError, WhenError
from geodash.when import parse_when

COLUMNS = ("claim_id", "paragraph", "claim", "themes", "actors", "places", "when", "figures")

_BETWEEN = "\n\n"
_QUOTATION_MARKS = re.compile('["“”„«»‹›]')
_DIGITS = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class PlaceTag:
    """A place name tagged by hand; `start`, `end` are code points of the article's text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim and its hand tags.

    `number` is the claim's ordinal in its file, and its paragraph's number in the article made of claims.
    `paragraph` is the number of the original's paragraph that it sums up, counted as the readers count.
    `themes` and `actors` are codes, `when` is EDTF (None if undated). `start`, `end` are code points of the text made
    of claims.
    """

    claim_id: str
    number: int
    paragraph: int
    text: str
    themes: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[PlaceTag, ...]
    when: str | None
    figures: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClaimedArticle:
    """An article made of claims, its record, the claims in their file's order, and the rows set aside."""

    article: Article
    bibliography: Bibliography
    claims: tuple[Claim, ...]
    faults: tuple[Fault, ...]


def read_claims(folder: Path, *, themes: Collection[str], actors: Collection[str]) -> ClaimedArticle:
    """Read the folder of one article into an `Article` whose text is its claims.

    The claims are joined by a blank line, and each is one paragraph, numbered by its row. A row with a fault
    (an unknown code, a place tag that is not in the claim, a date that is not EDTF, a quotation mark) is set
    aside whole and the others keep their numbers. `Article.licence` is that of our text, not of the original;
    `Article.published` is `custom.issued_edtf` of the record where that is given, otherwise its `issued`.

    Args:
        folder: named like the article's id; holds record.json (CSL-JSON, one object) and claims.csv.
        themes: the theme codes that rows may use.
        actors: the actor codes that rows may use (data/tables/actors.csv).

    Raises:
        DocumentError: a file is missing, too large or not UTF-8, or record.json is not this folder's record.
        TableError: claims.csv lacks a column, breaks off inside quotation marks, or has no usable row.
    """
    bibliography = read_bibliography(folder)
    source = f"{folder.name}/claims.csv"
    claims: list[Claim] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    offset = 0
    rows = _read_rows(read_utf8(folder / "claims.csv", source), source)
    for number, (row, cells) in enumerate(rows, start=1):
        problems = list(_check_row(cells, folder.name, seen, themes, actors))
        seen.add(cells.get("claim_id", ""))
        if problems:
            faults.extend(Fault(source, row, "", problem, remedy) for problem, remedy in problems)
            continue
        claims.append(_build_claim(cells, number, offset))
        offset = claims[-1].end + len(_BETWEEN)
    if not claims:
        raise TableError(str(faults[0]) if faults else f"{source}: no claims; add a row under the header")
    return ClaimedArticle(_build_article(bibliography, claims, source), bibliography, tuple(claims), tuple(faults))


def _read_rows(text: str, source: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row that is not blank with its number; cells are stripped, surplus cells are under ""."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        missing = [name for name in COLUMNS if name not in header]
        if missing:
            raise TableError(f"{source}, row 1: no column {', '.join(missing)}; the columns are {','.join(COLUMNS)}")
        for row, values in enumerate(reader, start=2):
            if any(value.strip() for value in values):
                cells = {name: value.strip() for name, value in zip(header, values, strict=False)}
                yield row, cells | ({"": "surplus"} if len(values) != len(header) else {})
    except csv.Error as error:
        raise TableError(f"{source}, line {reader.line_num}: {error}; close the quotation marks") from error


def _check_row(
    cells: Mapping[str, str],
    article_id: str,
    seen: Collection[str],
    themes: Collection[str],
    actors: Collection[str],
) -> Iterator[tuple[str, str]]:
    """Yield a problem and its remedy for each fault of a row."""
    if "" in cells:
        yield "more or fewer cells than columns", "put quotation marks round cells that hold a comma"
        return
    yield from _check_identity(cells, article_id, seen)
    yield from _check_wording(cells["claim"])
    for column, allowed in (("themes", themes), ("actors", actors)):
        codes = _split(cells[column])
        if not codes:
            yield f"no {column}", f"give at least one of {', '.join(sorted(allowed))}"
        for code in codes:
            if code not in allowed:
                yield f"unknown code {code!r} in {column}", f"use one of {', '.join(sorted(allowed))}"
    names = _split(cells["places"])
    found = _find_places(cells["claim"], names)
    if len(found) < len(names):
        yield (
            f"place tag {names[len(found)]!r} is not in the claim after the tags before it",
            "write the names as they stand in the claim, in its order",
        )
    if cells["when"]:
        try:
            parse_when(cells["when"])
        except WhenError as error:
            yield f"when: {error}", "write EDTF, or leave it empty if the claim is undated"


def _check_identity(cells: Mapping[str, str], article_id: str, seen: Collection[str]) -> Iterator[tuple[str, str]]:
    claim_id = cells["claim_id"]
    if not re.fullmatch(re.escape(article_id) + r"-c[0-9]{2,3}", claim_id):
        yield f"claim_id {claim_id!r}", f"write it like {article_id}-c01"
    elif claim_id in seen:
        yield f"claim_id {claim_id!r} stands twice", "give each claim a number of its own"
    if not _DIGITS.fullmatch(cells["paragraph"]):
        yield f"paragraph {cells['paragraph']!r}", "give the number of the original's paragraph, from 1"


def _check_wording(text: str) -> Iterator[tuple[str, str]]:
    if not text:
        yield "no claim", "write it, or delete the row"
    elif _QUOTATION_MARKS.search(text):
        yield (
            "quotation marks in the claim",
            "say it in our own words; quotation marks are for originals only",
        )
    elif len(text.splitlines()) > 1:
        yield "a line break in the claim", "write the claim on one line, since blank lines divide claims"


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)


def _find_places(text: str, names: Collection[str]) -> tuple[PlaceTag, ...]:
    """Find each name as a whole word after the one before it; stop at the first that is not there."""
    tags: list[PlaceTag] = []
    at = 0
    for name in names:
        match = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(text, at)
        if match is None:
            break
        tags.append(PlaceTag(name, match.start(), match.end()))
        at = match.end()
    return tuple(tags)


def _build_claim(cells: Mapping[str, str], number: int, offset: int) -> Claim:
    text = cells["claim"]
    tags = _find_places(text, _split(cells["places"]))
    return Claim(
        claim_id=cells["claim_id"],
        number=number,
        paragraph=int(cells["paragraph"]),
        text=text,
        themes=_split(cells["themes"]),
        actors=_split(cells["actors"]),
        places=tuple(replace(tag, start=tag.start + offset, end=tag.end + offset) for tag in tags),
        when=cells["when"] or None,
        figures=_split(cells["figures"]),
        start=offset,
        end=offset + len(text),
    )


def _build_article(about: Bibliography, claims: list[Claim], source: str) -> Article:
    return Article(
        id=about.id,
        text=_BETWEEN.join(claim.text for claim in claims),
        paragraphs=tuple(Paragraph(claim.number, claim.start, claim.end) for claim in claims),
        language=about.language,
        title=about.title,
        author=about.author,
        publication=about.publication,
        published=about.published,
        url=about.url,
        licence=about.summary_licence,
        source=source,
        notes=about.notes,
    )
