"""The time of what is said of each mention: the expression of time it goes with, or none and why.

A mention takes the nearest expression of its own sentence, one before it rather than after it and none from
across a clause. What opens another clause behind it ("..., and in 1985"), stands beyond a semicolon, dates an
item of a list in brackets or is contrasted with it does not count. Failing that, a sentence in the past
carries on the time that the sentences before it set, unless it contrasts or compares; the entries of a
chronology ("1984. ...") and dated headings set it for all that follows in them. Nothing is dated by the
publication date unless a word such as "today" or "still" says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodash.documents.article import Article
from geodash.geoparse.joining import join_neighbours
from geodash.geoparse.reckoning import Expression, Reckoner
from geodash.geoparse.records import Dating, Mention
from geodash.geoparse.sentences import split_sentences
from geodash.geoparse.temporal import Grammar, Wording, load_grammar, make_plain
from geodash.when import When, parse_when

_NOTHING_NEAR = "no expression of time in its sentence, nor one before it that carries over"
_CARRIED_SENTENCES = 3
_HEADING_WORDS = 12
_CONSIDERED = 3
_RECALLED_PARAGRAPHS = 3
# Characters that an expression counts as further away for what speaks against it.
_FOLLOWS, _COMMA, _CLAUSE = 1.25, 14, 45
_OPENING_REACH = 40
_BEFORE_OPENING = " \t\n\r\"'“‘«([¿¡—–-*•#"
_KIND_PENALTY = {"date": 0, "counted": 8, "document": 70, "present": 60}
_UNRESOLVED = 90
_OUT_OF_REACH = 1e6
_HEADS_ENTRIES = frozenset({"yearless", "yearless_range", "day_of_month"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A time that carries over to what follows, and how to say so; `always`: to sentences in the present too."""

    expression: Expression
    wording: str
    always: bool = False


@dataclass(frozen=True, slots=True)
class Dater:
    """Dates mentions by the wording round them.

    `published` (EDTF) stands in for the articles' own date, from which "last week" and "today" are counted.
    """

    published: str | None = None

    def date(self, article: Article, mentions: Sequence[Mention]) -> list[Dating]:
        """Give each mention, in the order given, the time of what is said of it.

        Only the article's paragraphs are read; expressions inside a mention (28 de Julio) are names. A year
        of a law or report counts only where nothing else does.

        Raises:
            WhenError: the publication date is not EDTF.
        """
        if not mentions:
            return []
        published = self.published if self.published is not None else article.published
        reading = _Reading(article, mentions, None if published is None else parse_when(published))
        dated = {dating.mention_id: dating for dating in reading.date_all()}
        return [
            dated.get(mention.id) or _undated(mention, "it stands outside the paragraphs") for mention in mentions
        ]


class _Reading:
    """One article being dated, paragraph by paragraph."""

    def __init__(self, article: Article, mentions: Sequence[Mention], published: When | None) -> None:
        self.article = article
        self.text = article.text
        self.mentions = sorted(mentions, key=lambda mention: (mention.start, mention.end))
        self.starts = [mention.start for mention in self.mentions]
        self.grammar: Grammar = load_grammar(article.language)
        self.wording: Wording = make_plain(article.text)
        self.published = published
        self.reckoner = Reckoner(self.grammar, article.text, self.wording, published, recall=self._recall)
        self.paragraph = 0
        self.anew: set[int] = set()

    def date_all(self) -> Iterator[Dating]:
        heading: Frame | None = None
        for number, paragraph in enumerate(self.article.paragraphs):
            self.paragraph = number
            mentions = self.mentions[
                bisect_left(self.starts, paragraph.start) : bisect_left(self.starts, paragraph.end)
            ]
            is_heading = self._is_heading(paragraph.start, paragraph.end)
            if not mentions and not is_heading:
                continue
            expressions = self._read(paragraph.start, paragraph.end, mentions, heading)
            if is_heading:
                heading = self._frame_of_heading(paragraph.start, expressions, first=paragraph.number == 1)
                carried: Frame | None = None
            else:
                carried = self._frame_of_entry(paragraph.start, expressions) or heading
            yield from self._date_paragraph(paragraph.start, paragraph.end, mentions, expressions, carried)

    def _read(self, start: int, end: int, mentions: Sequence[Mention], heading: Frame | None) -> list[Expression]:
        hits = self.grammar.find_hits(self.wording, start, end)
        before = heading.expression.when if heading else None
        free = (hit for hit in hits if not _overlaps(mentions, hit.start, hit.end))
        read = self.reckoner.read_hits(free, before)
        joined = join_neighbours(read, self.wording, self.grammar, lambda a, b: not _overlaps(mentions, a, b))
        self.anew = {one.start for one in joined if self._begins_clause(one)}
        return joined

    def _recall(self) -> When | None:
        """The last date that the paragraphs right before the one being read name."""
        reckoner = Reckoner(self.grammar, self.text, self.wording, self.published)
        earlier = self.article.paragraphs[max(0, self.paragraph - _RECALLED_PARAGRAPHS) : self.paragraph]
        for paragraph in reversed(earlier):
            hits = self.grammar.find_hits(self.wording, paragraph.start, paragraph.end)
            reckoner.read_hits(hit for hit in hits if not _overlaps(self.mentions, hit.start, hit.end))
            if reckoner.before is not None:
                return reckoner.before
        return None

    def _date_paragraph(
        self,
        start: int,
        end: int,
        mentions: Sequence[Mention],
        expressions: Sequence[Expression],
        outer: Frame | None,
    ) -> Iterator[Dating]:
        places = [expression.start for expression in expressions]
        carried, age, at = outer, 0, 0
        for first, last in split_sentences(self.text, start, end):
            own = expressions[bisect_left(places, first) : bisect_left(places, last)]
            if age >= _CARRIED_SENTENCES:
                carried = outer
            while at < len(mentions) and mentions[at].start < last:
                yield self._date_mention(mentions[at], own, carried, first, last)
                at += 1
            if any(self._is_to_come(one) for one in own):
                carried, age = outer, 0
                continue
            frame = self._frame_of_sentence(first, own)
            carried, age = (frame, 0) if frame and not (outer and outer.always) else (carried, age + 1)

    def _date_mention(
        self, mention: Mention, own: Sequence[Expression], carried: Frame | None, first: int, last: int
    ) -> Dating:
        chosen = self._choose(own, mention, first) if own else None
        if chosen is not None:
            side = "before" if chosen.start < mention.start else "after"
            return self._dated(mention, chosen, f"stands {side} it in the same sentence")
        if carried is not None:
            if not carried.always and self.grammar.cues["contrast"].search(self.wording.folded, first, last):
                return _undated(mention, "its sentence contrasts or compares, and names no time of its own")
            if carried.always or self.grammar.cues["past"].search(self.wording.lowered, first, last):
                return self._dated(mention, carried.expression, carried.wording)
            return _undated(mention, "its sentence is in the present and has no expression of time of its own")
        return _undated(mention, _NOTHING_NEAR)

    def _choose(self, own: Sequence[Expression], mention: Mention, first: int) -> Expression | None:
        """The expression nearest to a mention, of those that it is not shut off from."""
        best, chosen = (_OUT_OF_REACH, 0), None
        for one in self._find_near(own, mention):
            away = self._distance(mention, one, first, own)
            if away[0] < _OUT_OF_REACH and away < best:
                best, chosen = away, one
        return chosen

    def _find_near(self, own: Sequence[Expression], mention: Mention) -> Sequence[Expression]:
        """The expressions that may date a mention: none from before the last that opens a clause before it."""
        if self.anew:
            behind = bisect_left(own, mention.start, key=lambda expression: expression.start)
            for at in range(behind - 1, max(0, behind - 1 - _CONSIDERED), -1):
                if own[at].start in self.anew and own[at].when is not None:
                    return _nearest(own[at:], mention)
        return _nearest(own, mention)

    def _distance(
        self, mention: Mention, expression: Expression, first: int, own: Sequence[Expression]
    ) -> tuple[float, int]:
        """How far an expression is from a mention, in characters and what speaks against it."""
        penalty = _KIND_PENALTY[expression.kind] + (_UNRESOLVED if expression.when is None else 0)
        before = expression.end <= mention.start
        ends = (expression.end, mention.start) if before else (mention.end, expression.start)
        gap = self.wording.folded[slice(*ends)]
        away, commas = float(len(gap)), gap.count(",")
        clauses = len(self.grammar.cues["clause"].findall(gap))
        if not before:
            away *= _FOLLOWS
            shut_off = expression.start in self.anew
            shut_off = shut_off or (clauses > 0 and self.grammar.cues["hard_clause"].search(gap) is not None)
        elif self._opens(first, expression):
            away, commas, shut_off = min(away, _OPENING_REACH), max(0, commas - 1), False
        else:
            shut_off = self._is_in_brackets(expression) or (clauses > 0 and self._is_shut_off(gap, own))
        if shut_off:
            return _OUT_OF_REACH, -expression.start
        return away + commas * _COMMA + clauses * _CLAUSE + penalty, -expression.start

    def _is_shut_off(self, gap: str, own: Sequence[Expression]) -> bool:
        """Whether an expression inside a sentence says nothing of what follows behind `gap`."""
        cues = self.grammar.cues
        return bool(cues["contrast"].search(gap) or (len(own) > 1 and cues["hard_clause"].search(gap)))

    def _is_in_brackets(self, expression: Expression) -> bool:
        """Whether an expression stands in brackets right behind a name, which it then dates alone."""
        start, end = expression.start, expression.end
        bracketed = self.text[start - 1 : start] == "(" and self.text[end : end + 1] == ")"
        return bracketed and _overlaps(self.mentions, start - 3, start - 1)

    def _begins_clause(self, expression: Expression) -> bool:
        """Whether an expression opens a clause of its own, or an item set off in a list."""
        return (
            self.grammar.cues["anew"].search(self.wording.folded[max(0, expression.start - 16) : expression.start])
            is not None
        )

    def _dated(self, mention: Mention, expression: Expression, wording: str) -> Dating:
        verbatim = self.text[expression.start : expression.end]
        if expression.when is None:
            wording = f"{expression.problem}, so it stays undated"
        elif expression.kind == "present":
            wording = "puts it at the time of publication"
        elif expression.kind == "document":
            wording += ", though it dates a document"
        reason = f"“{' '.join(verbatim.split())}” {wording}"
        return Dating(mention.id, expression.when, reason, verbatim, expression.start, expression.end)

    def _frame_of_sentence(self, first: int, own: Sequence[Expression]) -> Frame | None:
        """The time a sentence hands on: the expression it opens with, or its only one."""
        usable = [one for one in own if one.when is not None and one.kind in ("date", "counted")]
        if not usable:
            return None
        if self._opens(first, usable[0]):
            return Frame(usable[0], "opens an earlier sentence whose time carries on")
        if self._is_in_brackets(usable[0]) or usable[0].start in self.anew:
            return None
        if len(own) == 1 and usable[0].when is not None and not usable[0].when.ongoing:
            return Frame(usable[0], "is the only time named in an earlier sentence, which carries on")
        return None

    def _is_to_come(self, expression: Expression) -> bool:
        latest = None if self.published is None else self.published.end_latest
        begins = None if expression.when is None else expression.when.start_earliest
        return latest is not None and begins is not None and begins > latest

    def _frame_of_entry(self, start: int, expressions: Sequence[Expression]) -> Frame | None:
        """The date that heads an entry of a chronology: at the start of the paragraph, set off by a mark."""
        if not expressions or expressions[0].when is None:
            return None
        if expressions[0].kind != "date" and expressions[0].form not in _HEADS_ENTRIES:
            return None
        entry = expressions[0]
        if not self._opens(start, entry):
            return None
        follows = self.text[entry.end : entry.end + 3].lstrip(" )]")
        return Frame(entry, "heads this entry", always=True) if follows[:1] in tuple(".:—–-") else None

    def _frame_of_heading(self, start: int, expressions: Sequence[Expression], *, first: bool) -> Frame | None:
        """The date that a heading opens with; an article's title sets no time for its body."""
        if first or not expressions or expressions[0].when is None or expressions[0].kind != "date":
            return None
        return Frame(expressions[0], "is the heading above it") if self._opens(start, expressions[0]) else None

    def _opens(self, start: int, expression: Expression) -> bool:
        return not self.text[start : expression.start].strip(_BEFORE_OPENING)

    def _is_heading(self, start: int, end: int) -> bool:
        line = self.text[start : min(end, start + 200)].rstrip()
        return len(line) < 120 and len(line.split()) <= _HEADING_WORDS and line[-1:] not in tuple('.!?:;”"»')


def _nearest(expressions: Sequence[Expression], mention: Mention) -> Sequence[Expression]:
    """The expression opening a sentence and a few on both sides of a mention, however long the sentence."""
    if len(expressions) <= 2 * _CONSIDERED:
        return expressions
    at = bisect_left(expressions, mention.start, key=lambda expression: expression.start)
    return [expressions[0], *expressions[max(1, at - _CONSIDERED) : at + _CONSIDERED]]


def _overlaps(mentions: Sequence[Mention], start: int, end: int) -> bool:
    after = bisect_left(mentions, end, key=lambda mention: mention.start)
    return any(start < mention.end for mention in mentions[max(0, after - _CONSIDERED) : after])


def _undated(mention: Mention, reason: str) -> Dating:
    return Dating(mention.id, None, f"undated: {reason}")
