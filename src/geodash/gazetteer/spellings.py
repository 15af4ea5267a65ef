"""Other spellings of a name that follow from rules, not from lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geodash.gazetteer.folding import fold
from geodash.gazetteer.index import ALIAS, VARIANT

_ABBREVIATED = (
    ("saint", "st"),
    ("sainte", "ste"),
    ("mount", "mt"),
    ("fort", "ft"),
    ("santa", "sta"),
    ("port", "pt"),
)
_ANDEAN_KINDS = frozenset({"region", "province", "district", "town", "village", "hamlet", "city", "river", "valley"})
_VOWEL = "[aeiou]"


def spellings(name: str, country: str, kind: str) -> Iterator[tuple[int, str]]:
    """Yield (use, spelling) of a name: abbreviated saints, hyphens and apostrophes left out, Andean spellings.

    Andean (Quechua and Aymara) spellings are made for Peru alone, where hu/w and c/qu/k/q stand for the same
    sounds and both are in print; elsewhere they would only make noise.
    """
    folded = fold(name)
    for long, short in _ABBREVIATED:
        first, _, rest = folded.partition(" ")
        if rest and first in {long, short, f"{short}."}:
            yield from ((ALIAS, f"{form} {rest}") for form in (long, short, f"{short}.") if form != first)
    if "-" in folded:
        yield VARIANT, folded.replace("-", " ")
    if "'" in folded:
        yield VARIANT, folded.replace("'", "")
    if country == "PE" and kind in _ANDEAN_KINDS:
        yield from ((VARIANT, form) for form in andean_spellings(folded))


def andean_spellings(folded: str) -> list[str]:
    """List the other Andean spellings of a folded name, without the name itself.

    Rules, each applied to the whole name: hu + vowel <-> w; c (before a, o, u and consonants but h), qu <-> k or
    q; double cc as k or q. Names of fewer than five letters are left alone.
    """
    if len(folded) < 5:
        return []
    to_w = re.sub(rf"\bhu(?={_VOWEL})|(?<=[aeiouy])hu(?={_VOWEL})", "w", folded)
    to_hu = re.sub(rf"w(?={_VOWEL})", "hu", folded)
    forms = {to_w, to_hu}
    for form in (folded, to_w):
        forms.update(_hard(form, letter) for letter in "kq")
    forms.update(_soft(form) for form in (folded, to_hu))
    forms.discard(folded)
    return sorted(forms)


def _hard(folded: str, letter: str) -> str:
    return re.sub(r"qu(?=[ei])|q(?!u[ei])|cc(?=[aouklmnpqrtw])|c(?=[aouklmnpqrtw])", letter, folded)


def _soft(folded: str) -> str:
    once = re.sub(r"k(?=[aou])|q(?!u[ei])(?=[aou])", "c", folded)
    return re.sub(r"k(?=[ei])|q(?=[ei])", "qu", once)
