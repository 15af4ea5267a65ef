"""What a web page shows besides its article: counted by where it stands, so that nothing is left out in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

_PLACES = {
    "nav": "in menus",
    "header": "in its head",
    "aside": "beside the article",
    "footer": "at its foot",
    "form": "in forms",
}
_ELSEWHERE = "elsewhere"
_UNSEEN = frozenset(("head", "script", "style", "noscript", "template", "svg", "iframe", "object"))
_INLINE = frozenset(
    ("a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time", "u")
)


def count_rest(root: Any, blocks: Iterable[str]) -> Counter[str]:
    """Count the words of a page that are not its article's, by where they stand.

    `root` is the page as a tree of elements (lxml's), `blocks` the article's text as it was extracted. A piece of a
    menu or the like is the article's where one of its blocks says the same; of all the rest the article's words are
    taken off, which may be off by some where an extractor joins or splits words.
    """
    lines = {" ".join(block.split()) for block in blocks}
    own = sum(len(line.split()) for line in lines)
    rest: Counter[str] = Counter()
    for place, piece in _pieces(root):
        words = len(piece.split())
        if place == _ELSEWHERE or piece not in lines:
            rest[place] += words
        else:
            own -= words
    rest[_ELSEWHERE] -= own
    return +rest


def tell_rest(rest: Counter[str], name: str) -> tuple[str, ...]:
    """One note for the reader, or none where the page held nothing but its article."""
    counts = sorted(rest.items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{count:,} {place}" for place, count in counts)
    return (f"{name}: words of the page left out as no part of its article: {told}.",) if told else ()


def _pieces(root: Any) -> Iterator[tuple[str, str]]:
    """What stands in one block each, with white space made plain, and the part of the page it stands in."""
    open_ends: list[tuple[Any, str, bool]] = [(root, _ELSEWHERE, False)]
    held: list[str] = []
    at = _ELSEWHERE
    while open_ends:
        element, place, leaving = open_ends.pop()
        seen = isinstance(element.tag, str) and element.tag not in _UNSEEN
        inside = _PLACES.get(element.tag, place) if seen else place
        if seen and element.tag not in _INLINE:
            if piece := " ".join("".join(held).split()):
                yield at, piece
            held = []
        if leaving:
            at = place
            held.append(element.tail or "")
            continue
        open_ends.append((element, place, True))
        if seen:
            at = inside
            held.append(element.text or "")
            open_ends += ((child, inside, False) for child in reversed(element))
