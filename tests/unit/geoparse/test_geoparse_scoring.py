"""The parts of a candidate's score."""

from __future__ import annotations

import pytest
from tiny_geoparsing import tiny_gazetteer

from geodash.geoparse.focus import FocusFinder
from geodash.geoparse.prominence import Prominence
from geodash.geoparse.scoring import Scorer
from geodash.geoparse.surroundings import Sense

INDEX = tiny_gazetteer()
PROMINENCE = Prominence(INDEX)


def scorer(*about: str) -> Scorer:
    return Scorer(INDEX, PROMINENCE, FocusFinder(PROMINENCE).find(about))


def rank(sense: Sense, *about: str, anchors: tuple[str, ...] = ()) -> dict[str, tuple[float, dict[str, float]]]:
    rows = [row for place in anchors if (row := INDEX.row_of(place)) is not None]
    return {INDEX.place(row).id: (score, dict(parts)) for row, score, parts in scorer(*about).rank(sense, rows)}


@pytest.mark.parametrize("about", [(), ("peru",), ("california", "bolivia")])
@pytest.mark.parametrize("sense", [Sense(("santa rosa",)), Sense(("huanta",), "province", ("ayacucho",)),
                                   Sense(("tambo river", "tambo"), "river", (), ("ene", "tambo"))])  # fmt: skip
def test_the_parts_add_up_to_the_score_and_the_best_comes_first(sense: Sense, about: tuple[str, ...]) -> None:
    ranked = list(rank(sense, *about).values())
    assert all(score == pytest.approx(sum(parts.values()), abs=1e-4) for score, parts in ranked)
    assert [score for score, _ in ranked] == sorted((score for score, _ in ranked), reverse=True)


def test_the_article_s_country_beats_a_better_known_namesake() -> None:
    assert next(iter(rank(Sense(("san francisco",)), "peru"))) == "pe:town:san-francisco"
    assert next(iter(rank(Sense(("san francisco",)), "california"))) == "us:city:san-francisco"


def test_the_kind_asked_for_wins_and_another_loses() -> None:
    for kind, place in {"river": "pe:river:tambo", "town": "pe:town:tambo"}.items():
        assert next(iter(rank(Sense(("tambo",), kind), "peru"))) == place
    parts = rank(Sense(("tambo",), "river"), "peru")
    assert parts["pe:river:tambo"][1]["kind"] > 0 > parts["pe:town:tambo"][1]["kind"]


def test_the_holder_is_country_region_or_province_and_lies_round_the_place() -> None:
    for holder in ("peru", "ayacucho", "la mar"):
        ranked = rank(Sense(("santa rosa",), None, (holder,)))
        assert ranked["pe:village:santa-rosa-la-mar"][1]["named as part of"] > 0
    assert "named as part of" not in rank(Sense(("santa rosa",), None, ("la mar",)))["us:city:santa-rosa"][1]
    assert "named as part of" not in rank(Sense(("santa rosa",), None, ("xyzal",)))["us:city:santa-rosa"][1]


def test_nearness_to_certain_places_tells_namesakes_of_one_country_apart() -> None:
    near = rank(Sense(("santa rosa",)), "peru", anchors=("pe:town:san-francisco", "pe:town:pichari"))
    best, second = list(near)[:2]
    assert (best, second) == ("pe:village:santa-rosa-la-mar", "pe:village:santa-rosa-puno")
    assert near[best][1]["near certain places"] > near[second][1].get("near certain places", 0)


def test_a_long_row_of_one_kind_is_read_as_that_kind() -> None:
    row = ("apurimac", "ene", "mantaro")
    assert next(iter(rank(Sense(("apurimac",), None, (), row), "peru"))) == "pe:river:apurimac"
    assert "same kind as its row" not in rank(Sense(("apurimac",), None, (), row[:2]), "peru")["pe:river:apurimac"][1]


def test_namesakes_abroad_are_barred_unless_something_speaks_for_them() -> None:
    santa_rosa = INDEX.row_of("ar:city:santa-rosa")
    castro = INDEX.row_of("cl:town:castro")
    assert santa_rosa is not None
    assert castro is not None
    assert "PE" in scorer("peru").bar(Sense(("castro",)), castro)
    assert scorer("peru").bar(Sense(("castro",), None, ("chile",)), castro) == ""
    assert scorer().bar(Sense(("castro",)), castro) == ""
    assert scorer("peru").bar(Sense(("lima",)), santa_rosa) == ""


def test_equal_scores_keep_a_fixed_order() -> None:
    sense = Sense(("huanta",))
    assert list(rank(sense)) == list(rank(sense))
