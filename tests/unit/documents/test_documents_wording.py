"""Dates as people write them, the language of a text, and hard wraps."""

from __future__ import annotations

import pytest

from geodash.documents.blocks import find_blocks
from geodash.documents.wording import read_date, tell_language


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2011-06-14", "2011-06-14"),
        ("2011-06-14T10:00:00-05:00", "2011-06-14"),
        ("2011/6/4", "2011-06-04"),
        (" 2011 ", "2011"),
        ("2014-04/2014-06", "2014-04/2014-06"),
        ("198X", "198X"),
        ("2011~", "2011~"),
        ("2011-07-28/..", "2011-07-28/.."),
        ("14 June 2011", "2011-06-14"),
        ("June 14th, 2011", "2011-06-14"),
        ("14 de setiembre de 2011", "2011-09-14"),
        ("Martes, 14 de junio del 2011", "2011-06-14"),
        ("June 2011", "2011-06"),
        ("3/4/2011", None),
        ("2011-02-30", None),
        ("31 February 2011", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_become_edtf_or_nothing(written: str, edtf: str | None) -> None:
    assert read_date(written) == edtf


def test_language_is_a_vote_of_frequent_words() -> None:
    assert tell_language("The watch of the upper hamlet is in the yard of the school.") == ("en", True)
    assert tell_language("La ronda de la parte alta está en el patio de la escuela.") == ("es", True)
    assert tell_language("Huanta Ayacucho VRAEM") == ("en", False)
    assert tell_language("") == ("en", False)


def test_hard_wraps_are_undone_and_lists_are_not() -> None:
    wrapped = (
        "The night watch of Santa Rosilla was set up in the year of the great\n"
        "flood, when the bridge to Puente Alto was carried away and nobody came\n"
        "to mend it.\nWhen the road was opened again the watch stayed, led by a woman who had\n"
        "been chosen three times."
    )
    assert [wrapped[b.start : b.end].count("\n") for b in find_blocks(wrapped)] == [2, 1]
    listed = "Huanta\nLuricocha\nAyna\n\nThe watch of Santa Rosilla was set up in the year of the flood."
    assert len(find_blocks(listed)) == 4
    long_lines = "\n".join(["The watch of the upper hamlet walks from the bridge to the chapel. " * 4] * 3)
    assert len(find_blocks(long_lines)) == 3
