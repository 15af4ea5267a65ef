"""What the machine says of its own steps can be said in every language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodash.text import load
from geodash.view.retelling import part_name, retell

GEO = Path(__file__).parents[3] / "geo"
SPANISH = load("es")


def said() -> Iterator[str]:
    """Every sentence of the machine in the built layers."""
    for path in sorted(GEO.glob("*.geojson")):
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            row = feature["properties"]
            yield row.get("dataGeneralizations") or ""
            for mention in row.get("mentions") or ():
                yield from (mention["reason"], mention["dated_by"])


def test_every_sentence_of_the_built_layers_is_said_in_spanish() -> None:
    sentences = {sentence for sentence in said() if sentence}
    assert len(sentences) > 100
    assert {sentence for sentence in sentences if retell(sentence, SPANISH) == sentence} == set()


def test_every_part_of_a_score_has_a_spanish_name() -> None:
    features = json.loads((GEO / "places.geojson").read_text("utf-8"))["features"]
    mentions = [mention for feature in features for mention in feature["properties"]["mentions"]]
    parts = {part for mention in mentions for candidate in mention["candidates"] for part in candidate["parts"]}
    assert {part for part in parts if part_name(part, SPANISH) == part} == set()


def test_numbers_quotations_and_persons_stay_as_they_are() -> None:
    assert retell("best of 3: kind +0.70, main name -0.25; the circle is widened for 'near'", SPANISH) == (
        "el mejor de 3: tipo +0.70, nombre principal -0.25; el círculo se amplía por 'near'"
    )
    assert retell("“In 2009” stands before it in the same sentence, though it dates a document", SPANISH) == (
        "“In 2009” está antes en la misma frase, aunque fecha un documento"
    )
    assert retell("decided by A. Reader on 2026-01-31: undated: {n}", SPANISH) == (
        "decidido por A. Reader el 2026-01-31: undated: {n}"
    )


@pytest.mark.parametrize("sentence", ["", "A reader's own words.", "best of friends"])
def test_what_no_template_fits_stays(sentence: str) -> None:
    assert retell(sentence, SPANISH) == sentence
    assert retell("undated: x", load()) == "undated: x"
