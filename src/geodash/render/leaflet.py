"""The view on a Leaflet map: folium hosts it, one plugin of ours draws it, data come by URL.

No text of an article, upload or table goes through folium's templates, which are compiled again as code when
rendered: the browser fetches the data as JSON, and what must stand in a page is escaped by `inert`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geodash import bundle
from geodash.camera import BBox, Camera
from geodash.selection import FIRST_YEAR, LAST_YEAR, VAGUEST, Selection, day
from geodash.text import Texts
from geodash.view import MapView, Mark, load_styles
from geodash.view.histogram import BREAKS

if TYPE_CHECKING:
    import folium
    from folium.template import Template

    Map = folium.Map

PERU = BBox(-81.6, -18.6, -68.5, 0.2)
_SCRIPTS = (
    *("nodes", "time", "kept", "symbols", "spots", "clusters"),
    *("standings", "frame", "grounds", "marks", "room", "names", "basemap"),
    *("camera", "address", "page", "pointer", "walk", "rectangle", "evidence", "roll", "inset", "controls"),
    *("histogram", "brush", "switches", "timeline"),
    "plugin",
)
_SHEETS = ("plugin", "evidence", "timeline", "space")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_INERT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&{}$`'\u2028\u2029"}


def inert(value: object) -> str:
    """Write a JSON value to stand in a page: nothing in it ends a script, starts markup or is a template.

    Inside its strings every sign that HTML, Jinja or a JavaScript template literal could act on becomes a
    Unicode escape, which JSON reads back unchanged; outside them no two opening braces ever meet.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _STRING.sub(lambda string: string.group().translate(_INERT), text)


def wire(view: MapView, texts: Texts, *, basemap: Mapping[str, Any], remember: bool = False) -> dict[str, Any]:
    """Put a view into the JSON that the plugin reads.

    `basemap` has `files` (kind to URL) and, where there is one, `relief` (`url` and `bounds`, west first). With
    `remember` the plugin keeps its camera in the page's address.
    """
    styles = load_styles()
    return {
        "layers": [entry.layer for entry in reversed(view.legend)],
        "marks": [_mark(mark) for mark in view.marks],
        "abroad": [_mark(mark) | {"mentions": mark.mentions} for mark in view.abroad],
        "styles": {name: dict(row) for name, row in styles.table["layers"].items()},
        "rules": styles.marks,
        "ground": styles.table["basemap"],
        "timeline": {"years": [FIRST_YEAR, LAST_YEAR], "breaks": [list(row) for row in BREAKS]},
        "fade": {"years": view.fade_years, "floor": view.fade_floor},
        "words": _words(texts),
        "attribution": list(view.attribution),
        "basemap": dict(basemap),
        "camera": camera_options(None),
        "home": camera_options(None),
        "remember": remember,
        "wanted": wanted(view.selection),
    }


def camera_options(camera: Camera | None) -> dict[str, Any]:
    """Say where to look: a camera, or without one the whole country in whatever frame there is."""
    if camera is None:
        return {"fit": [PERU.west, PERU.south, PERU.east, PERU.north]}
    return {"lon": camera.lon, "lat": camera.lat, "zoom": camera.zoom}


def wanted(selection: Selection, theme: str = "light", *, kept: str | None = None, step: int = 0) -> dict[str, Any]:
    """Put a selection into the plugin's command, a few hundred bytes and one bit a mark.

    `kept` has a bit for each mark of the view that the filters leave (see static/plugin/kept.js), None for all.
    `step` only tells apart two commands between which the page's address was written.
    """
    window = selection.window
    return {
        "window": [day(window.first.isoformat()), day(window.last.isoformat())],
        "year": selection.last,
        "layers": list(selection.layers),
        "certainty": selection.certainty,
        "undated": selection.undated,
        "precision": min(selection.precision, VAGUEST),
        "articles": sorted(selection.articles),
        "themes": sorted(selection.themes),
        "kept": kept,
        "box": list(selection.box) if selection.box else None,
        "theme": theme,
        "focus": selection.focus,
        "step": step,
    }


def folium_map(options: Mapping[str, Any], *, scripts: Mapping[str, str], sheets: Mapping[str, str]) -> folium.Map:
    """Make the folium map that hosts the plugin: no tiles, and only our own scripts and sheets, by URL.

    `options` is what `geodash.start` gets: addresses and numbers, never text of the data. The map is the same
    for every window, so that streamlit-folium keeps it; the window comes with `command`.
    """
    return _host(f"geodash.start({{{{ this._parent.get_name() }}}}, {inert(options)});", scripts, sheets)


def bare(host: folium.Map) -> folium.Map:
    """Take from a map folium's own styles for a page, which streamlit-folium would send with every command."""
    from folium.template import Template  # noqa: PLC0415

    page: Any = host.get_root()
    page.header._template = Template("")  # the plugin's sheet says all of it
    return host


def carried_map(*, script: str, sheet: str, content: str) -> folium.Map:
    """Make a folium map that brings all along: `script` and `sheet` are data: addresses.

    `content` names a promise, made by the script, of what `geodash.start` gets.
    """
    start = f"{content}.then((content) => geodash.start({{{{ this._parent.get_name() }}}}, content));"
    return _host(start, {"geodash": script}, {"geodash": sheet})


def command(
    selection: Selection, theme: str = "light", *, kept: str | None = None, step: int = 0
) -> folium.FeatureGroup:
    """Make a group for `feature_group_to_add` that holds no features, only the order to show a selection."""
    import folium  # noqa: PLC0415

    group = folium.FeatureGroup()
    order = inert(wanted(selection, theme, kept=kept, step=step))
    group._template = _script(f"var {{{{ this.get_name() }}}} = L.layerGroup(); geodash.command({order});")
    return group


def _host(code: str, scripts: Mapping[str, str], sheets: Mapping[str, str]) -> folium.Map:
    import folium  # noqa: PLC0415 - takes a second to import

    host = folium.Map(location=(-9.2, -75.0), zoom_start=5, tiles=None, zoom_control=False)
    host.default_js = [(f"{name}_js", url) for name, url in scripts.items()]
    host.default_css = [(f"{name}_css", url) for name, url in sheets.items()]  # one name, one link
    plugin = folium.MacroElement()  # type: ignore[no-untyped-call]
    plugin._template = _script(code)
    plugin.add_to(host)
    return host


def _script(code: str) -> Template:
    from folium.template import Template  # noqa: PLC0415

    made: Template = Template("{% macro script(this, kwargs) %}" + code + "{% endmacro %}")
    return made


@lru_cache(maxsize=1)
def plugin_script() -> str:
    """Join the plugin's scripts in the order they need each other."""
    return "\n".join(bundle.path("static", "plugin", f"{name}.js").read_text("utf-8") for name in _SCRIPTS)


@lru_cache(maxsize=2)
def plugin_sheet(*, hosted: bool = True) -> str:
    """Join the plugin's style sheets; `hosted` also that of the page which streamlit-folium makes for the map."""
    names = (*_SHEETS, "host") if hosted else _SHEETS
    return "\n".join(bundle.path("static", "plugin", f"{name}.css").read_text("utf-8") for name in names)


def leaflet_file(name: str) -> str:
    """Read a file of the vendored Leaflet ("leaflet.js", "leaflet.css")."""
    return bundle.path("static", "vendor", "leaflet", name).read_text("utf-8")


def _mark(mark: Mark) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": mark.id,
        "layer": mark.layer,
        "form": mark.form,
        "shape": mark.shape,
        "at": [round(mark.at[0], 6), round(mark.at[1], 6)],
        "size": mark.size,
        "name": mark.name,
        "tooltip": mark.tooltip,
        "spans": [[s.possible_from, s.possible_to, s.certain_from, s.certain_to, s.fade_from] for s in mark.spans],
    }
    extra = {
        "km": mark.radius_km,
        "rings": [[[round(lon, 5), round(lat, 5)] for lon, lat in ring] for ring in mark.rings],
        "classes": {str(year): number for year, number in mark.classes},
        "always": mark.always,
        "articles": list(mark.articles),
        "themes": list(mark.themes),
        "prec": mark.where_prec,
        "moments": list(mark.moments),
    }
    return row | {key: value for key, value in extra.items() if value}


def _words(texts: Texts) -> dict[str, Any]:
    words: dict[str, Any] = {**texts.under("evidence"), **texts.under("map")}
    return words | {
        "layers": texts.under("layer"),
        "timeline": texts.under("timeline"),
        "number": texts.under("number"),
        "filters": texts.under("filters"),
        "space": texts.under("space"),
        "language": texts.language,
    }
