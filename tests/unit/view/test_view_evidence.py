"""What stands behind a mark."""

from __future__ import annotations

import json

import pytest
import synthetic_layers

from geodash.text import load
from geodash.view.evidence import References, evidence, tell_when, web_address

TEXTS = load()
REFERENCES = References(
    articles={
        "zech-2015": {"title": "A title", "author": "Zech", "published": "2015-03-01", "url": "https://x.org/a"}
    },
    sources={"web": {"title": "A page", "url": "javascript:alert(1)"}},
)


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        (None, "undated"),
        ("1984", "1984"),
        ("1984~", "about 1984"),
        ("1984?", "perhaps 1984"),
        ("198X", "1980s"),
        ("1983/1992", "1983 – 1992"),
        ("1983~/..", "since about 1983, still there when the source was written"),
        ("/1985", "until 1985"),
        ("XXXX/1985", "until 1985"),
        ("1985/", "since 1985"),
        ("XXXX/..", "still there when the source was written"),
    ],
)
def test_dates_in_words(edtf: str | None, told: str) -> None:
    assert tell_when(edtf, TEXTS) == told


@pytest.mark.parametrize(
    "bad", ["javascript:alert(1)", "data:text/html,x", "//x.org", "https://x.org/\n", "", None, 3]
)
def test_only_web_addresses_become_links(bad: object) -> None:
    assert web_address(bad) == ""
    assert web_address("https://x.org/a?b=1") == "https://x.org/a?b=1"


def test_a_claim_is_labelled_as_ours_with_article_date_and_link() -> None:
    place = synthetic_layers.layers(20)["places"][1]
    found = evidence(place, TEXTS, REFERENCES)
    claim = found["claims"][0]
    assert claim["label"] == "our summary of ¶ 12"
    assert claim["article"] == "Zech, A title, 2015"
    assert claim["date"] == "published 2015-03-01"
    assert claim["url"] == "https://x.org/a"
    assert [row["score"] for row in claim["candidates"]] == ["0.81", "0.32"]
    assert "near +0.41" in claim["candidates"][0]["parts"]
    assert found["sources"][0]["text"] == "Zech, A title, 2015, our summary of ¶ 12"
    json.dumps(found)


def test_generalised_rows_and_public_ones_say_so() -> None:
    base = synthetic_layers.layers(20)["bases"][1]
    base["properties"] |= {"dataGeneralizations": "district seat", "origin": "public", "sources": ["web"]}
    found = evidence(base, TEXTS, REFERENCES)
    assert "Shown less exactly than known: district seat" in found["notes"]
    assert "From public pages only, not from an article" in found["notes"]
    assert found["sources"] == [{"text": "A page", "url": ""}]


def test_stated_numbers_are_kept_beside_the_range() -> None:
    event = synthetic_layers.layers(20)["events"][1]
    event["properties"] |= {"deaths_low": 8, "deaths_high": 12, "deaths_as_stated": "about ten"}
    assert ["Deaths", "8 – 12 · as stated: about ten"] in evidence(event, TEXTS, REFERENCES)["facts"]


def test_figures_keep_every_source_and_doubt() -> None:
    zone = synthetic_layers.layers(20)["coca_zones"][0]
    zone["properties"]["hectares"] = [
        {"year": 2010, "value": 12345, "low": 12000, "high": 13000, "value_kind": "stated", "source": ["web"]}
    ]
    assert evidence(zone, TEXTS, REFERENCES)["figures"] == [
        ["2010", "12,345 ha · 12,000 – 13,000 ha · as stated · A page"]
    ]
