from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodash import shelf
from geodash.errors import GeodashError


def test_the_atlas_names_its_articles_and_pages() -> None:
    found = shelf.read_references()
    assert found.articles["zech-2015"]["author"] == "Zech"
    assert found.articles["zech-2015"]["published"] == "2015-06-23"
    assert found.articles["insightcrime-2011"]["published"] == "2011"
    assert found.sources["INEI"]["title"]
    assert found.atlas["title"].startswith("GeoDash")


def test_a_folder_of_ones_own_brings_its_records_and_one_without_borrows(tmp_path: Path) -> None:
    assert set(shelf.read_references(tmp_path).records) == set(shelf.read_references().records)
    own = [{"id": "mine", "type": "article", "title": "T", "custom": {"issued_edtf": "1984~"}}]
    (tmp_path / shelf.RECORDS).write_text(json.dumps(own), encoding="utf-8")
    found = shelf.read_references(tmp_path)
    assert set(found.records) == {"mine"}
    assert found.articles["mine"] == {"title": "T", "author": "", "publication": "", "published": "1984~", "url": ""}


@pytest.mark.parametrize("content", ["{", "[1]", '[{"title": "no id"}]'])
def test_records_that_are_none_are_told(content: str, tmp_path: Path) -> None:
    (tmp_path / shelf.RECORDS).write_text(content, encoding="utf-8")
    with pytest.raises(GeodashError, match=r"articles\.json: not a list of CSL-JSON records"):
        shelf.read_references(tmp_path)
