"""The address: every choice goes there and back, and nonsense does no harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash import address
from geodash.selection import FACETS, Selection

KNOWN = dict.fromkeys(FACETS, ("a", "b", "c-d", "Junín"))
YEARS = st.tuples(st.integers(1970, 2024), st.integers(1970, 2024)).map(lambda pair: (min(pair), max(pair)))
CHOICES = st.fixed_dictionaries({
    "years": YEARS,
    "certainty": st.sampled_from(["possibly", "certainly"]),
    "undated": st.booleans(),
    **{field.key: st.booleans() for field in address.FIELDS if field.key.startswith("show_")},
    **{key: st.frozensets(st.sampled_from(KNOWN[key])) for key in FACETS},
    "precision": st.integers(1, 7),
    "box": st.none() | st.just((-75.25, -13.5, -73.0, -11.01)),
    "search": st.sampled_from(["", "Putis", "<b>ñ</b> & {{x}}", "a,b=c"]),
})  # fmt: skip


@given(CHOICES)
def test_what_is_written_is_read_again(choices: dict[str, object]) -> None:
    written = {field.key: field.write(choices[field.key]) for field in address.FIELDS}
    assert address.read(written, KNOWN) == (choices, ())


def test_a_plain_view_has_an_empty_address() -> None:
    assert all(field.write(field.first) == [] for field in address.FIELDS)
    assert address.select(address.read({}, KNOWN)[0]) == Selection()


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("years", ["1992", "1980"]),
        ("years", ["1980"]),
        ("years", ["١٩٨٠", "1990"]),
        ("certainty", ["<script>"]),
        ("precision", ["9"]),
        ("precision", ["1e3"]),
        ("box", ["1,2,3"]),
        ("box", ["-73,-13,-75,-11"]),
        ("box", ["nan,nan,nan,nan"]),
        ("box", ["-999,-13,-75,-11"]),
        ("search", ["x" * 10_000]),
        ("show_bases", ["perhaps"]),
        ("themes", ["no-such-theme"]),
        ("actors", [","]),
    ],
)
def test_nonsense_is_named_and_left_out(key: str, values: list[str]) -> None:
    choices, wrong = address.read({key: values}, KNOWN)
    assert wrong == (key,)
    assert address.select(choices) == Selection()


def test_what_is_no_choice_is_named_an_unknown_layer_first() -> None:
    asked = {
        "lang": ["es"],
        "show_bases": ["false"],
        "show_ghosts": ["false"],
        "years": ["1980", "1990"],
        "other": [],
    }
    assert address.others(asked) == ("show_ghosts", "lang")
    assert address.others({}) == ()


def test_the_known_codes_among_unknown_ones_stay() -> None:
    choices, wrong = address.read({"themes": ["a,xyz,b"]}, KNOWN)
    assert (choices["themes"], wrong) == (frozenset({"a", "b"}), ("themes",))


@given(st.dictionaries(st.sampled_from([field.key for field in address.FIELDS]), st.lists(st.text(), max_size=3)))
def test_anything_in_the_address_gives_a_view(asked: dict[str, list[str]]) -> None:
    choices, _ = address.read(asked, KNOWN)
    again = {field.key: field.write(choices[field.key]) for field in address.FIELDS}
    assert address.read(again, KNOWN) == (choices, ())


def test_a_rectangle_is_never_narrowed_by_writing_it() -> None:
    assert address.write_box((-75.123, -13.999, -73.001, -11.119)) == ["-75.13,-14,-73,-11.11"]
