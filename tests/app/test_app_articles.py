"""The articles' screen: what it lays out, and that the page holds it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import synthetic_layers
from streamlit.testing.v1 import AppTest

from geodash.app import holdings, library
from geodash.text import load
from geodash.view.reading import Passage, describe, lay_out, named_in, passages, published, tally

APP = Path(__file__).parents[2] / "app.py"
TEXT = "In 1984 the army left Huanta for Ayacucho, and Nowhere was burnt."


def mention(name: str, text: str = TEXT, *, when: str | None = "1984", **more: Any) -> dict[str, Any]:
    start = text.index(name)
    return {
        "id": f"a:{100 + start}", "article": "a", "claim_id": "a-c01", "paragraph": 4, "text": text, "quoted": False,
        "start": start, "end": start + len(name), "toponym": name, "when": when, "dated_by": "a year before it",
        "date_start": 3 if when else None, "date_end": 7 if when else None, "confidence": 0.9, "reason": "best of 2",
        "decided": [], "candidates": [],
    } | more  # fmt: skip


def row(identity: str, *mentions: dict[str, Any], **more: Any) -> dict[str, Any]:
    properties = {
        "id": identity,
        "name": identity,
        "kind": "town",
        "admin": "",
        "drawn": "point",
        "listed_reason": None,
    }
    geometry = None if more.get("drawn") == "listed" else {"type": "Point", "coordinates": [-74.2, -12.9]}
    return {"id": identity, "geometry": geometry, "properties": {**properties, **more, "mentions": list(mentions)}}


ROWS = [
    row("open:nowhere", mention("Nowhere", when=None), drawn="listed", listed_reason="unlocated"),
    row("pe:1", mention("Ayacucho", decided=["place: known there (A, 2026-01-01)"])),
    row("gn:1", mention("Huanta")),
]
CLAIM = Passage("a-c01", 4, TEXT, False)


def told(pieces: list[Any]) -> str:
    return "".join(piece if isinstance(piece, str) else piece["text"] for piece in pieces)


def test_a_claim_is_cut_at_its_places_and_its_date_and_stays_whole() -> None:
    found = named_in(ROWS, "a")
    laid = lay_out(found, [CLAIM, Passage("a-c02", 5, "No place here.", False)], load())
    first, second = laid["passages"]
    assert told(first["pieces"]) == TEXT
    marked = [piece for piece in first["pieces"] if not isinstance(piece, str)]
    assert [piece.get("place") for piece in marked] == [None, "gn:1", "pe:1", "open:nowhere"]
    assert marked[0] == {"text": "1984", "date": "1984"}
    assert [piece.get("how") for piece in marked[1:]] == ["drawn", "drawn", "open"]
    assert first["label"] == "our summary of ¶ 4"
    assert second == {"label": "our summary of ¶ 5", "quoted": False, "pieces": ["No place here."]}


def test_what_is_open_undated_or_decided_is_listed_with_its_reason() -> None:
    laid = lay_out(named_in(ROWS, "a"), [CLAIM], load())
    assert laid["unresolved"] == [["Nowhere", "our summary of ¶ 4", "best of 2"]]
    assert laid["undated"] == [["Nowhere", "our summary of ¶ 4", "a year before it"]]
    assert laid["decided"] == [["Ayacucho", "our summary of ¶ 4", "place: known there (A, 2026-01-01)"]]
    assert laid["box"] == pytest.approx([-74.45, -13.15, -73.95, -12.65])
    assert tally(named_in(ROWS, "a"), [CLAIM]) == {
        "passages": 1, "mentions": 3, "places": 2, "undated": 1, "unresolved": 1,
    }  # fmt: skip


def test_a_readers_own_article_shows_its_quoted_sentences_in_order_even_under_our_id() -> None:
    second = mention("Puno", "Puno came later.", claim_id=None, quoted=True, id="a:900", date_start=None)
    first = mention("Huanta", claim_id=None, quoted=True)
    rows = [row("gn:9", second), row("gn:1", first)]
    found = named_in(rows, "a")
    read = passages(found, [CLAIM])
    assert [passage.text for passage in read] == [TEXT, "Puno came later."]
    assert lay_out(found, read, load())["passages"][1]["label"] == "¶ 4, quoted"
    assert passages([], [CLAIM]) == [CLAIM]


@pytest.mark.parametrize(("start", "end"), [(-1, -1), (60, 400), (10, 10), (5, 3)])
def test_offsets_outside_the_text_mark_nothing(start: int, end: int) -> None:
    rows = [row("gn:1", mention("Huanta", start=start, end=end, date_start=None))]
    laid = lay_out(named_in(rows, "a"), [CLAIM], load())
    assert laid["passages"][0]["pieces"] == [TEXT]


def test_a_date_that_overlaps_a_place_leaves_the_text_whole() -> None:
    rows = [row("gn:1", mention("Huanta", date_start=3, date_end=30))]
    assert told(lay_out(named_in(rows, "a"), [CLAIM], load())["passages"][0]["pieces"]) == TEXT


def test_a_record_is_told_and_only_web_links_pass() -> None:
    texts = load()
    record = {"id": "a", "title": "T", "URL": "javascript:alert(1)", "issued": {"date-parts": [[2011, 6]]},
              "author": [{"given": "Ann", "family": "Lee"}, {"literal": "A group"}]}  # fmt: skip
    found = describe(record, texts)
    assert (found["author"], found["published"], found["url"]) == ("Ann Lee, A group", "June 2011", "")
    assert found["terms"] == texts["articles.own_document"]
    assert published({"custom": {"issued_edtf": "2014-04/2014-06"}}, texts) == "April 2014 – June 2014"
    assert published({}, texts) == texts["articles.no_date"]


def component(at: AppTest) -> Any:
    """The data that the page's own component got."""
    for element in at.main:
        proto = getattr(element, "proto", None)
        if "geodash_articles" in str(proto):
            assert proto is not None
            return json.loads(proto.json)
    raise AssertionError("the component is not on the page")


@pytest.fixture
def app() -> AppTest:
    holdings.forget()
    library.forget()
    return AppTest.from_file(str(APP), default_timeout=30)


def test_the_list_counts_every_article_as_the_layer_does(app: AppTest) -> None:
    at = app.switch_page("src/geodash/app/screens/articles.py").run()
    assert not at.exception
    listed = component(at)["articles"]
    assert len(listed) == len(library.records()) > 3
    mentions = sum(dict(article["counts"])["mentions"] for article in listed)
    assert mentions == sum(len(place["properties"]["mentions"]) for place in library.places())
    assert all(article["title"] and article["terms"] and article["url"] for article in listed)


def test_every_article_opens_with_all_its_claims_and_mentions(app: AppTest) -> None:
    for record in library.records():
        app.query_params["article"] = record["id"]
        at = app.switch_page("src/geodash/app/screens/articles.py").run()
        assert not at.exception
        data = component(at)
        assert len(data["passages"]) == len(library.claims(str(record["id"])))
        marks = [piece for passage in data["passages"] for piece in passage["pieces"] if not isinstance(piece, str)]
        counts = dict(data["article"]["counts"])
        assert sum("place" in mark for mark in marks) == counts["mentions"]
        assert any("date" in mark for mark in marks)


def test_an_unknown_article_gives_the_list_and_a_note_that_shows_itself(app: AppTest) -> None:
    app.query_params["article"] = "<b>x</b>"
    at = app.switch_page("src/geodash/app/screens/articles.py").run()
    assert not at.exception
    assert "<b>x</b>" in at.text[0].value
    assert component(at)["articles"]


def test_made_up_layers_without_records_can_be_read(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEODASH_GEO", str(synthetic_layers.write(tmp_path / "geo", 60, hostile=True)))
    holdings.forget()
    library.forget()
    app.query_params["article"] = "zech-2015"
    at = app.switch_page("src/geodash/app/screens/articles.py").run()
    assert not at.exception
    texts = json.dumps(component(at)["passages"], ensure_ascii=False)
    assert "{{ 7*7 }}" in texts
    holdings.forget()
    library.forget()


def test_of_a_readers_own_document_the_whole_text_is_read_with_its_places_marked() -> None:
    quoted = mention("Huanta", quoted=True, claim_id=None)
    text = [Passage("", 4, "First of all.", True), Passage("", 4, TEXT, True), Passage("", 5, "No place here.", True)]
    found = named_in([row("gn:1", quoted)], "a")
    read = passages(found, [CLAIM], text)
    assert read == text
    laid = lay_out(found, read, load(), whole=True)["passages"]
    assert [one["label"] for one in laid] == ["¶ 4, quoted", "¶ 5, quoted"]
    assert told(laid[0]["pieces"]) == f"First of all. {TEXT}"
    assert [piece["place"] for piece in laid[0]["pieces"] if isinstance(piece, dict) and "place" in piece] == ["gn:1"]
    repeated = lay_out([], [text[0], text[0]], load(), whole=True)["passages"]
    assert told(repeated[0]["pieces"]) == "First of all. First of all."
