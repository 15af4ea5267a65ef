"""What the machine says of its own steps, in another language: layers carry it in English only.

The table of texts holds each sentence as a template under `told`, in every language; the English one is found
in what the layer says, and said again. What no template fits stays as it is: a person's reasons, for one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geodash.text import DEFAULT, Texts, load

_PART = re.compile(r"(.+?) ([+-]\d+\.\d+)(?:, |$)")
_AS_GIVEN = frozenset({"quote", "word", "who", "date", "n", "km", "size"})


def retell(text: str, texts: Texts) -> str:
    """Say an English sentence of the machine in the language of `texts`."""
    if texts.language == DEFAULT or not text:
        return text
    for key, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            given = found.groupdict()
            return texts.say(f"told.{key}", **{name: _field(name, value, texts) for name, value in given.items()})
    return text


def part_name(name: str, texts: Texts) -> str:
    """Name a part of a candidate's score."""
    plain = name.replace("_", " ")
    known = texts.under("part").get(plain)
    return known if known else retell(plain, texts)


def _field(name: str, value: str, texts: Texts) -> str:
    if name == "parts":
        return ", ".join(f"{part_name(part, texts)} {score}" for part, score in _PART.findall(value)) or value
    if name == "kind":
        return texts.name("kind", value.replace(" ", "_"))
    return value if name in _AS_GIVEN else retell(value, texts)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English templates as patterns, in the order of the table."""
    return tuple((key, _pattern(template)) for key, template in load(DEFAULT).under("told").items())


def _pattern(template: str) -> re.Pattern[str]:
    pieces = re.split(r"{(\w+)}", template)
    odd = [f"(?P<{piece}>.+)" if number % 2 else re.escape(piece) for number, piece in enumerate(pieces)]
    return re.compile("".join(odd), re.DOTALL)
