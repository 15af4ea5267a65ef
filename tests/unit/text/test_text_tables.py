"""The tables of interface texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import geodash
from geodash.errors import TableError
from geodash.text import Texts, languages, load


def test_fields_are_filled_and_nothing_else_is_a_template() -> None:
    texts = Texts("en", {"a": "{n} of {all}", "b": "x"}, {})
    assert texts.say("a", n="{all}", all=3) == "3 of 3"
    assert texts.say("a", n="{0.__class__}") == "{0.__class__} of {all}"


def test_a_missing_translation_falls_back_to_english() -> None:
    texts = Texts("es", {"a": "uno"}, {"a": "one", "b": "two"})
    assert (texts["a"], texts["b"]) == ("uno", "two")


def test_an_unknown_language_is_named_with_the_choice() -> None:
    with pytest.raises(TableError, match=r"'xx'; choose one of en, es"):
        load("xx")
    with pytest.raises(TableError):
        load("../en")


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert load().name("kind", "police_post") == "police post"


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_fields(language: str) -> None:
    english, other = load("en"), load(language)
    for key in english:
        assert set(re.findall(r"{\w+}", english[key])) == set(re.findall(r"{\w+}", other[key])), key


def test_every_text_the_code_asks_for_exists() -> None:
    package = Path(geodash.__file__).parent
    asked = {
        key
        for path in [*package.rglob("app/**/*.py"), *package.glob("view/*.py")]
        for key in re.findall(r'texts(?:\(\))?(?:\[|\.say\(\s*)"([\w.]+)"', path.read_text("utf-8"))
    }
    assert asked
    assert asked <= set(load("en"))


def test_numbers_are_written_as_the_readers_do() -> None:
    assert [load(language).number(69280) for language in ("en", "es")] == ["69,280", "69,280"]
    assert Texts("xx", {"number.thousands": "\u202f"}, {}).number(1234567.4) == "1\u202f234\u202f567"
    assert load().number(999) == "999"


def test_no_screen_writes_thousands_in_a_way_of_its_own() -> None:
    package = Path(geodash.__file__).parent
    for path in [*package.rglob("app/**/*.py"), *package.glob("view/*.py")]:
        assert not re.search(r"\{[^{}]*:,(\.\d+f)?\}", path.read_text("utf-8")), path.name
