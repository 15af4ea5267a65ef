"""Whether what stands round an expression of time is told in the past or in the future.

It decides which November is meant by "in November", and whether a "still" belongs to the time of publication.
The verbs and signs that tell are data (`past`, `past_neighbour`, `future` in dates_en.yaml and dates_es.yaml).
"""

from __future__ import annotations

import re

from geodash.geoparse.temporal import Grammar, Hit, Wording

_REACH = 120
_CLAUSE_END = re.compile(r"[.;:!?](?!\d)")


def is_beside_a_past(hit: Hit, grammar: Grammar, wording: Wording) -> bool:
    """Whether a "still" or "now" stands right beside a verb in the past, as in a story."""
    pattern = grammar.cues["past_neighbour"]
    before = wording.lowered[max(0, hit.start - 20) : hit.start].split()
    after = wording.lowered[hit.end : hit.end + 20].split()
    return bool((before and pattern.fullmatch(before[-1])) or (after and pattern.fullmatch(after[0])))


def is_told_in_the_future(hit: Hit, grammar: Grammar, wording: Wording) -> bool:
    """Whether the nearest telling verb of the clause, one before the hit rather than after it, is a future."""
    lowered = wording.lowered
    before = _CLAUSE_END.split(lowered[max(0, hit.start - _REACH) : hit.start])[-1]
    future, past = _last(grammar.cues["future"], before), _last(grammar.cues["past"], before)
    if future >= 0 or past >= 0:
        return future >= past  # "is expected" is both
    after = _CLAUSE_END.split(lowered[hit.end : hit.end + _REACH], maxsplit=1)[0]
    coming = grammar.cues["future"].search(after)
    told = grammar.cues["past"].search(after)
    return coming is not None and (told is None or coming.start() <= told.start())


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)
