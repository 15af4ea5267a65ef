"""Read a PDF's text layer."""

from __future__ import annotations

import io
import logging
import re
import time
from typing import TYPE_CHECKING

from geodash.documents.draft import Cut, Draft
from geodash.documents.reflow import reflow
from geodash.errors import DocumentError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_PAGES = 400
_MOST_CHARS = 4_000_000
# Drawing instructions of one page; beyond this it is a map or a figure, and slow to look through for text.
_LARGEST_PAGE = 6_000_000
_MOST_SECONDS = 120.0
# Fewer letters than this on a page are a stamp or a page number on a scan, not a text layer.
_LEAST_LETTERS = 15


def read_pdf(data: bytes, name: str) -> Draft:
    """Read the text layer of a PDF: lines are joined into paragraphs, running heads dropped (see `reflow`).

    The title in the file's own properties is believed only if the first page shows it; its author and dates
    are those of the program that wrote the file and are not used.

    Raises:
        DocumentError: no PDF, damaged, needs a password, too many pages or too much text, or scans only.
    """
    if b"%PDF-" not in data[:1024]:
        raise DocumentError(f"{name}: not a PDF. Give the file the extension of what it is.")
    # pypdf reports every oddity of a file to the log; what matters is raised or noted here.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = _open(data, name)
        pages, notes = _read_pages(reader, name)
        title = str((reader.metadata.title if reader.metadata else None) or "").strip()
    except DocumentError:
        raise
    except Exception as error:  # pypdf raises many kinds on damaged files
        raise DocumentError(
            f"{name}: this PDF is damaged ({type(error).__name__}). Open it in a reader and print it to a new PDF."
        ) from error
    text, blocks, heads = reflow(pages)
    shown = title and _plain(title) in _plain(next((page for page in pages if page.strip()), "")[:3000])
    cuts = tuple(Cut(head.start, head.end, "running head or page number") for head in heads)
    return Draft(text, tuple(blocks), cuts, {"title": title} if shown else {}, notes)


def _open(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader  # noqa: PLC0415  (slow to import)
    from pypdf.errors import DependencyError  # noqa: PLC0415

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            opened = False
        if not opened:
            raise DocumentError(f"{name}: this PDF is protected by a password. Save a copy without protection.")
    if len(reader.pages) > _MOST_PAGES:
        raise DocumentError(
            f"{name}: {len(reader.pages)} pages; at most {_MOST_PAGES}. "
            "Save the pages of the article as a PDF of their own."
        )
    return reader


def _read_pages(reader: PdfReader, name: str) -> tuple[list[str], tuple[str, ...]]:
    pages: list[str] = []
    empty: list[int] = []
    started, chars = time.monotonic(), 0
    for number, page in enumerate(reader.pages, 1):
        text = _read_page(page)
        chars += len(text)
        if chars > _MOST_CHARS or time.monotonic() - started > _MOST_SECONDS:
            raise DocumentError(f"{name}: too much to read, stopped at page {number}. Save its text as .txt.")
        if sum(map(str.isalpha, text)) < _LEAST_LETTERS:
            empty.append(number)
        pages.append(text)
    if len(empty) == len(pages):
        raise DocumentError(
            f"{name}: no text layer (a scan?) on any of its {len(pages)} pages. Run it through OCR first, "
            "with ocrmypdf for example, and give the result."
        )
    listed = ", ".join(map(str, empty[:10])) + (" …" if len(empty) > 10 else "")
    notes = (f"{name}: no text on page {listed}: a scan or a figure; use OCR if it holds text.",) if empty else ()
    return pages, notes


def _read_page(page: PageObject) -> str:
    contents = page.get_contents()
    if contents is None or len(contents.get_data()) > _LARGEST_PAGE:
        return ""
    # Surrogates come from broken font tables; they can be written to no file.
    return re.sub(r"[\ud800-\udfff\0]", "\ufffd", page.extract_text())


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
