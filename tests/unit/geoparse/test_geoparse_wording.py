"""Paragraphs as they read: offsets always lead back to the file."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from tiny_geoparsing import article, names

from geodash.documents.article import Dropped
from geodash.folding import fold_aligned
from geodash.geoparse.wording import Wording, wordings


def read(text: str, dropped: tuple[Dropped, ...] = ()) -> list[Wording]:
    return list(wordings(article(text, dropped), fold_aligned(text)))


def test_a_text_without_breaks_is_left_alone() -> None:
    text = "One line.\n\nAnd another."
    assert [(w.origins, w.text[w.start : w.end]) for w in read(text)] == [(None, "One line."), (None, "And another.")]
    assert all(w.text is text for w in read(text))


def test_a_word_broken_at_a_line_end_is_one_and_keeps_its_offsets() -> None:
    text = "They went to Aya-\ncucho by road."
    (wording,) = read(text)
    assert wording.text == "They went to Ayacucho by road."
    article_span = wording.span(article(text), 13, 21)
    assert text[slice(*article_span)] == "Aya-\ncucho"


def test_a_hyphen_before_a_capital_stays() -> None:
    assert read("the Apurímac-\nEne road")[0].text == "the Apurímac-Ene road"


def test_crlf_and_indents_become_one_space() -> None:
    text = "from Huanta\r\n    to Tambo"
    (wording,) = read(text)
    assert wording.text == "from Huanta to Tambo"
    assert text[slice(*wording.span(article(text), 15, 20))] == "Tambo"


def test_crlf_hyphens_close_too() -> None:
    assert read("in Luri-\r\ncocha")[0].text == "in Luricocha"


def test_soft_hyphens_and_zero_width_spaces_are_not_read() -> None:
    assert read("Aya\u00adcucho and Huan\u200bta")[0].text == "Ayacucho and Huanta"
    assert names("in Aya\u00adcucho, Peru, and Huan\u200bta") == ["Aya\u00adcucho", "Peru", "Huan\u200bta"]


def test_decomposed_accents_are_composed_and_the_span_holds_the_last_mark() -> None:
    text = unicodedata.normalize("NFD", "Junín y Perú.")
    (wording,) = read(text)
    assert wording.text == "Junín y Perú."
    assert unicodedata.normalize("NFC", text[slice(*wording.span(article(text), 8, 12))]) == "Perú"


def test_an_accent_that_nothing_is_written_with_is_left_out() -> None:
    assert read("Tamb\u0361o")[0].text == "Tambo"


def test_dropped_stretches_inside_a_paragraph_are_not_read() -> None:
    text = "Visit (https://example.org/Lima) Huanta."
    (wording,) = read(text, (Dropped(6, 32, "link"),))
    assert "Lima" not in wording.text
    assert wording.text.endswith("Huanta.")
    assert wording.original(wording.text.index("Huanta")) == text.index("Huanta")


@given(st.text(st.sampled_from("aÁ b-\u00ad\n\r\t\u0301\u200b.Ñ\U0001f600"), min_size=1, max_size=40))
def test_origins_rise_and_stay_inside(text: str) -> None:
    for wording in read(text):
        assert len(wording.folded) == len(wording.text)
        if wording.origins is not None:
            assert len(wording.origins) == len(wording.text)
            assert all(a < b for a, b in zip(wording.origins, wording.origins[1:], strict=False))
            assert all(0 <= origin < len(text) for origin in wording.origins)
