"""Every stretch of an article that could be a place name, with the words round it; nothing is decided here.

A sighting starts at a capitalised word. Where the gazetteer knows names that start there, the longest is taken;
where it knows none, a generic word beside it ("distrito de X", "X River") makes it a sighting all the same.
Persons are recognised on the way, because their surnames are so often towns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geodash.gazetteer.index import PlaceIndex
from geodash.geoparse.generic_words import kind_after, kind_before
from geodash.geoparse.leading_articles import is_outranked
from geodash.geoparse.lexicon import Lexicon
from geodash.geoparse.unnamed import follows_place_word, longer_end, named_by_kind, stands_in_row, unknown_end

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{_UPPER}[^\W\d_]*(?:['’][^\W\d_]{{2,}})?"
_TOKEN = re.compile(_WORD)
# Words of one name stand side by side; an initial keeps its full stop ("Steven T. Zech").
# The bound keeps the work on a long run of capitalised words in proportion to its length.
_CHUNK = re.compile(rf"(?<!\w){_WORD}(?:(?:[ \u00a0\n]|-|–|(?<=\b\w)\. ){_WORD}){{0,40}}")
_JOINED = frozenset(" \u00a0\n")
_NAME_LENGTH = 72
_LOWER_IN_NAMES = frozenset(
    "of the and de del la las los el y e i da do dos das du des le les al an am upon on sur sous en".split()  # noqa: SIM905
)
_BEFORE = 48
_AFTER = 36
_WORDS = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*\.?|[,;:()\"“”«»—–]")
# An ordinary word is a name where it is called one: "the district of Frías", "distrito de Frías".
_CALLED = re.compile(r"(?:district|province|village|town|distrito|provincia|pueblo|rio|river) (?:of|de|del)? ?$")
# Before a title in lower case: "el general San Martín", but "in general Peru".
_TITLE_ARTICLES = frozenset(("el", "al", "del", "un", "los", "ex", "then", "late"))
# "Cerro X", "Lake X" are names; after "District" or "State" follows anything: "District Judge X".
_NAMED_BEFORE = frozenset(("mountains", "river", "water", "site"))
_ARTICLES = frozenset(("the", "la", "las", "los", "el"))


@dataclass(frozen=True, slots=True)
class Sighting:
    """A possible place name: `text[start:end]`, its gazetteer name `key` ("" if the gazetteer has none).

    `before` are the folded words in front of it, nearest last; `after` those behind it, nearest first, both within
    the paragraph and with punctuation as words of its own. `left` is the capitalised word of the same chunk in front
    of it ("" if none), `right` those behind it, folded. `kind_hint` is the kind that a generic word beside it asks
    for; `capitals` says that the whole chunk is written in capitals, `acronym` that this word alone is, `opens` that
    a sentence starts here. `part` is the gazetteer name that a longer, unknown one begins with.
    """

    start: int
    end: int
    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    left: str
    right: tuple[str, ...]
    kind_hint: str | None
    capitals: bool
    acronym: bool
    opens: bool
    part: str = ""


class Scanner:
    """Finds sightings and the surnames of persons in stretches of text."""

    def __init__(self, index: PlaceIndex, lexicon: Lexicon) -> None:
        self._index = index
        self._lexicon = lexicon
        self._generic = lexicon.stopwords.union(
            lexicon.features, lexicon.heads, lexicon.tails, lexicon.compass, lexicon.months
        )

    def scan(self, text: str, folded: str, start: int, end: int, persons: set[str]) -> Iterator[Sighting]:
        """Yield the sightings of `text[start:end]` in order; add the surnames met to `persons`.

        `folded` is `fold_aligned(text)`, so that one offset serves both.
        """
        done = start
        for chunk in _CHUNK.finditer(text, start, end):
            at, stop = chunk.span()
            if stop <= done or self._is_mere_word(text, folded, at, stop):
                continue
            tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text, at, stop)]
            for sighting in self._in_chunk(text, folded, tokens, (start, end), persons, done):
                done = max(done, sighting.end)
                yield sighting

    def _is_mere_word(self, text: str, folded: str, at: int, stop: int) -> bool:
        """Whether a run of capitals is only a small word that opens a sentence; "US", "IN" and "La." are not."""
        if folded[at:stop] not in self._lexicon.stopwords or text[stop : stop + 1] == ".":
            return False
        return stop - at == 1 or not text[at:stop].isupper()

    def _in_chunk(
        self,
        text: str,
        folded: str,
        tokens: list[tuple[int, int]],
        span: tuple[int, int],
        persons: set[str],
        done: int,
    ) -> Iterator[Sighting]:
        lexicon = self._lexicon
        capitals = len(tokens) > 1 and text[tokens[0][0] : tokens[-1][1]].isupper()
        i, left = 0, ""
        while i < len(tokens):
            at, stop = tokens[i]
            if at < done:
                i += 1
                continue
            word = folded[at:stop]
            name_end = self._longest_name(text, folded, at, span[1])
            if (
                name_end
                and word in _ARTICLES
                and (
                    self._is_outreached(text, folded, tokens, i, name_end, span[1])
                    or (_opens(text, at, span[0]) and is_outranked(self._index, folded[at:name_end], word))
                )
            ):
                left = ""
                i += 1
                continue
            if name_end <= stop and (full := named_by_kind(folded, tokens, i, lexicon)):
                unnamed = self._sighting(text, folded, (at, full[0]), span, "", tokens, capitals, part=word)
                yield replace(unnamed, kind_hint=full[1])
                done, left = full[0], ""
                i += 1
                continue
            if self._opens_person(word, text, folded, tokens, i, span[0], several=name_end > stop):
                persons.update(folded[a:b] for a, b in tokens[i:] if b - a > 2)
                persons.add(folded[at : tokens[-1][1]])
                return
            acronym = not capitals and stop - at > 1 and text[at:stop].isupper()
            if name_end == stop and not acronym and self._is_generic(word):
                left = "" if word in lexicon.stopwords else word
            elif name_end and text[name_end : name_end + 1] == "$":
                done, left = name_end, ""  # "US$ 20"
            elif name_end and (end := longer_end(text, folded, (at, name_end), span, self._index, lexicon)):
                part = folded[at:name_end].replace("\n", " ")
                yield self._sighting(text, folded, (at, end), span, left, tokens, capitals, part=part)
                done, left = end, ""
            elif name_end:
                yield self._sighting(text, folded, (at, name_end), span, left, tokens, capitals, known=True)
                # "Boko Haram" is one name, "Huanta-San Francisco" two.
                joined = text[name_end : name_end + 1] in _JOINED
                done, left = name_end, folded[at:name_end] if joined else ""
            elif word in lexicon.stopwords or len(word) < 3:
                left = ""
            elif not (unknown := self._unknown(text, folded, tokens, i, span, left, done)):
                left = word
            else:
                yield unknown
                done, left = unknown.end, ""
            i += 1

    def _is_generic(self, word: str) -> bool:
        """Whether a word that happens to be some village's name is only ever generic in running text."""
        return word in self._generic

    def _longest_name(self, text: str, folded: str, at: int, limit: int) -> int:
        """End of the longest gazetteer name that starts at `at` and is written like a name; 0 if there is none."""
        names = self._index.prefixes(folded[at : min(at + _NAME_LENGTH, limit)])
        for name in sorted(names, key=len, reverse=True) if len(names) > 1 else names:
            end = at + len(name)
            if end < len(folded) and folded[end].isalnum():
                continue
            if " " not in name or _written_as_name(text[at:end]):
                return end
        return 0

    def _opens_person(
        self,
        word: str,
        text: str,
        folded: str,
        tokens: list[tuple[int, int]],
        i: int,
        start: int,
        several: bool,
    ) -> bool:
        """Whether a person's name starts at token `i`: after a title, or a given name with a surname behind it.

        `several` says that the gazetteer has a name of several words here, which only a title overrules.
        """
        lexicon = self._lexicon
        at = tokens[i][0]
        previous = folded[max(start, at - 16) : at].rstrip(". ") if folded[at - 1 : at] == " " else ""
        if previous:
            title = previous[previous.rfind(" ") + 1 :].strip("(“\"'")
            if title in lexicon.titles and not lexicon.is_compass(word):
                origin = folded.rfind(title, start, at)
                if title not in lexicon.capital_titles or text[origin : origin + 1].isupper():
                    return True
                article = folded[max(start, origin - 12) : origin].split()
                if article and article[-1] in _TITLE_ARTICLES:
                    return True
        if several or word not in lexicon.given_names or i + 1 >= len(tokens):
            return False
        following = folded[slice(*tokens[i + 1])]
        generic = following in lexicon.features and following not in lexicon.surnames
        return text[tokens[i][1]] in " \n" and following not in lexicon.tails and not generic

    def _sighting(
        self,
        text: str,
        folded: str,
        name: tuple[int, int],
        span: tuple[int, int],
        left: str,
        tokens: list[tuple[int, int]],
        capitals: bool,
        known: bool = False,
        part: str = "",
    ) -> Sighting:
        lexicon = self._lexicon
        start, end = name
        before = tuple(_WORDS.findall(folded, max(span[0], start - _BEFORE), start))
        after = tuple(_WORDS.findall(folded, end, min(span[1], end + _AFTER)))
        kind = kind_after(after, folded[end : end + 1], lexicon) or kind_before(before, after[:1], lexicon)
        right = [folded[a:b] for a, b in tokens if a > end]
        adjacent = text[end : end + 1] in _JOINED and any(a == end + 1 for a, _ in tokens)
        return Sighting(
            start=start,
            end=self._with_generic(text, folded, end, span[1]),
            key=folded[start:end].replace("\n", " ") if known else "",
            part=part,
            before=before,
            after=after,
            left=left,
            right=tuple(right[:4]) if adjacent else (),
            kind_hint=kind,
            capitals=capitals,
            acronym=not capitals and end - start > 1 and text[start:end].replace(".", "").replace(" ", "").isupper(),
            opens=_opens(text, start, span[0]),
        )

    def _is_outreached(
        self, text: str, folded: str, tokens: list[tuple[int, int]], i: int, end: int, limit: int
    ) -> bool:
        """Whether without its article the name goes on further: "El Alto Huallaga" is not "El Alto"."""
        if i + 1 >= len(tokens):
            return False
        return self._longest_name(text, folded, tokens[i + 1][0], limit) > end

    def _with_generic(self, text: str, folded: str, end: int, limit: int) -> int:
        """Take in a capitalised generic word that follows ("Mantaro River", "Borno State")."""
        following = _TOKEN.match(text, end + 1, limit) if text[end : end + 1] == " " else None
        if following and folded[following.start() : following.end()] in self._lexicon.features:
            return following.end()
        return end

    def _unknown(
        self,
        text: str,
        folded: str,
        tokens: list[tuple[int, int]],
        i: int,
        span: tuple[int, int],
        left: str,
        done: int,
    ) -> Sighting | None:
        """A name that the gazetteer does not hold, said to be a place by the words beside it."""
        start, end = tokens[i]
        lexicon = self._lexicon
        for a, b in tokens[i + 1 :]:
            if text[end:a] != " " or folded[a:b] in self._lexicon.features:
                break
            end = b
        word = folded[slice(*tokens[i])]
        if left and lexicon.features.get(left) not in _NAMED_BEFORE:
            return None
        if any(folded[a:b] in lexicon.tails for a, b in tokens[i:] if b <= end):
            return None
        if lexicon.is_plain(word) and not _CALLED.search(folded, max(span[0], start - 16), start):
            end = unknown_end(text, folded, (start, tokens[i][1]), span, lexicon)
            return self._sighting(text, folded, (start, end), span, left, tokens, False, part=word) if end else None
        found = self._sighting(text, folded, (start, end), span, left, tokens, capitals=False)
        beside = follows_place_word(folded, start, span[0]) or stands_in_row(folded, start, done)
        return found if found.kind_hint or beside else None


def _opens(text: str, at: int, start: int) -> bool:
    """Whether a sentence opens at `at`, in a stretch that begins at `start`."""
    return at == start or (at >= 2 and text[at - 2] in ".!?")


def _written_as_name(written: str) -> bool:
    """Whether every word of a name but its small connecting words starts with a capital."""
    words = re.split(r"[\s\-–/]+", written)
    return all(not w or not w[0].islower() or w in _LOWER_IN_NAMES for w in words)
