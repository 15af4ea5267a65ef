"""What stands behind a mark, in plain text: the facts, the claims, how it was located."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geodash.selection import Feature
from geodash.text import Texts

_WEB = re.compile(r"https?://[^\s<>\"']+", re.ASCII)
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class References:
    """What sources and articles are called: id to a row with title, author, publication, published, url."""

    articles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def evidence(feature: Feature, texts: Texts, references: References) -> dict[str, Any]:
    """Lay out a row's evidence as plain JSON values.

    Every value is text to be shown as text. The keys are `id, layer, title, subtitle, facts` (pairs),
    `summary, notes, claims, figures, sources`; empty parts are empty lists. Links other than http and https
    are dropped.
    """
    properties = feature["properties"]
    return {
        "id": str(properties.get("id", feature.get("id"))),
        "layer": properties.get("layer"),
        "title": str(properties.get("name") or ""),
        "subtitle": texts.name("kind", str(properties.get("kind") or "")),
        "facts": [[texts[f"evidence.{label}"], value] for label, value in _facts(properties, texts) if value],
        "summary": properties.get("summary") or "",
        "notes": list(_notes(properties, texts)),
        "claims": [_claim(mention, texts, references) for mention in properties.get("mentions") or ()],
        "figures": [_figure(row, texts, references) for row in properties.get("hectares") or ()],
        "sources": [_source(source, texts, references) for source in properties.get("sources") or ()],
    }


def tell_when(edtf: str | None, texts: Texts) -> str:
    """Say an EDTF date in words: "1984~" as "about 1984", "1983/.." as "since 1983 ... still there"."""
    if not edtf:
        return texts["evidence.undated"]
    if "/" not in edtf:
        return _instant(edtf, texts)
    start, end = edtf.split("/", 1)
    known = start not in {"", "..", "XXXX"}
    if end == "..":
        still = texts["evidence.still"]
        return f"{texts.say('evidence.since', when=_instant(start, texts))}, {still}" if known else still
    if not known:
        return texts.say("evidence.until", when=_instant(end, texts))
    if end in {"", "XXXX"}:
        return texts.say("evidence.since", when=_instant(start, texts))
    return f"{_instant(start, texts)} – {_instant(end, texts)}"


def web_address(text: object) -> str:
    """Pass an http or https address; anything else (javascript:, data:, a path) becomes ""."""
    return text if isinstance(text, str) and _WEB.fullmatch(text) else ""


def _instant(edtf: str, texts: Texts) -> str:
    bare = edtf.rstrip("~?%")
    if re.fullmatch(r"\d{3}X", bare):
        bare = bare[:3] + "0s"
    if edtf.endswith(("~", "%")):
        return texts.say("evidence.about", when=bare)
    return texts.say("evidence.perhaps", when=bare) if edtf.endswith("?") else bare


def _facts(properties: Mapping[str, Any], texts: Texts) -> Iterator[tuple[str, str]]:
    yield "where", str(properties.get("admin") or "")
    yield "when", tell_when(properties.get("when"), texts)
    yield "precision", _precision(properties, texts)
    yield "confidence", texts.name("confidence", str(properties.get("confidence") or ""))
    yield "actors", _words("actor", properties.get("actors"), texts)
    yield "themes", _words("theme", properties.get("themes"), texts)
    yield "deaths", _deaths(properties, texts)
    for plain in ("members", "force", "count"):
        value = properties.get(plain)
        yield plain, "" if value is None else str(value)


def _words(group: str, codes: Sequence[str] | None, texts: Texts) -> str:
    return ", ".join(texts.name(group, code) for code in codes or ())


def _precision(properties: Mapping[str, Any], texts: Texts) -> str:
    parts = []
    if properties.get("where_prec"):
        parts.append(texts.name("precision", str(properties["where_prec"])))
    radius = properties.get("uncertainty_km")
    if radius and not (properties.get("where_prec") == 2 and radius == 25):  # UCDP's 2 says that already
        parts.append(texts.say("evidence.within", km=f"{radius:g}"))
    return ", ".join(parts)


def _deaths(properties: Mapping[str, Any], texts: Texts) -> str:
    low, high = properties.get("deaths_low"), properties.get("deaths_high")
    stated = properties.get("deaths_as_stated")
    numbers = [f"{value:,}" for value in dict.fromkeys((low, high)) if isinstance(value, int)]
    told = [texts.say("evidence.deaths_as_stated", text=stated)] if stated else []
    return " · ".join([*([" – ".join(numbers)] if numbers else []), *told])


def _notes(properties: Mapping[str, Any], texts: Texts) -> Iterator[str]:
    if properties.get("dataGeneralizations"):
        yield texts.say("evidence.generalised", text=properties["dataGeneralizations"])
    if properties.get("origin") == "public":
        yield texts["evidence.only_public"]
    if properties.get("external_detail"):
        yield str(properties["external_detail"])
    for row in properties.get("attested") or ():
        status = texts.name("status", str(row.get("status") or ""))
        told = " · ".join(str(part) for part in (status, row.get("note")) if part)
        yield f"{tell_when(row.get('when'), texts)}: {told}" if told else tell_when(row.get("when"), texts)


def _claim(mention: Mapping[str, Any], texts: Texts, references: References) -> dict[str, Any]:
    article = references.articles.get(mention.get("article", ""), {})
    published = article.get("published")
    label = "evidence.quote_label" if mention.get("quoted") else "evidence.claim_label"
    return {
        "text": _marked(mention),
        "quoted": bool(mention.get("quoted")),
        "label": texts.say(label, n=mention.get("paragraph") or "?"),
        "article": _title(article) or str(mention.get("article") or ""),
        "date": texts.say("evidence.dated", date=published) if published else "",
        "url": web_address(article.get("url")),
        "when": str(mention.get("dated_by") or "") if not mention.get("when") else _dated(mention, texts),
        "toponym": texts.say("evidence.chosen_as", toponym=mention.get("toponym") or ""),
        "reason": str(mention.get("reason") or ""),
        "candidates": [_candidate(row) for row in (mention.get("candidates") or ())[:_CANDIDATES]],
    }


def _dated(mention: Mapping[str, Any], texts: Texts) -> str:
    return ", ".join(part for part in (tell_when(mention["when"], texts), mention.get("dated_by")) if part)


def _marked(mention: Mapping[str, Any]) -> list[str]:
    """Cut the claim into what stands before the place, the place as written, and what follows."""
    text = str(mention.get("text") or mention.get("claim") or "")
    start, end = mention.get("start", -1), mention.get("end", -1)
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        return [text[:start], text[start:end], text[end:]]
    return [text, "", ""]


def _candidate(row: Mapping[str, Any]) -> dict[str, Any]:
    nested = row.get("place")
    place: Mapping[str, Any] = nested if isinstance(nested, Mapping) else row
    where = [place.get("name"), place.get("admin2"), place.get("admin1") or place.get("admin")]
    parts: Mapping[str, float] = row.get("parts") or {}
    return {
        "name": ", ".join(str(part) for part in dict.fromkeys(where) if part),
        "score": f"{row['score']:.2f}" if isinstance(row.get("score"), int | float) else "",
        "parts": ", ".join(f"{name.replace('_', ' ')} {value:+.2f}" for name, value in parts.items()),
    }


def _figure(row: Mapping[str, Any], texts: Texts, references: References) -> list[str]:
    told = [f"{row['value']:,.0f} ha"] if isinstance(row.get("value"), int | float) else []
    if isinstance(row.get("low"), int | float) and isinstance(row.get("high"), int | float):
        told.append(f"{row['low']:,.0f} – {row['high']:,.0f} ha")
    told += [texts.name("value_kind", str(row[key])) for key in ("value_kind", "standing") if row.get(key)]
    source = row.get("source") or ()
    names = [source] if isinstance(source, str) else source
    told += [_title(references.sources.get(name, {})) or name for name in names]
    return [str(row.get("year") or ""), " · ".join(word for word in told if word)]


def _source(source: str, texts: Texts, references: References) -> dict[str, str]:
    if not source.startswith("doc:"):
        row = references.sources.get(source, {})
        return {"text": _title(row) or source, "url": web_address(row.get("url"))}
    article, _, paragraph = source[4:].partition("#")
    row = references.articles.get(article, {})
    label = texts.say("evidence.claim_label", n=paragraph) if paragraph else ""
    return {
        "text": ", ".join(part for part in (_title(row) or article, label) if part),
        "url": web_address(row.get("url")),
    }


def _title(row: Mapping[str, Any]) -> str:
    parts = (row.get("author") or row.get("publisher"), row.get("title"), row.get("publication"))
    year = str(row.get("published") or row.get("date") or "")[:4]
    return ", ".join(str(part) for part in (*parts, year) if part)
