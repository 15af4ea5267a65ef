"""Dates, precision and counts of the data in the reader's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from geodash.text import Texts

_WEB = re.compile(r"https?://[^\s<>\"']+", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_UNKNOWN = frozenset({"", "..", "XXXX"})


def tell_when(edtf: str | None, texts: Texts) -> str:
    """Say an EDTF date in words: "1984~" as "about 1984", "1983/.." as "since 1983 ... still there"."""
    if not edtf:
        return texts["evidence.undated"]
    if "/" not in edtf:
        return _instant(edtf, texts)
    start, end = edtf.split("/", 1)
    known = start not in _UNKNOWN
    if end == "..":
        still = texts["evidence.still"]
        return f"{texts.say('evidence.since', when=_instant(start, texts))}, {still}" if known else still
    if not known:
        return texts.say("evidence.until", when=_instant(end, texts))
    if end in _UNKNOWN:
        return texts.say("evidence.since", when=_instant(start, texts))
    return _instant(start, texts) if start == end else f"{_instant(start, texts)} – {_instant(end, texts)}"


def tell_precision(properties: Mapping[str, Any], texts: Texts) -> str:
    """Say how exactly a row is placed: the UCDP code in words, and the radius in km."""
    code, radius = properties.get("where_prec"), properties.get("uncertainty_km")
    within = texts.say("evidence.within", km=tell_km(radius, texts)) if radius else ""
    if code == 2:  # "within about 25 km", which a radius says better
        return within if within and radius != 25 else texts.name("precision", "2")
    return ", ".join(part for part in (texts.name("precision", str(code)) if code else "", within) if part)


def tell_km(radius: float, texts: Texts) -> str:
    """Write a radius: in whole kilometres with the language's thousands from 1,000 on, exactly below."""
    return texts.number(radius) if radius >= 1000 else f"{radius:g}"


def tell_deaths(properties: Mapping[str, Any], texts: Texts) -> str:
    """Say how many died, from the lowest to the highest figure, and how the source puts it; "" if it says nothing."""
    low, high = properties.get("deaths_low"), properties.get("deaths_high")
    stated = properties.get("deaths_as_stated")
    numbers = [texts.number(value) for value in dict.fromkeys((low, high)) if isinstance(value, int)]
    told = [texts.say("evidence.deaths_as_stated", text=stated)] if stated else []
    return " · ".join([*([" – ".join(numbers)] if numbers else []), *told])


def tell_codes(group: str, codes: Sequence[str] | None, texts: Texts) -> str:
    """Put a list of codes into words."""
    return ", ".join(texts.name(group, code) for code in codes or ())


def web_address(text: object) -> str:
    """Pass an http or https address; anything else (javascript:, data:, a path) becomes ""."""
    return text if isinstance(text, str) and _WEB.fullmatch(text) else ""


def _instant(edtf: str, texts: Texts) -> str:
    """Say a date without a slash; what is no EDTF known here stays as it is."""
    if edtf[:1] in "[{" and edtf[-1:] in "]}":
        return _choice(edtf[1:-1], texts, "date.or" if edtf[0] == "[" else "date.and")
    bare = _plain(edtf.rstrip("~?%"), texts)
    if edtf.endswith(("~", "%")):
        return texts.say("evidence.about", when=bare)
    return texts.say("evidence.perhaps", when=bare) if edtf.endswith("?") else bare


def _choice(inside: str, texts: Texts, joint: str) -> str:
    """Say one of several dates ("[2010,2012]", "[2011..2013]"), or all of them ("{2010,2012}")."""
    first, dots, last = inside.partition("..")
    if dots and first and last:
        return texts.say("date.between", first=_instant(first, texts), last=_instant(last, texts))
    if dots:
        key, known = ("evidence.since", first) if first else ("evidence.until", last)
        return texts.say(key, when=_instant(known, texts))
    *rest, end = [_instant(part.strip(), texts) for part in inside.split(",")]
    return texts.say(joint, first=", ".join(rest), last=end) if rest else end


def _plain(text: str, texts: Texts) -> str:
    if re.fullmatch(r"\d{3}X", text):
        return texts.say("date.decade", decade=f"{text[:3]}0")
    if re.fullmatch(r"\d{2}XX", text):
        return texts.say("date.century", first=f"{text[:2]}00", last=f"{text[:2]}99")
    found = _DAY.fullmatch(text)
    month = texts.under("month").get(str(int(found[2]))) if found else None
    if not found or not month:
        return text
    if found[3]:
        return texts.say("date.day", day=int(found[3]), month=month, year=found[1])
    return texts.say("date.month", month=month, year=found[1])
