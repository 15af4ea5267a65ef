from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.formats.citation import bibtex, from_cff, plain

RECORD = {
    "id": "stone-2011", "type": "webpage", "title": "Peru's President & 50% of {it}", "version": "",
    "author": [{"family": "Stone", "given": "Hannah"}, {"literal": "InSight Crime"}],
    "container-title": "InSight Crime", "issued": {"date-parts": [[2011, 6, 14]]}, "URL": "https://example.org/a_b",
}  # fmt: skip


def test_a_page_becomes_one_entry_with_tex_signs_escaped() -> None:
    assert bibtex(RECORD) == (
        "@misc{stone-2011,\n"
        "  author = {Stone, Hannah and {InSight Crime}},\n"
        "  title = {{Peru's President \\& 50\\% of \\{it\\}}},\n"
        "  year = {2011},\n"
        "  url = {https://example.org/a_b},\n"
        "  howpublished = {InSight Crime},\n"
        "  month = jun,\n"
        "}"
    )


def test_a_magazine_article_names_its_journal_and_half_a_date_is_half_a_date() -> None:
    entry = bibtex({"id": "a b/c", "type": "article-magazine", "title": "T", "container-title": "AQ",
                    "issued": {"date-parts": [[2011]]}})  # fmt: skip
    assert entry.startswith("@article{a-b-c,")
    assert "journal = {AQ}" in entry and "month" not in entry and "author" not in entry


def test_one_line_of_text() -> None:
    assert plain(RECORD) == (
        "Stone, Hannah; InSight Crime (2011-06-14). Peru's President & 50% of {it}. InSight Crime. "
        "https://example.org/a_b."
    )
    assert plain({"title": "Why?"}) == "Why?"


def test_only_web_addresses_are_cited() -> None:
    assert "url" not in bibtex({"id": "a", "title": "T", "URL": "javascript:alert(1)"})
    assert "}" not in plain({"title": "T", "URL": "https://x.org/}{"})


def test_a_citation_file_becomes_a_record() -> None:
    found = from_cff({
        "title": "G", "version": "0.1.0", "license": "MIT", "date-released": "2026-11-22",
        "authors": [{"name": "The authors"}, {"given-names": "Ann", "family-names": "Lee"}],
    })  # fmt: skip
    assert found["author"] == [{"literal": "The authors"}, {"given": "Ann", "family": "Lee"}]
    assert found["issued"] == {"date-parts": [[2026, 11, 22]]}
    assert "version = {0.1.0}" in bibtex(found)
    assert "issued" not in from_cff({"title": "G"})


@given(st.text(max_size=60), st.text(max_size=30))
def test_no_title_or_name_breaks_out_of_its_braces(title: str, name: str) -> None:
    entry = bibtex({"id": title, "title": title, "author": [{"literal": name}], "container-title": name})
    bare = re.sub(r"\\textbackslash{}|\\text\w+{}|\\.", "", entry)
    depth = 0
    for sign in bare:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert bare.rindex("}") == len(bare) - 1


@pytest.mark.parametrize("kind", ["book", None, "article-journal"])
def test_every_type_gives_an_entry(kind: str | None) -> None:
    assert re.match(r"@(misc|article){source,", bibtex({"id": "", "type": kind}))
