"""Whether the article that opens a sentence belongs to the name behind it: "El Salvador", but not "El Perú"."""

from __future__ import annotations

from geodash.gazetteer.index import PlaceIndex

_WIDE = frozenset(("country", "continent", "supranational", "mountains", "water"))


def is_outranked(index: PlaceIndex, name: str, article: str) -> bool:
    """Whether a folded name is a country, range or sea without its article, and is none with it.

    "El Perú" at the start of a sentence is hardly the hamlet in Mexico that is called so.
    """
    whole = " ".join(name.split())
    if any(index.is_main(whole, row) for row in _wide(index, whole)):
        return False
    return bool(_wide(index, whole.removeprefix(article).lstrip()))


def _wide(index: PlaceIndex, name: str) -> list[int]:
    return [row for row in index.rows(name) if index.place(row).kind in _WIDE]
