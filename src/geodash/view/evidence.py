"""What stands behind a mark, in plain text: facts, claims, where sources disagree, how to cite and doubt it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geodash.selection import FIRST_YEAR, LAST_YEAR, Feature, drawn
from geodash.text import Texts
from geodash.view.citing import cite
from geodash.view.claims import lay_out_claims
from geodash.view.contesting import contest
from geodash.view.phrases import tell_codes, tell_deaths, tell_precision, tell_when, web_address
from geodash.view.references import References, name_row, name_source
from geodash.view.retelling import retell

__all__ = ["References", "evidence", "tell_when", "web_address"]


def evidence(
    feature: Feature, texts: Texts, references: References, others: Iterable[Feature] = ()
) -> dict[str, Any]:
    """Lay out a row's evidence as plain JSON values; `others` are the rows at the same place.

    Every value is text to be shown as text. The keys are `id, layer, title, subtitle, facts` (pairs),
    `summary, notes, moments, disagreements, claims, figures, others, sources, cite, doubt`; empty parts are empty
    lists. Links other than http and https are dropped.
    """
    properties = feature["properties"]
    disputed = references.disagreements.get((str(properties.get("layer")), str(properties.get("id"))), ())
    return {
        "id": str(properties.get("id", feature.get("id"))),
        "layer": properties.get("layer"),
        "title": retell(str(properties.get("name") or ""), texts),
        "subtitle": texts.name("kind", str(properties.get("kind") or "")),
        "facts": [[texts[f"evidence.{label}"], value] for label, value in _facts(properties, texts) if value],
        "summary": properties.get("summary") or "",
        "notes": list(_notes(properties, texts)),
        "moments": list(_moments(properties, texts, references)),
        "disagreements": _disagreements(disputed, texts, references),
        "claims": list(lay_out_claims(properties.get("mentions") or (), texts, references)),
        "figures": [
            _figure(row, texts, references, mapped=drawn(feature)) for row in properties.get("hectares") or ()
        ],
        "others": [_other(other, texts) for other in others],
        "sources": [name_source(source, texts, references) for source in properties.get("sources") or ()],
        "cite": cite(properties, _all_sources(properties, disputed), texts, references),
        "doubt": contest(properties, texts, references.atlas),
    }


def _facts(properties: Mapping[str, Any], texts: Texts) -> Iterator[tuple[str, str]]:
    yield "where", str(properties.get("admin") or "")
    if not properties.get("mentions") and not properties.get("hectares"):
        yield "when", tell_when(properties.get("when"), texts)
    else:
        yield "when", _years(properties, texts)
    yield "precision", tell_precision(properties, texts)
    yield "confidence", texts.name("confidence", str(properties.get("confidence") or ""))
    yield "listed", _listed(properties, texts)
    yield "actors", tell_codes("actor", properties.get("actors"), texts)
    yield "themes", tell_codes("theme", properties.get("themes"), texts)
    yield "deaths", tell_deaths(properties, texts)
    yield "members", str(properties.get("members") or "")
    yield "force", texts.name("force", str(properties["force"])) if properties.get("force") else ""
    yield "count", "" if properties.get("count") is None else str(properties["count"])
    origin = str(properties.get("origin") or "")
    yield "origin", texts[f"evidence.origin_{origin}"] if origin in {"article", "public"} else ""


def _years(properties: Mapping[str, Any], texts: Texts) -> str:
    """The years that mentions or figures speak of, from the first to the last; the moments follow below."""
    days = [str(row[key]) for row in properties.get("mentions") or () for key in _BOUNDS if row.get(key)]
    years = sorted({day[:4] for day in days} | {str(row["year"]) for row in properties.get("hectares") or ()})
    if not years:
        return tell_when(properties.get("when"), texts)
    return years[0] if years[0] == years[-1] else f"{years[0]} – {years[-1]}"


_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def _listed(properties: Mapping[str, Any], texts: Texts) -> str:
    reason = properties.get("listed_reason") if properties.get("drawn") == "listed" else None
    return texts.say("table.listed", reason=texts.name("table.reason", str(reason))) if reason else ""


def _notes(properties: Mapping[str, Any], texts: Texts) -> Iterator[str]:
    if properties.get("dataGeneralizations"):
        yield texts.say("evidence.generalised", text=retell(str(properties["dataGeneralizations"]), texts))
    if properties.get("origin") == "public":
        yield texts["evidence.only_public"]
    if properties.get("external_detail"):
        yield str(properties["external_detail"])


def _moments(properties: Mapping[str, Any], texts: Texts, references: References) -> Iterator[dict[str, Any]]:
    """Each moment for which a source asserts presence: when, what, and who says so."""
    for row in properties.get("attested") or ():
        status = texts.name("status", str(row.get("status") or ""))
        yield {
            "when": tell_when(row.get("when"), texts),
            "text": " · ".join(str(part) for part in (status, row.get("note")) if part),
            "sources": [name_source(source, texts, references) for source in row.get("sources") or ()],
        }


def _disagreements(rows: Iterable[Mapping[str, Any]], texts: Texts, references: References) -> list[dict[str, Any]]:
    """Group the claims that contradict each other by what they are about, each with its sources beside it."""
    topics: dict[str, dict[str, Any]] = {}
    for row in rows:
        topic = topics.setdefault(str(row["topic"]), {"title": row.get("title") or "", "claims": []})
        topic["claims"].append(
            {
                "text": row.get("claim") or "",
                "value": _value(row, texts),
                "when": tell_when(row["when"], texts) if row.get("when") else "",
                "sources": [
                    name_source(source.strip(), texts, references)
                    for source in str(row.get("sources") or "").split(";")
                    if source.strip()
                ],
            }
        )
    return list(topics.values())


def _value(row: Mapping[str, Any], texts: Texts) -> str:
    """Say a claim's number: one, a range, or a bound alone ("over 100", "under 25,000"); "" if it has none."""
    numbers = {key: texts.number(float(row[key])) for key in ("low", "high") if row.get(key) not in {None, ""}}
    told = " – ".join(dict.fromkeys(numbers.values()))
    if len(numbers) == 1:
        told = texts.say("evidence.over" if "low" in numbers else "evidence.under", n=told)
    return f"{told} {texts.name('unit', str(row.get('unit') or ''))}".strip() if told else ""


def _figure(row: Mapping[str, Any], texts: Texts, references: References, *, mapped: bool) -> list[str]:
    """Tell a figure; it is on the map only if its row is, and in a year that a window may have."""
    told = [f"{texts.number(row['value'])} ha"] if isinstance(row.get("value"), int | float) else []
    if isinstance(row.get("low"), int | float) and isinstance(row.get("high"), int | float):
        told.append(f"{texts.number(row['low'])} – {texts.number(row['high'])} ha")
    codes = [str(row[key]) for key in ("value_kind", "standing") if row.get(key)]
    seen = mapped and FIRST_YEAR <= int(row.get("year") or 0) <= LAST_YEAR
    told += [texts.name("value_kind", code) for code in codes if code != "preferred" or seen]
    told += [name_row(references.sources.get(name, {})) or name for name in _names(row.get("source"))]
    return [str(row.get("year") or ""), " · ".join(word for word in told if word)]


def _other(feature: Feature, texts: Texts) -> dict[str, str]:
    row = feature["properties"]
    parts = (retell(str(row.get("name") or ""), texts), texts.name("kind", str(row.get("kind") or "")))
    return {"layer": str(row.get("layer")), "id": str(row.get("id")), "text": " · ".join(p for p in parts if p)}


def _all_sources(properties: Mapping[str, Any], disputed: Iterable[Mapping[str, Any]]) -> list[str]:
    found = [str(source) for source in properties.get("sources") or ()]
    found += [name for row in properties.get("hectares") or () for name in _names(row.get("source"))]
    found += [name.strip() for row in disputed for name in str(row.get("sources") or "").split(";") if name.strip()]
    return found


def _names(source: Any) -> list[str]:
    return [source] if isinstance(source, str) else [str(name) for name in source or ()]
