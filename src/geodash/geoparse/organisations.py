"""Names inside names: "Universidad Nacional de San Cristóbal de Huamanga" is no mention of Huamanga."""

from __future__ import annotations

import re

from geodash.geoparse.lexicon import Lexicon

_REACH, _NEAR = 90, 24
_LINKS = frozenset(("of", "de", "del", "la", "las", "los", "el", "the", "y", "e", "and", "for", "para", "en", "san"))
_GENITIVE = re.compile(r"(?:\b(?:of|de|del|de la|de los|de las|of the|para|for)) $")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")


def inside_organisation(text: str, folded: str, start: int, floor: int, lexicon: Lexicon) -> bool:
    """Whether the name at `start` ends a longer name that begins with a word such as "University" or "Minera".

    Walks back from `start` (not beyond `floor`) over capitalised and connecting words as long as a genitive links
    them; the first capitalised head word decides.
    """
    window = max(floor, start - _REACH)
    if _follows_capital(text, start, floor):
        return _in_company(text, folded, start, window, lexicon)
    genitive = _GENITIVE.search(folded[max(window, start - 8) : start])
    return genitive is not None and _in_genitives(text, folded, start, window, lexicon)


def _follows_capital(text: str, start: int, floor: int) -> bool:
    if text[start - 1 : start] != " ":
        return False
    return text[max(floor, start - _NEAR) : start - 1].rpartition(" ")[2][:1].isupper()


def _in_genitives(text: str, folded: str, start: int, window: int, lexicon: Lexicon) -> bool:
    words = list(_WORD.finditer(text, window, start))
    end = start
    for word in reversed(words):
        if text[word.end() : end].strip():
            return False
        written, plain = word.group(), folded[word.start() : word.end()]
        if written[0].isupper():
            if plain in lexicon.heads:
                return True
        elif plain not in _LINKS:
            return False
        end = word.start()
    return False


def _in_company(text: str, folded: str, start: int, window: int, lexicon: Lexicon) -> bool:
    """Whether capitalised words alone lead back to a head that is written with its whole name: "Cooperativa X Y"."""
    end = start
    for word in reversed(list(_WORD.finditer(text, window, start))):
        if text[word.end() : end].strip() or not word.group()[0].isupper():
            return False
        if folded[word.start() : word.end()] in lexicon.company_heads:
            return True
        end = word.start()
    return False
