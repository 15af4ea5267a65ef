"""Names that stand for writings: "(Ayala 2017; Castro and Lima 2003)"."""

from __future__ import annotations

import re

_REACH = 90
_YEAR = re.compile(r"(?:18|19|20)\d\d[a-z]?(?=[;:),])")
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{_UPPER}[\w'’.-]*"
_AUTHOR = rf"{_WORD}(?: (?:de |del |de la |von |van )?{_WORD}){{0,2}}"
_AUTHORS = re.compile(
    rf"(?:^|[(\[;])\s*(?:(?:see|cf\.?|e\.g\.,?|v[ée]ase|ver)(?: also| tambi[ée]n)? )?"
    rf"({_AUTHOR}(?:(?:, | and | y | & |, and ){_AUTHOR}){{0,3}})(?: et al\.?)?(,?) $"
)
Citation = tuple[int, int, bool]
"""Where the authors' names start and end, and whether no comma parts them from the year."""


def citations(text: str, start: int, end: int) -> list[Citation]:
    """The authors' names of the citations in brackets in `text[start:end]`.

    "(Ayala 2017)" is nothing but a citation; "(Ayala, 2017)" may also be a place and a year, and is told apart by
    the flag.
    """
    found = []
    for year in _YEAR.finditer(text, start, end):
        # The year before, in "(Ayala 2016, 2017)", has been met already.
        authors = _AUTHORS.search(text[max(start, year.start() - _REACH) : year.start()])
        if authors:
            shift = max(start, year.start() - _REACH)
            found.append((shift + authors.start(1), shift + authors.end(1), not authors.group(2)))
    return found
