"""The scripts of the page's own parts, by address.

Streamlit sends a component's script anew at every run, nearly twenty kilobytes for one screen. So each part gets one
line that imports its script from this server, which the browser then keeps.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from geodash import bundle

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

_LINE = "const {{ default: part }} = await import(new URL({address}, document.baseURI).href);\nexport default part;\n"
_KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}  # addresses carry the version


def script(folder: str, name: str) -> str:
    """Write the line that stands for a script of static/; its address changes when the script does.

    Raises:
        OSError: there is no such script.
    """
    return _LINE.format(address=json.dumps(f"atlas/part/{folder}/{name}.js?v={_version(folder, name)}"))


def routes() -> list[BaseRoute]:
    """List the addresses of the scripts, below /atlas/."""
    from starlette.routing import Route  # noqa: PLC0415

    return [Route("/part/{folder:str}/{name:str}.js", _answer)]


def _answer(request: Request) -> Response:
    from starlette.responses import PlainTextResponse, Response  # noqa: PLC0415

    folder, name = request.path_params["folder"], request.path_params["name"]
    if (folder, name) not in _names():
        return PlainTextResponse("no such part of the page", status_code=404)
    return Response(_read(folder, name), media_type="text/javascript; charset=utf-8", headers=_KEEP)


@lru_cache(maxsize=1)
def _names() -> frozenset[tuple[str, str]]:
    """Name all scripts one folder below static/: whoever asks for another one is never led to a file."""
    return frozenset((path.parent.name, path.stem) for path in bundle.path("static").glob("*/*.js"))


@lru_cache(maxsize=64)
def _version(folder: str, name: str) -> str:
    return hashlib.sha256(_read(folder, name)).hexdigest()[:16]


@lru_cache(maxsize=64)
def _read(folder: str, name: str) -> bytes:
    return bundle.path("static", folder, f"{name}.js").read_bytes()
