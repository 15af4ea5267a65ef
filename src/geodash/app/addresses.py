"""What stands below /atlas/: Leaflet, the plugin, the view, the evidence, the basemap and the stories.

Everything comes from memory or the atlas's folders; nothing is ever fetched from elsewhere.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import lru_cache, partial
from importlib import resources
from typing import TYPE_CHECKING

from geodash import bundle
from geodash.app import evidence, holdings, parts, presenting
from geodash.app.precedence import PAINTED
from geodash.render import leaflet, present
from geodash.text import DEFAULT, languages

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Router

_JSON, _SCRIPT, _SHEET = "application/json", "text/javascript; charset=utf-8", "text/css; charset=utf-8"
_PICTURES = {".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}
_KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}  # addresses carry the version


@lru_cache(maxsize=1)
def router() -> Router:
    """Give what answers below /atlas/."""
    from starlette.routing import Route, Router  # noqa: PLC0415

    addresses = [
        Route("/map.js", _fixed(_script, _SCRIPT)),
        Route("/map.css", _fixed(_sheet, _SHEET)),
        Route("/app.css", _fixed(bundle.path("static", "app.css").read_bytes, _SHEET)),
        Route("/view.json", _spoken(holdings.view_json)),
        Route("/evidence.json", _evidence),
        Route("/present", _page),
        Route("/present.js", _fixed(presenting.script, _SCRIPT)),
        Route("/present.css", _fixed(_present_sheet, _SHEET)),
        Route("/stories/{story}.json", _story),
        Route("/painted", _painted),
        Route("/basemap/names", _spoken(holdings.names_json)),
        Route("/basemap/{kind}", _basemap),
        *parts.routes(),
    ]
    return Router(addresses)


def prepare(language: str) -> None:
    """Have the view ready to be sent in a language."""
    _zipped(_said(holdings.view_json, language))
    _zipped(_said(holdings.names_json, language))


def _fixed(make: Callable[[], bytes], kind: str, *, zipped: bool = True) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return _respond(request, make, kind, zipped=zipped)

    return answer


def _spoken(make: Callable[[str], bytes]) -> Callable[[Request], Response]:
    """Answer in the language that the address asks for, in English if there is no such language."""

    def answer(request: Request) -> Response:
        return _respond(request, _said(make, _language(request)), _JSON, zipped=True)

    return answer


def _painted(_request: Request) -> Response:
    from starlette.responses import Response  # noqa: PLC0415

    PAINTED.note()
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


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
    return (leaflet.leaflet_file("leaflet.css") + _face() + leaflet.plugin_sheet()).encode()


def _present_sheet() -> bytes:
    return (_face() + present.sheet()).encode()


def _face() -> str:
    """Name the typeface by the address at which Streamlit's own page has it, so that it is fetched once."""
    media = resources.files("streamlit").joinpath("static", "static", "media")
    names = sorted(entry.name for entry in media.iterdir() if entry.name.startswith("SourceSansVF-Upright"))
    rule = (
        '@font-face{{font-family:"Source Sans";src:url("../static/media/{}") format("woff2");font-weight:200 900}}\n'
    )
    return rule.format(names[0]) if names else ""
