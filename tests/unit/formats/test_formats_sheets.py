from __future__ import annotations

import csv
import io
import unicodedata
from typing import Any

import pandas as pd
import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st

from geodash.atlas import Atlas
from geodash.formats import catalogue, sheets
from geodash.formats.codebook import ROWS, tables
from geodash.formats.parcel import Parcel
from geodash.text import languages

SIGNS = "=+-@＝＋－＠'\t\r\n \u00a0\u200b\u202e\ufeff\x00ab1,;\"ñ"


def files(parcel: Parcel) -> dict[str, bytes]:
    return {part.suffix: part.content for part in catalogue.make("csv", parcel)}


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def begins_like_a_formula(text: str) -> bool:
    seen = next((sign for sign in text if unicodedata.category(sign)[0] not in "ZC"), "")
    return seen in set("=+-@＝＋－＠") if seen else any(sign in "\t\r\n" for sign in text)


@given(st.text() | st.text(alphabet=SIGNS, max_size=12))
@example("=1")
@example("'=1")
@example("''\u200b=1")
@example("\n")
def test_no_text_begins_like_a_formula_and_each_is_found_again(text: str) -> None:
    cell = sheets.neutralise(text)
    assert not begins_like_a_formula(cell)
    assert cell[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert sheets.restore(cell) == text
    assert cell in (text, f"'{text}")


@given(st.text(alphabet="abcxyzÑéЖ中'1 ,.;:()-+=@", min_size=1).filter(lambda text: text[0].isalnum()))
def test_nothing_else_is_altered(text: str) -> None:
    assert sheets.neutralise(text) == text


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_stay_numbers(number: Any) -> None:
    assert float(sheets.cell(number)) == float(number)


def test_the_rows_are_read_back_by_pandas(parcel: Parcel) -> None:
    content = files(parcel)[".csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(io.BytesIO(content), keep_default_na=False, na_values=[""], dtype={"id": str})
    rows = {(f["properties"]["layer"], f["id"]): f for f in parcel.features}
    assert list(zip(frame["layer"], frame["id"], strict=True)) == list(rows)
    for row in frame.to_dict("records"):
        feature = rows[row["layer"], row["id"]]
        given, geometry = feature["properties"], feature["geometry"]
        assert sheets.restore(str(row["name"])) == given["name"]
        for day in ("start_earliest", "start_latest", "end_earliest", "end_latest"):
            assert (None if pd.isna(row[day]) else row[day]) == given[day]
        if geometry and geometry["type"] == "Point":
            assert [row["lon"], row["lat"]] == geometry["coordinates"]
        else:
            assert pd.isna(row["lon"])
            assert pd.isna(row["lat"])
        assert bool(row["ongoing"]) is given["ongoing"]
        assert row["sources"] == "; ".join(given["sources"])


def test_nested_lists_are_tables_with_the_key_of_their_row(parcel: Parcel) -> None:
    made = files(parcel)
    for name in ("attested", "mentions", "hectares"):
        want = [(f["properties"]["layer"], f["id"]) for f in parcel.features for _ in f["properties"].get(name) or ()]
        assert [(row["layer"], row["id"]) for row in read(made[f".{name}.csv"])] == want
        assert want
    known = {row["mention"] for row in read(made[".mentions.csv"])}
    assert {row["mention"] for row in read(made[".candidates.csv"])} <= known


def test_outlines_lie_beside_as_text_that_shapely_reads(parcel: Parcel) -> None:
    found = {(row["layer"], row["id"]): shapely.from_wkt(row["wkt"]) for row in read(files(parcel)[".outlines.csv"])}
    shapes = {
        (f["properties"]["layer"], f["id"]): shapely.geometry.shape(dict(f["geometry"]))
        for f in parcel.features
        if f["geometry"] and f["geometry"]["type"] != "Point"
    }
    assert found == shapes


def test_hostile_texts_are_inert_and_whole(hostile: Parcel) -> None:
    for suffix, content in files(hostile).items():
        if suffix.endswith(".csv"):
            rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            numeric = {"lon", "lat"}
            head = next(rows)
            for row in rows:
                assert len(row) == len(head)
                cells = [cell for name, cell in zip(head, row, strict=True) if name not in numeric]
                assert not [cell for cell in cells if begins_like_a_formula(cell)]
    names = [sheets.restore(row["name"]) for row in read(files(hostile)[".csv"])]
    assert names == [f["properties"]["name"] for f in hostile.features]


def test_the_codebook_tells_every_column_and_code_in_the_language(parcel: Parcel, whole: Atlas) -> None:
    made = files(parcel)
    told = read(made[".codebook.csv"])
    for suffix, content in made.items():
        if not suffix.endswith(".csv") or suffix == ".codebook.csv":
            continue
        table = ROWS if suffix == ".csv" else suffix.split(".")[1]
        columns = [row["column"] for row in told if row["table"] == table and row["column"] and not row["code"]]
        assert columns == list(read(content)[0])
    assert all(row["meaning"] for row in told)
    kinds = {row["code"] for row in told if (row["table"], row["column"]) == (ROWS, "kind") and row["code"]}
    assert kinds == {f["properties"]["kind"] for f in parcel.features}
    spanish = {row["meaning"] for row in read(files(whole.parcel("es"))[".codebook.csv"])}
    assert "Longitud de un punto en grados" in " ".join(spanish)


@pytest.mark.parametrize("table", [*tables().values()], ids=lambda table: str(table.name))
def test_every_field_is_told_in_every_language(table: Any) -> None:
    for told in (table.told, *(field.told for field in table.fields)):
        assert set(told) == set(languages())
