"""Translations whose English has changed: found, not shown, and told how to mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from geodash import bundle
from geodash.cli import main
from geodash.errors import TableError
from geodash.layers.digests import DIGEST, digest, read_pairs, renew
from geodash.layers.translations import read_translations

DATA = bundle.path("data")
PUTIS = "Putis massacre"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "tables", tmp_path / "tables")
    shutil.copytree(DATA / "articles", tmp_path / "articles")
    return tmp_path


@pytest.fixture
def changed(copied: Path) -> Path:
    """The atlas's data after the English name of E06 and the English of a claim have been put otherwise."""
    events = copied / "tables" / "events.csv"
    text = events.read_text(encoding="utf-8")
    assert text.count(f"E06,{PUTIS}") == 1
    events.write_text(text.replace(f"E06,{PUTIS}", "E06,Killings at Putis"), encoding="utf-8")
    claims = copied / "articles" / "aq-2011" / "claims.csv"
    first = next(line for line in claims.read_text(encoding="utf-8").splitlines() if line.startswith("aq-2011-c01,"))
    lines = claims.read_text(encoding="utf-8").replace(first, first.replace("García", "García Pérez", 1))
    claims.write_text(lines, encoding="utf-8")
    return copied


def test_every_shipped_row_was_compared_with_the_english_of_now() -> None:
    pairs = list(read_pairs(DATA, "es"))
    assert len(pairs) > 1000
    assert [(pair.file, pair.id) for pair in pairs if not pair.current] == []


def test_the_digest_follows_every_text_and_its_column() -> None:
    first = digest({"name": "a", "admin": "b"}, ["name", "admin"])
    assert first == digest({"admin": " b ", "name": "a", "id": "other"}, ["admin", "name"])
    others = [{"name": "b", "admin": "a"}, {"name": "ab", "admin": ""}, {"name": "a", "admin": "b."}, {}]
    assert len({first, *(digest(other, ["name", "admin"]) for other in others)}) == 5
    assert first != digest({"name": "a", "admin": "b"}, ["name"])
    assert len(first) == 8


def test_a_row_whose_english_changed_is_a_fault_and_is_said_in_english(changed: Path) -> None:
    told = read_translations(changed, "es")
    assert [(fault.file, fault.field) for fault in told.faults] == [
        ("tables/es/events.csv", DIGEST),
        ("articles/aq-2011/claims.es.csv", DIGEST),
    ]
    assert "'E06' was written for another English text than events.csv has now" in str(told.faults[0])
    assert "geodash translations es E06" in str(told.faults[0])
    assert "geodash translations es aq-2011-c01" in str(told.faults[1])
    assert told.say("events", "E06", "name", "Killings at Putis") == "Killings at Putis"
    assert told.fields("events", "E06") == {}
    assert told.fields("events", "E01")["name"].startswith("Comienzan")


def test_a_row_without_digest_is_not_shown(copied: Path) -> None:
    path = copied / "tables" / "es" / "events.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [line.rpartition(",")[0] + "," if line.startswith("E06,") else line for line in lines]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = read_translations(copied, "es")
    assert [fault.field for fault in told.faults] == [DIGEST]
    assert told.fields("events", "E06") == {}


def test_renewing_touches_the_compared_rows_alone(changed: Path) -> None:
    path = changed / "tables" / "es" / "events.csv"
    before = path.read_text(encoding="utf-8").splitlines()
    assert renew(changed, "es", ["E06"]) == ["tables/es/events.csv, E06"]
    after = path.read_text(encoding="utf-8").splitlines()
    [(old, new)] = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert old.startswith("E06,") and old.rpartition(",")[0] == new.rpartition(",")[0]
    assert [pair.id for pair in read_pairs(changed, "es") if not pair.current] == ["aq-2011-c01"]
    assert read_translations(changed, "es").fields("events", "E06")["name"]


def test_renewing_what_is_current_changes_no_byte(copied: Path) -> None:
    files = sorted([*(copied / "tables" / "es").glob("*.csv"), *(copied / "articles").glob("*/claims.es.csv")])
    before = [path.read_bytes() for path in files]
    renew(copied, "es", [pair.id for pair in read_pairs(copied, "es")])
    assert [path.read_bytes() for path in files] == before


def test_an_unknown_row_is_refused(copied: Path) -> None:
    with pytest.raises(TableError, match="no row NOWHERE-1 is translated"):
        renew(copied, "es", ["NOWHERE-1"])


def test_the_command_shows_both_texts_and_then_records(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "path", lambda *parts: changed.joinpath(*parts[1:]))
    shown = CliRunner().invoke(main, ["translations", "es"]).output
    assert "tables/es/events.csv, E06" in shown
    assert "en: Killings at Putis" in shown and "es: M" in shown
    assert "2 rows to compare." in shown
    done = CliRunner().invoke(main, ["translations", "es", "E06", "aq-2011-c01"])
    assert done.output.count("Compared: ") == 2
    assert CliRunner().invoke(main, ["translations", "es"]).output == "0 rows to compare.\n"
