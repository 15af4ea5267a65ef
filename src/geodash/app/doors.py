"""The page that a screen's own address opens: Streamlit's, told where its server answers.

Streamlit's page looks for its server below its own address first: /articles asks for /articles/_stcore/health,
gets "not found" twice, which browsers report as errors, and only then asks at the root. Here it is told.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from geodash import bundle

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

_FIRST = "explore"  # its address is the root, where Streamlit asks rightly
# Relative to the page, so that it holds behind a proxy that puts a folder before it.
_TOLD = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href }</script>'


def routes() -> list[BaseRoute]:
    """List the addresses of the screens below the root: the names of their files, as Streamlit makes them."""
    from starlette.routing import Route  # noqa: PLC0415

    names = sorted(path.stem for path in bundle.package("app", "screens").glob("[!_]*.py"))
    return [Route(f"/{name}", _answer()) for name in names if name != _FIRST]


def _answer() -> Callable[[Request], Response]:
    def answer(_request: Request) -> Response:
        from starlette.responses import HTMLResponse  # noqa: PLC0415

        return HTMLResponse(_page(), headers={"Cache-Control": "no-cache"})

    return answer


@lru_cache(maxsize=1)
def _page() -> str:
    page = resources.files("streamlit").joinpath("static", "index.html").read_text("utf-8")
    return page.replace("<head>", f"<head>{_TOLD}", 1)
