"""Resolution on whole sentences: which place, how sure, why."""

from __future__ import annotations

import pytest
from tiny_geoparsing import article, places, resolved, tiny_gazetteer, tiny_geoparser

from geodash.geoparse.geoparser import Geoparser
from geodash.geoparse.resolution import RuleResolver


@pytest.mark.parametrize(
    ("text", "toponym", "place"),
    [
        ("He flew to San Francisco from Ayacucho, Peru.", "San Francisco", "pe:town:san-francisco"),
        ("He flew to San Francisco, California.", "San Francisco", "us:city:san-francisco"),
        ("He flew to San Francisco.", "San Francisco", "us:city:san-francisco"),
        ("Nobody in Santa Rosa, in the province of La Mar, came.", "Santa Rosa", "pe:village:santa-rosa-la-mar"),
        ("Santa Rosa (California) is far from Peru and Huanta.", "Santa Rosa", "us:city:santa-rosa"),
        ("Bolivia's Beni sells to Peru.", "Beni", "bo:region:beni"),
        ("la provincia de Huanta, Ayacucho", "Huanta", "pe:province:0504"),
        ("la provincia de Huanta, Ayacucho", "Ayacucho", "pe:region:05"),
        ("el distrito de Huanta, en Ayacucho", "Huanta", "pe:district:050401"),
        ("They slept in Huanta, Peru.", "Huanta", "pe:town:huanta"),
        ("la ciudad de Ayacucho", "Ayacucho", "pe:city:ayacucho"),
        ("the Ayacucho region", "Ayacucho", "pe:region:05"),
        ("El río Tambo nace en Perú.", "Tambo", "pe:river:tambo"),
        ("They crossed the Tambo River in Peru.", "Tambo River", "pe:river:tambo"),
        ("They reached Tambo in Ayacucho, Peru.", "Tambo", "pe:town:tambo"),
        ("the Apurímac, Ene and Mantaro rivers in Peru", "Apurímac", "pe:river:apurimac"),
        ("the Apurímac region of Peru", "Apurímac", "pe:region:03"),
        ("the VRAE of Peru", "VRAE", "pe:area:vraem"),
        ("El valle de los ríos Apurímac, Ene y Mantaro, Perú", "Mantaro", "pe:river:mantaro"),
        ("the Upper Huallaga Valley of Peru", "Upper Huallaga Valley", "pe:area:upper-huallaga"),
        ("la provincia de Huallaga, Perú", "Huallaga", "pe:province:2204"),
        ("the Huallaga in Peru", "Huallaga", "pe:river:huallaga"),
        ("Washington has pledged aid to Peru.", "Washington", "us:city:washington"),
        ("the state of Washington, with Peru", "Washington", "us:region:wa"),
        ("Qosqo, Peru", "Qosqo", "pe:city:cusco"),
        ("El pueblo de Castro, en Junín, Perú.", "Castro", "pe:town:castro"),
        ("In Peru.", "Peru", "country:PE"),
        ("Huan-\nta, Peru", "Huan-\nta", "pe:town:huanta"),
    ],
)
def test_names_find_their_places(text: str, toponym: str, place: str) -> None:
    assert places(text)[toponym] == place


def test_a_little_known_namesake_abroad_is_refused_without_evidence() -> None:
    records = [tiny_gazetteer().place(row) for row in tiny_gazetteer().rows("castro")]
    assert {p.country for p in records} == {"PE", "CL"}
    found = {m.toponym: r for m, r in resolved("The fair at Humala, Colombia. Cajamarca and the town of Castro.")}
    assert found["Castro"].place is None or found["Castro"].place.country == "PE"


def test_an_unknown_name_stays_open_with_a_reason() -> None:
    (_, resolution), *_ = resolved("El distrito de Xyzal, en Ayacucho, Perú.")
    assert (resolution.place, resolution.lat, resolution.lon, resolution.uncertainty_km) == (None, None, None, None)
    assert resolution.reason.startswith("unresolved: ")
    assert (resolution.confidence, resolution.candidates) == (0, ())


def test_one_sense_in_one_article() -> None:
    text = "Santa Rosa, in the province of La Mar, is small. In Peru, Santa Rosa is loved. Santa Rosa grows."
    found = {r.place.id if r.place else None for m, r in resolved(text) if m.toponym == "Santa Rosa"}
    assert found == {"pe:village:santa-rosa-la-mar"}


def test_a_relation_widens_the_circle_and_says_so() -> None:
    (_, near), (_, plain) = resolved("A post 12 km north of Huanta. He lives in Huanta.")
    assert near.place == plain.place
    assert near.uncertainty_km == pytest.approx(plain.uncertainty_km + 12 if plain.uncertainty_km else None)
    assert "widened" in near.reason


def test_both_ends_of_a_between_are_widened() -> None:
    found = {m.toponym: r for m, r in resolved("A post between Tambo and Huanta in Peru.")}
    for name in ("Tambo", "Huanta"):
        place = found[name].place
        assert place is not None
        assert found[name].uncertainty_km == pytest.approx(place.uncertainty_km + 25)


def test_candidates_are_ranked_with_parts_that_add_up() -> None:
    for _, resolution in resolved("Santa Rosa and Huanta, Ayacucho, Peru; then Tambo. San Francisco is near."):
        scores = [candidate.score for candidate in resolution.candidates]
        assert scores == sorted(scores, reverse=True)
        assert 0 <= resolution.confidence <= 1
        assert resolution.reason
        assert resolution.place == resolution.candidates[0].place
        for candidate in resolution.candidates:
            assert candidate.score == pytest.approx(sum(candidate.parts.values()), abs=1e-3)


def test_no_mentions_no_resolutions() -> None:
    assert RuleResolver(tiny_gazetteer()).resolve(article("x"), []) == []


def test_what_was_parsed_before_changes_nothing() -> None:
    texts = ["In Castro, Peru.", "San Francisco, California.", "San Francisco, Ayacucho, Peru.", "Huanta and Tambo."]
    reads = [article(text, article_id=str(i)) for i, text in enumerate(texts)]
    one, other = Geoparser.by_rules(tiny_gazetteer()), Geoparser.by_rules(tiny_gazetteer())
    forward = {a.id: one.parse(a) for a in reads}
    backward = {a.id: other.parse(a) for a in reversed(reads)}
    assert forward == backward == {a.id: tiny_geoparser().parse(a) for a in reads}
