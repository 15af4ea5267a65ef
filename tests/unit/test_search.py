"""Free-text search: folding, cutting, other names of places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geodash.search import LONGEST, Index, hits, tell, terms

PLACES = {"huamanga": {"gn:1", "pe:province:0501"}, "ayacucho": {"gn:1", "pe:region:05"}, "vrae": {"gd:pe:vraem"}}
PLACES["vraem"] = PLACES["vrae"]


def namesakes(name: str) -> frozenset[str]:
    return frozenset(PLACES.get(name, ()))


def row(row_id: str, layer: str = "events", **more: object) -> tuple[str, dict[str, object]]:
    return row_id, {"properties": {"id": row_id, "layer": layer, **more}}


INDEX = Index(
    [
        row("gn:1", "places", name="Ayacucho", mentions=[{"toponym": "Ayacucho", "text": "The army came."}]),
        row("e1", name="Stadium", admin="Huanta, Ayacucho"),
        row("e2", name="Camp", admin="VRAE", summary="Señor Núñez"),
        row("e3", name="Road", summary="It leads to the VRAEM."),
    ],
    namesakes,
)


def found(text: str) -> set[str] | None:
    rows = INDEX.find(text)
    return None if rows is None else set(rows)


def test_another_name_of_a_place_finds_it() -> None:
    assert found("Huamanga") == {"gn:1"}
    assert found("VRAE") == found("vraem") == {"e2", "e3"}
    assert found("ayacucho") == {"gn:1", "e1"}
    assert found("huamanga army") == {"gn:1"}


def test_case_accents_and_ends_do_not_matter() -> None:
    assert found("NUNEZ") == found("ñúñez senor") == found("nun") == {"e2"}
    assert found("unez") == set()


def test_no_words_ask_nothing() -> None:
    assert found("") is None
    assert found(" *.?[(\\") is None


@given(st.text(max_size=300))
def test_anything_may_be_typed(text: str) -> None:
    rows = found(text)
    assert (rows is None) == (terms(text) == ())
    assert all(word == word.strip() and len(word) <= 3 * LONGEST for word in terms(text))


@given(st.text(min_size=1, max_size=40))
def test_a_text_finds_itself(text: str) -> None:
    assert hits(terms(text)[:8], tell({"properties": {"name": text}}))
