"""What a figure says of its view: title, window, caption, sources, licence; written from the state, never by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from geodash.selection import LAYERS, Feature, Gated, Selection, drawn, row_id, select
from geodash.tally import Tally
from geodash.text import Texts
from geodash.view import ground
from geodash.view.marks import MapView
from geodash.view.references import Row
from geodash.view.sheet.windows import Window, joined

_PREVIEW = 6  # documents named one by one
_SPOKEN = 3  # windows apart that are said one by one; more are said over their own maps alone


@dataclass(frozen=True, slots=True)
class Told:
    """The rows within the frame, and how many are beyond it, listed, unlocated, abroad, of all layers shown.

    Of several `maps` a row is within if it is within one of them.
    """

    shown: tuple[Feature, ...]
    rows: int
    listed: int
    unlocated: int
    abroad: int
    undated: int
    beyond: int
    maps: int = 1


def tell(layers: Sequence[Gated], view: MapView, inside: Set[tuple[str, str]] | None = None) -> Told:
    """Count what the caption tells of: marks `inside` the frame, of all rows of the layers that pass the filters.

    `inside` None counts every mark that the view shows.
    """
    chosen = view.selection
    on = [layer for layer in layers if layer.name in chosen.layers]
    counts = [Tally(layer).count(chosen) for layer in on]
    shown = {(one.mark.layer, one.mark.id): one.standing for one in view.shown()}
    inside = frozenset(shown) if inside is None else inside
    rows = [(layer.name, feature) for layer in on for feature in select(layer, chosen)]
    outside = sum(feature["properties"].get("listed_reason") == "outside" for _, feature in rows)
    return Told(
        shown=tuple(feature for name, feature in rows if drawn(feature) and (name, row_id(feature)) in inside),
        rows=sum(count.all for count in counts),
        listed=sum(count.listed for count in counts) - outside,
        unlocated=sum(count.unlocated for count in counts),
        abroad=outside,
        undated=sum(standing == "undated" and key in inside for key, standing in shown.items()),
        beyond=sum(key not in inside for key in shown),
    )


def title(selection: Selection, texts: Texts) -> str:
    """Say what the figure is of."""
    on = [name for name in reversed(LAYERS) if name in selection.layers]
    what = texts["figure.all"] if len(on) == len(LAYERS) else _joined([texts.name("layer", name) for name in on])
    return texts.say("figure.title", layers=what)


def window(selection: Selection, texts: Texts) -> str:
    """Say the window of years."""
    key = "figure.year" if selection.first == selection.last else "figure.window"
    return texts.say(key, first=selection.first, last=selection.last)


def windows(years: Sequence[Window], selection: Selection, texts: Texts) -> str:
    """Say several windows: from first to last where no year is left out, else one a line; "" if they are many."""
    runs = joined(years)
    if len(runs) == 1:
        return window(replace(selection, first=runs[0][0], last=runs[0][1]), texts)
    if len(years) > _SPOKEN:
        return ""
    return "\n".join(window(replace(selection, first=first, last=last), texts) for first, last in years)


def presence(selection: Selection, texts: Texts) -> str:
    """Say whether the figure shows what was certainly there, or also what may have been."""
    return texts[f"figure.{selection.certainty}"]


def caption(told: Told, selection: Selection, texts: Texts) -> str:
    """Say how many rows are shown and how many are not, how exactly they are placed, and what is filtered out."""
    sentences = [
        counted(told, texts),
        _placed(told, texts),
        _filtered(selection, texts),
        _left_out(selection, texts),
        _generalised(told, texts),
        texts["figure.silence"],
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def sources(told: Told, texts: Texts, documents: Mapping[str, Row], basemap: str, program: str, data: str) -> str:
    """Name what the shown rows rest on, the basemap, the versions and the licence.

    `documents` are the articles' CSL-JSON records by id; as many as find room are named, the public pages counted.
    """
    cited = [source for feature in told.shown for source in _cited(feature)]
    ours = list(dict.fromkeys(source[4:].partition("#")[0] for source in cited if source.startswith("doc:")))
    pages = len({source for source in cited if not source.startswith("doc:")})
    named = sorted(_short(documents.get(name, {}), name) for name in ours)
    said = named if len(named) <= _PREVIEW else [texts.say("figure.documents", n=len(named))]
    if pages:
        said = [*said, texts["figure.page"] if pages == 1 else texts.say("figure.pages", n=pages)]
    parts = [texts.say("figure.sources", what="; ".join(said))] if said else []
    parts += [texts.say("figure.basemap", what=ground.say_credit(basemap, texts))] if basemap else []
    return " ".join([*parts, texts["figure.projection"], texts.say("figure.licence", program=program, data=data)])


def counted(told: Told, texts: Texts) -> str:
    """Say how many rows are on the map and how many are not."""
    key = "series.rows" if told.maps > 1 else "figure.rows_one" if told.rows == 1 else "figure.rows"
    first = texts.say(key, shown=texts.number(len(told.shown)), all=texts.number(told.rows))
    names = {
        "beyond": told.beyond,
        "listed": told.listed,
        "unlocated": told.unlocated,
        "abroad": told.abroad,
        "undated_rows": told.undated,
    }
    rest = [texts.say(f"figure.{name}", n=texts.number(number)) for name, number in names.items() if number]
    return f"{first.removesuffix('.')}; {', '.join(rest)}." if rest else first


def _placed(told: Told, texts: Texts) -> str:
    codes = Counter(feature["properties"].get("where_prec") or 0 for feature in told.shown)
    mix = ", ".join(texts.say(f"figure.placed.{code}", n=texts.number(codes[code])) for code in sorted(codes))
    return texts.say("figure.precision", mix=mix) if mix else ""


def _filtered(selection: Selection, texts: Texts) -> str:
    chosen = {name: _choice(name, selection, texts) for name in selection.filters}
    said = [
        texts.say("figure.filter", name=texts[f"filters.{name}"].lower(), what=what)
        for name, what in chosen.items()
        if what
    ]
    return texts.say("figure.filters", what="; ".join(said)) if said else ""


def _choice(name: str, selection: Selection, texts: Texts) -> str:
    if name == "search":
        return texts.say("figure.filter_search", text=selection.search)
    if name == "precision":
        return f"{texts['filters.precision_help'].lower()} {texts.name('precision', str(selection.precision))}"
    if name == "box" and selection.box:
        west, south, east, north = selection.box
        sides = {"west": longitude(west, texts), "east": longitude(east, texts)}
        return texts.say("figure.filter_box", **sides, south=latitude(south, texts), north=latitude(north, texts))
    groups = {"themes": "theme", "actors": "actor", "confidence": "confidence"}
    codes = sorted(getattr(selection, name))
    if name == "origins":
        return ", ".join(texts.name("filters", f"origin_{code}") for code in codes)
    return ", ".join(texts.name(groups[name], code) if name in groups else code for code in codes)


def _left_out(selection: Selection, texts: Texts) -> str:
    off = [texts.name("layer", name).lower() for name in reversed(LAYERS) if name not in selection.layers]
    return texts.say("figure.layers", what=", ".join(off)) if off else ""


def _generalised(told: Told, texts: Texts) -> str:
    rows = sum(bool(feature["properties"].get("dataGeneralizations")) for feature in told.shown)
    if rows == 1:
        return texts["figure.generalised_one"]
    return texts.say("figure.generalised", n=texts.number(rows)) if rows else ""


def latitude(degrees: float, texts: Texts) -> str:
    """Say a latitude, such as 9.5° S."""
    return f"{abs(degrees):g}° {texts['space.south' if degrees < 0 else 'space.north']}" if degrees else "0°"


def longitude(degrees: float, texts: Texts) -> str:
    """Say a longitude, such as 75° W."""
    return f"{abs(degrees):g}° {texts['space.west' if degrees < 0 else 'space.east']}" if degrees else "0°"


def _cited(feature: Feature) -> list[str]:
    properties = feature["properties"]
    own = list(properties.get("sources") or ())
    return own + [f"doc:{mention['article']}" for mention in properties.get("mentions") or ()]


def _short(record: Mapping[str, Any], name: str) -> str:
    """Name a document as a figure does: who and when, or where it came out."""
    people = record.get("author") or ()
    who = " & ".join(str(person.get("family") or person.get("literal") or "") for person in people[:2])
    year = ((record.get("issued") or {}).get("date-parts") or [[""]])[0][0]
    return f"{who or record.get('container-title') or record.get('title') or name} {year}".strip()


def _joined(names: Sequence[str]) -> str:
    return ", ".join(name.lower() if i else name[:1].lower() + name[1:] for i, name in enumerate(names))
