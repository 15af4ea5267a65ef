"""Read a Word document: paragraphs, headings and tables in the order of the page."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from geodash.documents.draft import Draft, draft_from_blocks
from geodash.errors import DocumentError

# A zip of a few kilobytes can unpack to gigabytes; Word documents of articles stay far below these.
_LARGEST_UNPACKED = 100_000_000
_LARGEST_PART = 30_000_000
_MOST_PARTS = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BESIDE = {
    "header": "page headers",
    "footer": "page footers",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}
"""What stands in parts of its own, by the names of the files (ECMA-376, part 1, 11.3)."""
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Not text of the page: deleted and moved-away text (its runs), text boxes' doubles, fields' codes.
_BOX = f"{_W}txbxContent"
_SKIPPED = {f"{_W}del", f"{_W}moveFrom", _BOX, f"{_W}pPr", f"{_W}instrText", _FALLBACK}


def read_docx(data: bytes, name: str) -> Draft:
    """Read a .docx: each paragraph, heading and table row is a block (cells parted by " | ").

    Insertions under review are text, deletions are not. Page headers and footers, footnotes, comments and
    text boxes are left out, and a note says so. The file's own author and dates are those of a word processor,
    so only its title is used, and only if the text has it.

    Raises:
        DocumentError: no Word document, damaged, protected by a password, unpacks to too much, or empty.
    """
    _check_archive(data, name)
    import docx  # noqa: PLC0415  (slow to import)

    try:
        document = docx.Document(io.BytesIO(data))
        body: Any = document.element.body
        blocks = list(_walk(body))
        title = str(document.core_properties.title or "").strip()
        notes = tuple(_tell_rest(document, name))
    except Exception as error:  # python-docx and lxml raise many kinds on damaged parts
        raise DocumentError(
            f"{name}: this Word document is damaged ({type(error).__name__}). "
            "Open it in a word processor and save it again."
        ) from error
    if not any(block.strip() for block in blocks):
        raise DocumentError(f"{name}: no text in this document (pictures only?). Save the article's text as .txt.")
    known = title and any(title.casefold() == " ".join(block.split()).casefold() for block in blocks[:10])
    return draft_from_blocks(blocks, metadata={"title": title} if known else {}, notes=notes)


def _check_archive(data: bytes, name: str) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DocumentError(f"{name}: not a Word document (.docx). Save it as .docx or .txt.") from error
    if "word/document.xml" not in {part.filename for part in parts}:
        raise DocumentError(f"{name}: no Word document inside. Save it as .docx or .txt.")
    # Python unpacks no more of a part than its entry declares, so these sums hold for lying archives too.
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise DocumentError(f"{name}: unpacks to more than {_LARGEST_UNPACKED:,} bytes. Save its text as .txt.")
    if any(part.file_size > _LARGEST_PART for part in parts if part.filename.endswith((".xml", ".rels"))):
        raise DocumentError(f"{name}: a part unpacks to more than {_LARGEST_PART:,} bytes. Save its text as .txt.")


def _tell_rest(document: Any, name: str) -> Iterator[str]:
    """Say how much text stands beside the article's own, if any does."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    found: Counter[str] = Counter()
    for part in document.part.package.iter_parts():
        kind = re.fullmatch(r"/word/([a-z]+)\d*\.xml", str(part.partname))
        if kind and kind[1] in _BESIDE:
            found[_BESIDE[kind[1]]] += _size(parse_xml(part.blob))
    boxes = (box for box in document.element.body.iter(_BOX) if not any(box.iterancestors(_FALLBACK)))
    found["text boxes"] += sum(map(_size, boxes))
    told = ", ".join(f"{kind} ({size:,} characters)" for kind, size in found.items() if size)
    if told:
        yield f"{name}: left out as no part of the article: {told}. Copy what belongs to it into the text."


def _size(element: Any) -> int:
    return sum(len((text.text or "").strip()) for text in element.iter(f"{_W}t"))


def _walk(parent: Any) -> Iterator[str]:
    """Paragraphs and table rows in order, also within content controls and marked insertions."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield _text_of(child)
        elif child.tag == f"{_W}tbl":
            yield from map(_row_text, child.iterchildren(f"{_W}tr"))
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}moveTo"):
            yield from _walk(child)


def _row_text(row: Any) -> str:
    cells = (" ".join(filter(None, map(_text_of, cell.iter(f"{_W}p")))) for cell in row.iterchildren(f"{_W}tc"))
    return " | ".join(filter(None, cells))


def _text_of(paragraph: Any) -> str:
    return "".join(_pieces(paragraph)).strip()


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[str(child.tag)]
        elif child.tag not in _SKIPPED:
            yield from _pieces(child)
