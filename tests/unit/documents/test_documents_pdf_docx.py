"""PDF and Word documents made on the spot."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest
from docx.oxml import parse_xml
from pypdf import PdfReader, PdfWriter

from geodash.documents.article import Article
from geodash.documents.reading import parse_document
from geodash.documents.reflow import reflow
from geodash.errors import DocumentError


def make_pdf(pages: Sequence[Sequence[str]], title: str = "") -> bytes:
    """A PDF of the least kind: one line of Helvetica under the other."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (" + title.encode("cp1252") + b") >>",
    ]
    kids = []
    for lines in pages:
        shown = b" ".join(
            b"(" + line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj 0 -14 Td"
            for line in lines
        )
        stream = b"BT /F1 11 Tf 60 780 Td " + shown + b" ET" if lines else b"0 0 100 100 re f"
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out) + b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )


PAGES = [
    [
        "The Valley Paper 2012",
        "The watch on the ridge",
        "Twelve families of Santa Rosilla keep watch above the old",
        "bridge, and their self-defense is older than the road. The pa-",
        "trols of Ñaña walk from the bridge to the chapel and",
        "1",
    ],
    [
        "The Valley Paper 2012",
        "back every night of the year, in rain or in moonlight, as",
        "they did before.",
        "When the road was opened again the watch stayed. Their self-",
        "defense costs a tenth of the harvest.",
        "2",
    ],
    ["The Valley Paper 2012", "Nobody pays for the bridge.", "3"],
]


def paragraphs(article: Article) -> list[str]:
    return [article.text[p.start : p.end] for p in article.paragraphs]


def test_pdf_lines_become_paragraphs_and_running_heads_go() -> None:
    article = parse_document(make_pdf(PAGES, title="The Watch on the Ridge"), "a.pdf")
    assert paragraphs(article) == [
        "The watch on the ridge",
        "Twelve families of Santa Rosilla keep watch above the old bridge, and their self-defense is older "
        "than the road. The patrols of Ñaña walk from the bridge to the chapel and back every night of the "
        "year, in rain or in moonlight, as they did before.",
        "When the road was opened again the watch stayed. Their self-defense costs a tenth of the harvest.",
        "Nobody pays for the bridge.",
    ]
    assert article.title == "The Watch on the Ridge"
    assert {d.reason for d in article.dropped} == {"running head or page number"}
    heads = " ".join(article.text[d.start : d.end] for d in article.dropped)
    assert heads.split() == [w for n in "123" for w in ("The", "Valley", "Paper", "2012", n)]


def test_pdf_title_that_the_page_does_not_show_is_not_believed() -> None:
    assert (
        parse_document(make_pdf(PAGES, title="Microsoft Word - draft7.doc"), "a.pdf").title
        == "The watch on the ridge"
    )


def test_scans_are_sent_to_ocr_and_single_scanned_pages_noted() -> None:
    with pytest.raises(DocumentError, match=r"^scan\.pdf: no text layer .* 2 pages\. Run it through OCR first"):
        parse_document(make_pdf([[], []]), "scan.pdf")
    article = parse_document(make_pdf([PAGES[0], []]), "a.pdf")
    assert article.notes == ("a.pdf: no text on page 2: a scan or a figure; use OCR if it holds text.",)


def test_locked_pdfs_are_refused_and_those_open_to_all_are_read() -> None:
    for password, opens in (("secret", False), ("", True)):
        writer = PdfWriter(PdfReader(io.BytesIO(make_pdf(PAGES))))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        buffer = io.BytesIO()
        writer.write(buffer)
        if opens:
            assert len(parse_document(buffer.getvalue(), "a.pdf").paragraphs) == 4
        else:
            with pytest.raises(DocumentError, match=r"locked.pdf: .*password. Save a copy without"):
                parse_document(buffer.getvalue(), "locked.pdf")


def test_pdfs_of_too_many_pages_are_refused() -> None:
    with pytest.raises(DocumentError, match=r"book.pdf: 401 pages; at most 400"):
        parse_document(make_pdf([["x"]] * 401), "book.pdf")


def test_hyphen_before_a_capital_stays_and_blank_lines_part() -> None:
    text, blocks, heads = reflow(["The valleys of the Apurímac-\nEne are two.\n\nAnother starts here"])
    assert [text[b.start : b.end] for b in blocks] == [
        "The valleys of the Apurímac-Ene are two.",
        "Another starts here",
    ]
    assert heads == []


def test_docx_gives_headings_paragraphs_and_table_rows_in_order() -> None:
    document = docx.Document()
    document.core_properties.title = "The watch"
    document.core_properties.author = "somebody's computer"
    document.add_heading("The watch", 0)
    document.add_paragraph("By Ana Ruiz")
    document.add_paragraph("Twelve families of ").add_run("Santa Rosilla").bold = True
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Place", "Families", "Ñaña", "6"], strict=True):
        cell.text = text
    document.add_heading("Related articles", 1)
    document.add_paragraph("The bridge that nobody paid for")
    document.sections[0].header.paragraphs[0].text = "The Valley Paper"
    buffer = io.BytesIO()
    document.save(buffer)
    article = parse_document(buffer.getvalue(), "a.docx")
    assert paragraphs(article) == [
        "The watch",
        "By Ana Ruiz",
        "Twelve families of Santa Rosilla",
        "Place | Families",
        "Ñaña | 6",
    ]
    assert (article.title, article.author) == ("The watch", "Ana Ruiz")
    assert [d.reason for d in article.dropped] == ["related articles"]
    assert "Valley Paper" not in article.text
    assert "a.docx: left out as no part of the article: page headers (16 characters). Copy" in "".join(article.notes)


def test_docx_tells_of_the_text_that_stands_beside_its_own() -> None:
    document = docx.Document()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    document.add_paragraph("The watch on the ridge is older than the road. ")._p.append(
        parse_xml(box.replace("<w:r>", f"<w:r {space}>", 1))
    )
    document.sections[0].footer.paragraphs[0].text = "page foot"
    document.add_comment(document.paragraphs[0].runs, "doubtful")
    buffer = io.BytesIO()
    document.save(buffer)
    article = parse_document(buffer.getvalue(), "a.docx")
    assert article.text == "The watch on the ridge is older than the road."
    told = next(note for note in article.notes if "left out" in note)
    assert {"page footers (9 characters)", "comments (8 characters)", "text boxes (8 characters)"} == {
        part.strip() for part in told.partition("article: ")[2].partition(". Copy")[0].split(", ")
    }


def test_docx_without_anything_beside_it_has_nothing_to_tell() -> None:
    document = docx.Document()
    document.add_paragraph("The watch on the ridge is older than the road that was opened again.")
    buffer = io.BytesIO()
    document.save(buffer)
    assert parse_document(buffer.getvalue(), "a.docx").notes == ()


def test_docx_insertions_are_text_and_deletions_are_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Kept. ")._p
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for tag, text in (("ins", "<w:t>Added.</w:t>"), ("del", "<w:delText>Gone.</w:delText>")):
        paragraph.append(parse_xml(f"<w:{tag} {space}><w:r>{text}</w:r></w:{tag}>"))
    buffer = io.BytesIO()
    document.save(buffer)
    assert parse_document(buffer.getvalue(), "a.docx").text == "Kept. Added."


def test_docx_without_text_or_damaged_is_refused() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with pytest.raises(DocumentError, match=r"a.docx: no text in this document"):
        parse_document(buffer.getvalue(), "a.docx")
    with pytest.raises(DocumentError, match=r"a.docx: "):
        parse_document(buffer.getvalue()[:-400], "a.docx")
