"""Nothing is left out of a document in silence."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from click.testing import CliRunner

from geodash.cli import main
from geodash.documents.omissions import find_omissions, tell_omissions
from geodash.documents.reading import parse_document, read_document

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"
PAGE = """<html><head><title>The ferry</title></head><body>
<nav><a href="/">Start</a> <a href="/lima">Lima news</a></nav>
<article><header><h1>The ferry</h1></header><p>The <b>ferry</b> of Puerto Cocos crosses the river twice a day, and
nobody can say since when it has done so, for no one wrote it down.</p><p>It carries two cars, or one lorry that is
not too heavy for it.</p></article>
<aside><p>More on ferries</p></aside><script>var words = "not shown at all";</script>
<footer>Our office is in Lima</footer></body></html>"""


def test_a_page_s_menus_are_told_by_where_they_stand_and_its_article_is_not_counted() -> None:
    article = parse_document(PAGE.encode(), "ferry.html")
    (told,) = tell_omissions(article)
    assert told.startswith("ferry.html: ")
    assert told.endswith(": 5 at its foot, 3 beside the article, 3 in menus.")


def test_a_page_with_nothing_but_its_article_says_nothing() -> None:
    page = PAGE[: PAGE.index("<nav>")] + PAGE[PAGE.index("<article>") : PAGE.index("<aside>")] + "</body></html>"
    assert tell_omissions(parse_document(page.encode(), "ferry.html")) == ()


def test_dropped_stretches_are_told_with_their_reasons_and_size() -> None:
    article = read_document(GOLDEN / "news_en.txt")
    (told,) = tell_omissions(article)
    assert told.startswith("news_en.txt: ")
    assert "comment box (2)" in told
    assert f"{sum(d.end - d.start for d in article.dropped):,} characters" in told


def test_front_matter_is_read_and_not_left_out() -> None:
    article = parse_document(b"---\ntitle: A\n---\n\nThe ferry of Cocos is slow.\n", "a.md")
    assert article.dropped
    assert find_omissions(article) == ()
    assert tell_omissions(article) == ()


def test_a_guessed_encoding_is_told_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("En Huánuco y Apurímac, Perú, se reunieron en 1983.\n".encode("latin-1"))
    result = CliRunner().invoke(main, ["geoparse", str(path)])
    assert result.exit_code == 0
    assert result.stderr.startswith("Note: old.txt is not UTF-8")
    assert "Huánuco" in result.stdout


def test_what_was_left_out_is_listed_with_offsets_of_the_file() -> None:
    path = GOLDEN / "news_en.txt"
    text = path.read_text("utf-8")
    result = CliRunner().invoke(main, ["geoparse", "--left-out", str(path)])
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == len(read_document(path).dropped)
    assert all(" ".join(text[int(r["start"]) : int(r["end"])].split()) == r["text"] for r in rows)


def test_a_build_tells_what_it_left_out_of_a_reader_s_documents(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "ferry.html").write_text(PAGE, "utf-8")
    result = CliRunner().invoke(main, ["build", "--articles", str(own), "--out", str(tmp_path / "out")])
    assert result.exit_code == 0, result.stderr
    assert "Note: ferry.html: " in result.stderr
