"""Rules for boilerplate: what web pages put round an article goes, sentences that resemble it stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.documents.blocks import find_lines
from geodash.documents.boilerplate import find_cuts, sift

BODY = "The watch of the upper hamlet walks from the bridge to the chapel every night of the year. " * 5


def reasons(*lines: str, title: str | None = None) -> list[str | None]:
    text = "\n\n".join(lines)
    return sift(text, find_lines(text), title=title)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Leave a comment", "comments"),
        ("12 comments", "comment box"),
        ("Sin comentarios", "comment box"),
        ("3 comentarios en «La ronda»", "comment box"),
        ("¿Qué opinas?", "comment box"),
        ("Share this article", "share buttons"),
        ("share icon icon icon", "share buttons"),
        ("Comparte esta noticia", "share buttons"),
        ("Síguenos en Facebook", "share buttons"),
        ("5 min read", "reading time"),
        ("Tiempo de lectura: 6 minutos", "reading time"),
        ("READ MORE: Ten photographs of the chapel", "link to other articles"),
        ("Read more", "link to other articles"),
        ("Leer más", "link to other articles"),
        ("Ver también: la capilla", "link to other articles"),
        ("Was this article helpful?", "feedback question"),
        ("¿Te fue útil este contenido?", "feedback question"),
        ("Please consider making a donation today.", "funding appeal"),
        ("Necesitamos tu apoyo: sin donaciones no hay periodismo.", "funding appeal"),
        ("Sign up for our weekly newsletter", "newsletter or subscription"),
        ("Suscríbete a nuestro boletín semanal", "newsletter or subscription"),
        ("Advertisement", "advertisement"),
        ("PUBLICIDAD", "advertisement"),
        ("We use cookies to improve your visit.", "cookie notice"),
        ("Utilizamos cookies para mejorar su visita.", "cookie notice"),
        ("© 2012 The Valley Paper", "copyright notice"),
        ("Prohibida su reproducción total o parcial.", "copyright notice"),
        ("The views expressed here do not necessarily reflect those of the paper.", "disclaimer"),
        ("Las opiniones expresadas no reflejan la posición del diario.", "disclaimer"),
        ("Filed under: roads, rivers", "tags"),
        ("Temas: caminos, ríos", "tags"),
        ("chapel_03.jpg", "image file name"),
        ("Skip to main content", "page furniture"),
        ("About | Contact | Search", "menu"),
        ("Más leídas", "related articles"),
        ("You might also like", "related articles"),
        ("Contenido relacionado", "related articles"),
        ("Sobre nosotros", "about the site"),
    ],
)
def test_lines_of_web_pages_are_dropped_with_their_reason(line: str, reason: str) -> None:
    assert reasons("A title of its own", BODY, line) == [None, None, reason]


@pytest.mark.parametrize(
    "line",
    [
        "Share of coca in the income of the valley",
        "Related killings followed in May.",
        "Comments by Humala were brief.",
        "Comments made by the minister on Friday angered the committees.",
        "Subscribers to the peasant league paid one sol a month.",
        "See also the commission's report, which names Putis and Lucanamarca as graves.",
        "Donations of rice reached the base at Pichari.",
        "Follow the river down to Puerto Ocopa.",
        "More than forty committees signed.",
        "More on the ground than on paper",
        "Más de cien muertos en Putis",
        "Lo más alto de la sierra quedó sin base.",
        "Other links between traffickers and rebels",
        "Discussion",
        "No hay respuesta en Huanta",
        "Support for the committees grew after 1983.",
        "Sign of the times: a base closes in Ayna",
        "Tags were given to each rifle.",
        "Copyright law matters little here.",
        "Print shops in Ayacucho made the cards.",
        "The views of the elders do not count for much.",
        "Cookies and rice were handed out.",
        "About 300 men",
        "Luricocha",
        "Puente Alto, Santa Rosilla",
        "Police patrolling near Huayllay, 2014. By A. Ruiz.",
        "Opinions differ.",
        "Register of committees",
        "Necesitamos más patrullas, dijo el alcalde.",
        "12 minutes later the patrol came.",
        "Source: Ministry of Defense",
    ],
)
def test_sentences_and_captions_that_resemble_boilerplate_stay(line: str) -> None:
    assert reasons("A title of its own", BODY, line, BODY)[2] is None
    assert reasons("A title of its own", BODY, line)[2] is None


def test_closing_section_takes_all_that_follows() -> None:
    assert reasons(
        "Title", BODY, "Related Content", "The bridge", "Nobody paid for the bridge.", "PERU / 6 DEC 2022"
    ) == [
        None,
        None,
        *["related articles"] * 4,
    ]


def test_section_amid_the_article_takes_only_the_lines_under_it() -> None:
    got = reasons("Title", BODY, "Lo más leído", "El puente", "La capilla", BODY, "The end came soon.")
    assert got == [None, None, *["related articles"] * 3, None, None]


def test_authors_and_first_publication_are_kept_even_under_a_closing_section() -> None:
    author = "*Ana Ruiz is a Ph.D. candidate in history at the university of Puente Alto."
    first = "This article originally appeared in The Valley Paper."
    assert reasons("Title", BODY, "Related Content", "The bridge", author, first)[4:] == [None, None]


def test_dated_teasers_after_the_end_go_and_a_chronology_stays() -> None:
    teasers = [
        "The bridge",
        "27 JAN 2023",
        "Last week the paper went to see the bridge that nobody had paid for…",
    ]
    assert reasons("Title", BODY, *teasers, *teasers)[2:] == ["teasers of other articles"] * 6
    entries = ["3 April 1983", "The column came down to the village at noon and stayed until the evening."]
    assert reasons("Title", BODY, *entries, *entries)[2:] == [None] * 4


def test_breadcrumb_and_tagline_go_and_repeated_titles_and_captions_stay() -> None:
    assert reasons("HomeNewsPatrols return", "Patrols return", BODY) == ["breadcrumb", None, None]
    assert reasons("Inicio » Política » Vuelve la ronda", "Vuelve la ronda", BODY)[0] == "breadcrumb"
    assert reasons("Politics, Business & Culture of the Coast", "Patrols return", BODY)[0] == "site tagline"
    assert reasons("Patrols return", "Patrols return", BODY) == [None, None, None]
    assert reasons("Why patrols return", "patrols return", BODY) == [None, None, None]
    assert reasons("Politics, business and culture in Huanta", BODY) == [None, None]


def test_menus_go_at_the_ends_only() -> None:
    assert reasons("Home", "News", "Opinion", "Patrols return", BODY)[:4] == ["menu", "menu", "menu", None]
    assert reasons("Title", BODY, "Health", "Education", "Politics", BODY)[2:5] == [None, None, None]
    assert reasons("Title", BODY, "Huanta", "Luricocha", "Ayna")[2:] == [None, None, None]


def test_text_of_nothing_but_boilerplate_is_kept_whole() -> None:
    assert reasons("Share", "Read more") == [None, None]


def test_reading_time_glued_to_a_sentence_is_cut_off() -> None:
    text = "Reading Time: 10 minutesThe watch is back."
    (cut,) = find_cuts(text, find_lines(text))
    assert (text[cut.end :], cut.reason) == ("The watch is back.", "reading time")


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_text_gets_a_verdict_for_each_block(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks = find_lines(text)
    verdicts = sift(text, blocks)
    assert len(verdicts) == len(blocks)
    assert not blocks or None in verdicts


@pytest.mark.parametrize("word", ["latest news ", "home", "share on ", "ana ", "a-", "www.", "related ", "\u00bf"])
def test_hostile_repetition_costs_little_time(word: str) -> None:
    lines = ["Title", BODY, *[(word * 200)[:800] + "!"] * 50]
    started = time.perf_counter()
    reasons(*lines)
    assert time.perf_counter() - started < 2
