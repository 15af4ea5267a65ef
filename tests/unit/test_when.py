from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.errors import WhenError
from geodash.when import Timespan, When, date_precision, parse_when


def _bounds(when: When) -> tuple[str, str, str, str]:
    days = (when.start_earliest, when.start_latest, when.end_earliest, when.end_latest)
    return tuple("-" if day is None else day.isoformat() for day in days)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1984", "1984-01-01", "1984-12-31"),
        ("1984-02", "1984-02-01", "1984-02-29"),
        ("1984-05-17", "1984-05-17", "1984-05-17"),
        ("1984~", "1983-01-01", "1985-12-31"),
        ("1984?", "1983-01-01", "1985-12-31"),
        ("1984%", "1982-01-01", "1986-12-31"),
        ("2001-01~", "2000-12-01", "2001-02-28"),
        ("1984-12-31~", "1984-12-30", "1985-01-01"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("198X~", "1978-01-01", "1991-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("19XX~", "1890-01-01", "2009-12-31"),
        ("2000-XX", "2000-01-01", "2000-12-31"),
        ("1984-12-XX", "1984-12-01", "1984-12-31"),
        ("1984-XX-XX", "1984-01-01", "1984-12-31"),
        ("2001-21", "2001-03-01", "2001-05-31"),
        ("2001-24", "2001-12-01", "2002-02-28"),
        ("2001-32", "2001-06-01", "2001-08-31"),
        ("2001-22~", "2001-03-01", "2001-11-30"),
        ("[1983,1984]", "1983-01-01", "1984-12-31"),
        ("[1983-05..1985]", "1983-05-01", "1985-12-31"),
        ("[..1984]", "-", "1984-12-31"),
        ("XXXX", "-", "-"),
        ("~1984", "1983-01-01", "1985-12-31"),
        ("2004-06-~11", "2004-06-10", "2004-06-12"),
        ("2000-XX-15", "2000-01-15", "2000-12-15"),
        ("0001~", "0001-01-01", "0002-12-31"),
        ("9999-24", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_date_starts_and_ends_anywhere_in_its_bounds(edtf: str, earliest: str, latest: str) -> None:
    when = parse_when(edtf)
    assert _bounds(when) == (earliest, latest, earliest, latest)
    assert not when.ongoing


@pytest.mark.parametrize(
    ("edtf", "bounds", "ongoing"),
    [
        ("1980/2000", "1980-01-01 1980-12-31 2000-01-01 2000-12-31", False),
        ("1980~/1983~", "1979-01-01 1981-12-31 1982-01-01 1984-12-31", False),
        ("2001-21/2001-22", "2001-03-01 2001-05-31 2001-06-01 2001-08-31", False),
        ("198X/1985", "1980-01-01 1985-12-31 1985-01-01 1985-12-31", False),
        ("1984/198X", "1984-01-01 1984-12-31 1984-01-01 1989-12-31", False),
        ("1997/..", "1997-01-01 1997-12-31 - -", True),
        ("197X/..", "1970-01-01 1979-12-31 - -", True),
        ("XXXX/..", "- - - -", True),
        ("/..", "- - - -", True),
        ("/1985", "- - 1985-01-01 1985-12-31", False),
        ("../1985", "- - 1985-01-01 1985-12-31", False),
        ("1985/XXXX", "1985-01-01 1985-12-31 - -", False),
        ("1985/", "1985-01-01 1985-12-31 - -", False),
        ("{1983,1985-06}", "1983-01-01 1983-12-31 1985-06-01 1985-06-30", False),
        (" 1984-12 / 1985-06 ", "1984-12-01 1984-12-31 1985-06-01 1985-06-30", False),
    ],
)
def test_an_interval_starts_in_its_first_and_ends_in_its_last_date(edtf: str, bounds: str, ongoing: bool) -> None:
    when = parse_when(edtf)
    assert _bounds(when) == tuple(bounds.split())
    assert when.ongoing is ongoing


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "a",
            "/",
            "..",
            "[]",
            "[..]",
            "{}",
            "[[1984]]",
            "1984x",
            "12/09/1992",
            "1980/1981/1982",
            "XXXX-05",
        ),
        *(
            "1984-13",
            "1984-00",
            "1984-02-30",
            "1984-05-00",
            "0000",
            "0000~",
            "Y20000",
            "-0100",
            "١٩٨٤",
            "1984/12",
        ),
    ],
)
def test_what_is_not_edtf_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(WhenError, match=r"write|leave"):
        parse_when(text)


@pytest.mark.parametrize("text", ["1985/1984", "1984-06/1984-05", "[1985..1984]", "200X/199X"])
def test_an_end_before_the_start_is_refused(text: str) -> None:
    with pytest.raises(WhenError, match="write the earlier date first"):
        parse_when(text)


@pytest.mark.parametrize(
    ("edtf", "first", "last", "certain", "possible"),
    [
        ("1984", (1984, 1, 1), (1984, 12, 31), True, True),
        ("1984", (1984, 1, 2), (1984, 12, 31), False, True),
        ("1984", (1985, 1, 1), (1985, 12, 31), False, False),
        ("1980/2000", (1990, 1, 1), (1990, 1, 1), True, True),
        ("1980/2000", (1980, 1, 1), (1980, 6, 1), False, True),
        ("1997/..", (2050, 1, 1), (2050, 1, 1), False, True),
        ("1997/..", (1990, 1, 1), (1996, 12, 31), False, False),
        ("/1985", (1900, 1, 1), (1985, 12, 31), False, True),
        ("/1985", (1986, 1, 1), (1990, 12, 31), False, False),
    ],
)
def test_certain_and_possible(
    edtf: str, first: tuple[int, int, int], last: tuple[int, int, int], certain: bool, possible: bool
) -> None:
    window = Timespan(date(*first), date(*last))
    assert parse_when(edtf).certainly(window) is certain
    assert parse_when(edtf).possibly(window) is possible


def test_an_open_end_is_attested_until_its_source_was_written() -> None:
    attested = parse_when("1997/..").attested_until(date(2015, 6, 23))
    assert _bounds(attested) == ("1997-01-01", "1997-12-31", "2015-06-23", "-")
    assert attested.ongoing
    assert attested.certainly(Timespan(date(2010, 1, 1), date(2010, 1, 1)))
    assert not attested.certainly(Timespan(date(2016, 1, 1), date(2016, 1, 1)))
    assert attested.possibly(Timespan(date(2016, 1, 1), date(2016, 1, 1)))


def test_what_was_there_when_the_source_was_written_had_started_by_then() -> None:
    assert _bounds(parse_when("XXXX/..").attested_until(date(2015, 6, 23)))[1] == "2015-06-23"
    assert _bounds(parse_when("2015~/..").attested_until(date(2015, 6, 23)))[1] == "2015-06-23"


def test_an_announcement_or_a_closed_period_attests_nothing() -> None:
    assert parse_when("2016/..").attested_until(date(2015, 6, 23)) == parse_when("2016/..")
    assert parse_when("1980/2000").attested_until(date(2015, 6, 23)) == parse_when("1980/2000")


def test_no_later_than_is_an_unknown_start_with_a_first_evidence() -> None:
    when = parse_when("XXXX/..").with_first_evidence(parse_when("2009"))
    assert _bounds(when) == ("-", "2009-12-31", "2009-01-01", "-")
    by_day = parse_when("XXXX/2015").with_first_evidence(date(2009, 8, 1))
    assert _bounds(by_day) == ("-", "2009-08-01", "2015-01-01", "2015-12-31")
    assert _bounds(parse_when("2008/").with_first_evidence(parse_when("200X")))[2] == "2008-01-01"


def test_evidence_against_the_bounds_is_refused() -> None:
    with pytest.raises(WhenError, match="XXXX"):
        parse_when("2010/..").with_first_evidence(date(2009, 8, 1))
    with pytest.raises(WhenError, match="correct one"):
        parse_when("/2005").with_first_evidence(date(2009, 8, 1))
    assert parse_when("/2005").with_first_evidence(parse_when("XXXX")) == parse_when("/2005")


@pytest.mark.parametrize(
    ("edtf", "code"),
    [
        *(("1984-05-17", 1), ("1984-05-17~", 2), ("1984-05", 4), ("1984", 5), ("1984~", 5), ("198X", 6)),
        *(("XXXX", 6), ("/..", 6), ("1980/2000", 5), ("1997-05-01/..", 1), ("1997-05-01/1999", 5)),
        *(("[1984-05-01..1984-05-07]", 3), ("2001-21", 5), ("19XX", 6)),
    ],
)
def test_precision_codes(edtf: str, code: int) -> None:
    assert date_precision(parse_when(edtf)) == code


def test_a_window_or_bounds_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(WhenError, match="swap"):
        Timespan(date(2000, 1, 2), date(2000, 1, 1))
    with pytest.raises(WhenError, match="earliest"):
        When("x", date(2000, 1, 2), date(2000, 1, 1), None, None)


def test_common_forms_do_without_the_edtf_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "edtf", None)
    parse_when.cache_clear()
    for text in ("1984", "198X~", "1984-05-17", "2001-21/..", "[1983,1984]", "XXXX/1985~"):
        parse_when(text)


_YEAR = st.integers(1, 9999).map("{:04d}".format)
_DATE = st.one_of(
    _YEAR,
    _YEAR.map(lambda year: year[:3] + "X"),
    _YEAR.map(lambda year: year[:2] + "XX"),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(date.isoformat),
    st.tuples(_YEAR, st.integers(21, 41)).map("{0[0]}-{0[1]}".format),
)
_MARKED = st.tuples(_DATE, st.sampled_from(["", "~", "?", "%"])).map("".join)
_SIDE = st.one_of(_MARKED, st.sampled_from(["", "..", "XXXX"]))
_EDTF = st.one_of(
    _MARKED,
    st.tuples(_SIDE, _SIDE).map("/".join),
    st.lists(_DATE, min_size=1).map(lambda d: f"[{','.join(d)}]"),
)


def _parse_or_none(text: str) -> When | None:
    try:
        return parse_when(text)
    except WhenError:
        return None


@given(_MARKED)
def test_every_generated_date_is_read(text: str) -> None:
    days = text.rstrip("~?%").split("-")
    if len(days) == 3 and days[0] in ("0001", "9999"):
        return  # widened past the calendar
    parse_when(text)


@given(_EDTF, st.dates(), st.integers(0, 40_000), st.integers(0, 40_000), st.integers(0, 40_000))
def test_certain_implies_possible_and_a_larger_window_holds_no_less(
    text: str, first: date, length: int, before: int, after: int
) -> None:
    when = _parse_or_none(text)
    if when is None:
        return
    small = Timespan(first, _shift(first, length))
    large = Timespan(_shift(first, -before), _shift(small.last, after))
    assert when.possibly(small) or not when.certainly(small)
    assert when.certainly(large) or not when.certainly(small)
    assert when.possibly(large) or not when.possibly(small)


@given(_EDTF, st.dates(), st.dates())
def test_earliest_is_never_after_latest(text: str, evidence: date, written: date) -> None:
    when = _parse_or_none(text)
    if when is None:
        return
    assert parse_when(when.edtf) == when
    attested = when.attested_until(written)  # __post_init__ refuses crossed bounds
    assert (
        attested.start_earliest is None
        or attested.end_latest is None
        or (attested.start_earliest <= attested.end_latest)
    )
    try:
        narrowed = when.with_first_evidence(evidence)
    except WhenError:
        return
    assert narrowed.start_latest is not None
    assert narrowed.start_latest <= evidence


@given(st.text(alphabet="0123456789X-/~?%.[]{}, T", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    _parse_or_none(text)


def _shift(day: date, days: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
