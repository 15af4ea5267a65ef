from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.folding import fold, fold_aligned


@given(st.text())
def test_aligned_folding_keeps_every_offset(text: str) -> None:
    assert len(fold_aligned(text)) == len(text)


@given(st.text())
def test_aligned_folding_is_settled_after_one_pass(text: str) -> None:
    once = fold_aligned(text)
    assert fold_aligned(once) == once


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_folding_is_blind_to_case_and_to_how_accents_are_coded(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ayacucho", "ayacucho"),
        ("HUÁNUCO", "huanuco"),
        ("Ñuñoa", "nunoa"),
        ("N’Djamena", "n'djamena"),
        ("Huanta–San Francisco", "huanta-san francisco"),
        ("São Tomé\u00a0y\nPríncipe", "sao tome y principe"),
        ("Łódź İzmir", "lodz izmir"),
        ("Straße", "straße"),
    ],
)
def test_aligned_folding_of_names(text: str, folded: str) -> None:
    assert fold_aligned(text) == folded


def test_free_folding_spells_out_what_aligned_folding_cannot() -> None:
    assert fold("  Straße   Ærø ") == "strasse aero"
    assert fold("Ayacuchó") == "ayacucho"
