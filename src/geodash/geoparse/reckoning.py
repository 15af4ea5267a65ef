"""What expressions of time mean: each hit of the grammar worked out to EDTF, or said not to be a date at all.

Expressions are read in order, since some count from the one before ("the following year") and some from the
publication date ("last week").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from geodash.errors import WhenError
from geodash.geoparse.lookalikes import is_no_date, is_of_a_document
from geodash.geoparse.temporal import Grammar, Hit, Wording
from geodash.geoparse.timepoints import join_pair, join_range, split_ends, write_point
from geodash.geoparse.timesteps import latest_weekday, span_after, span_until, step_from, year_of_month
from geodash.when import When, parse_when

NO_PUBLICATION_DATE = "counts from the publication date, which is not known"
NO_DATE_BEFORE = "counts from a date named before it, and there is none"


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time at `start`..`end` of a text.

    `when` is None for one that means something but cannot be worked out, for the reason in `problem`. `kind`
    is "date", "counted" (from another date), "present" (now, still) or "document" (the year of a report or
    law).
    """

    start: int
    end: int
    kind: str
    when: When | None
    problem: str = ""


@dataclass(slots=True)
class Reckoner:
    """Reads the hits of one text in order; `before` is the last date named, from which some others count."""

    grammar: Grammar
    text: str
    wording: Wording
    published: When | None
    before: When | None = None

    def read_hits(self, hits: Iterable[Hit], before: When | None = None) -> list[Expression]:
        """Work out the expressions of a paragraph; `before` is a date already named for it."""
        self.before = before
        read = [self._read_hit(hit) for hit in hits]
        return [expression for expression in read if expression is not None]

    def _read_hit(self, hit: Hit) -> Expression | None:
        if is_no_date(hit, self.grammar, self.text, self.wording):
            return None
        kind = "present" if hit.kind == "present" else "counted" if hit.kind in _COUNTED else "date"
        try:
            edtf = _READERS[hit.kind](self, hit)
            when = None if edtf is None else self._finish(hit, parse_when(edtf))
        except _NotCountableError as problem:
            return Expression(hit.start, hit.end, kind, None, str(problem))
        except WhenError:
            return None
        if when is None:
            return None
        if kind != "present":
            self.before = when
        if kind == "date" and is_of_a_document(hit, self.grammar, self.wording):
            kind = "document"
        return Expression(hit.start, hit.end, kind, when)

    def _finish(self, hit: Hit, when: When) -> When:
        """Carry an open end up to the publication date; "by 2009" is evidence for 2009."""
        if when.ongoing and self.published is not None and self.published.end_latest is not None:
            return when.attested_until(self.published.end_latest)
        return when.with_first_evidence(parse_when(when.edtf[1:])) if hit.kind == "no_later" else when

    def write_date(self, text: str, year: int | None = None) -> str | None:
        """The EDTF of a single date as worded; `year` stands in where the wording has none."""
        parts = self.grammar.read_point(text)
        return write_point(parts, self.grammar, year) if parts else None

    def need_published(self) -> When:
        """The publication date, or an excuse for what counts from it."""
        if self.published is None:
            raise _NotCountableError(NO_PUBLICATION_DATE)
        return self.published

    def need_before(self) -> When:
        """The date named before, or an excuse for what counts from it."""
        if self.before is None:
            raise _NotCountableError(NO_DATE_BEFORE)
        return self.before

    def number_of(self, hit: Hit) -> int:
        """The number in a hit, in figures or in words."""
        words = " ".join(hit.parts["number"].split())
        return int(words) if words.isdigit() else int(self.grammar.words["number"][words])

    def is_vague(self, hit: Hit) -> bool:
        """Whether the number is only about right."""
        return "near" in hit.parts or " ".join(hit.parts["number"].split()) in self.grammar.vague_numbers

    def unit_of(self, hit: Hit) -> str:
        """The unit of time in a hit."""
        return str(self.grammar.words["unit"][hit.parts["unit"]])

    def shift_of(self, hit: Hit) -> int:
        """How many units away from now a hit is; 0 where it does not say."""
        shift = " ".join(hit.parts.get("shift", "0").split())
        return int(self.grammar.words["shift"].get(shift, 0 if not shift.lstrip("-").isdigit() else shift))


class _NotCountableError(Exception):
    """An expression counts from a date that is not known; the message says which."""


def _read_range(reckoner: Reckoner, hit: Hit) -> str | None:
    last = reckoner.write_date(hit.parts["b"])
    if last is None:
        return None
    year_text = split_ends(last)[0][:4]
    year = int(year_text) if year_text.isdigit() else None
    first = reckoner.write_date(hit.parts.get("a", hit.parts.get("x", "")), year)
    return None if first is None else join_range(first, last)


def _read_short_range(_: Reckoner, hit: Hit) -> str | None:
    year, short = int(hit.parts["year"]), int(hit.parts["short_year"])
    if short > year % 100:
        return f"{year}/{year // 100 * 100 + short}"
    return f"{year}-{short:02}" if 1 <= short <= 12 else None


def _read_two(join: Callable[[str, str], str]) -> Callable[[Reckoner, Hit], str | None]:
    def read(reckoner: Reckoner, hit: Hit) -> str | None:
        first, last = reckoner.write_date(hit.parts["a"]), reckoner.write_date(hit.parts["b"])
        return join(first, last) if first and last else None

    return read


def _read_bound(form: str, end: int) -> Callable[[Reckoner, Hit], str | None]:
    """A date put into an EDTF form by its first (0) or last (1) end."""

    def read(reckoner: Reckoner, hit: Hit) -> str | None:
        point = reckoner.write_date(hit.parts["a"])
        return None if point is None else form.format(split_ends(point)[end])

    return read


def _read_after(reckoner: Reckoner, hit: Hit) -> str | None:
    """After a date: until the source was written, where that is known and later."""
    point = reckoner.write_date(hit.parts["a"])
    if point is None:
        return None
    first = split_ends(point)[1].rstrip("~")
    last = "" if reckoner.published is None else split_ends(reckoner.published.edtf)[1]
    try:
        return parse_when(f"[{first}..{last}]").edtf
    except WhenError:
        return f"[{first}..]"


def _read_span(reckoner: Reckoner, hit: Hit) -> str | None:
    return span_until(reckoner.need_published(), reckoner.unit_of(hit), reckoner.number_of(hit))


def _read_next_span(reckoner: Reckoner, hit: Hit) -> str | None:
    origin = reckoner.before or reckoner.need_published()
    return span_after(origin, reckoner.unit_of(hit), reckoner.number_of(hit))


def _read_ago(reckoner: Reckoner, hit: Hit) -> str | None:
    return _count(reckoner.need_published(), reckoner, hit, -1)


def _read_step(reckoner: Reckoner, hit: Hit) -> str | None:
    origin = reckoner.need_before()
    if "steps" in hit.parts:
        return step_from(origin, reckoner.unit_of(hit), int(hit.parts["steps"]))
    return _count(origin, reckoner, hit, int(hit.parts["direction"]))


def _count(origin: When, reckoner: Reckoner, hit: Hit, direction: int) -> str | None:
    unit, number = reckoner.unit_of(hit), reckoner.number_of(hit) * direction
    if unit == "decade":
        edtf, vague = step_from(origin, "year", 10 * number), True
    else:
        edtf, vague = step_from(origin, unit, number), reckoner.is_vague(hit)
    return f"{edtf}~" if edtf and vague and edtf[-1].isdigit() else edtf


def _read_day(reckoner: Reckoner, hit: Hit) -> str | None:
    words = " ".join(hit.parts["day_word"].split())
    return step_from(reckoner.need_published(), "day", int(reckoner.grammar.words["day_word"][words]))


def _read_shift(reckoner: Reckoner, hit: Hit) -> str | None:
    return step_from(reckoner.need_published(), reckoner.unit_of(hit), reckoner.shift_of(hit))


def _read_season_shift(reckoner: Reckoner, hit: Hit) -> str | None:
    published = reckoner.need_published()
    code = reckoner.grammar.words["season"][hit.parts["season"]]
    if published.end_latest is None:
        return None
    years = range(published.end_latest.year - 2, published.end_latest.year + 3)
    seasons = [parse_when(f"{year}-{code}") for year in years]
    shift = reckoner.shift_of(hit)
    if shift < 0:
        past = [s for s in seasons if (s.end_latest or date.max) < published.end_latest]
        return past[-1].edtf
    coming = [s for s in seasons if (s.end_latest or date.max) >= published.end_latest]
    return coming[0].edtf


def _read_weekday(reckoner: Reckoner, hit: Hit) -> str | None:
    published = reckoner.need_published()
    weekday = int(reckoner.grammar.words["weekday"][hit.parts["weekday"]])
    return latest_weekday(published, weekday, reckoner.shift_of(hit)) or published.edtf


def _read_month_shift(reckoner: Reckoner, hit: Hit) -> str | None:
    published = reckoner.need_published()
    month = int(reckoner.grammar.words["month"][hit.parts["month"]])
    shift = reckoner.shift_of(hit)
    if shift == 0 and published.end_latest is not None:
        return f"{published.end_latest.year:04}-{month:02}"
    year = year_of_month(published, month, shift)
    return None if year is None else f"{year:04}-{month:02}"


def _read_yearless(reckoner: Reckoner, hit: Hit) -> str | None:
    """A month or day without its year: the year of the date before unless that is to come, else the latest one."""
    month = int(reckoner.grammar.words["month"][hit.parts["month"]])
    before = reckoner.before
    known = () if before is None else (before.end_earliest, before.end_latest)
    years = {day.year for day in known if day is not None}
    limit = None if reckoner.published is None else reckoner.published.end_latest
    if len(years) == 1 and (limit is None or max(years) <= limit.year):
        return write_point(hit.parts, reckoner.grammar, years.pop())
    year = year_of_month(reckoner.need_published(), month, 0)
    return write_point(hit.parts, reckoner.grammar, year)


def _read_since_then(reckoner: Reckoner, _: Hit) -> str | None:
    first = split_ends(reckoner.need_before().edtf)[0]
    return f"{first}/.." if first else None


def _read_decades(_: Reckoner, hit: Hit) -> str | None:
    return f"19{hit.parts['short_decade']}X/19{hit.parts['second_decade']}X"


def _read_present(reckoner: Reckoner, _: Hit) -> str | None:
    return reckoner.need_published().edtf


_COUNTED = frozenset({"span", "ago", "day", "shift", "season_shift", "weekday", "month_shift", "yearless"})
_COUNTED |= {"step", "next_span", "since_then"}
_READERS: dict[str, Callable[[Reckoner, Hit], str | None]] = {
    "point": lambda reckoner, hit: reckoner.write_date(hit.parts["a"]),
    "range": _read_range,
    "short_range": _read_short_range,
    "pair": _read_two(join_pair),
    "choice": _read_two(lambda first, last: f"[{split_ends(first)[0]},{split_ends(last)[1]}]"),
    "onward": _read_bound("{}/..", 0),
    "until": _read_bound("/{}", 1),
    "no_later": _read_bound("/{}", 1),
    "before": _read_bound("[..{}]", 0),
    "after": _read_after,
    "span": _read_span,
    "next_span": _read_next_span,
    "ago": _read_ago,
    "step": _read_step,
    "day": _read_day,
    "shift": _read_shift,
    "season_shift": _read_season_shift,
    "weekday": _read_weekday,
    "month_shift": _read_month_shift,
    "yearless": _read_yearless,
    "since_then": _read_since_then,
    "decades": _read_decades,
    "present": _read_present,
}
