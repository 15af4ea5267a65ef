"""A view that shows itself in a notebook: folium's map with the same plugin, and all its data along, packed."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geodash import bundle
from geodash.render import leaflet
from geodash.render.lesson.typeface import font_faces
from geodash.selection import Feature, Gated, row_id
from geodash.text import Texts
from geodash.view import MapView, ground
from geodash.view.evidence import evidence
from geodash.view.references import References

if TYPE_CHECKING:
    from geodash.render.leaflet import Map


def notebook_map(view: MapView, layers: Iterable[Gated], texts: Texts, references: References) -> Map:
    """Make the map: it asks nobody for anything, and moves its window by itself.

    Rows that the selection's filters hide are left out, and the evidence of layers that are switched off; of the
    others the reader may see those of another window too. No text goes through folium's templates: all of it is
    packed into one address.
    """
    kept = replace(
        view,
        marks=tuple(mark for mark in view.marks if (mark.layer, mark.id) not in view.hidden),
        abroad=tuple(mark for mark in view.abroad if (mark.layer, mark.id) not in view.hidden),
    )
    told = leaflet.wire(kept, texts, basemap=_basemap(texts.language))
    content = {
        "inline": told,
        "inlineEvidence": {
            layer.name: {row_id(row): evidence(row, texts, references) for row in layer.features if _kept(row, view)}
            for layer in layers
            if layer.name in view.selection.layers
        },
        "timeline": True,
        "failed": texts["map.failed"],
    }
    script = [leaflet.leaflet_file("leaflet.js"), leaflet.plugin_script(), _own("unpack.js"), _packed(content)]
    sheet = [
        leaflet.leaflet_file("leaflet.css"),
        font_faces(),
        leaflet.plugin_sheet(hosted=False),
        _own("notebook.css"),
    ]
    return leaflet.carried_map(
        script=_address("\n".join(script), "text/javascript"),
        sheet=_address("\n".join(sheet), "text/css"),
        content="geodash.content",
    )


def _kept(row: Feature, view: MapView) -> bool:
    return (str(row["properties"]["layer"]), row_id(row)) not in view.hidden


def _own(name: str) -> str:
    return bundle.path("static", "notebook", name).read_text("utf-8")


def _packed(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    packed = base64.b64encode(zlib.compress(text.encode(), 9)).decode("ascii")
    return f'geodash.content = geodash.unpack("{packed}");'


def _basemap(language: str) -> dict[str, Any]:
    names = [
        {"kind": row.kind, "name": row.name, "at": list(row.at), "angle": row.angle, "zoom": row.zoom}
        for row in ground.names(language)
    ]
    drawn = {kind: ground.features(kind) for kind in ground.DRAWN_KINDS}
    files: dict[str, Any] = {
        kind: {"type": "FeatureCollection", "features": list(rows)} for kind, rows in drawn.items() if rows
    }
    found: dict[str, Any] = {"files": {"names": names, **files}}
    if relief := ground.relief():
        west, south, east, north = relief.box
        found["relief"] = {
            "url": _address(relief.path.read_bytes(), f"image/{relief.path.suffix[1:]}"),
            "bounds": {"west": west, "south": south, "east": east, "north": north},
        }
    return found


def _address(content: str | bytes, kind: str) -> str:
    raw = content.encode() if isinstance(content, str) else content
    return f"data:{kind};base64,{base64.b64encode(raw).decode('ascii')}"
