"""Mentions as evidence: the claim with the place marked, its article, how it was located and dated, who decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from geodash.text import Texts
from geodash.view.phrases import tell_when, web_address
from geodash.view.references import References, name_row
from geodash.view.retelling import part_name, retell

_CANDIDATES = 5


def lay_out_claims(
    mentions: Iterable[Mapping[str, Any]], texts: Texts, references: References
) -> Iterator[dict[str, Any]]:
    """Lay out a row's mentions as plain JSON values, those of one claim and one date once.

    `text` is the claim, every second part of it the place as it is written. How the place was found stands in
    `toponym`, `reason`, `sure` and `candidates`; where the claim names it in other ways too, `also` has the same of
    these.
    """
    claims: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for mention in mentions:
        about = ("article", "paragraph", "text", "claim", "when", "dated_by", "decided")
        claims.setdefault(tuple(str(mention.get(key)) for key in about), []).append(mention)
    for same in claims.values():
        yield _lay_out(same, texts, references)


def _lay_out(same: Sequence[Mapping[str, Any]], texts: Texts, references: References) -> dict[str, Any]:
    mention, located = same[0], [_located(one, texts) for one in same]
    article = references.articles.get(mention.get("article", ""), {})
    published = article.get("published")
    label = "evidence.quote_label" if mention.get("quoted") else "evidence.claim_label"
    return {
        "text": _marked(same),
        "quoted": bool(mention.get("quoted")),
        "label": texts.say(label, n=mention.get("paragraph") or "?"),
        "article": name_row(article) or str(mention.get("article") or ""),
        "date": texts.say("evidence.dated", date=tell_when(str(published), texts)) if published else "",
        "url": web_address(article.get("url")),
        "when": tell_when(mention.get("when"), texts),
        "dated_by": retell(str(mention.get("dated_by") or ""), texts),
        "decided": [retell(str(told), texts) for told in mention.get("decided") or ()],
        **located[0],
        "also": [one for number, one in enumerate(located) if one not in located[:number]][1:],
    }


def _located(mention: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    return {
        "toponym": texts.say("evidence.chosen_as", toponym=mention.get("toponym") or ""),
        "reason": retell(str(mention.get("reason") or ""), texts),
        "sure": _sure(mention, texts),
        "candidates": [_candidate(row, texts) for row in (mention.get("candidates") or ())[:_CANDIDATES]],
    }


def _sure(mention: Mapping[str, Any], texts: Texts) -> str:
    score = mention.get("confidence")
    return texts.say("evidence.sure", score=f"{score:.2f}") if isinstance(score, int | float) else ""


def _marked(same: Sequence[Mapping[str, Any]]) -> list[str]:
    """Cut the claim at its places: what stands before one, the place as written, what follows, and so on."""
    text = str(same[0].get("text") or same[0].get("claim") or "")
    parts, at = [], 0
    ends = [(one.get("start"), one.get("end")) for one in same]
    for start, end in sorted((start, end) for start, end in ends if isinstance(start, int) and isinstance(end, int)):
        if at <= start < end <= len(text):
            parts += [text[at:start], text[start:end]]
            at = end
    return [*parts, text[at:]] if parts else [text, "", ""]


def _candidate(row: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    where = [row.get("name"), row.get("admin2"), row.get("admin1") or row.get("admin"), row.get("country")]
    parts: Mapping[str, float] = row.get("parts") or {}
    return {
        "name": ", ".join(str(part) for part in dict.fromkeys(where) if part),
        "kind": texts.name("kind", str(row["kind"])) if row.get("kind") else "",
        "score": f"{row['score']:.2f}" if isinstance(row.get("score"), int | float) else "",
        "parts": ", ".join(f"{part_name(name, texts)} {value:+.2f}" for name, value in parts.items()),
    }
