"""An article as it is read beside the map: its passages in order, the places and dates marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geodash.selection import Feature, drawn
from geodash.text import Texts
from geodash.view.evidence import tell_when, web_address

Piece = str | dict[str, Any]
_RIM = 0.25  # degrees round the places: a single one is shown with its surroundings


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim in our own words, or a sentence quoted from a reader's own document.

    `claim_id` is empty for a quoted sentence; `paragraph` counts the original's paragraphs, if it is known.
    """

    claim_id: str
    paragraph: int | None
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A mention and the row of the layer of places that it belongs to."""

    mention: Mapping[str, Any]
    row: Feature

    @property
    def how(self) -> str:
        """How the map shows it: `drawn`, `listed` (abroad, or a whole country) or `open` (not resolved)."""
        if drawn(self.row):
            return "drawn"
        return "open" if self.row["properties"].get("listed_reason") == "unlocated" else "listed"

    @property
    def place(self) -> Mapping[str, Any]:
        """The row's properties."""
        properties: Mapping[str, Any] = self.row["properties"]
        return properties

    @property
    def offset(self) -> int:
        """Where the mention starts in its article, from its id; 0 if the id does not say."""
        tail = str(self.mention.get("id", "")).rpartition(":")[2]
        return int(tail) if tail.isdecimal() else 0


def named_in(places: Iterable[Feature], article: str) -> list[Named]:
    """List an article's mentions in the order of its text."""
    found = [
        Named(mention, row)
        for row in places
        for mention in row["properties"].get("mentions") or ()
        if mention.get("article") == article
    ]
    return sorted(found, key=lambda named: (named.offset, str(named.row.get("id"))))


def passages(found: Sequence[Named], claims: Sequence[Passage], text: Sequence[Passage] = ()) -> list[Passage]:
    """List what there is to read: an article's claims, or the sentences of a reader's own document.

    `claims` are those the atlas ships for an article of this id. A reader's own document may bear the same
    id: where mentions are quoted, or belong to no claim, the claims are not its own. `text` is the whole of it, as
    far as it is kept: else there is to read what its mentions stand in.
    """
    if text:
        return list(text)
    if claims and not any(one.mention.get("quoted") or not one.mention.get("claim_id") for one in found):
        return list(claims)
    return list(dict.fromkeys(_passage(one.mention) for one in found))


def tally(found: Sequence[Named], read: Sequence[Passage]) -> dict[str, int]:
    """Count an article's passages, mentions, distinct places, and the mentions left undated and unresolved."""
    return {
        "passages": len(read),
        "mentions": len(found),
        "places": len({one.place["id"] for one in found if one.how != "open"}),
        "undated": sum(not one.mention.get("when") for one in found),
        "unresolved": sum(one.how == "open" for one in found),
    }


def describe(record: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    """Say in plain text what a CSL-JSON record knows: title, byline, date, link, terms, note."""
    custom = record.get("custom") if isinstance(record.get("custom"), Mapping) else {}
    custom = custom or {}
    licence, terms = custom.get("summary_licence"), custom.get("original_terms")
    told = [texts.say("articles.licence", licence=licence)] if licence else []
    told += [texts.say("articles.terms", terms=terms)] if terms else []
    return {
        "id": str(record.get("id", "")),
        "title": str(record.get("title") or record.get("id") or ""),
        "author": ", ".join(_person(person) for person in record.get("author") or ()) or texts["articles.unsigned"],
        "publication": str(record.get("container-title") or ""),
        "published": published(record, texts),
        "url": web_address(record.get("URL")),
        "terms": " ".join(told) or texts["articles.own_document"],
        "note": str(record.get("note") or ""),
    }


def published(record: Mapping[str, Any], texts: Texts) -> str:
    """Say when an article came out: as bracketed by hand, else the record's date as far as it is known."""
    parts = ((record.get("issued") or {}).get("date-parts") or [[]])[0]
    known = (record.get("custom") or {}).get("issued_edtf") or "-".join(f"{part:02d}" for part in parts)
    return tell_when(str(known), texts) if known else texts["articles.no_date"]


def lay_out(found: Sequence[Named], read: Sequence[Passage], texts: Texts, *, whole: bool = False) -> dict[str, Any]:
    """Lay out an article as plain JSON values: `passages`, `unresolved`, `undated`, `decided`, `box`.

    A passage has `label`, `quoted` and `pieces`: bare text, or a place (`place`, `how`, `about`), or a date
    (`date`). The other three are rows of name, passage's label and reason. `box` holds the drawn places and
    a rim, as [west, south, east, north], or is None. Every text is to be shown as text. Of a `whole` text the
    sentences of a paragraph are one passage.
    """
    by_passage: dict[Passage, list[Named]] = {passage: [] for passage in read}
    claims = {passage.claim_id: passage for passage in read if passage.claim_id}
    for one in found:
        home = claims.get(str(one.mention.get("claim_id"))) or _passage(one.mention)
        by_passage.setdefault(home, []).append(one)
    shown = [*read, *(passage for passage in by_passage if passage not in read)]
    laid = [
        {"label": _label(passage, texts), "quoted": passage.quoted, "pieces": list(_cut(passage, inside, texts))}
        for passage in shown
        for inside in (by_passage[passage],)
    ]
    return {
        "passages": _paragraphs(laid) if whole else laid,
        "unresolved": [_reason(one, texts, "reason") for one in found if one.how == "open"],
        "undated": [_reason(one, texts, "dated_by") for one in found if not one.mention.get("when")],
        "decided": [
            [str(one.mention.get("toponym")), _label(_passage(one.mention), texts), str(told)]
            for one in found
            for told in one.mention.get("decided") or ()
        ],
        "box": _box([one.row for one in found if one.how == "drawn"]),
    }


def _paragraphs(sentences: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join sentences that follow each other in one paragraph."""
    joined: list[dict[str, Any]] = []
    for one in sentences:
        if joined and joined[-1]["label"] == one["label"]:
            joined[-1]["pieces"] += [" ", *one["pieces"]]
        else:
            joined.append(one)
    return joined


def _passage(mention: Mapping[str, Any]) -> Passage:
    text = str(mention.get("text") or mention.get("claim") or "")
    return Passage(str(mention.get("claim_id") or ""), mention.get("paragraph"), text, bool(mention.get("quoted")))


def _label(passage: Passage, texts: Texts) -> str:
    key = "articles.quote_label" if passage.quoted else "articles.claim_label"
    return texts.say(key, n=passage.paragraph or "?")


def _person(person: Mapping[str, Any]) -> str:
    parts = (person.get("given"), person.get("family") or person.get("literal"))
    return " ".join(str(part) for part in parts if part)


def _reason(one: Named, texts: Texts, field: str) -> list[str]:
    label = _label(_passage(one.mention), texts)
    return [str(one.mention.get("toponym") or ""), label, str(one.mention.get(field) or "")]


def _cut(passage: Passage, inside: Sequence[Named], texts: Texts) -> Iterator[Piece]:
    """Cut a passage at its places and dates; what lies outside the text or overlaps stays unmarked."""
    at = 0
    for start, end, piece in sorted(_marked(inside, texts), key=lambda mark: mark[:2]):
        if at <= start < end <= len(passage.text):
            if start > at:
                yield passage.text[at:start]
            yield {"text": passage.text[start:end], **piece}
            at = end
    if at < len(passage.text):
        yield passage.text[at:]


def _marked(inside: Sequence[Named], texts: Texts) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for one in inside:
        mention = one.mention
        yield mention.get("start", -1), mention.get("end", -1), _place(one, texts)
        start, end = mention.get("date_start"), mention.get("date_end")
        if start is not None and end is not None:
            yield start, end, {"date": tell_when(mention.get("when"), texts)}


def _place(one: Named, texts: Texts) -> dict[str, Any]:
    mention, place = one.mention, one.place
    kind = texts.name("kind", str(place.get("kind") or "")) if one.how != "open" else ""
    when = tell_when(mention.get("when"), texts)
    about = [
        ["", texts[f"articles.how_{one.how}"] if one.how != "drawn" else ""],
        [texts["articles.when"], ", ".join(part for part in (when, str(mention.get("dated_by") or "")) if part)],
        [texts["articles.located"], str(mention.get("reason") or "")],
        [texts["articles.certainty"], f"{mention['confidence']:.2f}" if mention.get("confidence") else ""],
        *([texts["articles.decided"], str(told)] for told in mention.get("decided") or ()),
    ]
    heading = [str(place.get("name") or ""), kind, str(place.get("admin") or "")]
    return {
        "place": str(place.get("id")),
        "how": one.how,
        "heading": " · ".join(part for part in heading if part),
        "about": [[label, value] for label, value in about if value],
    }


def _box(rows: Sequence[Feature]) -> list[float] | None:
    positions = [position for row in rows for position in _positions(row["geometry"]["coordinates"])]
    if not positions:
        return None
    lons, lats = [lon for lon, _ in positions], [lat for _, lat in positions]
    return [min(lons) - _RIM, min(lats) - _RIM, max(lons) + _RIM, max(lats) + _RIM]


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
    else:
        for inner in coordinates:
            yield from _positions(inner)
