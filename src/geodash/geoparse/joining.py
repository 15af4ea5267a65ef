"""Expressions of time that belong together: one said twice, and two years that a change runs between.

In "two years later, on 18 August 1993" the explicit date says it all, so that the counted one is dropped. A
change "from 141 tons in 2000 to 302 tons in 2008", and what is added up in "one in 2007 and two in 2008", is
dated by both years wherever no name stands between them; a name behind the latter goes with the second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from geodash.errors import WhenError
from geodash.geoparse.reckoning import Expression
from geodash.geoparse.temporal import Grammar, Wording
from geodash.geoparse.timepoints import join_range
from geodash.when import parse_when

_APPOSED = re.compile(r" ?[,(]? ?(?:on |in |el |en )?")
_LISTED = re.compile(r", ?(?:in |en )?")
_YEAR = re.compile(r"\d{4}", re.ASCII)
_YEARS = re.compile(r"(\d{4})/(\d{4})|\{\d{4}(?:,\d{4})+\}", re.ASCII)
_REACH = 60
_EXPLICIT = {"date": 2, "document": 2, "counted": 0, "present": 0}
_YEARLESS = frozenset({"yearless", "yearless_range", "in_that_year"})


def join_neighbours(
    expressions: Sequence[Expression],
    wording: Wording,
    grammar: Grammar,
    is_free: Callable[[int, int], bool],
) -> list[Expression]:
    """Drop what an explicit date beside it says better, and join the two years of a change and lists of years.

    `is_free` tells whether a stretch of the text holds no name.
    """
    joined: list[Expression] = []
    for named in expressions:
        expression = named
        while joined and _is_list(joined[-1], expression, wording):
            expression = _list_years(joined.pop(), expression)
        if joined:
            last, gap = joined[-1], wording.folded[joined[-1].end : expression.start]
            if len(gap) <= _REACH and _are_apposed(last, expression, gap):
                joined[-1] = max(last, expression, key=_explicitness)
                continue
            if len(gap) <= _REACH and _is_pair(last, expression, gap, is_free):
                if grammar.cues["joined"].fullmatch(gap):
                    joined[-1] = _span(last, expression)  # what follows goes with the second alone
                elif _is_change(last, gap, wording, grammar, is_free):
                    joined[-1] = _span(last, expression)
                    continue
        joined.append(expression)
    return joined


def _is_list(first: Expression, last: Expression, wording: Wording) -> bool:
    """Whether a year stands before two years linked: the 1983 of "1983, 1984 and 1986"."""
    if last.form != "two" or first.form != "point" or first.when is None or last.when is None:
        return False
    years = _YEARS.fullmatch(last.when.edtf)
    if years is None or (years[1] and int(years[2]) - int(years[1]) != 1):
        return False  # a stretch of years, not two of them
    listed = _YEAR.fullmatch(first.when.edtf) is not None
    return listed and _LISTED.fullmatch(wording.folded, first.end, last.start) is not None


def _list_years(first: Expression, last: Expression) -> Expression:
    if first.when is None or last.when is None:
        return last
    years = {first.when.edtf, *_YEAR.findall(last.when.edtf)}
    when = parse_when("{" + ",".join(sorted(years)) + "}")
    return Expression(first.start, last.end, last.kind, when, form="two")


def _are_apposed(first: Expression, second: Expression, gap: str) -> bool:
    return _explicitness(first) != _explicitness(second) and _APPOSED.fullmatch(gap) is not None


def _explicitness(expression: Expression) -> int:
    if expression.when is None:
        return -1
    return 1 if expression.form in _YEARLESS else _EXPLICIT[expression.kind]


def _is_pair(first: Expression, second: Expression, gap: str, is_free: Callable[[int, int], bool]) -> bool:
    return bool(gap) and _is_single(first) and _is_single(second) and is_free(first.end, second.start)


def _is_change(
    first: Expression, gap: str, wording: Wording, grammar: Grammar, is_free: Callable[[int, int], bool]
) -> bool:
    if not grammar.cues["change_to"].fullmatch(gap):
        return False
    begins = grammar.cues["change"].search(wording.folded[max(0, first.start - _REACH) : first.start])
    return begins is not None and is_free(first.start - len(begins[0]), first.start)


def _is_single(expression: Expression) -> bool:
    return expression.kind == "date" and expression.form == "point" and expression.when is not None


def _span(first: Expression, second: Expression) -> Expression:
    if first.when is None or second.when is None:
        return second
    try:
        when = parse_when(join_range(first.when.edtf, second.when.edtf))
    except WhenError:
        return second
    return Expression(first.start, second.end, "date", when, form="range")
