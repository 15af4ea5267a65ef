"""Which expression of time a mention is given, and what is said when there is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.documents.article import Article, Paragraph
from geodash.geoparse.dating import Dater
from geodash.geoparse.records import Dating, Mention
from geodash.geoparse.sentences import split_sentences


def _article(text: str, published: str | None, language: str) -> Article:
    paragraphs = tuple(
        Paragraph(number, match.start(), match.end()) for number, match in enumerate(re.finditer(r"[^\n]+", text), 1)
    )
    return Article(id="a", text=text, paragraphs=paragraphs, language=language, published=published)


def _date(marked: str, published: str | None = "2015-06-23", language: str = "en") -> list[Dating]:
    """Date the names in [brackets]; the brackets are taken out first."""
    mentions: list[Mention] = []
    text = ""
    for piece in re.split(r"(\[[^\]]+\])", marked):
        name = piece.strip("[]")
        if piece.startswith("["):
            mentions.append(Mention(f"a:{len(text)}", "a", len(text), len(text) + len(name), name))
        text += name
    dated = Dater().date(_article(text, published, language), mentions)
    assert [dating.mention_id for dating in dated] == [mention.id for mention in mentions]
    for dating in dated:
        assert dating.start < 0 or text[dating.start : dating.end] == dating.verbatim
    return dated


def _edtfs(marked: str, published: str | None = "2015-06-23", language: str = "en") -> list[str | None]:
    return [dating.when.edtf if dating.when else None for dating in _date(marked, published, language)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("In 1984, soldiers burnt houses in [Putis].", ["1984"]),
        ("They fled [Putis] in 1984 and [Tambo] in 1985.", ["1984", "1985"]),
        ("Men died in [Huanta] in 2012, as well as in [Tambo] in 2013.", ["2012", "2013"]),
        ("In [Huanta] five died in 1992; in [Tambo], three in 1993.", ["1992", "1993"]),
        ("Between 2006 and 2011, agencies paid [Peru], [Bolivia] and [Chile].", ["2006/2011"] * 3),
        ("A 2005 study says that [Huanta] was attacked in 1984.", ["1984"]),
        ("The 2012-2016 strategy covers [Huanta].", ["2012/2016"]),
        ("Today [Huanta] is calm, but in 1984 it burnt, as did [Tambo].", ["2015-06-23", "1984"]),
        ("The soldiers of [Huanta] are many.", [None]),
    ],
)
def test_the_nearest_expression_of_the_sentence_counts(marked: str, expected: list[str | None]) -> None:
    assert _edtfs(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("In 1984 the army came. The soldiers then burnt [Putis].", ["1984"]),
        ("In 1984 the army came. The valley of [Putis] is high.", [None]),
        ("In 1984 they came. It was cold. They left. They slept. They ate in [Tambo] and walked.", [None]),
        ("In 1984 and later, not in 1990, they came.\nThe soldiers burnt [Putis].", [None]),
        ("They came in 1984, went in 1990. The soldiers burnt [Putis].", [None]),
        ("They came in 1984. The soldiers burned [Putis].", ["1984"]),
        ("In 1984 they came. The following year they reached [Tambo].", ["1985"]),
    ],
)
def test_a_sentence_in_the_past_carries_on_an_earlier_time(marked: str, expected: list[str | None]) -> None:
    assert _edtfs(marked) == expected


@pytest.mark.parametrize("mark", [".", ":", " –", ")"])
def test_the_date_of_a_chronology_entry_holds_for_all_of_it(mark: str) -> None:
    entry = (
        f"May 1980{mark} Attack at [Chuschi]. It is small. A road leads to [Cangallo]. And to [Huanta]. To [Tambo]."
    )
    assert _edtfs(entry) == (["1980-05"] * 4 if mark != ")" else ["1980-05", None, None, None])


def test_a_dated_heading_holds_for_the_past_below_it_until_the_next() -> None:
    marked = "[Peru] in arms\n1980–1985\nThe army entered [Huanta].\nIt is [Tambo].\nWhat followed\nIt entered [Ica]."
    assert _edtfs(marked) == [None, "1980/1985", None, None]


def test_the_title_dates_itself_only() -> None:
    assert _edtfs("1984 in [Ayacucho]\nThe army entered [Huanta].") == ["1984", None]


def test_the_publication_date_counts_only_where_a_word_says_so() -> None:
    assert _edtfs("Patrols are found in [Huanta]. They still guard [Tambo].") == [None, "2015-06-23"]
    assert _edtfs("They still guard [Tambo].", published=None) == [None]


def test_without_a_publication_date_the_reason_says_what_is_missing() -> None:
    (dating,) = _date("Last week they came to [Tambo].", published=None)
    assert dating.when is None
    assert "publication date, which is not known" in dating.reason
    assert dating.verbatim == "Last week"


def test_a_date_that_cannot_be_worked_out_gives_way_to_one_that_can() -> None:
    assert _edtfs("Last week in [Tambo] they spoke of 1984.", published=None) == ["1984"]


def test_a_given_publication_date_stands_in() -> None:
    article = _article("Yesterday they came to Tambo.", None, "en")
    mention = Mention("a:23", "a", 23, 28, "Tambo")
    (dating,) = Dater(published="2011-06-14").date(article, [mention])
    assert dating.when is not None
    assert dating.when.edtf == "2011-06-13"


def test_a_date_inside_a_name_is_a_name() -> None:
    assert _edtfs("La feria de [28 de Julio] es grande.", language="es") == [None]


def test_spanish_sentences() -> None:
    marked = "En 1984 llegó la tropa. Los soldados quemaron [Putis]. Hoy [Huanta] vive en paz."
    assert _edtfs(marked, language="es") == ["1984", "2015-06-23"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "On June 3 men came to [Ocopa], in [Satipo]; on May 11 they burnt [Tambo].",
            ["2015-06-03"] * 2 + ["2015-05-11"],
        ),
        ("First came [Tambo], in 2004, followed by [Sivia] in 2006.", ["2004", "2006"]),
        ("From 1983 there was a post at [Pampas], and in 2008 one at [Ocros].", ["1983/..", "2008"]),
        ("They opened posts at [Pichari] (2008), [Mazamari] (2010) and [Tambo].", ["2008", "2010", None]),
        ("Roads to [Tambo], [Ayna] and, since yesterday, [Sivia] are shut.", [None, None, "2015-06-22"]),
        ("In talks of 1990 [Huanta] is named, unlike [Chota].", ["1990", None]),
        ("Deaths in [Peru] climbed from one in 2005 to 17 in 2009.", ["2005/2009"]),
        ("Output in [Peru] rose from 141 tons in 2000 to 302 tons in 2008.", ["2000/2008"]),
        ("Strikes in [Peru] killed one man in 2007 and two in 2008. For 2009 [Bagua] had 25.", ["2007/2008", "2009"]),
        ("They fled from [Huanta] in 1984 to [Lima] in 1985.", ["1984", "1985"]),
        ("In 1981, 1983, 1984 and 1986 they burnt [Tambo].", ["{1981,1983,1984,1986}"]),
        ("On 23 May, a Sunday, sixteen died in [Tambo].", ["2015-05-23"]),
        ("In the 1990s [Tambo] fell quiet. Ten years later [Sivia] was rich.", ["199X", None]),
        ("It killed one man in 2008 and 25 in 2009, most of them at [Bagua].", ["2009"]),
        ("The drug strategy of [Peru] for 2012 to 2016 joins many aims.", ["2012/2016"]),
        ("They came to [Ayna] in 1990. Two years later, on 4 May 1993, they took [Tambo].", ["1990", "1993-05-04"]),
        ("In May 2012 they promised help for the drug plan of [Peru] for 2012 to 2025.", ["2012-05"]),
    ],
)
def test_expressions_keep_to_their_clause_and_join_into_one(marked: str, expected: list[str | None]) -> None:
    assert _edtfs(marked) == expected


@pytest.mark.parametrize(
    ("marked", "language", "expected"),
    [
        ("In 1984 they burnt [Tambo]. Unlike [Huanta], it was rebuilt.", "en", ["1984", None]),
        ("In 1984 they burnt [Tambo]. By contrast, patrols of [Chota] carried whips.", "en", ["1984", None]),
        ("In 1984 they came to [Tambo]. Within a decade patrols held [Huanta].", "en", ["1984", "1984/1994"]),
        ("Within a decade patrols held [Huanta].", "en", [None]),
        (
            "They met in [Lima] in May. The road to [Tambo] will open in July. They also promised [Sivia] a bridge.",
            "en",
            ["2015-05", "2015-07", None],
        ),
        ("En 1984 quemaron [Tambo]. En cambio, las rondas de [Chota] llevaban látigos.", "es", ["1984", None]),
    ],
)
def test_a_time_does_not_carry_into_a_contrast_or_from_what_is_to_come(
    marked: str, language: str, expected: list[str | None]
) -> None:
    assert _edtfs(marked, language=language) == expected


@pytest.mark.parametrize("later", ["That day they took", "A week later they left for", "On the 11th they left for"])
def test_the_date_counted_from_may_stand_in_an_earlier_paragraph(later: str) -> None:
    first, second = _edtfs(f"On 4 May 2012 the army came to [Tambo].\n{later} [Sivia].")
    assert first == "2012-05-04"
    assert second == ("2012-05-04" if later.startswith("That") else "2012-05-11")


def test_a_day_without_year_heads_an_entry_of_an_agenda() -> None:
    marked = "10 de mayo. Feria de [Coracora]. Salen carros de [Nazca].\nDel 12 al 18. Fiesta de [Tambo]."
    assert _edtfs(marked, "2015-05", "es") == ["2015-05-10", "2015-05-10", "2015-05-12/2015-05-18"]


def test_text_outside_the_paragraphs_is_not_looked_at() -> None:
    article = Article("a", "In 1984. Tambo. Huanta", (Paragraph(1, 9, 15),))
    mentions = [Mention("a:9", "a", 9, 14, "Tambo"), Mention("a:16", "a", 16, 22, "Huanta")]
    inside, outside = Dater().date(article, mentions)
    assert inside.when is None
    assert outside.reason == "undated: it stands outside the paragraphs"


def test_mentions_come_back_in_the_order_given() -> None:
    article = _article("In 1984 Tambo, in 1990 Huanta.", None, "en")
    mentions = [Mention("b", "a", 23, 29, "Huanta"), Mention("a", "a", 8, 13, "Tambo")]
    assert [dating.mention_id for dating in Dater().date(article, mentions)] == ["b", "a"]
    assert Dater().date(article, []) == []


def test_sentences_do_not_end_at_abbreviations_and_cover_everything() -> None:
    text = "Gen. A. Soto of the U.S. came. He left Lima! “Then?” 12 stayed. e.g. here"
    sentences = [text[start:end].strip() for start, end in split_sentences(text, 0, len(text))]
    assert sentences == ["Gen. A. Soto of the U.S. came.", "He left Lima!", "“Then?”", "12 stayed. e.g. here"]


@given(
    st.text(alphabet="In 1984.Lm,aoste\n?—2058-/", max_size=120),
    st.lists(st.tuples(st.integers(0, 119), st.integers(1, 12)), max_size=6),
    st.sampled_from(["en", "es"]),
)
def test_any_text_and_any_mentions_are_dated_or_not(text: str, spans: list[tuple[int, int]], language: str) -> None:
    mentions = [
        Mention(f"a:{number}", "a", start, min(start + length, len(text)), text[start : start + length])
        for number, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    dated = Dater().date(_article(text, "2015-06", language), mentions)
    assert len(dated) == len(mentions)
    for dating in dated:
        assert dating.reason
        if dating.start >= 0:
            assert text[dating.start : dating.end] == dating.verbatim != ""
        else:
            assert dating.when is None
