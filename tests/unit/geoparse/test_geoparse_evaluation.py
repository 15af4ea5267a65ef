from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.geoparse.evaluation import Found, GoldMention, Judged, Scores, align, kilometres, score
from geodash.geoparse.name_spans import list_names, trim_span

HUANTA = (-12.94, -74.25)
LIMA = (-12.05, -77.03)


def gold(text: str, name: str, at: tuple[float, float] | None = HUANTA, **more: object) -> GoldMention:
    start = text.index(name)
    lat, lon = at or (None, None)
    return GoldMention(start, start + len(name), name, lat, lon, **more)  # type: ignore[arg-type]


def found(text: str, name: str, at: tuple[float, float] | None = HUANTA, when: str = "") -> Found:
    start = text.index(name)
    lat, lon = at or (None, None)
    return Found(start, start + len(name), lat, lon, when)


def judge(text: str, golds: list[GoldMention], founds: list[Found]) -> Scores:
    return score([Judged("a.txt", text, golds, founds)])


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("the Mantaro River", "Mantaro"),
        ("provincia de Satipo", "Satipo"),
        ("Región Junín", "Junín"),
        ("REGION JUNIN", "JUNIN"),
        ("Peru’s", "Peru"),
        ("VRAE's", "VRAE"),
        ("Peru's region", "Peru"),
        ("U.S.", "U.S"),
        ("La Mar", "La Mar"),
        ("New York City", "New York"),
        ("Santa Rosa", "Santa Rosa"),
    ],
)
def test_trim_span_keeps_the_name_proper(span: str, name: str) -> None:
    text = f"in {span} today"
    start, end = trim_span(text, 3, 3 + len(span))
    assert text[start:end] == name


@given(st.text(max_size=30) | st.text(alphabet="xs'’ Aa", max_size=12))
def test_trim_span_stays_inside_and_is_stable(text: str) -> None:
    start, end = trim_span(text, 0, len(text))
    assert 0 <= start <= end <= len(text)
    assert trim_span(text, start, end) == (start, end)


def test_list_names_splits_and_trims() -> None:
    text = "Apurimac, Ene, and Mantaro River Valleys"
    names = [text[a:b] for a, b in list_names(text, (0, len(text)))]
    assert names == ["Apurimac", "Ene", "Mantaro"]


def test_generic_words_do_not_matter_on_either_side() -> None:
    text = "They left Pangoa district along the Mantaro River."
    scores = judge(
        text,
        [gold(text, "Pangoa"), gold(text, "Mantaro River")],
        [found(text, "Pangoa district"), found(text, "Mantaro")],
    )
    assert scores.finding.f1 == 1.0
    assert scores.errors == ()


def test_another_span_is_a_miss_and_a_false_alarm() -> None:
    text = "The Upper Huallaga was calm."
    scores = judge(text, [gold(text, "Upper Huallaga")], [found(text, "Huallaga")])
    assert (scores.finding.precision, scores.finding.recall) == (0.0, 0.0)
    assert [(e.sort, e.toponym) for e in scores.errors] == [
        ("missed", "Upper Huallaga"),
        ("false alarm", "Huallaga"),
    ]


def test_only_the_scoreboard_lets_overlapping_spans_pass() -> None:
    text = "The Upper Huallaga was calm."
    scores = judge(text, [gold(text, "Upper Huallaga")], [found(text, "Huallaga")])
    assert scores.near.f1 == 0.0
    assert scores.scoreboard.f1 == 1.0
    far = judge(text, [gold(text, "Upper Huallaga")], [found(text, "Huallaga", LIMA)])
    assert far.scoreboard.f1 == 0.0


def test_one_gold_list_may_be_found_as_three() -> None:
    text = "in the Apurimac, Ene, and Mantaro River Valleys"
    area = gold(text, "Apurimac, Ene, and Mantaro River Valleys")
    three = [found(text, n) for n in ("Apurimac", "Ene", "Mantaro River")]
    scores = judge(text, [area], three)
    assert (scores.finding.found_right, scores.finding.found) == (3, 3)
    assert (scores.finding.gold_right, scores.finding.gold) == (1, 1)
    partly = judge(text, [area], three[:2])
    assert partly.finding.recall == 0.0
    assert partly.finding.precision == 1.0


def test_three_gold_names_may_be_found_as_one() -> None:
    text = "in the Apurimac, Ene, and Mantaro River Valleys"
    three = [gold(text, n) for n in ("Apurimac", "Ene", "Mantaro River")]
    scores = judge(text, three, [found(text, "Apurimac, Ene, and Mantaro River Valleys")])
    assert (scores.finding.found_right, scores.finding.gold_right) == (1, 3)
    assert scores.errors == ()


def test_two_towns_of_a_road_are_not_a_longer_name() -> None:
    text = "the Huanta–San Francisco road"
    two = [gold(text, "Huanta"), gold(text, "San Francisco")]
    scores = judge(text, two, [found(text, "Huanta")])
    assert (scores.finding.gold_right, scores.finding.gold) == (1, 2)


def test_neutral_rows_count_for_nothing() -> None:
    text = "the VRAE Special Command in Huanta and Xyz"
    golds = [gold(text, "VRAE", neutral=True), gold(text, "Huanta"), gold(text, "Xyz", None)]
    tagged = judge(text, golds, [found(text, n) for n in ("VRAE Special Command", "Huanta", "Xyz")])
    untagged = judge(text, golds, [found(text, "Huanta")])
    for scores in (tagged, untagged):
        assert (scores.finding.found, scores.finding.gold, scores.finding.f1) == (1, 1, 1.0)


def test_placing_uses_golds_own_radius_and_161_km_as_second_number() -> None:
    text = "Huanta, Tambo, Lima"
    golds = [gold(text, n, uncertainty_km=10.0, kind="town") for n in ("Huanta", "Tambo", "Lima")]
    near = (HUANTA[0] + 0.5, HUANTA[1])
    scores = judge(text, golds, [found(text, "Huanta"), found(text, "Tambo", near), found(text, "Lima", LIMA)])
    assert scores.share_inside == pytest.approx(1 / 3)
    assert scores.share_near == pytest.approx(2 / 3)
    assert [(e.sort, e.toponym, round(e.km or 0)) for e in scores.errors] == [
        ("misplaced", "Tambo", 56),
        ("misplaced", "Lima", 318),
    ]
    assert [(k.kind, k.gold, k.found, k.inside) for k in scores.kinds] == [("town", 3, 3, 1)]


def test_a_name_left_open_is_found_but_misplaced() -> None:
    text = "Huanta"
    scores = judge(text, [gold(text, "Huanta")], [found(text, "Huanta", None)])
    assert scores.finding.f1 == 1.0
    assert scores.share_inside == 0.0
    assert scores.errors[0].km is None


def test_dates_are_compared_for_dated_gold_only() -> None:
    text = "Huanta, Tambo, Lima"
    golds = [gold(text, "Huanta", when="1984"), gold(text, "Tambo", when="199X"), gold(text, "Lima")]
    founds = [found(text, "Huanta", when="1984"), found(text, "Tambo"), found(text, "Lima", when="2000")]
    scores = judge(text, golds, founds)
    assert (scores.dates, scores.dated) == (2, 0.5)


def test_nothing_found_and_nothing_to_find_are_not_errors() -> None:
    empty = judge("no names", [], [])
    assert (empty.finding.f1, empty.share_inside, empty.dated) == (0.0, 0.0, 0.0)


def test_align_takes_iterators() -> None:
    text = "Huanta and VRAE"
    rows = iter([gold(text, "Huanta"), gold(text, "VRAE", neutral=True)])
    aligned = align(text, rows, iter([found(text, "VRAE")]))
    assert len(aligned.missed) == len(aligned.neutral) == 1
    assert aligned.false_alarms == ()


def test_kilometres_of_a_known_distance() -> None:
    assert kilometres(0, 0, 0, 90) == pytest.approx(10007.6, abs=0.5)
    assert kilometres(0, 0, 0, 180) == pytest.approx(20015.1, abs=0.5)
