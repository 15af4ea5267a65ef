from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from geodash.errors import TableError
from geodash.layers.tables import read_table
from geodash.layers.translations import Translations, Wording, read_translations
from geodash.when import parse_when

DATA = Path(__file__).parents[3] / "data"
ARTICLES = sorted(path.name for path in (DATA / "articles").iterdir() if path.is_dir())
SHOWN = {
    "committees": ("name", "admin", "members", "arms_before_2000", "summary", "dataGeneralizations"),
    "committee_status": ("activity", "count", "note"),
    "bases": ("name", "admin", "summary", "dataGeneralizations"),
    "coca_zones": ("name", "alt_names", "admin", "summary"),
    "events": ("name", "admin", "deaths_as_stated", "external_detail", "summary", "dataGeneralizations"),
    "disagreements": ("title", "claim"),
    "sources": ("used_for", "note"),
}
OTHER_UNIT = {"zech-2014-c01": ("5.2", "5200")}  # billions are thousands of millions in Spanish


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def claims() -> list[dict[str, str]]:
    return [row for article in ARTICLES for row in rows(DATA / "articles" / article / "claims.csv")]


def figures(text: str) -> list[str]:
    """The figures of a text without decades, which the languages write in different ways."""
    bare = re.sub(r"\b\d{3}0s\b|\b[dD]écadas? de \d{4}(?: y \d{4})?", "", text)
    return sorted(figure.replace(",", "") for figure in re.findall(r"\d(?:[\d,.]*\d)?", bare))


@pytest.fixture(scope="module")
def spanish() -> Translations:
    return read_translations(DATA, "es")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "tables", tmp_path / "tables")
    shutil.copytree(DATA / "articles", tmp_path / "articles")
    return tmp_path


def add(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_shipped_translations_have_no_fault(spanish: Translations) -> None:
    assert [str(fault) for fault in spanish.faults] == []


@pytest.mark.parametrize("table", sorted(SHOWN))
def test_every_text_of_a_table_is_translated(spanish: Translations, table: str) -> None:
    for row in rows(DATA / "tables" / f"{table}.csv"):
        asked = {column for column in SHOWN[table] if row[column]}
        assert asked == set(spanish.fields(table, row["id"])), row["id"]


@pytest.mark.parametrize("table", sorted(SHOWN))
def test_translated_tables_keep_their_schema(table: str) -> None:
    _, faults = read_table(DATA / "tables", f"{table}-es")
    assert [str(fault) for fault in faults] == []


def test_every_claim_is_translated(spanish: Translations) -> None:
    for row in claims():
        assert spanish.claim(row["claim_id"], row["claim"]) != row["claim"], row["claim_id"]


def test_every_record_says_its_note_and_terms_in_spanish(spanish: Translations) -> None:
    for article in ARTICLES:
        assert set(spanish.fields("records", article)) == {"note", "original_terms"}, article


def test_translations_keep_the_figures(spanish: Translations) -> None:
    for (table, row), cells in spanish.cells.items():
        for column, (english, said) in cells.items():
            there, here = figures(english), figures(said)
            if row in OTHER_UNIT:
                there = sorted(figure if figure != OTHER_UNIT[row][0] else OTHER_UNIT[row][1] for figure in there)
            assert there == here, (table, row, column)


def test_every_tagged_place_of_a_claim_stands_in_its_translation(spanish: Translations) -> None:
    for row in claims():
        said = spanish.claim(row["claim_id"], row["claim"])
        for place in filter(None, row["places"].split(";")):
            assert re.search(rf"(?<!\w){re.escape(spanish.place(place))}(?!\w)", said), (row["claim_id"], place)


def test_translated_claims_name_no_arms_of_committees_after_2000(spanish: Translations) -> None:
    arms = re.compile(r"escopeta|fusil|armas? de fuego|radio|teléfono|celular|lanzas|hondas", re.IGNORECASE)
    for row in claims():
        if "self_defense" in row["actors"] and arms.search(spanish.claim(row["claim_id"], row["claim"])):
            ends = parse_when(row["when"]).end_latest
            assert ends is not None, row["claim_id"]
            assert ends.year < 2000, row["claim_id"]


def test_what_is_missing_is_said_in_english(copied: Path) -> None:
    path = copied / "tables" / "es" / "events.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("E06,")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    told = read_translations(copied, "es")
    assert told.fields("events", "E06") == {}
    assert told.say("events", "E06", "name", "Putis massacre") == "Putis massacre"
    assert told.claim("no-2000-c01", "A claim.") == "A claim."
    assert told.place("Luricocha") == "Luricocha"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_language_without_files_says_everything_in_english(language: str) -> None:
    told = read_translations(DATA, language)
    assert (dict(told.cells), told.faults) == ({}, ())
    assert told.say("events", "E06", "name", "Putis massacre") == "Putis massacre"


@pytest.mark.parametrize("language", ["", "../es", "ES", "e"])
def test_a_language_is_a_code(language: str) -> None:
    with pytest.raises(TableError, match="code"):
        read_translations(DATA, language)


def test_an_id_that_is_gone_is_a_fault(copied: Path) -> None:
    add(copied / "tables" / "es" / "sources.csv", "GONE99,para nada,")
    add(copied / "articles" / "aq-2011" / "claims.es.csv", "aq-2011-c99,Una frase.")
    told = read_translations(copied, "es")
    assert [(fault.file, fault.field) for fault in told.faults] == [
        ("tables/es/sources.csv", "id"),
        ("articles/aq-2011/claims.es.csv", "claim_id"),
    ]
    assert "row 267" in str(told.faults[0])
    assert "'GONE99' is no row of sources.csv" in str(told.faults[0])
    assert told.fields("sources", "GONE99") == {}


def test_an_id_that_stands_twice_is_a_fault_and_the_first_is_kept(copied: Path) -> None:
    add(copied / "tables" / "es" / "sources.csv", "UN14,otra cosa,")
    told = read_translations(copied, "es")
    assert "stands twice" in str(told.faults[0])
    assert told.fields("sources", "UN14") == {"used_for": "2013"}


def test_a_text_that_english_no_longer_has_is_not_said(copied: Path) -> None:
    """Whoever takes a text out of the English table takes it out of every language."""
    path = copied / "tables" / "sources.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(",The rows name the report.") == 1
    path.write_text(text.replace(",The rows name the report.", ","), encoding="utf-8")
    told = read_translations(copied, "es")
    assert [(fault.file, fault.field) for fault in told.faults] == [
        ("tables/es/sources.csv", "note"),
        ("tables/es/sources.csv", "english_digest"),
    ]
    assert "note" not in told.fields("sources", "MUC")


def feature(layer: str, identity: str, **properties: Any) -> dict[str, Any]:
    given = {"id": identity, "layer": layer, "sensitivity": "district", **properties}
    return {"type": "Feature", "id": identity, "geometry": None, "properties": given}


def test_a_feature_is_told_in_spanish(spanish: Translations) -> None:
    [row] = [row for row in rows(DATA / "tables" / "committees.csv") if row["id"] == "C03"]
    moments = [{"status": "formed", "note": "formed on resettlement, with state support"}, {"note": None}]
    shown = {name: row[name] for name in ("name", "admin", "summary", "members")}
    given = feature("committees", "C03", **shown, attested=moments, kind="cad", uncertainty_km=10.0)
    told = spanish.feature(given)["properties"]
    assert told["name"] == "Fuerza de autodefensa de Putis"
    assert told["admin"] == "Santillana (hoy Putis), Huanta, Ayacucho"
    assert told["members"] == "diez comunidades"
    assert [moment["note"] for moment in told["attested"]] == ["formada con el retorno, con apoyo del Estado", None]
    assert (told["kind"], told["uncertainty_km"], told["id"]) == ("cad", 10.0, "C03")
    assert given["properties"]["name"] == "Putis self-defense force", "the layer itself is not changed"


def test_what_the_gate_struck_out_stays_out(spanish: Translations) -> None:
    struck = feature(
        "committees", "C03", name="Withheld", admin="", summary="Near [coordinates left out].", members=None
    )
    assert spanish.feature(struck) == struck


def test_names_in_a_list_are_told_as_a_list(spanish: Translations) -> None:
    given = feature("coca_zones", "monzon", alt_names=["part of Alto Huallaga"], sources=["UN14"])
    told = spanish.feature(given)["properties"]
    assert (told["alt_names"], told["sources"]) == (["parte del Alto Huallaga"], ["UN14"])


def test_the_place_is_found_again_in_the_translated_claim() -> None:
    english = "Peru and the United States, and Peru again in 2009."
    said = "En 2009 Estados Unidos y el Perú, y otra vez el Perú."
    told = Translations(
        "es",
        {("claims", "a-2000-c01"): {"claim": Wording(english, said)}},
        {"Peru": "Perú", "United States": "Estados Unidos"},
    )

    def mention(toponym: str, start: int, **more: Any) -> dict[str, Any]:
        ends = {"start": start, "end": start + len(toponym), "date_start": 44, "date_end": 50}
        return {"claim_id": "a-2000-c01", "text": english, "toponym": toponym, **ends, **more}

    given = [mention("Peru", 0), mention("United States", 13), mention("Peru", 32), mention("Lima", 0)]
    own = {**mention("Peru", 0), "claim_id": None, "text": "Peru, a sentence of the reader's own."}
    row = told.feature(feature("places", "country:PE", name="Peru", mentions=[*given, own]))["properties"]
    marked = [one["text"][one["start"] : one["end"]] for one in row["mentions"][:3]]
    assert row["name"] == "Perú"
    assert marked == ["Perú", "Estados Unidos", "Perú"]
    assert row["mentions"][0]["start"] < row["mentions"][2]["start"]
    assert row["mentions"][0]["date_start"] is None
    assert (row["mentions"][3]["start"], row["mentions"][3]["toponym"]) == (-1, "Lima")
    assert row["mentions"][4] == own
