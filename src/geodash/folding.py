"""Fold names and texts so that case, accents and typographic variants no longer matter."""

from __future__ import annotations

import unicodedata

# One code point to one code point, so that offsets into the folded text are offsets into the text.
_PUNCTUATION = {
    **dict.fromkeys("'’‘ʼʻʹʽ`´′＇", "'"),
    **dict.fromkeys("-‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\t\n\r\x0b\x0c\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    # Halves of characters, as broken programs write them: no name has them, and they cannot be looked up.
    **{chr(code): "\ufffd" for code in range(0xD800, 0xE000)},
}
# Letters without a canonical decomposition that have a plain look-alike of one letter ...
_LETTERS = {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "ð": "d", "ŋ": "n", "ə": "e"}
# ... and those that take two or none: only the free (not aligned) folding can spell them out.
_SPELT_OUT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij"})


def _folded_character(character: str) -> str:
    lowered = character.lower()
    base = unicodedata.normalize("NFD", lowered)[0] if lowered else character
    if len(lowered) > 1 and not unicodedata.combining(lowered[1]):
        return character
    return _LETTERS.get(base, base)


def _table() -> dict[int, str]:
    """Build the translation of every code point that changes; ranges without case or accents are skipped."""
    table = {}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x590), *range(0x1E00, 0x2000), *range(0xFF21, 0xFF5B)):
        character = chr(code)
        folded = _folded_character(character)
        if folded != character and len(folded) == 1:
            table[code] = folded
    table.update({ord(key): value for key, value in _PUNCTUATION.items()})
    return table


_ALIGNED = _table()
_ASCII_CHANGES = frozenset("\t\n\r\x0b\x0c`")


def fold_aligned(text: str) -> str:
    """Fold case, accents, apostrophes, dashes and white space, one code point for one code point.

    Method: a fixed table for `str.translate`, so the answer has exactly the length of `text` and every offset
    in it is an offset in `text`. Letters that would need two ('ß', 'æ') stay, and so do combining marks of a
    decomposed text: bring the text to NFC first.
    """
    if text.isascii() and not _ASCII_CHANGES.intersection(text):
        return text.lower()
    return text.translate(_ALIGNED)


def fold(text: str) -> str:
    """Fold a name for comparison; the length may change.

    Like `fold_aligned`, and besides: combining marks are dropped, 'ß' becomes 'ss' and 'æ' 'ae', and runs of
    white space become one space.
    """
    marked = unicodedata.normalize("NFC", text)
    folded = fold_aligned(marked).translate(_SPELT_OUT)
    plain = unicodedata.normalize("NFD", folded)
    if plain != folded or not folded.isascii():
        plain = unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join(plain.split())
