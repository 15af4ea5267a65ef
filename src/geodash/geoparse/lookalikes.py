"""What only looks like a date: 2000 hectares, Law 1992, a modal "may", a "still" in the past, a report's year.

The words that tell are data (`refuse_before` and so on in dates_en.yaml and dates_es.yaml).
"""

from __future__ import annotations

import re

from geodash.geoparse.temporal import Grammar, Hit, Wording

_BARE_YEARS = re.compile(r"(?<!\d)\d{4}(?: *- *\d{2,4})?$", re.ASCII)
_EARLIEST_UNCUED, _LATEST_UNCUED = 1900, 2050


def is_no_date(hit: Hit, grammar: Grammar, text: str, wording: Wording) -> bool:
    """Whether the words round a hit show that it is no expression of time."""
    if hit.kind == "present":
        return _is_told_in_the_past(hit, grammar, wording)
    found = wording.folded[hit.start : hit.end]
    month = grammar.everyday_months.search(found)
    if month is not None and not text[hit.start + month.start()].isupper():
        return True
    years = _BARE_YEARS.search(found)
    return years is not None and _is_a_number(hit.start + years.start(), hit.end, grammar, wording)


def is_of_a_document(hit: Hit, grammar: Grammar, wording: Wording) -> bool:
    """Whether a bare year names a law, a plan or a report rather than the time of what is said."""
    folded = wording.folded
    years = _BARE_YEARS.search(folded[hit.start : hit.end])
    if years is None:
        return False
    start = hit.start + years.start()
    after = grammar.cues.get("document_after")
    return bool(
        (after and after.match(folded, hit.end, hit.end + 60))
        or grammar.cues["document_before"].search(folded[max(0, start - 50) : start])
    )


def _is_a_number(start: int, end: int, grammar: Grammar, wording: Wording) -> bool:
    """Whether a bare year at `start`..`end` counts or numbers something.

    After a word such as "since" only a unit of measure speaks against a year. Otherwise a counted noun, a
    word such as "law", a plural right behind it, or a year outside 1900 to 2050 does; an article ("a 2009
    raid") allows it.
    """
    cues = grammar.cues
    before, after = wording.folded[max(0, start - 28) : start], wording.folded[end : end + 40]
    if cues["refuse_after"].match(after):
        return True
    if cues["cue_before"].search(before):
        return False
    if cues["refuse_before"].search(before) or cues["count_after"].match(after):
        return True
    if cues["article_before"].search(before):
        return False
    opens = not before.strip() or before.rstrip()[-1] in '.:;!?"('
    if not opens and not _EARLIEST_UNCUED <= int(wording.folded[start : start + 4]) <= _LATEST_UNCUED:
        return True
    return cues["plural_after"].match(after) is not None


def _is_told_in_the_past(hit: Hit, grammar: Grammar, wording: Wording) -> bool:
    """Whether a "still" or "now" stands beside a verb in the past, as in a story."""
    pattern = grammar.cues["past_neighbour"]
    before = wording.lowered[max(0, hit.start - 20) : hit.start].split()
    after = wording.lowered[hit.end : hit.end + 20].split()
    return bool((before and pattern.fullmatch(before[-1])) or (after and pattern.fullmatch(after[0])))
