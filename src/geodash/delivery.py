"""The data of a view made ready to leave: rows chosen behind the gate, put into a language, with what goes along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from geodash import address, bundle
from geodash.errors import GeodashError
from geodash.formats.parcel import Parcel, Told
from geodash.layers.translations import Translations, read_translations
from geodash.presence import EPOCH, known_from
from geodash.safety import GatedLayer, narrow, reword
from geodash.selection import (
    FACETS,
    LAYERS,
    VAGUEST,
    Feature,
    Selection,
    first_evidence,
    hectares,
    layer_spans,
    layer_standing,
    select,
    spans,
)
from geodash.text import DEFAULT, Texts, load
from geodash.view.citing import title_of
from geodash.view.phrases import tell_when
from geodash.view.references import References, cited_records, name_source
from geodash.view.styles import load_styles


def pack(
    layers: Mapping[str, GatedLayer],
    selection: Selection,
    references: References,
    citation: Mapping[str, Any],
    *,
    version: str,
    language: str = DEFAULT,
) -> Parcel:
    """Choose the rows of a selection, translate them, and put with them all that must travel along.

    `citation` is the view's own CSL-JSON record; `version` names the state of the data.

    Raises:
        GeodashError: the window is reversed, a layer is unknown, or no row is left.
        TableError: there are no texts in that language.
    """
    texts = load(language)
    check(selection)
    said = read_translations(bundle.path("data"), language) if language != DEFAULT else Translations(language)
    chosen = list(_choose(layers, selection, said))
    if not chosen:
        raise GeodashError(
            f"no row of {', '.join(selection.layers) or 'no layer'} is left for {selection.first}-{selection.last} "
            "and these filters; widen the years, add a layer or drop a filter"
        )
    sources = list(_sources(chosen, texts, references))
    return Parcel(
        layers=tuple(chosen),
        texts=texts,
        told={(layer.name, row): told for layer in chosen for row, told in _tell(layer, layers, selection, texts)},
        title=title_of([layer.name for layer in chosen], [(selection.first, selection.last)], texts),
        version=version,
        styles=load_styles().table,
        choices=(*_choices(selection, texts), *_address(selection, texts)),
        credit=(texts["formats.credit_places"], texts["formats.credit_outlines"]),
        citation=citation,
        records=tuple(cited_records((row["source"] for row in sources), references)),
        sources=tuple(sources),
        links=_links(chosen),
    )


def check(selection: Selection) -> None:
    """Refuse a selection that cannot be met.

    Raises:
        GeodashError: the window is reversed, or a layer is unknown.
    """
    if not (1 <= selection.first <= 9999 and 1 <= selection.last <= 9999):
        raise GeodashError(
            f"the window {selection.first}/{selection.last} is not two years; write them as 1980, 1992"
        )
    if selection.first > selection.last:
        raise GeodashError(f"the window {selection.first}/{selection.last} ends before it starts; swap its two years")
    for name in selection.layers:
        if name not in LAYERS:
            raise GeodashError(f"no layer {name!r}; the layers are {', '.join(LAYERS)}")


def _choose(layers: Mapping[str, GatedLayer], selection: Selection, said: Translations) -> Iterator[GatedLayer]:
    for name in LAYERS:
        if name not in layers or name not in selection.layers:
            continue
        ids = {str(feature["id"]) for feature in select(layers[name], selection)}
        if ids:
            layer = layers[name] if said.language == DEFAULT else reword(layers[name], said.feature)
            yield narrow(layer, ids)


def _tell(
    layer: GatedLayer, layers: Mapping[str, GatedLayer], selection: Selection, texts: Texts
) -> Iterator[tuple[str, Told]]:
    earliest = first_evidence(layers[layer.name].features)  # of all rows, as on the map
    for feature in layer.features:
        row = spans(feature, earliest)
        figures = {year: ha for year, ha in hectares(feature).items() if selection.first <= year <= selection.last}
        last = max(figures, default=None)
        open_end = any(span.possible_to is None for span in row)
        end = (
            None
            if open_end
            else max((span.possible_to for span in row if span.possible_to is not None), default=None)
        )
        when = feature["properties"].get("when")
        yield (
            str(feature["id"]),
            Told(
                layer_standing(layer_spans(feature, layer.name, earliest), layer.name, selection.window),
                tell_when(when, texts) if when else "",
                (_iso(known_from(feature, row)), _iso(end)),
                None if last is None else (last, figures[last]),
            ),
        )


def _iso(days: int | None) -> str:
    return "" if days is None else (EPOCH + timedelta(days=days)).isoformat()


def _sources(layers: Iterable[GatedLayer], texts: Texts, references: References) -> Iterator[dict[str, str]]:
    for source in sorted({name for layer in layers for feature in layer.features for name in _named(feature)}):
        record = source.removeprefix("doc:").partition("#")[0]
        yield {"source": source, **name_source(source, texts, references), "citation": record}


def _named(feature: Feature) -> Iterator[str]:
    """All sources that a row names, in itself and in what is nested in it."""
    properties = feature["properties"]
    yield from properties.get("sources") or ()
    for entry in properties.get("attested") or ():
        yield from entry.get("sources") or ()
    for figure in properties.get("hectares") or ():
        yield from figure.get("source") or ()


def _links(layers: Iterable[GatedLayer]) -> dict[str, tuple[str, ...]]:
    """Find what the gazetteer knows of places under other names: identifiers of GeoNames, codes of INEI."""
    ids = [str(feature["id"]) for layer in layers if layer.name == "places" for feature in layer.features]
    if not ids:
        return {}
    from geodash.gazetteer import Gazetteer  # noqa: PLC0415 - a tenth of a second

    gazetteer = Gazetteer.open()
    found = {identity: gazetteer.by_id(identity) for identity in ids}
    return {identity: place.links for identity, place in found.items() if place}


def _address(selection: Selection, texts: Texts) -> Iterator[tuple[str, str]]:
    """Give what stands behind the atlas's own address to come back to this view; nothing for the plain view."""
    if query := address.write(selection, language="" if texts.language == DEFAULT else texts.language):
        yield texts["formats.choice.address"], f"?{query}"


def _choices(selection: Selection, texts: Texts) -> Iterator[tuple[str, str]]:
    """Say what was chosen, as pairs of label and value; a filter that is not set is not named."""
    label = texts.under("formats.choice")
    yield label["years"], f"{selection.first}-{selection.last}"
    yield label["layers"], ", ".join(texts.name("layer", name) for name in selection.layers)
    yield label["certainty"], texts[f"panel.{selection.certainty}"]
    if not selection.undated:
        yield label["undated"], label["left_out"]
    words = {"themes": "theme", "actors": "actor", "confidence": "confidence", "origins": "formats.origin"}
    for name in FACETS:
        if codes := sorted(getattr(selection, name)):
            yield label[name], ", ".join(texts.name(words[name], c) if name in words else c for c in codes)
    if selection.precision < VAGUEST:
        yield label["precision"], texts.name("precision", str(selection.precision))
    if selection.box is not None:
        yield label["box"], ", ".join(f"{edge:g}" for edge in selection.box)
    if selection.search:
        yield label["search"], selection.search
