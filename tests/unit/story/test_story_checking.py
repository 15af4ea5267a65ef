from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from geodash import audit, bundle
from geodash.atlas import Atlas
from geodash.camera import Camera
from geodash.selection import Selection, row_id, select
from geodash.story import Chapter, Prediction, Story, Wording, read_stories, read_story
from geodash.story.checking import Holdings, check_story, sides
from geodash.story.records import wordings

ROOT = bundle.root()
STORIES = {story.id: story for story in read_stories(ROOT / "data" / "stories")[0]}


@lru_cache(maxsize=1)
def holdings() -> Holdings:
    with (ROOT / "data" / "tables" / "sources.csv").open(encoding="utf-8-sig", newline="") as sheet:
        pages = {row["id"] for row in csv.DictReader(sheet)}
    paragraphs = {
        folder.name: {int(row["paragraph"]) for row in claims(folder.name)}
        for folder in (ROOT / "data" / "articles").iterdir()
        if folder.is_dir()
    }
    return Holdings(tuple(Atlas.read().layers.values()), pages, paragraphs)


@lru_cache(maxsize=8)
def claims(article: str) -> tuple[dict[str, str], ...]:
    path = ROOT / "data" / "articles" / article / "claims.csv"
    with path.open(encoding="utf-8-sig", newline="") as sheet:
        return tuple(csv.DictReader(sheet))


SHORT = Wording.of({"en": "Short.", "es": "Corto."})


def faults(story: Story) -> list[str]:
    return list(check_story(story, holdings(), ("en", "es")))


def changed(**changes: Any) -> Story:
    """Put a story together of one chapter without faults, and change that."""
    chapter = Chapter(
        id="one",
        kind="map",
        title=SHORT,
        text=SHORT,
        selection=Selection(first=1984, last=1984, layers=("events",)),
        camera=Camera(-74.2, -12.7, 9.0),
        focus=("E06",),
        content_note=SHORT,
        sources=("doc:zech-2015#11", "PUTISW"),
    )
    return Story("x", SHORT, SHORT, (replace(chapter, **changes),))


def test_a_chapter_that_names_only_what_there_is_has_no_faults() -> None:
    assert faults(changed()) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"focus": ("E06", "E999")}, "no row 'E999' in the layers"),
        ({"focus": ("E09",)}, "E09 is in focus but not on its map"),
        ({"focus": ("E07",), "selection": Selection(first=1986, last=1986)}, "E07 is in focus but not on its map"),
        ({"selection": Selection(first=1985, last=1990, layers=("events",))}, "E06 is in focus but not on its map"),
        ({"selection": Selection(first=1984, last=1984, layers=("bases",))}, "E06 is in focus but not on its map"),
        ({"camera": Camera(-70.0, -16.5, 12.0), "focus": ()}, "is empty"),
        ({"selection": Selection(first=1984, last=1984, layers=("events",), themes=frozenset({"fun"}))}, "no themes"),
        ({"sources": ("doc:zech-2015#11", "NOPE")}, "no source 'NOPE'"),
        ({"sources": ("doc:nobody-1999#1",)}, "is no article of the atlas"),
        ({"sources": ("doc:zech-2015#2",)}, "no claim sums up ¶ 2"),
        ({"sources": ()}, "has no source"),
        ({"content_note": None}, "E06 in focus is a deed of violence"),
        ({"text": Wording.of({"en": "word " * 61, "es": "Corto."})}, "its text in en has 61 words; shorten it to 60"),
        ({"question": Wording.of({"en": "Why?", "es": "que " * 26})}, "its question in es has 26 words"),
        ({"predict": Prediction(SHORT, Wording.of({"en": "word " * 170}), ())}, "its reveal in en has 170 words"),
        ({"predict": Prediction(Wording.of({"en": "word " * 40}), SHORT, ())}, "its prompt in en has 40 words"),
        ({"title": Wording.of({"en": "Only English"})}, "chapter one, title: not in es"),
    ],
)
def test_what_does_not_exist_or_is_not_shown_is_a_fault(changes: dict[str, Any], told: str) -> None:
    found = faults(changed(**changes))
    assert any(told in fault and fault.startswith("x.yaml") for fault in found), found


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    skip = shutil.ignore_patterns("gazetteer")
    return shutil.copytree(ROOT / "data", tmp_path / "data", ignore=skip)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("focus: [K01, C10, C11]", "focus: [K01, C10, C11, ZZ9]"), "no row 'ZZ9'"),
        (lambda text: text.replace("kind: predict", "kind: guess"), "line"),
        (lambda text: text.replace("      es: La ronda de noche\n", ""), "not in es"),
    ],
)
def test_the_audit_reads_the_stories(copied: Path, spoil: Callable[[str], str], told: str) -> None:
    path = copied / "stories" / "who-keeps-us-safe.yaml"
    text = path.read_text(encoding="utf-8")
    assert spoil(text) != text
    path.write_text(spoil(text), encoding="utf-8")
    found = audit.find_faults(copied, ROOT / "geo")
    assert found
    assert all(fault.startswith("who-keeps-us-safe.yaml") for fault in found)
    assert any(told in fault for fault in found)


def test_there_are_three_whole_stories() -> None:
    assert set(STORIES) == {"who-keeps-us-safe", "two-valleys", "reading-a-source"}
    for story in STORIES.values():
        kinds = [chapter.kind for chapter in story.chapters]
        assert 8 <= len(kinds) <= 12
        assert {"predict", "compare", "question"} <= set(kinds)
        assert any(c.compare and c.compare.selection.window != c.selection.window for c in story.chapters)
        assert all(chapter.question and chapter.notes for chapter in story.chapters)
        assert {"en", "es"} <= set(story.languages)
        assert story.content_note
        assert story.teacher_notes
        assert sum(step.minutes for step in story.plan) == story.minutes == 30
        assert [c for step in story.plan for c in step.chapters] == [chapter.id for chapter in story.chapters]
        assert len(story.worksheet) >= 5
        assert {"CAD", "VRAEM", "CVR", "DINOES"} & {term.term.say("es").split()[0] for term in story.glossary}


@pytest.mark.parametrize("name", sorted(STORIES))
def test_no_chapter_shows_rows_of_any_time_at_all(name: str) -> None:
    for chapter in STORIES[name].chapters:
        for side in sides(chapter):
            for layer in holdings().layers:
                shown = {row_id(row) for row in select(layer, side)}
                dated = {row_id(row) for row in select(layer, replace(side, undated=False))}
                assert shown == dated, f"{name}, {chapter.id}: undated rows in {layer.name}"


@pytest.mark.parametrize("name", sorted(STORIES))
def test_every_figure_of_a_text_is_in_what_the_chapter_cites(name: str) -> None:
    for chapter in STORIES[name].chapters:
        known = set(range(1, 13)) | backed(chapter) | {chapter.selection.first, chapter.selection.last}
        told = [text for place, text in wordings(chapter) if place in {"text", "predict.prompt", "predict.reveal"}]
        for text in told:
            for language in ("en", "es"):
                strange = {number for number in numbers(text.say(language)) if number not in known}
                assert not strange, f"{name}, {chapter.id}, {language}: {strange} is in no source that it cites"


@pytest.mark.parametrize("name", sorted(STORIES))
def test_both_languages_give_the_same_figures(name: str) -> None:
    for place, text in wordings(STORIES[name]):
        english, spanish = (numbers(text.say(language)) for language in ("en", "es"))
        assert set(english) == set(spanish), f"{name}, {place}"


def test_the_toll_of_the_war_is_the_truth_commission_s_own_estimate() -> None:
    with (ROOT / "data" / "tables" / "estimates.csv").open(encoding="utf-8-sig", newline="") as sheet:
        row = next(row for row in csv.DictReader(sheet) if row["id"] == "cvr_victims")
    chapter = STORIES["who-keeps-us-safe"].chapter("the-price")
    assert chapter is not None
    assert chapter.notes is not None
    told = numbers(chapter.notes.say("es"))
    assert {float(row[name]) for name in ("value", "low", "high", "interval_percent")} <= set(told)


def test_no_text_has_quotation_marks_or_markup() -> None:
    for story in STORIES.values():
        for place, text in wordings(story):
            for _, words in text.texts:
                assert not re.search(r'["“”„«»<>\[\]*_`#]', words), f"{story.id}, {place}: {words}"


def numbers(text: str) -> list[float]:
    """List the numbers of a text but decades ("1970s"); a comma before three digits parts thousands."""
    text = re.sub(r"\d{4}s", "", text)
    return [float(found.replace(",", "")) for found in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)]


def backed(chapter: Chapter) -> set[float]:
    """Collect the numbers in what a chapter cites: claims, rows of layers and tables, and what it has in focus."""
    return {number for text in _evidence(chapter) for number in numbers(text)}


def _evidence(chapter: Chapter) -> Iterator[str]:
    cited = set(chapter.sources)
    for source in cited:
        if source.startswith("doc:"):
            article, paragraph = source[4:].split("#")
            yield from (row["claim"] for row in claims(article) if row["paragraph"] == paragraph)
    for layer in holdings().layers:
        for feature in layer.features:
            properties = feature["properties"]
            if properties["id"] in chapter.focus or cited & set(properties["sources"]):
                yield json.dumps({**properties, "hectares": None}, ensure_ascii=False).replace("-", " ")
            for row in properties.get("hectares") or ():
                if cited & set(row["source"]):
                    yield json.dumps(row, ensure_ascii=False).replace("-", " ")
    for table in ("disagreements", "sources"):
        with (ROOT / "data" / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as sheet:
            for row in csv.DictReader(sheet):
                if row["id"] in cited or cited & set((row.get("sources") or "").split(";")):
                    yield " ".join(row.values()).replace("-", " ")


def test_the_example_of_the_documentation_is_a_story_without_faults() -> None:
    text = (ROOT / "docs" / "stories.md").read_text(encoding="utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    assert faults(read_story(example, "stories.md")) == []
