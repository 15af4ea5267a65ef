"""A mention as evidence: the claim with its place marked, its article, how it was located and dated, who decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodash.text import Texts
from geodash.view.phrases import tell_when, web_address
from geodash.view.references import References, name_row
from geodash.view.retelling import part_name, retell

_CANDIDATES = 5


def lay_out_claim(mention: Mapping[str, Any], texts: Texts, references: References) -> dict[str, Any]:
    """Lay out a mention as plain JSON values; `text` is what stands before the place, the place, what follows."""
    article = references.articles.get(mention.get("article", ""), {})
    published = article.get("published")
    label = "evidence.quote_label" if mention.get("quoted") else "evidence.claim_label"
    return {
        "text": _marked(mention),
        "quoted": bool(mention.get("quoted")),
        "label": texts.say(label, n=mention.get("paragraph") or "?"),
        "article": name_row(article) or str(mention.get("article") or ""),
        "date": texts.say("evidence.dated", date=tell_when(str(published), texts)) if published else "",
        "url": web_address(article.get("url")),
        "when": tell_when(mention.get("when"), texts),
        "dated_by": retell(str(mention.get("dated_by") or ""), texts),
        "toponym": texts.say("evidence.chosen_as", toponym=mention.get("toponym") or ""),
        "reason": retell(str(mention.get("reason") or ""), texts),
        "sure": _sure(mention, texts),
        "decided": [retell(str(told), texts) for told in mention.get("decided") or ()],
        "candidates": [_candidate(row, texts) for row in (mention.get("candidates") or ())[:_CANDIDATES]],
    }


def _sure(mention: Mapping[str, Any], texts: Texts) -> str:
    score = mention.get("confidence")
    return texts.say("evidence.sure", score=f"{score:.2f}") if isinstance(score, int | float) else ""


def _marked(mention: Mapping[str, Any]) -> list[str]:
    """Cut the claim into what stands before the place, the place as written, and what follows."""
    text = str(mention.get("text") or mention.get("claim") or "")
    start, end = mention.get("start", -1), mention.get("end", -1)
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        return [text[:start], text[start:end], text[end:]]
    return [text, "", ""]


def _candidate(row: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    where = [row.get("name"), row.get("admin2"), row.get("admin1") or row.get("admin"), row.get("country")]
    parts: Mapping[str, float] = row.get("parts") or {}
    return {
        "name": ", ".join(str(part) for part in dict.fromkeys(where) if part),
        "kind": texts.name("kind", str(row["kind"])) if row.get("kind") else "",
        "score": f"{row['score']:.2f}" if isinstance(row.get("score"), int | float) else "",
        "parts": ", ".join(f"{part_name(name, texts)} {value:+.2f}" for name, value in parts.items()),
    }
