from __future__ import annotations

import json

import pytest

from geodash.documents.article import Article
from geodash.formats.csl import dump_records, page_record, record


@pytest.mark.parametrize(
    ("published", "parts"),
    [
        ("2015-06-23", [2015, 6, 23]),
        ("2015-06", [2015, 6]),
        ("2015", [2015]),
        ("2014-04/2014-06", [2014]),
        ("2014/2015", None),
        (None, None),
    ],
)
def test_the_date_is_no_more_exact_than_what_is_known(published: str | None, parts: list[int] | None) -> None:
    made = record(Article("a", "", (), title="T", published=published))
    assert made.get("issued") == ({"date-parts": [parts]} if parts else None)
    assert made.get("custom") == ({"issued_edtf": published} if published else None)


def test_a_record_always_has_id_type_and_title() -> None:
    assert record(Article("a", "", (), source="a.txt")) == {
        "id": "a",
        "type": "article",
        "title": "a.txt",
        "language": "en",
    }


def test_records_are_written_by_id_with_accents_kept() -> None:
    text = dump_records([{"id": "b", "title": "Junín"}, {"id": "a"}])
    assert [r["id"] for r in json.loads(text)] == ["a", "b"]
    assert "Junín" in text


def test_a_pages_record_says_who_where_and_when_as_far_as_that_is_known() -> None:
    row = {"id": "H", "title": "T", "url": "https://x.org/", "author": "L. Huber; K. Apel", "publisher": "IFEA"}
    assert page_record({**row, "published": "1990-05"}) == {
        "id": "H", "type": "webpage", "title": "T", "author": [{"literal": "L. Huber"}, {"literal": "K. Apel"}],
        "container-title": "IFEA", "issued": {"date-parts": [[1990, 5]]}, "URL": "https://x.org/",
    }  # fmt: skip
    assert page_record({"id": "GEN"}) == {"id": "GEN", "type": "webpage", "title": "GEN"}
