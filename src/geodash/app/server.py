"""The addresses under /atlas/: Leaflet, the plugin, the view, the evidence and the basemap for the browser.

They belong to Streamlit's own server: `streamlit run app.py` finds the `App` in app.py, and `serve` runs the
same one. Everything comes from memory or the atlas's folders; nothing is ever fetched from elsewhere.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import lru_cache, partial
from importlib import resources
from threading import Thread
from typing import TYPE_CHECKING, Any

from geodash import bundle
from geodash.app import doors, evidence, finding, holdings, parts, presenting
from geodash.app.precedence import ASKED
from geodash.errors import GeodashError
from geodash.render import leaflet, present
from geodash.text import DEFAULT, languages

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

_JSON, _SCRIPT, _SHEET = "application/json", "text/javascript; charset=utf-8", "text/css; charset=utf-8"
_PICTURES = {".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}
_SHARED, _PATIENCE = 0.0005, 5.0  # seconds: see `warm` and `_prepare`
_FACE = '@font-face{font-family:"Source Sans";src:url("font.woff2") format("woff2");font-weight:200 900}\n'
_KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}  # addresses carry the version


def serve(port: int = 8501, address: str = "127.0.0.1", *, browser: bool = True) -> None:
    """Serve the atlas until stopped; `browser` opens it in one unless the machine has no screen.

    Any other `address` than this machine's own lets others on the network read the atlas.
    """
    from streamlit.starlette import App  # noqa: PLC0415 - Streamlit takes half a second to import

    script = bundle.path("app.py")
    config: dict[str, Any] = {
        "server.port": port,
        "server.address": address,
        "browser.serverAddress": address,
    }
    if not browser:
        config["server.headless"] = True
    App(script, routes=routes(), lifespan=warm).run(config=config)


def routes() -> list[BaseRoute]:
    """List the atlas's addresses for `streamlit.starlette.App`."""
    from starlette.routing import Route  # noqa: PLC0415

    return [
        Route("/atlas/map.js", _fixed(_script, _SCRIPT)),
        Route("/atlas/map.css", _fixed(_sheet, _SHEET)),
        Route("/atlas/app.css", _fixed(bundle.path("static", "app.css").read_bytes, _SHEET)),
        Route("/atlas/font.woff2", _fixed(_font, "font/woff2", zipped=False)),
        Route("/atlas/view.json", _spoken(holdings.view_json)),
        Route("/atlas/evidence.json", _evidence),
        Route("/atlas/present", _page),
        Route("/atlas/present.js", _fixed(presenting.script, _SCRIPT)),
        Route("/atlas/present.css", _fixed(_present_sheet, _SHEET)),
        Route("/atlas/stories/{story}.json", _story),
        Route("/atlas/basemap/names", _names),
        Route("/atlas/basemap/{kind}", _basemap),
        *parts.routes(),
        *doors.routes(),
    ]


def page_style() -> str:
    """Give the element that styles the page: an address, since its three kilobytes would be sent at every run."""
    # The map's height stands here all the same: a frame that grows once the sheet is there would move the map.
    height = ".st-key-map_frame iframe{height:calc(100dvh - 88px)!important}"
    return f'<style>@import url("atlas/app.css?v={holdings.version()}");{height}</style>'


@asynccontextmanager
async def warm(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Get ready while the browser fetches the page, so that neither waits for the other.

    The page is some sixty small files, each of which would wait for a thread that imports until that gives way:
    five milliseconds by Python's custom. Till all is ready threads give way ten times as often.
    """
    Thread(target=_prepare, args=(sys.getswitchinterval(),), name="geodash-warm", daemon=True).start()
    sys.setswitchinterval(_SHARED)
    ASKED.serving = True
    yield {}


def _prepare(custom: float) -> None:
    """Import and make what the first map needs: what the script waits for first, then what the browser asks for.

    What is only needed after the first map waits until a browser has asked for that, or for a few seconds.
    """
    try:
        _import_folium()
        with suppress(GeodashError):  # the page says what is wrong
            holdings.tallies()
            _speak(DEFAULT)
            ASKED.wait(_PATIENCE, times=0)
            finding.prepare()
            for language in languages():
                _speak(language)
    finally:
        sys.setswitchinterval(custom)


def _speak(language: str) -> None:
    _zipped(_said(holdings.view_json, language))
    _zipped(_said(holdings.names_json, language))


def _import_folium() -> None:
    # Not streamlit_folium itself: a component must be imported by the script, or Streamlit does not serve it.
    import folium.elements  # noqa: PLC0415
    import folium.plugins  # noqa: F401, PLC0415
    import pandas as _pandas  # noqa: F401, PLC0415 - for Streamlit, at the first component


def _fixed(make: Callable[[], bytes], kind: str, *, zipped: bool = True) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return _respond(request, make, kind, zipped=zipped)

    return answer


def _spoken(make: Callable[[str], bytes]) -> Callable[[Request], Response]:
    """Answer in the language that the address asks for, in English if there is no such language."""

    def answer(request: Request) -> Response:
        return _respond(request, _said(make, _language(request)), _JSON, zipped=True)

    return answer


def _names(request: Request) -> Response:
    ASKED.note()  # the map asks for them once it has read the view, right before it paints
    return _spoken(holdings.names_json)(request)


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", DEFAULT)
    return asked if asked in languages() else DEFAULT


@lru_cache(maxsize=8)
def _said(make: Callable[[str], bytes], language: str) -> Callable[[], bytes]:
    return partial(make, language)


def _basemap(request: Request) -> Response:
    from starlette.responses import PlainTextResponse  # noqa: PLC0415

    kind = request.path_params["kind"]
    name = holdings.basemap_files().get(kind)
    if name is None:
        return PlainTextResponse("no such part of the basemap", status_code=404)
    path = bundle.path("geo", "basemap", name)
    picture = _PICTURES.get(path.suffix)
    return _respond(request, _reader(kind), picture or _JSON, zipped=picture is None)


@lru_cache(maxsize=16)
def _reader(kind: str) -> Callable[[], bytes]:
    return bundle.path("geo", "basemap", holdings.basemap_files()[kind]).read_bytes


def _evidence(request: Request) -> Response:
    from starlette.responses import PlainTextResponse, Response  # noqa: PLC0415

    asked = request.query_params
    found = evidence.evidence_json(asked.get("layer", ""), asked.get("id", ""), _language(request))
    if found is None:
        return PlainTextResponse("no such row", status_code=404)
    return Response(found, media_type=_JSON, headers=_KEEP)


def _page(_request: Request) -> Response:
    from starlette.responses import HTMLResponse  # noqa: PLC0415

    headers = {"Cache-Control": "no-cache", "Content-Security-Policy": presenting.POLICY}
    return HTMLResponse(presenting.page(), headers=headers)


def _story(request: Request) -> Response:
    from starlette.responses import PlainTextResponse, Response  # noqa: PLC0415

    found = presenting.story_json(request.path_params["story"], _language(request))
    if found is None:
        return PlainTextResponse("no such story", status_code=404)
    return Response(found, media_type=_JSON, headers=_KEEP)


def _respond(request: Request, make: Callable[[], bytes], kind: str, *, zipped: bool) -> Response:
    from starlette.responses import Response  # noqa: PLC0415

    headers = dict(_KEEP)
    if zipped and "gzip" in request.headers.get("accept-encoding", ""):
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Response(_zipped(make), media_type=kind, headers=headers)
    return Response(make(), media_type=kind, headers=headers)


@lru_cache(maxsize=32)
def _zipped(make: Callable[[], bytes]) -> bytes:
    return gzip.compress(make(), compresslevel=5, mtime=0)


def forget() -> None:
    """Drop what is kept zipped; for when `holdings.forget` was called."""
    _zipped.cache_clear()


def _script() -> bytes:
    # Leaflet and the plugin in one: streamlit-folium waits for each script before it asks for the next.
    return f"{leaflet.leaflet_file('leaflet.js')}\n{leaflet.plugin_script()}".encode()


def _sheet() -> bytes:
    return (leaflet.leaflet_file("leaflet.css") + _FACE + leaflet.plugin_sheet()).encode()


def _present_sheet() -> bytes:
    return (_FACE + present.sheet()).encode()


@lru_cache(maxsize=1)
def _font() -> bytes:
    media = resources.files("streamlit").joinpath("static", "static", "media")
    names = sorted(entry.name for entry in media.iterdir() if entry.name.startswith("SourceSansVF-Upright"))
    return media.joinpath(names[0]).read_bytes() if names else b""
