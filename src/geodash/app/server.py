"""The atlas's own server, and what it gets ready while the browser starts.

`streamlit run app.py` finds the `App` in app.py, and `serve` runs the same one. Nothing here brings the atlas along
that need not be there when the server first answers: the browser takes longer to start than that takes to import.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING, Any

from geodash import bundle
from geodash.app import doors
from geodash.app.precedence import PAINTED
from geodash.errors import GeodashError

if TYPE_CHECKING:
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

_SHARED, _PATIENCE = 0.0005, 5.0  # seconds: see `warm` and `_prepare`


def serve(port: int = 8501, address: str = "127.0.0.1", *, browser: bool = True) -> None:
    """Serve the atlas until stopped; `browser` opens it in one unless the machine has no screen.

    Any other `address` than this machine's own lets others on the network read the atlas.
    """
    from streamlit.starlette import App  # noqa: PLC0415 - Streamlit takes half a second to import

    script = bundle.path("app.py")
    config: dict[str, Any] = {
        **_settings(),
        "server.port": port,
        "server.address": address,
        "browser.serverAddress": address,
    }
    if not browser:
        config["server.headless"] = True
    App(script, routes=routes(), lifespan=warm).run(config=config)


def _settings() -> dict[str, Any]:
    """Read the atlas's settings of Streamlit, which looks for them only in the folder that it is started in."""
    import tomllib  # noqa: PLC0415

    return dict(_flat(tomllib.loads(bundle.path(".streamlit", "config.toml").read_text(encoding="utf-8"))))


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def routes() -> list[BaseRoute]:
    """List the atlas's addresses for `streamlit.starlette.App`."""
    from starlette.routing import Mount  # noqa: PLC0415

    return [Mount("/atlas", app=_atlas), *doors.routes()]


async def _atlas(scope: Scope, receive: Receive, send: Send) -> None:
    from starlette.concurrency import run_in_threadpool  # noqa: PLC0415

    await (await run_in_threadpool(_router))(scope, receive, send)


def _router() -> ASGIApp:
    from geodash.app import addresses  # noqa: PLC0415

    return addresses.router()


@asynccontextmanager
async def warm(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Get ready while the browser fetches the page, so that neither waits for the other.

    The page is some sixty small files, each of which would wait for a thread that imports until that gives way:
    five milliseconds by Python's custom. Till all is ready threads give way ten times as often.
    """
    Thread(target=_prepare, args=(sys.getswitchinterval(),), name="geodash-warm", daemon=True).start()
    sys.setswitchinterval(_SHARED)
    PAINTED.serving = True
    yield {}


def _prepare(custom: float) -> None:
    """Import and make what the first map needs: what the script waits for first, then what the browser asks for.

    What is only needed after the first map waits until one has painted that, or for a few seconds.
    """
    try:
        from geodash.app import addresses, finding, holdings  # noqa: PLC0415
        from geodash.text import DEFAULT, languages  # noqa: PLC0415

        _import_folium()
        with suppress(GeodashError):  # the page says what is wrong
            holdings.tallies()
            addresses.prepare(DEFAULT)
            PAINTED.wait(_PATIENCE, times=0)
            finding.prepare()
            for language in languages():
                addresses.prepare(language)
            gc.freeze()  # the atlas stays: Streamlit looks for garbage after every run, a quarter of a second in vain
    finally:
        sys.setswitchinterval(custom)


def _import_folium() -> None:
    # Not streamlit_folium itself: a component must be imported by the script, or Streamlit does not serve it.
    import folium.elements  # noqa: PLC0415
    import folium.plugins  # noqa: F401, PLC0415
    import pandas as _pandas  # noqa: F401, PLC0415 - for Streamlit, at the first component
