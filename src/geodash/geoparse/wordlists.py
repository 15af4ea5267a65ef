"""Ordinary words of English and Spanish: what stands in a dictionary in lower case is seldom a place.

The lists are shipped, made once from two free dictionaries by
``python -m geodash.geoparse.wordlists AMERICAN_ENGLISH_SMALL ES_DIC``:

- English: SCOWL, size "small" (Debian package wamerican-small), free to use with its notice.
- Spanish: the Hunspell dictionary of the RLA-ES project (Debian package hunspell-es), under MPL 1.1 or later.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import resources
from pathlib import Path

from geodash.folding import fold

_LEXICON = resources.files("geodash.geoparse") / "lexicon"
_ENTRY = re.compile(r"[a-záéíóúüñ]{2,}")
# Forms of a verb that open a sentence as often as its infinitive does not: "Pasamos", "Llegaron".
_VERB = re.compile(r"(\w{2,})(?:amos|emos|imos|aron|ieron|aban|ian|ando|iendo)")
_INFINITIVES = ("ar", "er", "ir")
_HEADINGS = {
    "en": "# Lower-case entries of SCOWL, size small, accents folded. Copyright 2000-2018 Kevin Atkinson; "
    "LICENSES/SCOWL.txt.",
    "es": "# Lower-case stems of the RLA-ES Hunspell dictionary for Spanish, accents folded. Santiago Bosio and "
    "the RLA-ES authors; MPL 1.1 or later (https://www.mozilla.org/MPL/1.1/).",
}


@cache
def ordinary_words(language: str) -> frozenset[str]:
    """The ordinary words of a language ("en" or "es"), folded; plurals of Spanish stems are left to the caller."""
    lines = (_LEXICON / f"words_{language}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(lines[1:])


def is_ordinary(word: str, language: str) -> bool:
    """Whether a folded word is an ordinary word of the language, regular plurals and feminines included."""
    words = ordinary_words(language)
    if word in words:
        return True
    if language != "es":
        return False
    verb = _VERB.fullmatch(word)
    if verb and not words.isdisjoint(verb[1] + ending for ending in _INFINITIVES):
        return True
    stem = word.removesuffix("s")
    return stem in words or word.removesuffix("es") in words or (stem[-1:] == "a" and stem[:-1] + "o" in words)


def extract(dictionary: Path) -> list[str]:
    """Lower-case entries of a word list or a Hunspell ``.dic`` file (affix flags dropped), folded and sorted."""
    lines = dictionary.read_text(encoding="utf-8", errors="replace").splitlines()
    entries = (re.split(r"[/\t]", line, maxsplit=1)[0].strip() for line in lines)
    return sorted({fold(entry) for entry in entries if _ENTRY.fullmatch(entry)})


def main(english: str, spanish: str) -> None:
    """Write both lists beside the lexicon from the two dictionaries given by path."""
    for language, source in (("en", english), ("es", spanish)):
        target = Path(str(_LEXICON)) / f"words_{language}.txt"
        text = "\n".join((_HEADINGS[language], *extract(Path(source))))
        target.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
