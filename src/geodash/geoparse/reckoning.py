"""What expressions of time mean: each hit of the grammar worked out to EDTF, or said not to be a date at all.

Expressions are read in order, since some count from the one before ("the following year") and some from the
publication date ("last week").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geodash.errors import WhenError
from geodash.geoparse.lookalikes import is_a_horizon, is_no_date, is_of_a_document
from geodash.geoparse.readings import COUNTED, READERS
from geodash.geoparse.temporal import Grammar, Hit, Wording
from geodash.geoparse.tenses import is_told_in_the_future
from geodash.geoparse.timepoints import write_point
from geodash.when import When, parse_when

NO_PUBLICATION_DATE = "counts from the publication date, which is not known"
TOO_VAGUE = "counts from a date that is too vague to count from"
NO_DATE_BEFORE = "counts from a date named before it, and there is none"


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time at `start`..`end` of a text.

    `when` is None for one that means something but cannot be worked out, for the reason in `problem`. `kind`
    is "date", "counted" (from another date), "present" (now, still) or "document" (the year of a report or
    law); `form` names the pattern ("range", "yearless").
    """

    start: int
    end: int
    kind: str
    when: When | None
    problem: str = ""
    form: str = ""


@dataclass(slots=True)
class Reckoner:
    """Reads the hits of one text in order.

    `before` is the last date named, from which some others count; where a paragraph has named none yet,
    `recall` looks for one in what precedes it.
    """

    grammar: Grammar
    text: str
    wording: Wording
    published: When | None
    before: When | None = None
    recall: Callable[[], When | None] | None = None

    def read_hits(self, hits: Iterable[Hit], before: When | None = None) -> list[Expression]:
        """Work out the expressions of a paragraph; `before` is a date already named for it."""
        self.before = before
        read = [self._read_hit(hit) for hit in hits]
        return [expression for expression in read if expression is not None]

    def _read_hit(self, hit: Hit) -> Expression | None:
        if is_no_date(hit, self.grammar, self.text, self.wording):
            return None
        kind = "present" if hit.kind == "present" else "counted" if hit.kind in COUNTED else "date"
        try:
            edtf = READERS[hit.kind](self, hit)
            if edtf is None and hit.kind == "step":
                return Expression(hit.start, hit.end, kind, None, TOO_VAGUE, hit.kind)
            when = None if edtf is None else self._finish(hit, parse_when(edtf))
        except _NotCountableError as problem:
            return Expression(hit.start, hit.end, kind, None, str(problem), hit.kind)
        except WhenError:
            return None
        if when is None or is_a_horizon(hit, when, self.published, self.grammar, self.wording):
            return None
        if kind == "date" and is_of_a_document(hit, self.grammar, self.wording):
            kind = "document"
        if kind in ("date", "counted"):
            self.before = when
        return Expression(hit.start, hit.end, kind, when, form=hit.kind)

    def _finish(self, hit: Hit, when: When) -> When:
        """Carry an open end up to the publication date; "by 2009" is evidence for 2009."""
        if when.ongoing and self.published is not None and self.published.end_latest is not None:
            return when.attested_until(self.published.end_latest)
        return when.with_first_evidence(parse_when(when.edtf[1:])) if _is_no_later(hit, when) else when

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
        if self.before is None and self.recall is not None:
            self.before = self.recall()
        if self.before is None:
            raise _NotCountableError(NO_DATE_BEFORE)
        return self.before

    def is_future(self, hit: Hit) -> bool:
        """Whether what happens at the time of a hit is told as still to come."""
        return is_told_in_the_future(hit, self.grammar, self.wording)

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


def _is_no_later(hit: Hit, when: When) -> bool:
    return hit.kind == "no_later" and when.edtf.startswith("/")


class _NotCountableError(Exception):
    """An expression counts from a date that is not known; the message says which."""
