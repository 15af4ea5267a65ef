"""The atlas as a whole: its layers, read through the gate, and what a selection leaves of them.

What a notebook starts from, and what the dashboard reads its layers with::

    import geodash

    atlas = geodash.load().select(first=1980, last=1992, layers=("committees", "bases"))
    atlas.frame("committees").plot()
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodash import bundle
from geodash.errors import GeodashError, LayerError
from geodash.layers.layer import Feature, make_layer
from geodash.safety import GatedLayer, gate
from geodash.selection import LAYERS, Selection, select

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

_MEMBERS = ("type", "id", "geometry", "properties")


@dataclass(frozen=True)
class Atlas:
    """Layers by name, in drawing order, and the selection that `features` and `frame` go by."""

    layers: Mapping[str, GatedLayer]
    selection: Selection = field(default_factory=Selection)

    @classmethod
    def read(cls, folder: Path | None = None) -> Atlas:
        """Read the layers of a folder (by default the atlas's own); layers that are not there are left out.

        Every layer passes the gate again: the folder may be anybody's.

        Raises:
            LayerError: a file is no collection of features, or breaks the layer's schema.
        """
        where = bundle.path("geo") if folder is None else folder
        paths = {name: where / f"{name}.geojson" for name in LAYERS}
        return cls({name: _read(path, name) for name, path in paths.items() if path.is_file()})

    def select(self, **choices: Any) -> Atlas:
        """Change the selection; `choices` are fields of `geodash.selection.Selection`, the others stay.

        Raises:
            GeodashError: a choice that a selection does not have.
        """
        try:
            return replace(self, selection=replace(self.selection, **choices))
        except TypeError as error:
            known = ", ".join(Selection.__dataclass_fields__)
            raise GeodashError(f"no such choice ({error}); choose by {known}") from error

    def features(self, layer: str) -> list[Feature]:
        """The rows of a layer that the selection shows, as GeoJSON features, those only listed included.

        Raises:
            GeodashError: there is no such layer.
        """
        if layer not in self.layers:
            raise GeodashError(f"no layer {layer!r}; the layers are {', '.join(self.layers)}")
        return [dict(feature) for feature in select(self.layers[layer], self.selection)]

    def frame(self, layer: str) -> GeoDataFrame:
        """The same rows as a GeoDataFrame (WGS84), a column a field, indexed by id; geometry None where unlocated.

        Raises:
            GeodashError: there is no such layer.
        """
        import geopandas  # noqa: PLC0415 - a second to import, and only notebooks need it

        rows = self.features(layer)
        if not rows:
            return geopandas.GeoDataFrame({"geometry": []}, geometry="geometry", crs="EPSG:4326")
        return geopandas.GeoDataFrame.from_features(rows, crs="EPSG:4326").set_index("id", drop=False)


def _read(path: Path, name: str) -> GatedLayer:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        rows = [{member: feature[member] for member in _MEMBERS} for feature in features]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LayerError(f"{path.name}: no collection of GeoJSON features ({error}); run geodash build") from error
    return gate(make_layer(name, rows))
