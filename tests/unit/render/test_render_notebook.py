"""The map of a notebook: everything along, nothing asked for, and no text of the data in a template."""

from __future__ import annotations

import base64
import html
import json
import re
import zlib
from typing import Any

import pytest
import synthetic_layers

import geodash
from geodash.render.notebook import notebook_map
from geodash.selection import Selection
from geodash.text import load
from geodash.view import compose
from geodash.view.references import References


class Layer:
    def __init__(self, name: str, features: list[dict[str, Any]]) -> None:
        self.name, self.features = name, features


def content(page: str) -> Any:
    (script,) = re.findall(r'src="data:text/javascript;base64,([^"]+)"', page)
    (packed,) = re.findall(r'geodash\.unpack\("([^"]+)"\)', base64.b64decode(script).decode())
    return json.loads(zlib.decompress(base64.b64decode(packed)))


def test_hostile_names_reach_the_page_only_packed() -> None:
    layers = [Layer(name, rows) for name, rows in synthetic_layers.layers(60, hostile=True).items()]
    page = notebook_map(compose(layers, Selection()), layers, load(), References()).get_root().render()
    for text in synthetic_layers.HOSTILE:
        assert text not in page
        assert html.escape(text) not in page
    names = {mark["name"] for mark in content(page)["inline"]["marks"]}
    assert set(synthetic_layers.HOSTILE) & names


def test_nothing_is_asked_for() -> None:
    page = geodash.load().select(first=1983, last=1984).map().get_root().render()
    addresses = re.findall(r'(?:src|href)="([^"]{0,40})', page)
    assert addresses
    assert all(address.startswith("data:") for address in addresses)


def test_filters_leave_their_marks_and_evidence_alone() -> None:
    atlas = geodash.load().select(first=1980, last=1992, layers=("bases",), regions=frozenset({"Ayacucho"}))
    told = content(atlas.map("es").get_root().render())
    bases = {str(row["id"]) for row in atlas.select(first=1970, last=2023).features("bases")}
    assert set(told["inlineEvidence"]) == {"bases"}
    assert set(told["inlineEvidence"]["bases"]) == bases
    assert {mark["id"] for mark in told["inline"]["marks"] if mark["layer"] == "bases"} <= bases
    assert told["inline"]["words"]["language"] == "es"


@pytest.mark.parametrize("method", ["_repr_html_"])
def test_a_view_shows_itself(method: str) -> None:
    shown = getattr(geodash.load().select(first=1983, last=1983), method)()
    assert shown.startswith("<div")
    assert "iframe" in shown
