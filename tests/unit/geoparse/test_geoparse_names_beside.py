"""Names the gazetteer lacks, citations, companies, peoples and rows, on whole sentences."""

from __future__ import annotations

import pytest
from tiny_geoparsing import names, places

from geodash.geoparse.bibliography import citations


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("seen before (Ayala 2017; Castro and Lima 2003).", [("Ayala", True), ("Castro and Lima", True)]),
        ("(see Pino del Valle, 1998, 12)", [("Pino del Valle", False)]),
        ("He came to Lima (2017).", []),
        ("Huanta (in 1983)", []),
    ],
)
def test_authors_in_brackets_are_citations(text: str, cited: list[tuple[str, bool]]) -> None:
    assert [(text[a:b], sure) for a, b, sure in citations(text, 0, len(text))] == cited


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They went to Lima (Castro 1999; Tambo 2001).", ["Lima"]),
        ("Leaf sold at US$ 3 in Lima.", ["Lima"]),
        ("The London Metal Exchange fell, in Lima they said.", ["Lima"]),
        ("Los Tambo perdieron dos hijos en Lima.", ["Lima"]),
        ("La Cooperativa Agraria Cacao Alto Huallaga vende en Lima.", ["Lima"]),
        ("The Shipibo and Awajún leaders came to Lima.", ["Lima"]),
        ("Según Emilio Ríos, de Huanta, en Perú, llovió.", ["Huanta", "Perú"]),
        ("Highland Peru is cold.", ["Peru"]),
    ],
)
def test_what_only_looks_like_a_place(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pasamos Huanta y Tambo, en Perú.", ["Huanta", "Tambo", "Perú"]),
        ("El Alto Huallaga creció en Perú.", ["Alto Huallaga", "Perú"]),
        ("El caserío de Santa Rosa de Xyzal, en Perú.", ["Santa Rosa de Xyzal", "Perú"]),
        ("They slept in Flor de Xyzal, in Peru.", ["Flor de Xyzal", "Peru"]),
        ("He was moved to Tambo II from Lima, Peru.", ["Tambo II", "Lima", "Peru"]),
        ("They landed at Alfredo Xyzal Bartra Airport in Lima.", ["Alfredo Xyzal Bartra Airport", "Lima"]),
        ("Training took place at Fort Xyzal, near Lima.", ["Fort Xyzal", "Lima"]),
        ("The road crosses the tunnel of Xyzal in Peru.", ["Xyzal", "Peru"]),
        ("A farmer in Xyzal, in the province of La Mar, Peru.", ["Xyzal", "La Mar", "Peru"]),
        ("Los caseríos de Xyzal, Yzal y Zal, en Huanta, Perú.", ["Xyzal", "Yzal", "Zal", "Huanta", "Perú"]),
    ],
)
def test_unknown_names_are_found_whole(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_an_unknown_longer_name_is_not_the_known_shorter_one() -> None:
    assert places("El caserío de Santa Rosa de Xyzal, en Perú.")["Santa Rosa de Xyzal"] is None
