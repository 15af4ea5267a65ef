"""Files and folders that are not as they should be: refused by name, with a remedy, not stopping the rest."""

from __future__ import annotations

import io
import socket
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.documents.article import Article
from geodash.documents.reading import parse_document, read_document, read_folder
from geodash.errors import DocumentError

PAGE = (Path(__file__).parents[2] / "golden" / "documents" / "page.html").read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\r\n ", "blank lines"),
        ("blank.md", b"\xef\xbb\xbf\n", "blank lines"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        ("really.txt", b"%PDF-1.4\n", "a PDF"),
        ("page.txt", b"\n<!DOCTYPE html><html></html>", "extension .html"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("noise.txt", b"\x81\x8d\x8f\x90\x9d\x01\x02\x03\x04\x05\x06\x07" * 50, "Save it again as UTF-8"),
        ("half.txt", b"\xff\xfea\0b", "it is utf-16 but byte"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("notes.xyz", b"hello", "Save the article as"),
        ("noextension", b"hello", "Save the article as"),
        ("a.pdf", b"hello", "not a PDF"),
        ("damaged.pdf", b"%PDF-1.7\nnothing here", "damaged"),
        ("a.docx", b"hello", "not a Word document"),
        ("links.html", b"<html><body><script>go()</script></body></html>", "no article found"),
        ("code.md", b"```\nx = 1\n```\n<!-- no -->", "no sentence"),
        ("zip.html", b"PK\x03\x04aaaa", "zip archive"),
        ("big.txt", b"a" * 2_000_001, "2,000,000"),
        ("big.pdf", b"%PDF-" + b"a" * 20_000_000, "20,000,000"),
        ("big.html", b"<p>" + b"a" * 8_000_001, "8,000,000"),
        ("tags.html", b"<b>" * 120_001, "elements"),
    ],
)
def test_bad_files_are_refused_by_name_and_with_a_remedy(name: str, data: bytes, says: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_document(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert says in message
    assert any(word in message for word in ("Save", "save", "Put", "Give", "Open", "Split")), "no remedy"


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"nowhere.txt: cannot be opened"):
        read_document(tmp_path / "nowhere.txt")
    with pytest.raises(DocumentError, match="no such folder"):
        read_folder(tmp_path / "nowhere")


def test_a_folder_is_no_document_and_an_empty_one_no_articles(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=rf"^{tmp_path}: a folder\. Name the files"):
        read_document(tmp_path)
    (tmp_path / "README.md").write_text("Nothing here.", "utf-8")
    with pytest.raises(DocumentError, match=rf"^{tmp_path}: no articles in this folder\. Put \.txt"):
        read_folder(tmp_path)


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(DocumentError, match="20,000,000"):
        read_document(path)


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Title\n\nThe watch of Huanta.", "utf-8")
    (tmp_path / "a.txt").write_text("Other\n\nThe watch of Ayna.", "utf-8")
    (tmp_path / "B.md").write_text("The same id.", "utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-nothing")
    (tmp_path / ".hidden.txt").write_text("no", "utf-8")
    (tmp_path / "README.md").write_text("no", "utf-8")
    (tmp_path / "sub").mkdir()
    outside = tmp_path.parent / "outside.txt"
    outside.write_text("secret", "utf-8")
    (tmp_path / "link.txt").symlink_to(outside)
    rows = "file,title,published\na.txt,Mine,soon\n../outside.txt,Theirs,2011\n"
    (tmp_path / "metadata.csv").write_text(rows, "utf-8")
    articles, faults = read_folder(tmp_path)
    assert [a.source for a in articles] == ["B.md", "a.txt"]
    assert articles[1].title == "Mine"
    assert articles[1].published is None
    assert "soon" in articles[1].notes[0]
    said = {f.file: str(f) for f in faults}
    assert list(said) == ["b.txt", "c.pdf", "link.txt", "metadata.csv"]
    assert "B.md" in said["b.txt"]
    assert "damaged" in said["c.pdf"]
    assert "out of the folder" in said["link.txt"]
    assert "row 3, file: names outside.txt" in said["metadata.csv"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (b"title\nMine\n", "row 1 has no column"),
        (b"file,colour\na.txt,red\n", "unknown columns ['colour']"),
        (b"file,title\n,Mine\n", "row 2 names no file"),
        (b"file,title\na.txt,M\na.txt,N\n", "row 3 names a.txt again"),
        (b"file,title\na.txt,\xff\n", "not UTF-8"),
        (b'file,title\na.txt,"Mine\n', "not a CSV"),
    ],
)
def test_a_bad_metadata_table_is_one_fault(tmp_path: Path, table: bytes, says: str) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nThe watch of Ayna.", "utf-8")
    (tmp_path / "metadata.csv").write_bytes(table)
    articles, (fault,) = read_folder(tmp_path)
    assert [a.title for a in articles] == ["Title"]
    assert says in str(fault)
    assert fault.file == "metadata.csv"


def test_ids_come_from_names_and_never_hold_a_path() -> None:
    def name_of(name: str) -> tuple[str, str]:
        article = parse_document(b"Some text.", name)
        return article.id, article.source

    assert name_of("Ñandú & Río (2011).txt") == ("nandu-rio-2011", "Ñandú & Río (2011).txt")
    assert name_of("../../etc/passwd.txt") == ("passwd", "passwd.txt")
    assert name_of("C:\\temp\\a\x00\n.txt") == ("a", "a.txt")
    assert name_of("¿?.txt")[0] == "article"
    with pytest.raises(DocumentError, match=r"a\.txt: the id “../x”"):
        parse_document(b"Some text.", "a.txt", metadata={"id": "../x"})


def test_encodings_are_tried_in_order_and_guesses_are_owned_up_to() -> None:
    text = "La ronda de Ñaña caminó señalando el río y volvió después del año nuevo a la montaña. " * 5
    plain = parse_document(text.encode(), "a.txt")
    assert plain.notes == ()
    assert plain.language == "es"
    for encoding in ("utf-8-sig", "utf-16"):
        assert parse_document(text.encode(encoding), "a.txt").text == text
    guessed = parse_document(text.encode("cp1252"), "a.txt")
    assert guessed.text == text
    assert "guess" in guessed.notes[0]


def test_newlines_are_left_as_they_are() -> None:
    article = parse_document(b"Title\r\n\r\nThe watch\rof Huanta.\n", "a.txt")
    assert article.text == "Title\r\n\r\nThe watch\rof Huanta.\n"
    assert [article.text[p.start : p.end] for p in article.paragraphs] == ["Title", "The watch", "of Huanta."]


def test_front_matter_is_read_dropped_and_overruled() -> None:
    data = "---\r\ntitle: Mine\r\ndate: 14 de junio de 2011\r\nlang: es-PE\r\ntags: [a]\r\n---\r\nThe watch."
    article = parse_document(data.encode(), "a.txt", metadata={"title": "Theirs", "author": ""})
    assert (article.title, article.published, article.language) == ("Theirs", "2011-06-14", "es")
    assert article.text == data
    assert [d.reason for d in article.dropped] == ["front matter"]
    assert article.text[article.paragraphs[0].start :] == "The watch."
    rule = parse_document(b"---\nThe watch of Ayna.\n---\nIt goes on.", "a.txt")
    assert not any(d.reason == "front matter" for d in rule.dropped)
    broken = parse_document(b"---\ntitle: [a\n---\nThe watch.", "a.md")
    assert "not YAML" in broken.notes[0]


def test_yaml_that_unfolds_costs_nothing() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [{','.join('*' + p for _ in range(9))}]\n" for p, c in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert parse_document(f"---\n{bomb}---\nText of the watch.".encode(), "a.md").title is None


def test_reading_touches_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert parse_document(PAGE, "page.html").published == "2012-03-09"


def test_zip_bombs_are_refused_before_unpacking() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 60_000_000)
        archive.writestr("word/media/a.bin", b"\0" * 60_000_000)
    with pytest.raises(DocumentError, match=r"bomb.docx: unpacks to more than"):
        parse_document(buffer.getvalue(), "bomb.docx")


def check_article(article: Article, text: str) -> None:
    assert article.text == text
    assert [p.number for p in article.paragraphs] == list(range(1, len(article.paragraphs) + 1))
    for parts in (
        [(p.start, p.end) for p in article.paragraphs],
        [(d.start, d.end) for d in article.dropped],
    ):
        assert all(0 <= start < end <= len(text) for start, end in parts)
        assert all(above[1] <= below[0] for above, below in pairwise(parts))
    covered: set[int] = set()
    for paragraph in article.paragraphs:
        span = range(paragraph.start, paragraph.end)
        inside = [d for d in article.dropped if d.start < paragraph.end and d.end > paragraph.start]
        assert all(paragraph.start < d.start and d.end < paragraph.end for d in inside)
        assert article.paragraph_at(paragraph.start) == paragraph
        assert len(article.paragraph_text(paragraph)) == len(span)
        assert article.paragraph_text(paragraph).strip()
        covered.update(span)
    for dropped in article.dropped:
        assert article.paragraph_at(dropped.start) is None
        covered.update(range(dropped.start, dropped.end))
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())


PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "Read more",
        "Related Articles",
        "Reading time: 4 min",
        "https://a.org/x.",
        "---",
        "[Lima](https://a.org)",
        "![x](y.jpg)",
        "<!-- a",
        "-->",
        "```",
        "<b>",
        "| a | b |",
        "|---|",
        "# Title",
        "- item",
        "title: x",
        "Home > News",
        "27 JAN 2023",
        "The watch of Huanta walks every night, from bridge to chapel.",
        "…",
        "[a][b]",
        "[b]: http://c",
        "www.a.org",
        "©",
        "\u2028",
        "\f",
        "===",
        "é",
    ]
)


@given(
    st.lists(PIECES | st.text(max_size=8), min_size=1, max_size=25).map("".join),
    st.sampled_from(["txt", "md"]),
)
def test_offsets_hold_for_any_text(text: str, kind: str) -> None:
    if any("\ud800" <= c <= "\udfff" or c == "\0" for c in text) or not text.strip() or text.startswith("\ufeff"):
        return
    try:
        article = parse_document(text.encode(), f"a.{kind}")
    except DocumentError as error:
        assert "no sentence" in str(error) or text.lstrip().lower().startswith(
            ("<html", "<!doctype", "gif8", "%pdf-", "pk")
        )
        return
    check_article(article, text)


@given(st.binary(max_size=300), st.sampled_from(["txt", "md", "html", "pdf", "docx", "doc"]))
def test_any_bytes_give_an_article_or_a_document_error(data: bytes, kind: str) -> None:
    try:
        parse_document(data, f"a.{kind}")
    except DocumentError as error:
        assert str(error).startswith(f"a.{kind}: ")
