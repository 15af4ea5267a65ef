"""Other spellings of a name that follow from rules, not from lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geodash.folding import fold
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
_ARABIC_STATES = "AE BH DJ DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE"
_ARABIC_SPEAKING = frozenset(_ARABIC_STATES.split())
_ARTICLE = re.compile(r"(?:al|ad|an|ar|as|ash|at|az|el|ed|er|es)[ -](?=\w{4})")
_ENDING = re.compile(
    r" ?(pampa|marca|bamba|cocha|tambo|mayo|punco|puncu|orcco|orco|huasi|rumi|yacu|cancha|grande|chico|pata|urco)$"
)
_LONG_NAME, _SHORT_STEM = 6, 3
_VOWEL = "[aeiou]"


def spellings(name: str, country: str, kind: str) -> Iterator[tuple[int, str]]:
    """Yield (use, spelling) of a name: abbreviated saints, without hyphens or articles, Andean.

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
    if country in _ARABIC_SPEAKING:
        yield from ((VARIANT, form) for form in arabic_spellings(folded))
    if country == "PE" and kind in _ANDEAN_KINDS:
        yield from ((VARIANT, form) for form in andean_spellings(folded))
        yield from ((VARIANT, form) for form in peruvian_spellings(folded))


def arabic_spellings(folded: str) -> list[str]:
    """List the looser spellings of a folded Arabic name in Latin letters, without the name itself.

    Rules: the article left out or joined by hyphen or space ("ar raqqah", "al-raqqah"), a last "ah" as "a", the
    signs for ayn and hamza left out.
    """
    bare = _ARTICLE.sub("", folded, count=1) if _ARTICLE.match(folded) else folded
    stems = {bare} if bare == folded else {bare, f"al-{bare}", f"al {bare}", f"el-{bare}"}
    forms = {form for stem in stems for form in (stem, re.sub(r"ah$", "a", stem))}
    forms |= {form.replace("'", "") for form in forms}
    return sorted(form for form in forms if form != folded and len(form) >= 4)


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


def peruvian_spellings(folded: str) -> list[str]:
    """List spellings of a folded Peruvian name that differ in a doubled c, a last e or i, or a space.

    "Ccapacmarca" is Capacmarca and "Echarati" Echarate; "Tambo Grande" is written in one word and "Tintaypuncu" in
    two. Only names whose second part is a common ending of place names are joined or parted.
    """
    forms = {re.sub(r"cc(?=[aou])", "c", folded), re.sub(r"\bc(?=[aou])", "cc", folded)}
    if " " not in folded and len(folded) >= _LONG_NAME:
        forms |= {f"{folded[:-1]}{'i' if folded[-1] == 'e' else 'e'}"} if folded[-2:] in {"te", "ti"} else set()
    tail = _ENDING.search(folded)
    if tail and len(folded) - len(tail[1]) > _SHORT_STEM:
        stem = folded[: tail.start()].rstrip()
        forms |= {f"{stem}{tail[1]}", f"{stem} {tail[1]}"} if " " not in stem else set()
    forms.discard(folded)
    return sorted(forms)


def _hard(folded: str, letter: str) -> str:
    return re.sub(r"qu(?=[ei])|q(?!u[ei])|cc(?=[aouklmnpqrtw])|c(?=[aouklmnpqrtw])", letter, folded)


def _soft(folded: str) -> str:
    once = re.sub(r"k(?=[aou])|q(?!u[ei])(?=[aou])", "c", folded)
    return re.sub(r"k(?=[ei])|q(?=[ei])", "qu", once)
