"""The layer of dated events."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.layers.layer import Layer, make_layer
from geodash.layers.outlines import Outlines
from geodash.layers.rows import Row, build_feature

_OWN = ("deaths_low", "deaths_high", "deaths_as_stated", "external_detail")


def build_events(rows: Sequence[Row], outlines: Outlines) -> Layer:
    """Build the layer from the table `events`; a missing high count of deaths means "at least".

    Raises:
        LayerError: a row does not fit the layer's schema.
    """
    return make_layer(
        "events",
        (build_feature("events", row, outlines, {name: row.get(name) for name in _OWN}) for row in rows),
    )
