"""What only looks like a date: 2000 hectares, Law 1992, a modal "may", a "still" in the past, a plan's horizon.

The words that tell are data (`refuse_before` and so on in dates_en.yaml and dates_es.yaml).
"""

from __future__ import annotations

import re

from geodash.geoparse.temporal import Grammar, Hit, Wording
from geodash.geoparse.tenses import is_beside_a_past
from geodash.when import When

_BARE_YEARS = re.compile(r"(?<!\d)\d{4}(?: *- *\d{2,4})?$", re.ASCII)
_FROM_YEAR_TO_YEAR = re.compile(r"(?<!\d)\d{4}(?: *(?:-|to|through|al?|hasta) *\d{2,4})?$", re.ASCII)
_EARLIEST_UNCUED, _LATEST_UNCUED = 1900, 2050
# Forms whose own words ("from ... to", "in the four years up to") already say that their years are years.
_CUED = frozenset({"range", "span_by_date", "step_date", "onward"})
_OPENING_IN = re.compile(r"(?:in|en)(?: the year| el ano| el)? \d{4}$")
_ABOUT = ("about", "around", "hacia", "circa")
_TWO_YEARS = 731
_HORIZON = re.compile(r"(?:al|hacia el|para el) ")


def is_no_date(hit: Hit, grammar: Grammar, text: str, wording: Wording) -> bool:
    """Whether the words round a hit show that it is no expression of time."""
    if hit.kind == "present":
        return is_beside_a_past(hit, grammar, wording)
    found = wording.folded[hit.start : hit.end]
    month = grammar.everyday_months.search(found)
    if month is not None and not text[hit.start + month.start()].isupper():
        return True
    years = _BARE_YEARS.search(found)
    if years is None or grammar.behind_month.search(found, 0, years.start()):
        return False
    if hit.kind in _CUED and not found[0].isdigit():
        return False
    if text[hit.start].isupper() and _OPENING_IN.match(found) and _opens_sentence(wording.folded, hit.start):
        return not _is_likely_year(years[0])
    return _is_a_number(hit.start + years.start(), hit.end, grammar, wording)


def is_of_a_document(hit: Hit, grammar: Grammar, wording: Wording) -> bool:
    """Whether a bare year names a law, a plan or a report rather than the time of what is said."""
    folded = wording.folded
    years = _FROM_YEAR_TO_YEAR.search(folded[hit.start : hit.end])
    if years is None:
        return False
    start = hit.start + years.start()
    after = grammar.cues.get("document_after")
    return bool(
        (after and after.match(folded, hit.end, hit.end + 60))
        or grammar.cues["document_before"].search(folded[max(0, start - 50) : start])
    )


def is_a_horizon(hit: Hit, when: When, published: When | None, grammar: Grammar, wording: Wording) -> bool:
    """Whether a date is what somebody aims at ("by 2030", a plan for 2021 to 2030) rather than when it was so.

    That is a bound after the publication date, or a plan of which more than two thirds lie after it; what is
    "planned for 2019" is dated by that year.
    """
    latest = None if published is None else published.end_latest
    if latest is None or when.end_latest is None or when.end_latest <= latest:
        return False
    if grammar.cues["planned"].search(wording.folded[max(0, hit.start - 20) : hit.start]):
        return False
    aimed_at = hit.kind == "no_later" or _HORIZON.match(wording.folded, hit.start) is not None
    if aimed_at or is_of_a_document(hit, grammar, wording):
        first = when.start_earliest or when.end_earliest or when.end_latest
        behind, ahead = (latest - first).days, (when.end_latest - latest).days
        return behind < 0 or (ahead + behind > _TWO_YEARS and ahead > 2 * behind)
    return False


def _is_a_number(start: int, end: int, grammar: Grammar, wording: Wording) -> bool:
    """Whether a bare year at `start`..`end` counts or numbers something.

    After a word such as "since", or before a happening ("a 2002 vote"), only a unit of measure speaks against
    a year; "about" goes with round numbers, so that "about 2011" is a year before any noun. Otherwise a
    counted noun, a word such as "law", a plural right behind it, or a year outside 1900 to 2050 does; an
    article ("a 2009 raid") allows it.
    """
    cues, year = grammar.cues, wording.folded[start : start + 4]
    before, after = wording.folded[max(0, start - 28) : start], wording.folded[end : end + 40]
    likely = _is_likely_year(year)
    happening = cues.get("event_after")
    if likely and happening and happening.match(after):
        return False
    if cues["refuse_after"].match(after):
        return True
    exact_about = likely and year[-1] != "0" and before.rstrip().endswith(_ABOUT)
    if exact_about or cues["cue_before"].search(before):
        return False
    if cues["refuse_before"].search(before) or cues["count_after"].match(after):
        return True
    if cues["article_before"].search(before):
        return False
    out_of_range = not likely and not _opens_sentence(wording.folded, start)
    return out_of_range or cues["plural_after"].match(after) is not None


def _is_likely_year(year: str) -> bool:
    return _EARLIEST_UNCUED <= int(year[:4]) <= _LATEST_UNCUED


def _opens_sentence(folded: str, start: int) -> bool:
    before = folded[max(0, start - 28) : start].rstrip()
    return not before or before[-1] in '.:;!?"('
