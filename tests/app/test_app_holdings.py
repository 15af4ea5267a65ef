"""What the app hands to the browser: gated, complete, and the same each time."""

from __future__ import annotations

import asyncio
import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

import pytest
import synthetic_layers
from starlette.applications import Starlette

from geodash.app import addresses, evidence, holdings, server
from geodash.layers.layer import make_layer

SECRET_LON, SECRET_LAT, SECRET_NAME = -73.987654, -12.123456, "Qzxwv post"


@dataclass
class Answer:
    status_code: int
    headers: dict[str, str]
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)


class Client:
    """Asks the routes as a server would, without a socket."""

    def __init__(self) -> None:
        self.app = Starlette(routes=server.routes())

    def get(self, path: str, params: dict[str, str] | None = None, encoding: str = "gzip") -> Answer:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        scope = {
            "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "root_path": "",
            "path": unquote(path), "raw_path": quote(path).encode(),
            "query_string": urlencode(params or {}).encode(),
            "headers": [(b"accept-encoding", encoding.encode())],
            "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1),
        }  # fmt: skip
        with ThreadPoolExecutor(1) as thread:  # the browser tests keep a loop running in this one
            thread.submit(asyncio.run, self.app(scope, receive, send)).result()
        headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
        body = b"".join(message.get("body", b"") for message in sent[1:])
        zipped = headers.get("content-encoding") == "gzip"
        return Answer(sent[0]["status"], headers, gzip.decompress(body) if zipped else body)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GEODASH_GEO", str(synthetic_layers.write(tmp_path, 60)))
    holdings.forget()
    addresses.forget()
    return tmp_path


@pytest.fixture
def client(folder: Path) -> Client:
    assert folder.is_dir()
    return Client()


def test_made_up_layers_have_the_shape_of_real_ones() -> None:
    for name, rows in synthetic_layers.layers(60, hostile=True).items():
        make_layer(name, rows)


def test_no_secret_leaves(folder: Path, client: Client) -> None:
    rows: list[dict[str, Any]] = json.loads((folder / "bases.geojson").read_text("utf-8"))["features"]
    for row, sensitivity in zip(rows, ("withheld", "district"), strict=False):
        row["geometry"] = {"type": "Point", "coordinates": [SECRET_LON, SECRET_LAT]}
        row["properties"]["sensitivity"] = sensitivity
        row["properties"]["uncertainty_km"] = 0.5
    rows[0]["properties"] |= {"name": SECRET_NAME, "summary": SECRET_NAME, "admin": SECRET_NAME}
    (folder / "bases.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": rows}), "utf-8")
    holdings.forget()
    addresses.forget()
    asked = [{"layer": "bases", "id": name} for name in ("bases:0", "bases:1", "bases-withheld-001")]
    answers = [client.get("/atlas/view.json").content]
    answers += [client.get("/atlas/evidence.json", params=params).content for params in asked]
    for answer in answers:
        for secret in (str(SECRET_LON), str(SECRET_LAT), SECRET_NAME):
            assert secret.encode() not in answer
    mark = next(m for m in json.loads(answers[0])["marks"] if m["id"] == "bases:1")
    assert mark["at"] == [-74.0, -12.1] and mark["km"] >= 10


def test_every_address_answers(client: Client) -> None:
    for name in ("map.js", "map.css", "app.css", "view.json"):
        answer = client.get(f"/atlas/{name}")
        assert answer.status_code == 200, name
        assert "immutable" in answer.headers["cache-control"]
        assert len(answer.content) > 500
    plain = client.get("/atlas/view.json", encoding="identity")
    assert "content-encoding" not in plain.headers
    assert plain.json() == client.get("/atlas/view.json").json()


@pytest.mark.parametrize(
    "path", ["basemap/datapackage.json", "basemap/..%2f..%2fapp.py", "basemap/sources", "nothing"]
)
def test_no_other_file_can_be_had(client: Client, path: str) -> None:
    assert client.get(f"/atlas/{path}").status_code == 404


def test_an_unknown_row_is_not_found(client: Client) -> None:
    assert client.get("/atlas/evidence.json", params={"layer": "bases", "id": "../x"}).status_code == 404
    assert client.get("/atlas/evidence.json").status_code == 404


def test_the_basemap_names_come_in_order_of_weight(client: Client) -> None:
    names = client.get("/atlas/basemap/names").json()
    kinds = [item["kind"] for item in names]
    assert kinds == sorted(kinds, key=holdings.NAMED_KINDS.index)
    if names:
        assert {"Lima", "Peru"} <= {item["name"] for item in names}


def test_the_view_is_the_same_each_time_and_its_version_follows_the_data(folder: Path) -> None:
    first, version = holdings.view_json(), holdings.version()
    holdings.forget()
    assert (holdings.view_json(), holdings.version()) == (first, version)
    synthetic_layers.write(folder, 61)
    holdings.forget()
    assert holdings.version() != version


def test_the_atlas_itself_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GEODASH_GEO", raising=False)
    holdings.forget()
    layers = holdings.layers()
    if not layers:
        pytest.skip("geo/ is not built")
    for layer in layers:
        for feature in layer.features:
            assert evidence.evidence_json(layer.name, feature["properties"]["id"])
    document = json.loads(holdings.view_json())
    assert document["layers"] == ["coca_zones", "places", "committees", "bases", "events"]
    assert len(document["marks"]) > 200
    holdings.forget()
