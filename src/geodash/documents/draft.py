"""What a format's reader hands on: a text cut into blocks, before boilerplate is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text in code points, `end` exclusive."""

    start: int
    end: int


class Cut(NamedTuple):
    """A stretch known to be no body (front matter, link target), and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A document's text and the spans of its blocks, in order and without overlap.

    `cuts` are stretches the format itself marks as no body; they lie outside the blocks or inside one.
    `metadata` is what the document says of itself, by the names of the columns of metadata.csv.
    """

    text: str
    blocks: tuple[Span, ...]
    cuts: tuple[Cut, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def draft_from_blocks(
    blocks: list[str], *, metadata: Mapping[str, str] | None = None, notes: tuple[str, ...] = ()
) -> Draft:
    """Join extracted blocks by blank lines and give each its span; blank blocks are left out."""
    spans: list[Span] = []
    at = 0
    kept = [block.strip() for block in blocks if block.strip()]
    for block in kept:
        spans.append(Span(at, at + len(block)))
        at += len(block) + 2
    return Draft("\n\n".join(kept), tuple(spans), metadata=metadata or {}, notes=notes)
