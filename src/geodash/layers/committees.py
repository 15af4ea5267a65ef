"""The layer of self-defense committees, rondas and what is told with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from geodash.layers.layer import Layer, make_layer
from geodash.layers.outlines import Outlines
from geodash.layers.rows import Row, build_feature


def build_committees(rows: Sequence[Row], statuses: Sequence[Row], outlines: Outlines) -> Layer:
    """Build the layer from the tables `committees` and `committee_status`.

    Raises:
        LayerError: a row does not fit the layer's schema.
    """
    by_committee: dict[str, list[Row]] = defaultdict(list)
    for status in statuses:
        by_committee[status["committee_id"]].append(status)
    return make_layer(
        "committees",
        (
            build_feature(
                "committees",
                row,
                outlines,
                {"members": row.get("members"), "arms_before_2000": row.get("arms_before_2000")},
                by_committee[row["id"]],
            )
            for row in rows
        ),
    )
