"""Read plain text."""

from __future__ import annotations

from geodash.documents.blocks import find_blocks
from geodash.documents.decoding import decode
from geodash.documents.draft import Draft
from geodash.documents.metadata import read_front_matter


def read_txt(data: bytes, name: str) -> Draft:
    """Read a text file: its text is kept as it is, newlines included; paragraphs are found by `find_blocks`.

    Raises:
        DocumentError: the file is not text.
    """
    text, notes = decode(data, name)
    metadata, front, more = read_front_matter(text, name)
    blocks = find_blocks(text, front.end if front else 0)
    return Draft(text, tuple(blocks), (front,) if front else (), metadata, notes + more)
