"""Free-text search: folding, cutting, other names of places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geodash.search import LONGEST, Index, hits, tell, terms

PLACES = {"huamanga": {"gn:1", "pe:province:0501"}, "ayacucho": {"gn:1", "pe:region:05"}, "vrae": {"gd:pe:vraem"}}
PLACES |= {"qosqo": {"gn:2"}, "cusco": {"gn:2", "pe:region:08"}}
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
        row("e4", name="March", admin="Calca, Cusco"),
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


def test_an_actor_is_found_by_its_name_in_either_language() -> None:
    index = Index([
        row("coded", actors=["shining_path"]), row("told", summary="The Shining Path came."),
        row("dicho", summary="Llegó Sendero Luminoso."), row("other", actors=["army"]),
    ])  # fmt: skip
    for text, rows in (
        ("sendero luminoso", {"coded", "told", "dicho"}),
        ("army", {"other"}),
        ("ejercito", {"other"}),
    ):
        assert set(index.find(text) or ()) == rows, text
    assert index.find("Shining Path") == index.find("sendero luminoso")


def test_another_name_of_a_town_finds_the_division_called_as_the_town_unless_a_division_bears_it() -> None:
    assert found("qosqo") == {"e4"}
    assert "e1" not in (found("huamanga") or ())


def test_a_single_letter_finds_only_itself() -> None:
    index = Index([row("base", name="Base"), row("b", name="Plan B"), row("b1", name="B: one")])
    assert index.find("<b>") == index.find("b") == frozenset({"b", "b1"})
    assert index.find("ba") == frozenset({"base"})


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
