"""The page behind a screen's own address knows where its server is."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from geodash import bundle
from geodash.app import doors


def test_every_screen_but_the_first_has_a_door_that_names_the_server() -> None:
    screens = {path.stem for path in bundle.package("app", "screens").glob("*.py")} - {"__init__", "explore"}
    routes: list[Any] = doors.routes()
    assert {route.path for route in routes} == {f"/{name}" for name in screens}
    for route in routes:
        answer = route.endpoint(Request({"type": "http", "headers": [], "query_string": b"lang=es"}))
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-cache"
        page = answer.body.decode("utf-8")
        assert page.index("BACKEND_BASE_URL") < page.index('type="module"'), "known before Streamlit's script runs"
        assert page.count("<head>") == 1
