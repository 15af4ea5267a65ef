"""Read a saved web page: trafilatura finds the article and what the page declares about it."""

from __future__ import annotations

import re

from geodash.documents.decoding import decode_html
from geodash.documents.draft import Draft, draft_from_blocks
from geodash.documents.page_rest import count_rest, tell_rest
from geodash.errors import DocumentError

# Building a page's tree costs many times its size; no article needs more.
_LARGEST = 8_000_000
_MOST_ELEMENTS = 60_000
_TABLE_RULE = re.compile(r"\|?[\s|:-]*-[\s|:-]*\|?")


def read_html(data: bytes, name: str) -> Draft:
    """Read a saved web page; nothing it refers to is fetched.

    The text is what trafilatura takes for the article (headings, paragraphs, list items, table rows, each a
    block), with the page's title put first if it is not there. Its declared date, author, site name,
    address, licence and language are the metadata; a date is taken from declarations and the address only,
    not guessed. A note says how many words of the page were left out, and where they stand.

    Raises:
        DocumentError: too large, not text, or no article in it.
    """
    if len(data) > _LARGEST:
        raise DocumentError(
            f"{name}: a page of {len(data):,} bytes; at most {_LARGEST:,}. Save the article's text as .txt."
        )
    page, notes = decode_html(data, name)
    if page.count("<") > 2 * _MOST_ELEMENTS:
        raise DocumentError(f"{name}: more than {_MOST_ELEMENTS:,} elements. Save the article's text as .txt.")
    import trafilatura  # noqa: PLC0415  (slow to import)

    try:
        found = trafilatura.bare_extraction(
            page.replace("\0", " "),
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # parsers of hostile pages fail in many ways
        raise DocumentError(
            f"{name}: this page cannot be read ({type(error).__name__}). Save the article's text as .txt."
        ) from error
    text = str(getattr(found, "text", None) or "")
    blocks = [line for line in text.splitlines() if line.strip() and not _TABLE_RULE.fullmatch(line.strip())]
    if found is None or isinstance(found, dict) or not blocks:
        raise DocumentError(
            f"{name}: no article found in this page (a page of links, or filled in by scripts). "
            "Open it in a browser and save the article's text as .txt."
        )
    if found.title and not any(" ".join(b.split()) == " ".join(found.title.split()) for b in blocks[:5]):
        blocks.insert(0, found.title)
    metadata = {
        "title": found.title,
        "author": found.author,
        "publication": found.sitename,
        "published": found.date,
        "url": found.url,
        "licence": found.license,
        "language": found.language or _declared_language(page),
    }
    notes += tell_rest(count_rest(trafilatura.load_html(page.replace("\0", " ")), blocks), name)
    return draft_from_blocks(blocks, metadata={k: v for k, v in metadata.items() if v}, notes=notes)


def _declared_language(page: str) -> str | None:
    match = re.search(r"<html[^>]{0,500}\blang\s*=\s*[\"']?([A-Za-z]{2})", page[:5000], re.IGNORECASE)
    return match[1].lower() if match else None
