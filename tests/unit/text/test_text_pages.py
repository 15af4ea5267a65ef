from __future__ import annotations

import pytest

from geodash.errors import TableError
from geodash.text import languages
from geodash.text.pages import Part, read_page


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_parts_with_the_same_fields(language: str) -> None:
    english, other = read_page("about"), read_page("about", language)
    assert [part.key for part in other] == [part.key for part in english]
    assert [part.fields() for part in other] == [part.fields() for part in english]
    assert all(part.title and part.body for part in other)
    assert language == "en" or [part.title for part in other] != [part.title for part in english]


def test_an_unknown_language_gets_the_english_page_and_an_unknown_page_is_named() -> None:
    assert read_page("about", "xx") == read_page("about")
    with pytest.raises(TableError, match="nothing"):
        read_page("nothing")


def test_values_fill_fields_once_and_a_missing_one_is_named() -> None:
    part = Part("a", "A", "{n} of {all}")
    assert part.fill({"n": "{all}", "all": 3}) == "{all} of 3"
    with pytest.raises(TableError, match="all"):
        part.fill({"n": 1})
