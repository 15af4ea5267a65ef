"""The gazetteer names under which a toponym may be looked up: with and without the generic words that it bears."""

from __future__ import annotations

import re
from functools import lru_cache

from geodash.folding import fold
from geodash.geoparse.lexicon import load_lexicon
from geodash.geoparse.unnamed import NAMING

_LINK = re.compile(r"^(?:de|del|de la|of|de los) ")
_BREAK = re.compile(r"([-\u00ad][ \t]*\r?\n[ \t]*)(?=(\w?))|[\u00ad\u200b-\u200d\u2060\ufeff]")
# How a kind is spelt out in a gazetteer name, so that "Tambo" called a river finds "rio tambo".
_SPELT = {
    "river": ("{} river", "rio {}"),
    "valley": ("{} valley", "valle del {}", "valle de {}"),
    "province": ("{} province",),
    "district": ("{} district",),
    "water": ("lake {}", "lago {}", "{} lake"),
    "mountains": ("mount {}", "{} mountains", "cordillera {}"),
    "base": ("{} base", "base {}"),
}


def unbroken(toponym: str) -> str:
    """The name as read, without what is unseen in it and without a hyphen that breaks a word at a line's end.

    "Huan-", "cavelica" on the next line is Huancavelica; "Apurímac-", "Ene" keeps its hyphen.
    """
    return toponym if toponym.isascii() and "\n" not in toponym else _BREAK.sub(_closed, toponym)


def _closed(found: re.Match[str]) -> str:
    return found.group() if found.group(1) and not found.group(2).islower() else ""


@lru_cache(maxsize=16384)
def readings(toponym: str, kind: str | None) -> tuple[str, ...]:
    """Folded names to look up, the fullest first: as written, spelt out with its kind, without generic words."""
    written = fold(toponym)
    bare = _bare(written)
    spelt = [pattern.format(bare) for pattern in _SPELT.get(kind or "", ())]
    return tuple(dict.fromkeys(name for name in (written, *spelt, bare) if name))


def _bare(name: str) -> str:
    lexicon = load_lexicon()
    features = lexicon.features
    words = name.split()
    while len(words) > 1 and words[-1] in features:
        words.pop()
    while len(words) > 1 and words[0] in features and words[0] not in NAMING:
        words.pop(0)
    bare = _LINK.sub("", " ".join(words))
    return name if bare in lexicon.stopwords else bare  # of "La Mar" nothing would be left but its article
