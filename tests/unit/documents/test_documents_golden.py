"""Each reader against a small file and the table of what it must keep and drop."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from geodash.documents.article import Article
from geodash.documents.reading import dump_text, read_document, read_folder

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"
EXPECTED = yaml.safe_load((GOLDEN / "expected.yaml").read_text("utf-8"))


def uncovered(article: Article) -> str:
    """What is neither in a paragraph nor dropped."""
    inside = [False] * len(article.text)
    spans = [(p.start, p.end) for p in article.paragraphs] + [(d.start, d.end) for d in article.dropped]
    for start, end in spans:
        inside[start:end] = [True] * (end - start)
    return "".join(c for c, held in zip(article.text, inside, strict=True) if not held).strip()


@pytest.mark.parametrize("name", EXPECTED)
def test_reader_keeps_and_drops_what_the_table_says(name: str) -> None:
    article, want = read_document(GOLDEN / name), EXPECTED[name]
    kept = [article.text[p.start : p.end] for p in article.paragraphs]
    assert [k[: len(w)] for k, w in zip(kept, want["kept"], strict=False)] == want["kept"]
    assert len(kept) == len(want["kept"])
    dropped = [[d.reason, article.text[d.start : d.end]] for d in article.dropped]
    assert [[r, t[: len(w[1])]] for (r, t), w in zip(dropped, want["dropped"], strict=False)] == want["dropped"]
    assert len(dropped) == len(want["dropped"])
    assert (article.title, article.author, article.language) == (
        want["title"],
        want["author"],
        want["language"],
    )
    assert [p.number for p in article.paragraphs] == list(range(1, len(kept) + 1))
    assert uncovered(article) == ""
    assert article.source == name


def test_markdown_hides_addresses_from_readers_of_paragraphs() -> None:
    article = read_document(GOLDEN / "report.md")
    seen = "\n".join(article.paragraph_text(p) for p in article.paragraphs)
    for hidden in ("Lima", "Cusco", "Tacna", "Huaraz", "Arequipa", "Puno", "Iquitos"):
        assert hidden in article.text
        assert hidden not in seen
    sentence = article.paragraphs[1]
    assert len(article.paragraph_text(sentence)) == sentence.end - sentence.start
    assert article.paragraph_at(article.text.index("Tacna")) is None
    assert article.paragraph_at(article.text.index("old bridge")) == sentence


def test_html_metadata_come_from_its_declarations() -> None:
    article = read_document(GOLDEN / "page.html")
    assert article.published == "2012-03-09"
    assert article.publication == "The Valley Paper"
    assert article.url == "https://example.org/patrols"
    assert "Señor Muñoz" in article.text
    assert "Related" not in article.text


def test_folder_takes_metadata_from_its_table_before_front_matter_before_the_page() -> None:
    articles, faults = read_folder(GOLDEN)
    by_source = {article.source: article for article in articles}
    assert [a.source for a in articles] == [
        "news_en.txt",
        "news_es.txt",
        "page.html",
        "report.md",
        "wrapped.txt",
    ]
    assert [(f.file, "not read" in str(f)) for f in faults] == [("expected.yaml", True)]
    news, report = by_source["news_en.txt"], by_source["report.md"]
    assert (news.id, news.published, news.licence) == ("ridge-2012", "2012-03", "CC BY 4.0")
    assert news.title == "Patrols return to the ridge road above Santa Rosilla"
    assert (report.id, report.author, report.published) == ("watch-2012", "Ana R.", "2012-03-09")


def test_text_dump_is_the_text_of_the_offsets() -> None:
    article = read_document(GOLDEN / "news_es.txt")
    assert dump_text(article) == (GOLDEN / "news_es.txt").read_text("utf-8")
