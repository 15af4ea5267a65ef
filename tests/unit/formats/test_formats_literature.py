from __future__ import annotations

import json
import re

from geodash.atlas import Atlas
from geodash.formats import catalogue
from geodash.formats.parcel import Parcel


def test_both_name_each_source_shown_and_the_view(parcel: Parcel) -> None:
    bib = next(catalogue.make("bibtex", parcel)).content.decode()
    csl = json.loads(next(catalogue.make("csl", parcel)).content)
    ids = {record["id"] for record in csl}
    cited = {row["citation"] for row in parcel.sources}
    assert ids == cited | {parcel.citation["id"]}
    assert len(re.findall(r"^@\w+\{", bib, re.MULTILINE)) == len(ids)
    assert all(record["type"] and record["title"] for record in csl)


def test_most_pages_say_where_and_when_they_came_out(parcel: Parcel) -> None:
    pages = [r for r in json.loads(next(catalogue.make("csl", parcel)).content) if r["type"] == "webpage"]
    assert len(pages) > 100
    assert sum("container-title" in record for record in pages) > 0.8 * len(pages)
    assert sum("issued" in record for record in pages) > 0.5 * len(pages)


def test_only_what_is_shown_is_cited(whole: Atlas) -> None:
    part = whole.select(layers=("events",), articles=frozenset({"stone-2011"})).parcel()
    ids = {record["id"] for record in json.loads(next(catalogue.make("csl", part)).content)}
    assert "stone-2011" in ids
    assert len(ids) < len(whole.parcel().records)


def test_the_view_is_cited_as_a_dataset_with_its_version(parcel: Parcel) -> None:
    record = next(r for r in json.loads(next(catalogue.make("csl", parcel)).content) if r["type"] == "dataset")
    assert parcel.version in record["version"]
    assert record["title"] == parcel.title
