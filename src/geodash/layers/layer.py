"""A layer: a name and checked GeoJSON features.

The fields of each layer are a JSON Schema (`schema.json`), so that they are data and one file tells all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from geodash.errors import LayerError

Feature = dict[str, Any]

NAMES = ("coca_zones", "places", "committees", "bases", "events")


@dataclass(frozen=True, slots=True)
class Layer:
    """The features of a layer, in order of their id; made only if every one fits the layer's schema.

    Not yet fit to leave the process: see `geodash.safety.gate`.
    """

    name: str
    features: tuple[Feature, ...]

    def __post_init__(self) -> None:
        """Check every feature.

        Raises:
            LayerError: an unknown layer, a feature that breaks the schema, or an id given twice.
        """
        if self.name not in NAMES:
            raise LayerError(f"no layer {self.name!r}; the layers are {', '.join(NAMES)}")
        check = _validator(self.name)
        seen: set[str] = set()
        for feature in self.features:
            if not check.is_valid(feature):
                # The deepest says what is wrong; those above it only that something is.
                problem = max(check.iter_errors(feature), key=lambda error: len(error.instance_path))
                where = ".".join(str(step) for step in problem.instance_path) or "feature"
                raise LayerError(
                    f"layer {self.name}, {feature.get('id')!r}, {where}: {problem.message[:200]}; "
                    "correct the row it was made from"
                )
            if feature["id"] in seen:
                raise LayerError(f"layer {self.name}: the id {feature['id']!r} stands twice; make ids unique")
            seen.add(feature["id"])


def make_layer(name: str, features: Iterable[Feature]) -> Layer:
    """Make a layer from features in any order.

    Raises:
        LayerError: see `Layer`.
    """
    return Layer(name, tuple(sorted(features, key=lambda feature: str(feature.get("id")))))


def field_names(name: str) -> tuple[str, ...]:
    """Return the property names that a layer's features have."""
    schema = _schema()
    own = schema["$defs"][name]["properties"]
    return (*schema["$defs"]["common"]["properties"], *own)


def feature(geometry: dict[str, Any] | None, properties: dict[str, Any]) -> Feature:
    """Put a GeoJSON feature together; its id is the property `id`."""
    return {"type": "Feature", "id": properties["id"], "geometry": geometry, "properties": properties}


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    text = files("geodash.layers").joinpath("schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


@lru_cache(maxsize=8)
def _validator(name: str) -> Any:
    from jsonschema_rs import Draft202012Validator  # noqa: PLC0415 - needed only where layers are made

    schema = {**_schema(), "$ref": "#/$defs/feature"}
    schema["properties"] = {
        "properties": {
            "allOf": [{"$ref": "#/$defs/common"}, {"$ref": f"#/$defs/{name}"}],
            "unevaluatedProperties": False,
        }
    }
    return Draft202012Validator(schema)
