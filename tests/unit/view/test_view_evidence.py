"""What stands behind a mark."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
import synthetic_layers

from geodash.corrections import read_corrections
from geodash.text import load
from geodash.view.evidence import References, evidence, tell_when, web_address
from geodash.view.phrases import tell_precision

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
        ("2015/2015", "2015"),
        ("1983~/..", "since about 1983, still there when the source was written"),
        ("/1985", "until 1985"),
        ("XXXX/1985", "until 1985"),
        ("1985/", "since 1985"),
        ("XXXX/..", "still there when the source was written"),
        ("1991-02-23", "23 February 1991"),
        ("1984-12~", "about December 1984"),
        ("2014-12/2015-06", "December 2014 – June 2015"),
        ("[2011..2013]", "at some time from 2011 to 2013"),
        ("[2010,2012]", "2010 or 2012"),
        ("{2007,2008,2009}", "2007, 2008 and 2009"),
        ("[..1985]", "until 1985"),
        ("[2010,2012]/..", "since 2010 or 2012, still there when the source was written"),
        ("2014-21", "spring 2014"),
        ("19XX", "1900 – 1999"),
        ("2014-99", "2014-99"),
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
    assert claim["date"] == "published 1 March 2015"
    assert claim["url"] == "https://x.org/a"
    assert [row["score"] for row in claim["candidates"]] == ["0.81", "0.32"]
    assert "near +0.41" in claim["candidates"][0]["parts"]
    assert found["sources"][0]["text"] == "Zech, A title, 2015, our summary of ¶ 12"
    json.dumps(found)


def test_a_quoted_article_is_not_called_our_summary() -> None:
    place = synthetic_layers.layers(20)["places"][1]
    place["properties"]["sources"] = ["doc:own#4", "doc:zech-2015#12"]
    ours = {"id": "zech-2015", "custom": {"summary_licence": "CC-BY-4.0"}}
    known = replace(REFERENCES, records={"own": {"id": "own", "title": "own.txt"}, "zech-2015": ours})
    assert [source["text"] for source in evidence(place, TEXTS, known)["sources"]] == [
        "own, ¶ 4, in the original's words",
        "Zech, A title, 2015, our summary of ¶ 12",
    ]


def test_a_claim_that_names_the_place_twice_is_told_once_with_both_marked() -> None:
    place = synthetic_layers.layers(20)["places"][1]
    first = place["properties"]["mentions"][0] | {"text": "VRAE, or Apurímac; the VRAE", "start": 0, "end": 4}
    again, other = first | {"start": 23, "end": 27}, first | {"start": 9, "end": 17, "toponym": "Apurímac"}
    later = first | {"when": "1999"}
    place["properties"]["mentions"] = [again, first, other, later]
    claims = evidence(place, TEXTS, REFERENCES)["claims"]
    assert [claim["text"] for claim in claims] == [
        ["", "VRAE", ", or ", "Apurímac", "; the ", "VRAE", ""],
        ["", "VRAE", ", or Apurímac; the VRAE"],
    ]
    assert [[also["toponym"] for also in claim["also"]] for claim in claims] == [
        [TEXTS.say("evidence.chosen_as", toponym="Apurímac")],
        [],
    ]


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


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("123", "123", "123 people"),
        ("200", "300", "200 – 300 people"),
        ("1000", "", "over 1,000 people"),
        ("", "25000", "under 25,000 people"),
        ("", "", ""),
    ],
)
def test_a_bound_is_not_told_as_a_number(low: str, high: str, told: str) -> None:
    base = synthetic_layers.layers(20)["bases"][1]
    row = {"topic": "t", "title": "How many", "claim": "Many.", "low": low, "high": high, "unit": "people"}
    known = replace(REFERENCES, disagreements={("bases", base["properties"]["id"]): [row]})
    assert evidence(base, TEXTS, known)["disagreements"][0]["claims"][0]["value"] == told


def test_figures_keep_every_source_and_doubt() -> None:
    zone = synthetic_layers.layers(20)["coca_zones"][0]
    zone["properties"]["hectares"] = [
        {"year": 2010, "value": 12345, "low": 12000, "high": 13000, "value_kind": "stated", "source": ["web"]}
    ]
    assert evidence(zone, TEXTS, REFERENCES)["figures"] == [
        ["2010", "12,345 ha · 12,000 – 13,000 ha · as stated · A page"]
    ]


@pytest.mark.parametrize(
    ("year", "drawn", "seen"), [(2024, "area", True), (1960, "area", False), (2024, "listed", False)]
)
def test_only_a_figure_that_a_window_can_show_is_called_shown(year: int, drawn: str, seen: bool) -> None:
    zone = synthetic_layers.layers(20)["coca_zones"][0]
    zone["properties"] |= {"drawn": drawn, "hectares": [{"year": year, "value": 5, "standing": "preferred"}]}
    ((_, told),) = evidence(zone, TEXTS, REFERENCES)["figures"]
    assert (TEXTS["value_kind.preferred"] in told) == seen


def test_sources_that_disagree_stand_side_by_side() -> None:
    base = synthetic_layers.layers(20)["bases"][1]
    rows = [
        {"topic": "t", "title": "How many", "claim": "Twenty-nine.", "low": "29", "high": "29", "unit": "bases",
         "when": "2012", "sources": "doc:zech-2015#7"},
        {"topic": "t", "title": "How many", "claim": "Seventy.", "low": "70", "high": "70", "unit": "bases",
         "when": "", "sources": "web"},
    ]  # fmt: skip
    known = replace(REFERENCES, disagreements={("bases", base["properties"]["id"]): rows})
    topics = evidence(base, TEXTS, known)["disagreements"]
    assert [topic["title"] for topic in topics] == ["How many"]
    assert [(side["value"], side["when"]) for side in topics[0]["claims"]] == [("29 bases", "2012"), ("70 bases", "")]
    assert topics[0]["claims"][0]["sources"][0]["url"] == "https://x.org/a"
    assert topics[0]["claims"][1]["sources"] == [{"text": "A page", "url": ""}]
    assert evidence(base, TEXTS, REFERENCES)["disagreements"] == []


def test_a_persons_decision_is_kept_apart_from_the_machines_guess() -> None:
    place = synthetic_layers.layers(20)["places"][1]
    place["properties"]["mentions"][0]["decided"] = ["decided by A. Reader on 2026-01-31: the other one"]
    claims = evidence(place, TEXTS, REFERENCES)["claims"]
    assert claims[0]["decided"] == ["decided by A. Reader on 2026-01-31: the other one"]
    assert claims[0]["reason"] == "the only place of that name near the others"
    assert claims[1]["decided"] == []


def test_an_entry_is_cited_with_its_sources_once_each() -> None:
    base = synthetic_layers.layers(20)["bases"][1]
    base["properties"] |= {"sources": ["doc:zech-2015#1", "doc:zech-2015#2", "web", "lost"], "name": "A & B"}
    record = {"id": "zech-2015", "type": "article", "title": "A title", "author": [{"family": "Zech"}]}
    known = replace(REFERENCES, records={"zech-2015": record}, atlas={"title": "The atlas", "version": "1.0"})
    cited = evidence(base, TEXTS, known)["cite"]
    records = json.loads(cited["csl"])
    assert [row["id"] for row in records] == ["geodash-bases-bases:1", "zech-2015", "web", "lost"]
    assert records[0]["container-title"] == "The atlas"
    assert records[0]["title"] == "A & B (Military and police bases, entry bases:1)"
    assert "URL" not in records[2]  # it was javascript:
    assert cited["bibtex"].count("\n@") == 3 and r"A \& B" in cited["bibtex"]
    assert len(cited["plain"].splitlines()) == 4


def test_a_doubt_names_the_row_or_the_line_that_it_would_change() -> None:
    layers = synthetic_layers.layers(20)
    table = evidence(layers["committees"][1], TEXTS, REFERENCES)["doubt"]
    assert table["lines"] == [
        ["Row of the table", "data/tables/committees.csv, data/tables/committee_status.csv: committees:1"]
    ]
    assert "committees committees:1, Committees 1" in table["report"]
    place = layers["places"][1]
    place["properties"]["mentions"][0]["toponym"] = 'A "quoted", name'
    doubt = evidence(place, TEXTS, REFERENCES)["doubt"]
    rows = list(csv.DictReader(doubt["lines"][0][1].splitlines()))
    assert [(row["article"], row["paragraph"], row["toponym"]) for row in rows] == [
        ("zech-2015", "12", 'A "quoted", name')
    ]
    assert "corrections.csv" in doubt["how"]


def test_a_prepared_line_is_read_as_a_correction_once_filled_in(tmp_path: Path) -> None:
    place = synthetic_layers.layers(20)["places"][1]
    line = evidence(place, TEXTS, REFERENCES)["doubt"]["lines"][0][1]
    path = tmp_path / "corrections.csv"
    path.write_text(line.replace("YYYY-MM-DD", "2026-01-31") + "\n", "utf-8")
    found, faults = read_corrections(path)
    assert (len(found), faults) == (1, [])


def test_codes_are_words() -> None:
    base = synthetic_layers.layers(20)["bases"][1]
    base["properties"]["force"] = "armed_forces"
    assert ["Fuerza", "Fuerzas Armadas"] in evidence(base, load("es"), REFERENCES)["facts"]


@pytest.mark.parametrize(
    ("code", "radius", "told"),
    [
        (1, 4.0, "known spot, within 4 km"),
        (2, 25.0, "within about 25 km"),
        (2, 15.0, "within 15 km"),
        (2, None, "within about 25 km"),
        (4, None, "region"),
        (None, 12.5, "within 12.5 km"),
        (None, None, ""),
    ],
)
def test_precision_is_said_once(code: int | None, radius: float | None, told: str) -> None:
    assert tell_precision({"where_prec": code, "uncertainty_km": radius}, TEXTS) == told


def test_doubts_go_to_the_address_of_the_atlas_or_else_to_its_giver() -> None:
    row = synthetic_layers.layers(10)["bases"][0]
    nowhere = evidence(row, TEXTS, REFERENCES)["doubt"]["where"]
    assert "names no address of its own" in nowhere and "Name nobody there" in nowhere
    addressed = replace(REFERENCES, atlas={"URL": "https://example.org/atlas"})
    assert "Write to https://example.org/atlas" in evidence(row, TEXTS, addressed)["doubt"]["where"]
    hostile = replace(REFERENCES, atlas={"URL": "javascript:alert(1)"})
    assert evidence(row, TEXTS, hostile)["doubt"]["where"] == nowhere
