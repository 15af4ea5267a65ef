"""Layers and a selection become a map view: here colour, size, text, order and time bounds are decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geodash.camera import BBox, Camera, project, unproject
from geodash.selection import (
    LAYERS,
    ZONES,
    Feature,
    Gated,
    Selection,
    articles,
    drawn,
    first_evidence,
    hectares,
    layer_spans,
    passes,
    row_id,
)
from geodash.tally import Tally
from geodash.text import Texts, load
from geodash.view.histogram import moments
from geodash.view.marks import Form, LegendEntry, LonLat, MapView, Mark, Ring
from geodash.view.styles import Styles, Theme, load_styles


@dataclass(frozen=True, slots=True)
class _Craft:
    styles: Styles
    theme: Theme
    texts: Texts


PERU = Camera(lon=-74.6, lat=-10.6, zoom=5.75)
HOME = BBox(-81.6, -18.6, -68.5, 0.2)
"""The whole country, with a rim."""


def compose(
    layers: Sequence[Gated],
    selection: Selection,
    camera: Camera = PERU,
    styles: Styles | None = None,
    *,
    theme: Theme = "light",
    texts: Texts | None = None,
    attribution: Iterable[str] = (),
) -> MapView:
    """Compose the view.

    Layers are drawn in the order of `LAYERS` whatever order they come in: areas under points, places under
    the rest; within a layer large things under small ones, ties by id, so that nothing small is buried and
    the order never depends on the input's. Every mark keeps its time bounds, so that a renderer
    may move the window.
    """
    craft = _Craft(styles or load_styles(), theme, texts or load())
    styles, texts = craft.styles, craft.texts
    known = {layer.name: layer for layer in layers}
    ordered = [known[name] for name in LAYERS if name in known]
    marks = [mark for layer in ordered for mark in _marks(layer, craft)]
    rank = {"area": 0, "circle": 1, "point": 2}
    marks.sort(key=lambda mark: rank[mark.form])  # stable: layers and sizes keep their order within a form
    return MapView(
        camera=camera,
        selection=selection,
        marks=tuple(marks),
        legend=tuple(_legend(layer, selection, craft) for layer in reversed(ordered)),
        hectare_colors=tuple(styles.layer("coca_zones")["classes"][theme]),
        fade_years=styles.marks["fade"]["years"],
        fade_floor=styles.marks["fade"]["floor"],
        caption=texts.say("map.caption", first=selection.first, last=selection.last),
        attribution=tuple(attribution),
        abroad=tuple(mark for layer in ordered for mark in _abroad(layer, craft)),
        hidden=hide(ordered, selection),
    )


def hide(layers: Iterable[Gated], selection: Selection) -> frozenset[tuple[str, str]]:
    """Name the rows, by layer and id, that the selection's filters leave out, whatever the window."""
    return frozenset((layer.name, row_id(f)) for layer in layers for f in layer.features if not passes(f, selection))


def _marks(layer: Gated, craft: _Craft) -> list[Mark]:
    earliest = first_evidence(layer.features)
    marks = [_mark(f, layer.name, earliest, craft) for f in layer.features if drawn(f)]
    return sorted(marks, key=lambda mark: (-_extent(mark), mark.id))


def _abroad(layer: Gated, craft: _Craft) -> list[Mark]:
    earliest = first_evidence(layer.features)
    rows = [f for f in layer.features if f["properties"].get("listed_reason") == "outside" and f.get("geometry")]
    return sorted((_mark(f, layer.name, earliest, craft) for f in rows), key=lambda mark: (-mark.mentions, mark.id))


def _mark(feature: Feature, layer: str, earliest: int | None, craft: _Craft) -> Mark:
    properties, geometry = feature["properties"], feature["geometry"]
    rings = tuple(_rings(geometry))
    form: Form = "area" if rings else "circle" if properties.get("drawn") == "circle" else "point"
    figures = hectares(feature) if layer == ZONES else {}
    admin = properties.get("admin") or ""
    name = str(properties.get("name") or feature.get("id"))
    return Mark(
        id=str(properties.get("id", feature.get("id"))),
        layer=layer,
        form=form,
        shape=str(craft.styles.layer(layer)["shape"]),
        at=_middle(rings) if rings else _lonlat(geometry["coordinates"]),
        rings=rings,
        radius_km=properties.get("uncertainty_km"),
        size=craft.styles.size(layer, len(properties.get("mentions") or ())),
        color=craft.styles.color(layer, craft.theme),
        name=name,
        tooltip=" · ".join(part for part in (name, craft.texts.name("kind", _kind(properties)), admin) if part),
        spans=layer_spans(feature, layer, earliest),
        classes=tuple((year, craft.styles.hectare_class(value)) for year, value in sorted(figures.items())),
        always=layer == ZONES,
        articles=articles(feature),
        themes=tuple(properties.get("themes") or ()),
        where_prec=properties.get("where_prec") or 0,
        moments=moments(feature),
        mentions=len(properties.get("mentions") or ()),
    )


def _kind(properties: Mapping[str, Any]) -> str:
    return str(properties.get("kind") or properties.get("layer") or "")


def _legend(layer: Gated, selection: Selection, craft: _Craft) -> LegendEntry:
    return LegendEntry(
        layer=layer.name,
        name=craft.texts.name("layer", layer.name),
        shape=str(craft.styles.layer(layer.name)["shape"]),
        color=craft.styles.color(layer.name, craft.theme),
        count=Tally(layer).count(selection),
    )


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    if geometry["type"] == "Polygon":
        polygons = [geometry["coordinates"]]
    elif geometry["type"] == "MultiPolygon":
        polygons = geometry["coordinates"]
    else:
        return
    for polygon in polygons:
        for ring in polygon:
            yield tuple(_lonlat(position) for position in ring)


def _lonlat(position: Sequence[float]) -> LonLat:
    return float(position[0]), float(position[1])


def _middle(rings: Sequence[Ring]) -> LonLat:
    longest = max(rings, key=len)
    pixels = [project(lon, lat, 0) for lon, lat in longest]
    xs, ys = [x for x, _ in pixels], [y for _, y in pixels]
    return unproject((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, 0)


def _extent(mark: Mark) -> float:
    if mark.form == "area":
        lons = [lon for ring in mark.rings for lon, _ in ring]
        lats = [lat for ring in mark.rings for _, lat in ring]
        return (max(lons) - min(lons)) * (max(lats) - min(lats))
    return mark.size if mark.form == "point" else mark.radius_km or 0.0
