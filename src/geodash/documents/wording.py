"""The word lists beside this module, and what is told with them: a text's language and written-out dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

# A vote needs no more of a long text than this.
_SAMPLE = 6000
# Prose in either language has well over a quarter of such words; below this share the vote is a guess.
_LEAST_SHARE = 0.1

_ISO = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T ]\d.*)?\s*", re.DOTALL)
_ISO_SLASHED = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})\s*")
_EDTF_DATE = r"(?:\d{2}XX|\d{3}X|\d{4})(?:-(?:0[1-9]|1[0-2]|2[1-4]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?)?[?~%]?"
_EDTF = re.compile(rf"(?:{_EDTF_DATE})(?:/(?:{_EDTF_DATE}|\.\.)?)?|(?:\.\.)?/{_EDTF_DATE}")


@cache
def load_words(name: str) -> Mapping[str, Any]:
    """Load one of the YAML tables of this package ("words", "boilerplate"), once."""
    import yaml  # noqa: PLC0415  (only when a document is read)

    loaded: Mapping[str, Any] = yaml.safe_load(files(__package__).joinpath(f"{name}.yaml").read_text("utf-8"))
    return loaded


def tell_language(text: str) -> tuple[str, bool]:
    """Tell English from Spanish by a vote of frequent words.

    Returns:
        "en" or "es" (English on a tie), and whether the vote was clear: at least a tenth of the words voted.
    """
    english, spanish = _stop_words()
    words = text[:_SAMPLE].lower().split()
    en = sum(map(english.__contains__, words))
    es = sum(map(spanish.__contains__, words))
    return ("es" if es > en else "en"), max(en, es) >= _LEAST_SHARE * len(words) and en != es


def read_date(text: str) -> str | None:
    """Turn a date as pages and people write it into EDTF, or None if it cannot be told.

    ISO dates and times lose their time; EDTF dates and intervals pass as they are; dates written out in
    English or Spanish ("14 de junio de 2011", "June 14, 2011", "June 2011") become ISO. All-figure dates
    with the year last are refused, since 3/4/2011 is March in one country and April in another.
    """
    if match := _ISO.fullmatch(text):
        return _valid(match[1])
    if match := _ISO_SLASHED.fullmatch(text):
        return _valid(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}")
    stripped = text.strip()
    if _EDTF.fullmatch(stripped):
        return stripped
    return _read_written_date(stripped.casefold())


def month_pattern() -> str:
    """A regular expression for the months' names in English and Spanish, lower case, longest first."""
    return "|".join(sorted(_months(), key=lambda name: (-len(name), name)))


def _read_written_date(text: str) -> str | None:
    pattern = (
        rf"(?:\w+,\s+)?(?:(?P<day>\d{{1,2}})\s+(?:de\s+)?)?(?P<month>{month_pattern()})\.?\s*"
        r"(?:(?P<day2>\d{1,2})(?:st|nd|rd|th)?,)?\s*(?:del?\s+)?(?P<year>\d{4})"
    )
    match = re.fullmatch(pattern, text)
    if not match:
        return None
    month, day = _months()[match["month"]], match["day"] or match["day2"]
    return _valid(f"{match['year']}-{month:02d}-{int(day):02d}") if day else f"{match['year']}-{month:02d}"


def _valid(iso: str) -> str | None:
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return None


@cache
def _stop_words() -> tuple[frozenset[str], frozenset[str]]:
    lists = load_words("words")["stop_words"]
    return frozenset(lists["en"]), frozenset(lists["es"])


@cache
def _months() -> Mapping[str, int]:
    return {name: number for number, names in enumerate(load_words("words")["months"], 1) for name in names}
