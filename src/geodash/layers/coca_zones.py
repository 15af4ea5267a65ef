"""The layer of coca monitoring zones with their hectares by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from geodash.layers.layer import Layer, make_layer
from geodash.layers.moments import split_list
from geodash.layers.outlines import Outlines
from geodash.layers.rows import Row, build_feature

_PLAIN = ("value", "low", "high", "value_kind", "series", "segment", "standing", "note")


def build_coca_zones(rows: Sequence[Row], hectares: Sequence[Row], outlines: Outlines) -> Layer:
    """Build the layer from the tables `coca_zones` and `coca_hectares`.

    Only cultivated hectares are carried; each item keeps its series, `segment` (never join two segments with an
    unmarked line: the method changed in 2011 and the publisher in 2018) and `standing` (the `preferred` figure
    of a year is the one a map shows). A zone has no dates of its own: a year without a figure says nothing.
    Sums, departments and the country are listed, since their coca is counted in the zones; `inside` names the
    zone that counts a part too.

    Raises:
        LayerError: a row does not fit the layer's schema.
    """
    by_area: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for figure in hectares:
        if figure["metric"] == "cultivated":
            by_area[figure["area_id"]].append(_item(figure))
    return make_layer(
        "coca_zones",
        (
            build_feature(
                "coca_zones",
                row,
                outlines,
                {
                    "alt_names": split_list(row.get("alt_names")),
                    "inside": row.get("inside"),
                    "hectares": sorted(by_area[row["id"]], key=_order),
                },
            )
            for row in rows
        ),
    )


def _item(figure: Row) -> dict[str, Any]:
    return {
        "year": int(figure["year"][:4]),  # "2011~" stands for 2011, a date for its year
        **{name: figure.get(name) for name in _PLAIN},
        "source": split_list(figure["sources"]),
    }


def _order(item: dict[str, Any]) -> tuple[int, bool, str, float]:
    return item["year"], item["standing"] != "preferred", item["series"], item["value"] or 0.0
