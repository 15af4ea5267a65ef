"""Recognition on whole sentences: what is a mention and what only looks like one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_geoparsing import article, mentions, names, tiny_geoparser

from geodash.documents.article import Dropped


@pytest.mark.parametrize(
    "text",
    [
        "Students of the University of Washington met in Lima.",
        "La Universidad Nacional de San Cristóbal de Huamanga abrió en Lima.",
        "Minera Santa Rosa opened an office in Lima.",
        "La Minera Santa Rosa abrió en Lima.",
        "El jirón Ayacucho está en Lima.",
        "Avenida Cajamarca, in Lima, was closed.",
        "The Ayacucho Street office in Lima closed.",
        "La plaza San Martín de Lima.",
        "The Treaty of Ayacucho was signed in Lima.",
        "La Ley de Cajamarca se aprobó en Lima.",
        "The Ayacucho Times is printed in Lima.",
        "Ricardo Castro went to Lima.",
        "President Humala went to Lima. Humala stayed.",
        "El general San Martín llegó a Lima. San Martín descansó.",
        "Castro went to Lima.",
        "Victoria wrote from Lima.",
        "The Peruvian army and two Bolivians came to Lima.",
        "Los peruanos y ayacuchanos de Lima.",
        "He speaks Quechua in Lima.",
    ],
)
def test_names_inside_other_names_are_no_mentions(text: str) -> None:
    assert names(text) == ["Lima"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peru's army left Huanta’s market.", ["Peru", "Huanta"]),
        ("US funding and U.S. agencies in Peru.", ["US", "U.S.", "Peru"]),
        ("From the Andes to the Pacific in Latin America.", ["Andes", "Pacific", "Latin America"]),
        ("the VRAE, or VRAEM, in Peru", ["VRAE", "VRAEM", "Peru"]),
        ("the Upper Huallaga Valley and the Mantaro River", ["Upper Huallaga Valley", "Mantaro River"]),
        ("Pangoa district, provincia de Satipo", ["Pangoa", "Satipo"]),
        ("the Apurímac, Ene and Mantaro rivers in Peru", ["Apurímac", "Ene", "Mantaro", "Peru"]),
        ("The Huanta–San Francisco road in Peru", ["Huanta", "San Francisco", "Peru"]),
        ("COCA GROWERS MARCH IN AYACUCHO\n\nThey left Peru.", ["AYACUCHO", "Peru"]),
        ("Los comuneros de Junin y Apurimac llegaron al Peru.", ["Junin", "Apurimac", "Peru"]),
        ("Elizabeth, from Castro in Peru, won.", ["Castro", "Peru"]),
        ("El pueblo de Castro, en Junín.", ["Castro", "Junín"]),
    ],
)
def test_names_used_as_places_are_mentions(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_line_end_hyphen_and_crlf_keep_the_offsets_of_the_file() -> None:
    text = "They went to Luri-\r\ncocha and on to\r\nHuanta in Peru."
    first, second, _ = mentions(text)
    assert (first.toponym, text[second.start : second.end]) == ("Luri-\r\ncocha", "Huanta")
    assert first.start == text.index("Luri")


def test_decomposed_text_gives_the_same_places_as_composed() -> None:
    text = "The Junín and Apurímac regions of Perú"
    decomposed = [unicodedata.normalize("NFC", name) for name in names(unicodedata.normalize("NFD", text))]
    assert decomposed == names(text) == ["Junín", "Apurímac", "Perú"]


def test_metonyms_are_flagged() -> None:
    flags = {m.toponym: m.metonym for m in mentions("Washington has pledged aid to Peru.")}
    assert flags == {"Washington": True, "Peru": False}


def test_relations_are_read_and_both_ends_of_a_between_have_one() -> None:
    text = "A post 12 km north of Huanta, Peru, stands between Tambo and Ayacucho. Lima is near."
    relations = {m.toponym: m.relation for m in mentions(text)}
    assert relations == {
        "Huanta": "12 km north of", "Peru": None, "Tambo": "between", "Ayacucho": "between", "Lima": None
    }  # fmt: skip


def test_dropped_text_gives_no_mentions() -> None:
    text = "Visit Huanta (see https://x.org/Ayacucho) in Peru.\n\nRelated: Cajamarca"
    start = text.index("https")
    dropped = (Dropped(start, start + 22, "link"), Dropped(text.index("Related"), len(text), "links"))
    read = article(text, dropped)
    read = type(read)(id="a", text=text, paragraphs=read.paragraphs[:1], dropped=dropped)
    assert [m.toponym for m in tiny_geoparser().recogniser.recognise(read)] == ["Huanta", "Peru"]


def test_every_mention_says_why_and_carries_its_article() -> None:
    for mention in mentions("In Huanta, Ayacucho, and in the district of Xyzal."):
        assert mention.reason
        assert mention.id == f"a:{mention.start}"


ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from("áñÁ\u0301\u0327\u200d\ufeff\x00\U0001f600\U00010437ßİıſŉǅ­-–'’ \n\r\t\u2028"),
    st.sampled_from(
        ["Huanta", "San Francisco", " de ", "río ", "Presidente ", "Universidad de ", "12 km de ", "VRAE"]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ALPHABET, max_size=60).map("".join))
def test_any_text_gives_sorted_mentions_inside_paragraphs(text: str) -> None:
    read = article(text)
    result = tiny_geoparser().parse(read)
    last = 0
    for mention, resolution in zip(result.mentions, result.resolutions, strict=True):
        assert text[mention.start : mention.end] == mention.toponym
        assert last <= mention.start < mention.end
        assert any(p.start <= mention.start and mention.end <= p.end for p in read.paragraphs)
        assert 0 <= resolution.confidence <= 1
        assert resolution.reason
        last = mention.end


def test_half_a_character_stops_nothing() -> None:
    read = article("Lima\ud800 \ud800Ayacucho. They met in Huanta, Ayacucho, Peru.")
    assert "Huanta" in {mention.toponym for mention in tiny_geoparser().parse(read).mentions}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Huanta", "Lima", "and", ",", "de", "Castro", "San Francisco", ".", "\n", "in"])))
def test_parsing_twice_gives_the_same(words: list[str]) -> None:
    read = article(" ".join(words))
    assert tiny_geoparser().parse(read) == tiny_geoparser().parse(read)
