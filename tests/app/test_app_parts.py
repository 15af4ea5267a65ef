"""The scripts of the page's parts, by address."""

from __future__ import annotations

import asyncio
import re
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from geodash import bundle
from geodash.app import parts

PARTS = [("table", "table"), ("timeline", "wire"), ("filters", "wire"), ("language", "language")]


def get(address: str) -> tuple[int, dict[str, str], str]:
    """Ask the routes as a server would."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": unquote(address.partition("?")[0]), "headers": []}
    asyncio.run(Starlette(routes=parts.routes())(scope | {"query_string": b""}, receive, send))
    headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return sent[0]["status"], headers, sent[1]["body"].decode()


@pytest.mark.parametrize(("folder", "name"), PARTS)
def test_the_line_leads_to_the_script(folder: str, name: str) -> None:
    line = parts.script(folder, name)
    assert len(line) < 200
    found = re.search(r'new URL\("(atlas/part/[^"]+)", document.baseURI\)', line)
    assert found
    status, headers, text = get(found.group(1).removeprefix("atlas"))
    assert status == 200
    assert text == bundle.path("static", folder, f"{name}.js").read_text("utf-8")
    assert headers["content-type"].startswith("text/javascript")
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize("path", ["table/none", "none/table", "..%2F..%2Fapp/app", "plugin/..%2Ftable%2Ftable"])
def test_nothing_else_is_handed_out(path: str) -> None:
    assert get(f"/part/{path}.js")[0] == 404


def test_no_script_is_no_line() -> None:
    with pytest.raises(OSError, match="none"):
        parts.script("table", "none")
