"""The layer of military and police bases and commands."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.layers.layer import Layer, make_layer
from geodash.layers.outlines import Outlines
from geodash.layers.rows import Row, build_feature


def build_bases(rows: Sequence[Row], outlines: Outlines) -> Layer:
    """Build the layer from the table `bases`; `count` is how many bases a row stands for.

    Raises:
        LayerError: a row does not fit the layer's schema.
    """
    return make_layer(
        "bases",
        (build_feature("bases", row, outlines, {"force": row["force"], "count": row.get("count")}) for row in rows),
    )
