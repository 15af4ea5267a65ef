"""Recognition: from an article to the mentions of places in it.

Rules only: names of the gazetteer and names called a place by a generic word beside them, each weighed against
the words round it and against what the article is about. Anything that maps an article to mentions can stand in
for it behind the `Recogniser` protocol.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from geodash.documents.article import Article
from geodash.folding import fold_aligned
from geodash.gazetteer.index import PlaceIndex
from geodash.geoparse.bibliography import Citation, citations
from geodash.geoparse.evidence import (
    CITED,
    INSIDE_ORGANISATION,
    PERHAPS_CITED,
    PLACE,
    Part,
    Witness,
    describe,
    eased,
    standing,
)
from geodash.geoparse.focus import FocusFinder
from geodash.geoparse.generic_words import has_river_article
from geodash.geoparse.lexicon import Lexicon, load_lexicon
from geodash.geoparse.neighbours import CLEAR, let_neighbours_speak
from geodash.geoparse.organisations import inside_organisation
from geodash.geoparse.prominence import Prominence
from geodash.geoparse.records import Mention
from geodash.geoparse.relations import relation_before, share_between
from geodash.geoparse.sighting import Scanner, Sighting
from geodash.geoparse.wording import Wording, wordings

_COUNTRY = 3.9  # as prominent as this are countries: they speak for themselves even where "peru" is a word
_AGAIN = 0.8


class Recogniser(Protocol):
    """Finds the mentions of places in an article."""

    def recognise(self, article: Article) -> list[Mention]:
        """The mentions in the article's paragraphs, in order, without overlaps."""
        ...


class RuleRecogniser:
    """A `Recogniser` that needs no training."""

    def __init__(self, index: PlaceIndex, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or load_lexicon()
        self._scanner = Scanner(index, self._lexicon)
        self._prominence = Prominence(index)
        self._focus = FocusFinder(self._prominence)

    def recognise(self, article: Article) -> list[Mention]:
        """The mentions in the article's paragraphs, in order, without overlaps."""
        persons: set[str] = set()
        folded = fold_aligned(article.text)
        found: list[tuple[Wording, Sighting]] = []
        for wording in wordings(article, folded):
            scanned = self._scanner.scan(wording.text, wording.folded, wording.start, wording.end, persons)
            found += [(wording, self._as_river(sighting)) for sighting in scanned]
        verdicts = self._judge(found, persons)
        mentions = [
            self._mention(article, wording, sighting, parts)
            for (wording, sighting), parts in zip(found, verdicts, strict=True)
            if _sum(parts) >= PLACE
        ]
        return share_between(article.text, mentions)

    def _judge(self, found: Sequence[tuple[Wording, Sighting]], persons: set[str]) -> list[list[Part]]:
        """Weigh each sighting alone, then let sure neighbours and sure repetitions speak for the doubtful."""
        profiles = [self._prominence.profile(sighting.key) for _, sighting in found]
        witness = Witness(self._lexicon, persons)
        cited = _Cited()
        verdicts = []
        for (wording, sighting), profile in zip(found, profiles, strict=True):
            parts = witness.context(sighting, profile)
            if inside_organisation(wording.text, wording.folded, sighting.start, wording.start, self._lexicon):
                parts.append(INSIDE_ORGANISATION)
            parts += cited.find(wording, sighting)
            if not sighting.key:
                parts += witness.unknown(wording.folded[sighting.start : sighting.end])
            verdicts.append(parts)
        focus = self._focus.find(
            s.key
            for (_, s), profile, parts in zip(found, profiles, verdicts, strict=True)
            if _sum(parts) >= 0 and (profile.best >= _COUNTRY or not self._is_weak(s))
        )
        for i, ((_, sighting), profile) in enumerate(zip(found, profiles, strict=True)):
            verdicts[i] = eased(verdicts[i], sighting, profile, focus, self._lexicon)
            verdicts[i].append(standing(sighting, profile, focus))
        let_neighbours_speak(found, profiles, verdicts, self._lexicon)
        self._let_repetitions_speak(found, verdicts)
        return verdicts

    def _as_river(self, sighting: Sighting) -> Sighting:
        """The sighting, called a river where its article says so: "el Tambo", "the mouth of the Ene"."""
        if sighting.kind_hint or not has_river_article(sighting.before, sighting.after, self._lexicon):
            return sighting
        known = self._prominence.profile(f"{sighting.key} river").rows
        return replace(sighting, kind_hint="river") if known else sighting

    def _is_weak(self, sighting: Sighting) -> bool:
        lexicon = self._lexicon
        return (
            sighting.key in lexicon.surnames or sighting.key in lexicon.given_names or lexicon.is_plain(sighting.key)
        )

    def _let_repetitions_speak(self, found: Sequence[tuple[Wording, Sighting]], verdicts: list[list[Part]]) -> None:
        sure: dict[str, int] = defaultdict(int)
        for (_, sighting), parts in zip(found, verdicts, strict=True):
            if _sum(parts) >= CLEAR:
                sure[sighting.key] += 1
        for (_, sighting), parts in zip(found, verdicts, strict=True):
            if sighting.key and sure.get(sighting.key) and _sum(parts) < CLEAR:
                parts.append(("a place elsewhere in this article", _AGAIN))

    def _mention(self, article: Article, wording: Wording, sighting: Sighting, parts: list[Part]) -> Mention:
        start, end = wording.span(article, sighting.start, sighting.end)
        return Mention(
            id=f"{article.id}:{start}",
            article_id=article.id,
            start=start,
            end=end,
            toponym=article.text[start:end],
            kind_hint=sighting.kind_hint,
            relation=relation_before(wording.folded, sighting.start, wording.start),
            metonym=any(label == "acts like a government" for label, _ in parts),
            reason=describe(parts),
        )


class _Cited:
    """The citations of one paragraph after another."""

    def __init__(self) -> None:
        self._wording: Wording | None = None
        self._citations: list[Citation] = []

    def find(self, wording: Wording, sighting: Sighting) -> list[Part]:
        """What the citations round a sighting say of it."""
        if wording is not self._wording:
            self._wording = wording
            self._citations = citations(wording.text, wording.start, wording.end)
        for start, end, sure in self._citations:
            if start <= sighting.start < end:
                return [CITED if sure else PERHAPS_CITED]
        return []


def _sum(parts: Sequence[Part]) -> float:
    return sum(value for _, value in parts)
