"""The gate between layers and everything that leaves the process.

Committees, bases and native communities that may exist today carry a sensitivity. `open` rows pass as they are;
`district` rows leave no finer than a tenth of a degree with a radius of at least 10 km; of `withheld` rows only
an explicit list of harmless fields leaves. The tables are generalised already; the gate makes sure of it, and of
rows that came another way. After Chapman 2020, Current Best Practices for Generalizing Sensitive Species
Occurrence Data (GBIF, https://doi.org/10.15468/doc-5jp4-5g10): generalise, never jitter, and say so.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from geodash.errors import LayerError
from geodash.layers.layer import Feature, Layer, field_names, make_layer

GRID_DEGREES = 0.1
SMALLEST_RADIUS_KM = 10.0
REDACTED = "[coordinates left out]"
_DECIMALS = 1
_ROUNDING_KM = 8.0  # half a diagonal of the 0.1° grid at the equator
_RADIUS_STEP_KM = 5
_KM_PER_DEGREE = 111.195
_NOTE = "Point rounded to 0.1° and radius widened when it left the atlas."
_WITHHELD_NOTE = "Withheld: its source asks that it not be found."
_KEY = object()

# What may leave of a withheld row; every other field leaves empty.
_KEPT_OF_WITHHELD = frozenset({"layer", "origin", "confidence"})
_TEXTS = frozenset({"admin", "country", "summary"})  # empty text, where the schema knows no null

# Ways to write a place in figures: decimal degrees (alone with three decimals and a sign, or a pair), degrees
# and minutes, UTM, MGRS, Open Location Codes.
_FIGURE = r"[-−+]?\d{1,3}(?:\.\d{2,}|,\d{4,})"
_PLACE_IN_FIGURES = re.compile(
    "|".join(
        (
            rf"{_FIGURE}\s*°?\s*[NSEWO]?\s*[,;/|\s]\s*(?:lon\w*\s*[:=]?\s*)?{_FIGURE}\s*°?\s*[NSEWO]?\b",
            r"[-−]\d{1,3}\.\d{3,}",
            r"\d{1,3}\.\d{2,}\s*°\s*[NSEWO]?",
            r"\d{1,3}\s*°\s*\d{1,2}(?:[.,]\d+)?\s*['′’](?:\s*\d{1,2}(?:[.,]\d+)?\s*[\"″”])?\s*[NSEWO]?",
            r"\b\d{1,2}\s?[C-HJ-NP-X]\s+\d{6}(?:\.\d+)?\s*m?\s*E?[\s,]+\d{7}(?:\.\d+)?",
            r"\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b",
            r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b",
        )
    )
)


@dataclass(frozen=True, slots=True, init=False)
class GatedLayer:
    """A layer that may leave the process. Only `gate` makes one; formats and views take nothing else."""

    name: str
    features: tuple[Feature, ...]

    def __init__(self, name: str, features: tuple[Feature, ...], *, key: object = None) -> None:
        """Refuse everyone but the gate.

        Raises:
            LayerError: made by hand.
        """
        if key is not _KEY:
            raise LayerError("a GatedLayer is made by geodash.safety.gate only; pass the layer through it")
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "features", features)


def gate(layer: Layer) -> GatedLayer:
    """Generalise and withhold what must not leave; the layer itself is not changed.

    A row whose sensitivity is anything but `open` or `district` is withheld. Passing the result's features
    through the gate again changes nothing.

    Raises:
        LayerError: something other than a `Layer`.
    """
    if not isinstance(layer, Layer):
        raise LayerError("the gate takes a checked Layer; make one with geodash.layers.layer.make_layer")
    passed = []
    withheld = 0
    for feature in layer.features:
        sensitivity = feature["properties"].get("sensitivity")
        if sensitivity == "open":
            passed.append(_copied(feature))
        elif sensitivity == "district":
            passed.append(_coarsen(feature))
        else:
            withheld += 1
            passed.append(_withhold(feature, layer.name, withheld))
    checked = Layer(layer.name, tuple(sorted(passed, key=lambda feature: str(feature["id"]))))
    return GatedLayer(checked.name, checked.features, key=_KEY)


def narrow(layer: GatedLayer, ids: Collection[str]) -> GatedLayer:
    """Keep only the rows with these ids; what has passed the gate stays passed.

    Raises:
        LayerError: see `require_gated`.
    """
    kept = tuple(feature for feature in require_gated(layer).features if str(feature["id"]) in ids)
    return GatedLayer(layer.name, kept, key=_KEY)


def reword(layer: GatedLayer, say: Callable[[Feature], Feature]) -> GatedLayer:
    """Change the rows' texts, and have them pass the gate once more: a translation may say more than it should.

    Raises:
        LayerError: a row no longer fits the layer's schema; and see `require_gated`.
    """
    return gate(make_layer(layer.name, [say(dict(feature)) for feature in require_gated(layer).features]))


def require_gated(layer: object) -> GatedLayer:
    """Return `layer` if it passed the gate.

    Raises:
        LayerError: it did not.
    """
    if not isinstance(layer, GatedLayer):
        raise LayerError("only what passed geodash.safety.gate may leave; gate the layer first")
    return layer


def _coarsen(feature: Feature) -> Feature:
    properties: dict[str, Any] = _redact(feature["properties"])
    geometry = feature["geometry"]
    radius = properties["uncertainty_km"] or 0.0
    moved = False
    if geometry is not None and not _is_outline(properties, geometry):
        lon, lat = _middle(geometry)
        coarse = [_round(lon), _round(lat)]
        moved = [lon, lat] != coarse or geometry["type"] != "Point"
        geometry = {"type": "Point", "coordinates": coarse}
        properties["drawn"] = "circle" if properties["drawn"] == "area" else properties["drawn"]
    else:
        geometry = _copied(geometry)
    if moved:
        radius = _RADIUS_STEP_KM * math.ceil((radius + _ROUNDING_KM) / _RADIUS_STEP_KM)
    if geometry is not None and geometry["type"] == "Point":
        properties["uncertainty_km"] = max(radius, SMALLEST_RADIUS_KM)
        properties["where_prec"] = max(properties["where_prec"] or 2, 2)
    properties["dataGeneralizations"] = properties["dataGeneralizations"] or _NOTE
    return {"type": "Feature", "id": properties["id"], "geometry": geometry, "properties": properties}


def _withhold(feature: Feature, layer: str, number: int) -> Feature:
    """Keep only the allow-list; the id is a count, since an id may be a name."""
    given = feature["properties"]
    identity = f"{layer}-withheld-{number:03d}"
    empty = {name: _emptied(name, given[name]) for name in field_names(layer) if name in given}
    properties = {
        **empty,
        **{name: given[name] for name in sorted(_KEPT_OF_WITHHELD) if name in given},
        "id": identity,
        "name": "Withheld",
        "kind": "withheld",
        "drawn": "listed",
        "listed_reason": "withheld",
        "sensitivity": "withheld",
        "dataGeneralizations": _WITHHELD_NOTE,
    }
    if "force" in properties:
        properties["force"] = "none"
    return {"type": "Feature", "id": identity, "geometry": None, "properties": properties}


def _emptied(name: str, value: Any) -> Any:
    if name in _TEXTS:
        return ""
    if isinstance(value, bool):
        return False
    return [] if isinstance(value, list) else None


def _copied(value: Any) -> Any:
    """Copy what JSON can hold, several times as fast as `copy.deepcopy` does."""
    if isinstance(value, Mapping):
        return {key: _copied(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_copied(inner) for inner in value)
    return value


def _redact(value: Any) -> Any:
    """Copy a field, with places in figures struck out of every text in it."""
    if isinstance(value, str):
        return _PLACE_IN_FIGURES.sub(REDACTED, value)
    if isinstance(value, Mapping):
        return {key: _redact(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_redact(inner) for inner in value]
    return value


def _is_outline(properties: Mapping[str, Any], geometry: Mapping[str, Any]) -> bool:
    """Whether a polygon is the outline of something as wide as a district row must be."""
    if geometry["type"] == "Point" or properties["drawn"] != "area":
        return False
    lons, lats = _columns(geometry)
    high, wide = max(lats) - min(lats), max(lons) - min(lons)
    shrink = math.cos(math.radians(sum(lats) / len(lats)))
    return min(high, wide * shrink) * _KM_PER_DEGREE >= 2 * SMALLEST_RADIUS_KM


def _middle(geometry: Mapping[str, Any]) -> tuple[float, float]:
    lons, lats = _columns(geometry)
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


def _columns(geometry: Mapping[str, Any]) -> tuple[list[float], list[float]]:
    flat = json.loads("[" + re.sub(r"[\[\]]", "", json.dumps(geometry["coordinates"])) + "]")
    return flat[0::2], flat[1::2]


def _round(degrees: float) -> float:
    return round(degrees, _DECIMALS) + 0.0
