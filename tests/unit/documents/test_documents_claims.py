"""Articles made of claims: the reader's offsets and faults, and the five shipped articles."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from geodash.documents.claims import COLUMNS, ClaimedArticle, read_claims
from geodash.errors import DocumentError, TableError
from geodash.when import parse_when

THEMES = ("self-defense", "military", "coca", "insurgency", "crime", "law", "rights", "politics")
QUOTATION_MARKS = re.compile('["“”„«»‹›]')
DATA = Path(__file__).parents[3] / "data"
SHIPPED = DATA / "articles"
ARTICLES = ("aq-2011", "insightcrime-2011", "stone-2011", "zech-2014", "zech-2015")
RECORD = {"id": "note-1999", "type": "webpage", "title": "A note", "issued": {"date-parts": [[1999, 4]]}}
ROW = {
    "claim_id": "note-1999-c01",
    "paragraph": "3",
    "claim": "In 1984 a patrol from Huanta met one from Luricocha near Huanta.",
    "themes": "self-defense;military",
    "actors": "army",
    "places": "Huanta;Luricocha;Huanta",
    "when": "1984",
    "figures": "2 patrols",
}


def write_folder(parent: Path, rows: list[dict[str, str]], record: Any = RECORD) -> Path:
    folder = parent / "note-1999"
    folder.mkdir(exist_ok=True)
    (folder / "record.json").write_text(json.dumps(record), encoding="utf-8")
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    (folder / "claims.csv").write_text(table.getvalue(), encoding="utf-8-sig", newline="")
    return folder


def read(folder: Path) -> ClaimedArticle:
    return read_claims(folder, themes=THEMES, actors=("army", "navy"))


def read_shipped(article_id: str) -> ClaimedArticle:
    with (DATA / "tables" / "actors.csv").open(encoding="utf-8", newline="") as table:
        codes = {row["code"] for row in csv.DictReader(table)}
    return read_claims(SHIPPED / article_id, themes=THEMES, actors=codes)


def numbered(*texts: str) -> list[dict[str, str]]:
    return [ROW | {"claim_id": f"note-1999-c{n:02d}", "claim": text, "places": ""} for n, text in enumerate(texts, 1)]


def test_each_claim_is_a_paragraph_of_the_text(tmp_path: Path) -> None:
    second = "In Huánuco nothing happened in 1985."
    claimed = read(write_folder(tmp_path, [ROW, *numbered("", second)[1:]]))
    article = claimed.article
    assert article.text == f"{ROW['claim']}\n\n{second}"
    assert [p.number for p in article.paragraphs] == [1, 2]
    assert [article.text[p.start : p.end] for p in article.paragraphs] == [ROW["claim"], second]
    assert claimed.faults == ()


def test_cells_become_codes_tags_and_figures(tmp_path: Path) -> None:
    claim = read(write_folder(tmp_path, [ROW])).claims[0]
    assert (claim.claim_id, claim.number, claim.paragraph) == ("note-1999-c01", 1, 3)
    assert (claim.themes, claim.actors) == (("self-defense", "military"), ("army",))
    assert (claim.when, claim.figures) == ("1984", ("2 patrols",))


def test_place_tags_stand_where_the_text_says_even_when_repeated(tmp_path: Path) -> None:
    rows = [ROW, ROW | {"claim_id": "note-1999-c02"}]
    claimed = read(write_folder(tmp_path, rows))
    for claim in claimed.claims:
        assert [claimed.article.text[t.start : t.end] for t in claim.places] == [
            "Huanta",
            "Luricocha",
            "Huanta",
        ]
        assert claim.places[0].start < claim.places[2].start
        assert claim.start <= claim.places[0].start
        assert claim.places[2].end <= claim.end


def test_place_tag_is_a_whole_word(tmp_path: Path) -> None:
    row = numbered("Troops of the VRAEM saw the VRAE.")[0] | {"places": "VRAE"}
    claimed = read(write_folder(tmp_path, [row]))
    assert claimed.claims[0].places[0].start == claimed.article.text.index("VRAE.")


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"))), min_size=1, max_size=5))
def test_offsets_hold_for_any_wording(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    rows = numbered(*(f"Ωmega 𝒳 {QUOTATION_MARKS.sub('', text)}." for text in texts))
    claimed = read(write_folder(tmp_path_factory.mktemp("any"), rows))
    assert claimed.faults == ()
    assert [claimed.article.text[c.start : c.end] for c in claimed.claims] == [row["claim"] for row in rows]
    for claim in claimed.claims:
        paragraph = claimed.article.paragraph_at(claim.start)
        assert paragraph is not None
        assert paragraph.number == claim.number


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"claim_id": "other-c01"}, "claim_id 'other-c01'"),
        ({"claim_id": "note-1999-c02"}, "stands twice"),
        ({"paragraph": "0"}, "paragraph '0'"),
        ({"paragraph": "²"}, "paragraph '²'"),
        ({"paragraph": ""}, "paragraph ''"),
        ({"claim": "", "places": ""}, "no claim"),
        ({"claim": "They call it “peace”.", "places": ""}, "quotation marks"),
        ({"claim": "One.\n\nTwo.", "places": ""}, "line break"),
        ({"themes": "self-defence"}, "unknown code 'self-defence' in themes"),
        ({"themes": ""}, "no themes"),
        ({"actors": "army;aliens"}, "unknown code 'aliens' in actors"),
        ({"places": "Luricocha;Huanta;Huanta"}, "place tag 'Huanta'"),
        ({"places": "Huant"}, "place tag 'Huant'"),
        ({"when": "the eighties"}, "when:"),
        ({"when": "1990/1984"}, "when:"),
    ],
)
def test_a_bad_row_is_set_aside_and_named(tmp_path: Path, change: dict[str, str], says: str) -> None:
    before, after = ROW | {"claim_id": "note-1999-c02"}, ROW | {"claim_id": "note-1999-c03"}
    claimed = read(write_folder(tmp_path, [before, ROW | change, after]))
    assert [c.claim_id for c in claimed.claims] == ["note-1999-c02", "note-1999-c03"]
    assert [c.number for c in claimed.claims] == [1, 3]
    assert [(f.file, f.row) for f in claimed.faults] == [("note-1999/claims.csv", 3)]
    assert says in str(claimed.faults[0])
    assert str(claimed.faults[0]).startswith("note-1999/claims.csv, row 3: ")
    assert claimed.article.text == f"{ROW['claim']}\n\n{ROW['claim']}"


def test_a_row_with_a_comma_too_many_is_set_aside(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, [ROW])
    with (folder / "claims.csv").open("a", encoding="utf-8") as table:
        table.write("note-1999-c02,3,,One, two.,law,army,,,\n\n")
    claimed = read(folder)
    assert [(f.row, f.problem) for f in claimed.faults] == [(3, "more or fewer cells than columns")]


def test_a_table_without_a_column_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, [ROW])
    (folder / "claims.csv").write_text("claim_id,claim\nnote-1999-c01,Text.\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"note-1999/claims.csv, row 1: no column paragraph"):
        read(folder)


def test_a_table_that_breaks_off_is_refused(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, [ROW])
    with (folder / "claims.csv").open("a", encoding="utf-8") as table:
        table.write('note-1999-c02,3,,"An open end')
    with pytest.raises(TableError, match="close the quotation marks"):
        read(folder)


def test_no_usable_row_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no claims"):
        read(write_folder(tmp_path, []))
    with pytest.raises(TableError, match="row 2: unknown code"):
        read(write_folder(tmp_path, [ROW | {"themes": "music"}]))


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ([RECORD], "not an object"),
        (RECORD | {"id": "note-2000"}, "must be the folder's name"),
        (RECORD | {"title": ""}, "no title"),
        (RECORD | {"title": 7}, "title is 7"),
        (RECORD | {"issued": {"date-parts": [[2011, 14]]}}, "issued is no date"),
        (RECORD | {"issued": {"raw": "spring"}}, "issued is no date"),
        (RECORD | {"custom": {"issued_edtf": "spring"}}, "issued is no date"),
        (RECORD | {"custom": []}, "custom is not an object"),
        (RECORD | {"author": ["Zech"]}, "author is no list of names"),
    ],
)
def test_a_bad_record_is_refused_by_name(tmp_path: Path, record: Any, says: str) -> None:
    with pytest.raises(DocumentError, match=says) as caught:
        read(write_folder(tmp_path, [ROW], record))
    assert str(caught.value).startswith("note-1999/record.json: ")
    assert str(tmp_path) not in str(caught.value)


def test_a_missing_or_damaged_file_is_refused_by_name(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, [ROW])
    (folder / "claims.csv").write_bytes("Ayacucho á".encode("latin-1"))
    with pytest.raises(DocumentError, match=r"note-1999/claims.csv: not UTF-8 at byte 9"):
        read(folder)
    (folder / "claims.csv").unlink()
    with pytest.raises(DocumentError, match=r"note-1999/claims.csv: cannot be read"):
        read(folder)


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ({}, "1999-04"),
        ({"issued": {"date-parts": [[2011]]}}, "2011"),
        ({"issued": {"date-parts": [["2011", 6, 4]]}}, "2011-06-04"),
        ({"issued": {"date-parts": [[2011, 6], [2011, 8]]}}, "2011-06/2011-08"),
        ({"custom": {"issued_edtf": "2011-07-28/2011-08"}}, "2011-07-28/2011-08"),
    ],
)
def test_published_is_edtf(tmp_path: Path, fields: dict[str, Any], published: str) -> None:
    assert read(write_folder(tmp_path, [ROW], RECORD | fields)).article.published == published


def test_the_record_fills_the_article(tmp_path: Path) -> None:
    record = RECORD | {
        "author": [{"family": "Quispe", "given": "Ana"}, {"family": "Rojas"}],
        "container-title": "The Review",
        "URL": "https://example.org/a",
        "language": "es",
        "note": "Dated by its masthead.",
        "custom": {"summary_licence": "CC-BY-4.0", "original_terms": "None stated."},
    }
    claimed = read(write_folder(tmp_path, [ROW], record))
    article = claimed.article
    assert (article.id, article.title, article.author) == ("note-1999", "A note", "Ana Quispe; Rojas")
    assert (article.publication, article.url, article.language) == (
        "The Review",
        "https://example.org/a",
        "es",
    )
    assert (article.licence, article.source) == ("CC-BY-4.0", "note-1999/claims.csv")
    assert article.notes == ("Dated by its masthead.", "None stated.")
    assert claimed.bibliography.csl == record


@pytest.mark.parametrize("article_id", ARTICLES)
def test_shipped_claims_have_no_fault(article_id: str) -> None:
    claimed = read_shipped(article_id)
    assert claimed.faults == ()
    assert len(claimed.claims) >= 25
    assert [c.claim_id for c in claimed.claims] == [f"{article_id}-c{c.number:02d}" for c in claimed.claims]
    assert [c.paragraph for c in claimed.claims] == sorted(c.paragraph for c in claimed.claims)
    assert claimed.article.licence == "CC-BY-4.0"
    assert claimed.article.published is not None


@pytest.mark.parametrize("article_id", ARTICLES)
def test_shipped_claims_stand_alone(article_id: str) -> None:
    """A claim names its place, and where it is dated a year or decade of its tag; it never says now."""
    for claim in read_shipped(article_id).claims:
        assert claim.places, claim.claim_id
        assert claim.text.endswith("."), claim.claim_id
        assert not re.search(r"\b(today|now|last week|this year|currently)\b", claim.text), claim.claim_id
        if claim.when:
            years = re.findall(r"\d{3}[\dX]", claim.when)
            said = [y for y in years if y.rstrip("X") in claim.text or f"{y[:3]}0s" in claim.text]
            assert said, claim.claim_id


def test_shipped_tags_leave_no_second_naming_untagged() -> None:
    """A name that is tagged once in a claim is tagged at each place it stands, programme names excepted."""
    programmes = re.compile(r"Plan Colombia")
    for article_id in ARTICLES:
        for claim in read_shipped(article_id).claims:
            text = programmes.sub("", claim.text)
            for name in {tag.name for tag in claim.places}:
                longer = {t.name for t in claim.places if name in t.name and t.name != name}
                plain = text
                for other in longer:
                    plain = plain.replace(other, "")
                stands = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", plain))
                assert stands == sum(tag.name == name for tag in claim.places), (claim.claim_id, name)


def test_shipped_claims_name_no_arms_of_committees_after_2000() -> None:
    """Arms and means of communication of committees are told only for the years before 2000."""
    arms = re.compile(r"shotgun|rifle|\bguns?\b|radio|telephone|cell|spears|slings", re.IGNORECASE)
    for article_id in ARTICLES:
        for claim in read_shipped(article_id).claims:
            if arms.search(claim.text) and "self_defense" in claim.actors:
                assert claim.when is not None, claim.claim_id
                ends = parse_when(claim.when).end_latest
                assert ends is not None, claim.claim_id
                assert ends.year < 2000, claim.claim_id


def test_shipped_package_is_valid() -> None:
    report = Package(str(SHIPPED / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    # Of each article the claims, their Spanish and the record; of all together the Spanish of what the records say.
    assert len(report.tasks) == 3 * len(ARTICLES) + 1
