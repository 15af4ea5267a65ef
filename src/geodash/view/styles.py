"""The table of styles, read once: colours, shapes, sizes and class breaks for every theme."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

import yaml

from geodash.errors import TableError

Theme = Literal["light", "dark", "grey", "contrast"]
THEMES: tuple[Theme, ...] = ("light", "dark", "grey", "contrast")


@dataclass(frozen=True, slots=True)
class Styles:
    """The table as read; `table` has the keys of styles.yaml and is not to be changed."""

    table: Mapping[str, Any]

    def layer(self, name: str) -> Mapping[str, Any]:
        """Give a layer's row.

        Raises:
            TableError: the layer has no row.
        """
        try:
            row: Mapping[str, Any] = self.table["layers"][name]
        except KeyError:
            raise TableError(f"styles.yaml: no style for the layer {name!r}; add a row under layers") from None
        return row

    def color(self, name: str, theme: Theme = "light") -> str:
        """Give a layer's hex colour."""
        return str(self.layer(name)[theme])

    def size(self, name: str, mentions: int = 1) -> float:
        """Give a mark's size in CSS pixels; the area of a place grows with its mentions, up to a limit."""
        row = self.layer(name)
        largest = float(row.get("largest", row["size"]))
        return round(min(float(row["size"]) * math.sqrt(max(1, mentions)), largest), 1)

    def hectare_class(self, hectares: float) -> int:
        """Give the class of an area of coca, from 0."""
        return bisect_left(self.layer("coca_zones")["breaks"], hectares)

    def class_color(self, number: int, theme: Theme = "light") -> str:
        """Give a class's hex colour."""
        return str(self.layer("coca_zones")["classes"][theme][number])

    @property
    def marks(self) -> Mapping[str, Any]:
        """Rules that hold for the marks of every layer."""
        rules: Mapping[str, Any] = self.table["marks"]
        return rules


@lru_cache(maxsize=1)
def load_styles() -> Styles:
    """Read styles.yaml.

    Raises:
        TableError: the number of class colours does not fit the breaks.
    """
    text = resources.files("geodash").joinpath("styles.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - as safe, and ten times as fast
    coca = table["layers"]["coca_zones"]
    for theme in THEMES:
        if len(coca["classes"][theme]) != len(coca["breaks"]) + 1:
            raise TableError(f"styles.yaml: coca_zones.classes.{theme} needs one colour more than breaks")
    return Styles(table)
