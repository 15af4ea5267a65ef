"""Check a story against the atlas: that what it names exists, and that the map shows what the words speak of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from geodash.selection import FACETS, Feature, Gated, Selection, drawn, row_id, select
from geodash.story.records import FRAME, Chapter, Comparison, Story, Wording, wordings
from geodash.whereabouts import extent, meets

MOST_WORDS = 60
"""As many words as a chapter's text may have to be read from a projector, and what a guess reveals."""

MOST_ASKED = 25
"""As many words as a question may have that stands below such a text."""

_VIOLENT = frozenset({"massacre", "killing", "disappearance", "abduction", "ambush", "attack"})


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a story may name: the gated layers, the ids of public pages, and each article's paragraphs."""

    layers: Sequence[Gated]
    pages: Collection[str]
    paragraphs: Mapping[str, Collection[int]]


def check_story(story: Story, holdings: Holdings, languages: Collection[str] = ()) -> Iterator[str]:
    """Yield what is wrong with a story, each with its file, chapter and remedy; nothing if all is well.

    Sources and rows must exist; rows in focus must be drawn in the chapter's view and lie in its frame; a view must
    show something; a chapter needs a source and a short text, and a note on its content where a row in focus is a
    deed of violence. Every text must be there in each of `languages`.
    """
    file = f"{story.id}.yaml"
    for place, text in wordings(story):
        if missing := [code for code in languages if code not in text.languages]:
            yield f"{file}, {_named(story, place)}: not in {', '.join(missing)}; write it"
    for source in story.extra_sources:
        yield from _source(f"{file}, sources", source, holdings)
    rows = {row_id(feature): feature for layer in holdings.layers for feature in layer.features}
    codes = {name: {code for row in rows.values() for code in read(row)} for name, read in FACETS.items()}
    for chapter in story.chapters:
        where = f"{file}, chapter {chapter.id}"
        for source in chapter.sources:
            yield from _source(where, source, holdings)
        if not chapter.sources:
            yield f"{where}: has no source; give one"
        yield from _lengths(where, chapter)
        yield from _codes(where, chapter, codes)
        yield from _rows(where, chapter, holdings, rows)


def sides(chapter: Chapter) -> tuple[Selection, ...]:
    """List what a chapter shows: its view, and where it compares the other one."""
    other: Comparison | None = chapter.compare
    return (chapter.selection,) if other is None else (chapter.selection, other.selection)


def on_map(chapter: Chapter, selection: Selection, layers: Iterable[Gated]) -> list[Feature]:
    """List the rows that a chapter's map shows of a selection: drawn, and at least partly in its frame."""
    left = (feature for layer in layers for feature in select(layer, selection) if drawn(feature))
    return [feature for feature in left if meets(extent(feature), _frame(chapter))]


def _named(story: Story, place: str) -> str:
    """Say where a text stands, with a chapter's id in place of its number."""
    part, _, rest = place.partition(".")
    number, _, name = rest.partition(".")
    return f"chapter {story.chapters[int(number)].id}, {name}" if part == "chapters" else place


def _source(where: str, source: str, holdings: Holdings) -> Iterator[str]:
    if not source.startswith("doc:"):
        if source not in holdings.pages:
            yield f"{where}: no source {source!r} in sources.csv; correct it, or add the row"
        return
    article, _, paragraph = source[4:].partition("#")
    if article not in holdings.paragraphs:
        yield f"{where}: its source {source} is no article of the atlas; correct it"
    elif int(paragraph) not in holdings.paragraphs[article]:
        yield f"{where}: no claim sums up ¶ {paragraph} of {article}; cite a paragraph that one does"


def _lengths(where: str, chapter: Chapter) -> Iterator[str]:
    """What is longer than its room on a slide, where it would be set smaller than the back row can read."""
    told: list[tuple[str, Wording | None, int]] = [("text", chapter.text, MOST_WORDS)]
    told.append(("question", chapter.question, MOST_ASKED))
    if chapter.predict:
        told += [("prompt", chapter.predict.prompt, MOST_ASKED), ("reveal", chapter.predict.reveal, MOST_WORDS)]
    for name, wording, most in told:
        for language, words in wording.texts if wording else ():
            if (count := len(words.split())) > most:
                yield f"{where}: its {name} in {language} has {count} words; shorten it to {most}, for a projector"


def _codes(where: str, chapter: Chapter, known: Mapping[str, Collection[str]]) -> Iterator[str]:
    for selection in sides(chapter):
        for name, codes in known.items():
            for code in sorted(getattr(selection, name).difference(codes)):
                yield f"{where}: no {name} {code!r} in the layers; correct it"


def _rows(where: str, chapter: Chapter, holdings: Holdings, rows: Mapping[str, Feature]) -> Iterator[str]:
    shown: set[str] = set()
    for selection in sides(chapter):
        inside = {row_id(feature) for feature in on_map(chapter, selection, holdings.layers)}
        if not inside:
            yield f"{where}: its map of {selection.first}–{selection.last} is empty; widen the window or the frame"
        shown |= inside
    for identity in chapter.focus:
        if identity not in rows:
            yield f"{where}: no row {identity!r} in the layers; correct its focus"
            continue
        if identity not in shown:
            yield f"{where}: {identity} is in focus but not on its map; mend window, layers or camera"
        if rows[identity]["properties"].get("kind") in _VIOLENT and chapter.content_note is None:
            yield f"{where}: {identity} in focus is a deed of violence; add a content_note"


def _frame(chapter: Chapter) -> tuple[float, float, float, float]:
    box = chapter.look(*FRAME).bbox()
    return box.west, box.south, box.east, box.north
