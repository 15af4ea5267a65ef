"""Linked Places Format 1.3 (https://github.com/LinkedPasts/linked-places-format): JSON-LD for gazetteers.

`linked_places.schema.json`, made from the specification, says what is written here. Where the specification wants the
text "null" for a place unknown, the collection of geometries is empty, so that the file stays GeoJSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from geodash.formats import notice
from geodash.formats.parcel import Feature, Parcel, Part

MEDIA_TYPE = "application/ld+json"
CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
_MEMBERS = ("type", "coordinates")
_LINKS = {"gn": "https://www.geonames.org/{}", "ubigeo": "ubigeo:{}"}
_GRADES = ("certain", "less-certain", "uncertain")
_VAGUE = ((1, 0), (4, 1), (7, 2))  # UCDP where_prec up to this -> grade at best
Json = dict[str, Any]


def make(parcel: Parcel) -> Iterator[Part]:
    """Write a record a row: names with citations, types, times, geometries with their certainty, links, descriptions.

    Rows that are listed because they are no place of their own keep their texts and lose their point.
    """
    head = {"type": "FeatureCollection", "@context": CONTEXT, **notice.facts(parcel)}
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(_record(f, parcel), ensure_ascii=False, allow_nan=False) for f in parcel.features)
    yield Part(".lpf.json", MEDIA_TYPE, f'{opening}, "features": [\n{lines}\n]}}\n'.encode())


def identify(layer: str, row: str) -> str:
    """Give the permanent URI of a row: the same for the same row, wherever it is published."""
    return uuid5(NAMESPACE_URL, f"geodash/{layer}/{row}").urn


@lru_cache(maxsize=1)
def classes() -> Mapping[str, Any]:
    """Read how kinds of things are classed."""
    text = resources.files("geodash.formats").joinpath("linked_places.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


def _record(feature: Feature, parcel: Parcel) -> Json:
    row = feature["properties"]
    layer, identity = str(row["layer"]), str(feature["id"])
    record: Json = {
        "@id": identify(layer, identity),
        "type": "Feature",
        "properties": _properties(row),
        "names": list(_names(row, parcel)),
        "types": [_type(row, parcel)],
        "geometry": {"type": "GeometryCollection", "geometries": list(_geometries(feature))},
    }
    spans = list(_timespans(row))
    if spans:
        record["when"] = {"timespans": spans, "certainty": classes()["certainty"][row["confidence"]]}
        if label := parcel.told[layer, identity].when if (layer, identity) in parcel.told else "":
            record["when"]["label"] = label
    further = {
        "links": list(_links(parcel.links.get(identity, ()))),
        "relations": list(_relations(row)),
        "descriptions": list(_descriptions(row, parcel)),
    }
    return record | {name: entries for name, entries in further.items() if entries}


def _properties(row: Mapping[str, Any]) -> Json:
    kind = classes()["kinds"].get(row["kind"], {})
    own = {name: row[name] for name in ("id", "layer", "kind", "drawn", "where_prec", "uncertainty_km")}
    return {
        "title": row["name"] or row["id"],
        "ccodes": [row["country"]] if row["country"] else [],
        "fclasses": [kind.get("class", classes()["layers"][row["layer"]])],
        **own,
    }


def _names(row: Mapping[str, Any], parcel: Parcel) -> Iterator[Json]:
    """The row's name, then its other names: those of a coca zone, and those that articles give a place."""
    language, title = parcel.texts.language, row["name"] or row["id"]
    mentions: dict[str, list[Mapping[str, Any]]] = {}
    for mention in row.get("mentions") or ():
        mentions.setdefault(str(mention.get("toponym") or title), []).append(mention)
    whens = {
        name: _distinct([span for entry in entries for span in _timespan(entry)])
        for name, entries in mentions.items()
    }
    cited = {title: list(row["sources"])} | {name: [] for name in row.get("alt_names") or () if name}
    for name in sorted(mentions):
        cited.setdefault(name, list(dict.fromkeys(_place_in_article(entry) for entry in mentions[name])))
    for name, sources in cited.items():
        made: Json = {"toponym": name, "lang": language}
        if sources or name == title:
            made["citations"] = _citations(sources, parcel)
        if whens.get(name):
            made["when"] = {"timespans": whens[name]}
        yield made


def _place_in_article(mention: Mapping[str, Any]) -> str:
    paragraph = f"#{mention['paragraph']}" if mention.get("paragraph") else ""
    return f"doc:{mention['article']}{paragraph}"


def _citations(sources: list[str], parcel: Parcel) -> list[Json]:
    """Name sources; one that is not known goes by its id, and a row without any is cited to the atlas."""
    found = [parcel.named.get(source, {"text": source, "url": ""}) for source in sources]
    made = [{"label": row["text"], **({"@id": row["url"]} if row["url"] else {})} for row in found]
    return made or [{"label": str(parcel.citation.get("container-title") or "GeoDash")}]


def _type(row: Mapping[str, Any], parcel: Parcel) -> Json:
    concept = classes()["kinds"].get(row["kind"], {}).get("aat")
    label = parcel.texts.name("kind", str(row["kind"]))
    sources = [{"label": str(row["kind"]), "lang": "en"}]
    return {**({"identifier": f"aat:{concept}"} if concept else {}), "label": label, "sourceLabels": sources}


def _geometries(feature: Feature) -> Iterator[Json]:
    row, geometry = feature["properties"], feature["geometry"]
    if geometry is None or (row["drawn"] == "listed" and row["listed_reason"] != "outside"):
        return
    vague = next((grade for most, grade in _VAGUE if (row["where_prec"] or 7) <= most), 2)
    sure = _GRADES.index(classes()["certainty"][row["confidence"]])
    yield {**{member: geometry[member] for member in _MEMBERS}, "certainty": _GRADES[max(vague, sure)]}


def _timespans(row: Mapping[str, Any]) -> Iterator[Json]:
    found = list(_timespan(row))
    for entry in (*(row.get("attested") or ()), *(row.get("mentions") or ())):
        if entry.get("status") not in {"absent", "none"}:
            found += _timespan(entry)
    yield from _distinct(found)


def _timespan(entry: Mapping[str, Any]) -> Iterator[Json]:
    """Write what is known of a start and an end. A missing end would mean the start's own, so one is always there.

    An unknown start came before the end, an unknown or open end after the start: that much is always true.
    """
    names = ("start_earliest", "start_latest", "end_earliest", "end_latest")
    low, high, first, last = (entry.get(name) for name in names)
    start, end = _bounds(low, high or last), _bounds(first or low, last)
    if start and end:
        yield {"start": start, "end": end}


def _bounds(low: str | None, high: str | None) -> Json:
    if low and low == high:
        return {"in": low}
    return {name: day for name, day in (("earliest", low), ("latest", high)) if day}


def _distinct(spans: list[Json]) -> list[Json]:
    return [json.loads(text) for text in dict.fromkeys(json.dumps(span) for span in spans)]


def _links(links: Any) -> Iterator[Json]:
    for link in links:
        scheme, _, code = str(link).partition(":")
        if scheme in _LINKS:
            yield {"type": "closeMatch", "identifier": _LINKS[scheme].format(code)}


def _relations(row: Mapping[str, Any]) -> Iterator[Json]:
    """The larger thing that a row is part of: a coca zone's zone, a district's province, a province's region."""
    identity = str(row["id"])
    if row.get("inside"):
        yield _part_of("coca_zones", str(row["inside"]), str(row["inside"]))
    scheme, _, code = identity.rpartition(":")
    outer = {"pe:district": ("pe:province", 4), "pe:province": ("pe:region", 2)}.get(scheme)
    if outer:
        yield _part_of("places", f"{outer[0]}:{code[: outer[1]]}", str(row["admin"] or f"ubigeo {code[: outer[1]]}"))


def _part_of(layer: str, identity: str, label: str) -> Json:
    return {"relationType": "gvp:broaderPartitive", "relationTo": identify(layer, identity), "label": label}


def _descriptions(row: Mapping[str, Any], parcel: Parcel) -> Iterator[Json]:
    for name in ("summary", "dataGeneralizations"):
        if row[name]:
            yield {"value": row[name], "lang": parcel.texts.language}
