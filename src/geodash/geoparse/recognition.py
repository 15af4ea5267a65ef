"""Recognition: from an article to the mentions of places in it.

Rules only: names of the gazetteer and names called a place by a generic word beside them, each weighed against
the words round it and against what the article is about. Anything that maps an article to mentions can stand in
for it behind the `Recogniser` protocol.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from geodash.documents.article import Article
from geodash.gazetteer.folding import fold_aligned
from geodash.gazetteer.index import PlaceIndex
from geodash.geoparse.evidence import INSIDE_ORGANISATION, PLACE, Part, Witness, describe, standing
from geodash.geoparse.focus import FocusFinder
from geodash.geoparse.lexicon import Lexicon, load_lexicon
from geodash.geoparse.organisations import inside_organisation
from geodash.geoparse.prominence import Profile, Prominence
from geodash.geoparse.records import Mention
from geodash.geoparse.relations import relation_before, share_between
from geodash.geoparse.sighting import Scanner, Sighting
from geodash.geoparse.wording import Wording, wordings

_CLEAR = 2.2
_COUNTRY = 3.9  # as prominent as this are countries: they speak for themselves even where "peru" is a word
_COMPANY, _AGAIN, _PARENT = 0.9, 0.8, 1.6
_JOINTS = frozenset(
    (", ", " and ", ", and ", " y ", " e ", " o ", " or ", ", y ", "/", "-", "–", " - ", " – ", " & ")
)


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
            found += [(wording, sighting) for sighting in scanned]
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
        verdicts = []
        for (wording, sighting), profile in zip(found, profiles, strict=True):
            parts = witness.context(sighting, profile)
            if inside_organisation(wording.text, wording.folded, sighting.start, wording.start, self._lexicon):
                parts.append(INSIDE_ORGANISATION)
            verdicts.append(parts)
        focus = self._focus.find(
            s.key
            for (_, s), profile, parts in zip(found, profiles, verdicts, strict=True)
            if _sum(parts) >= 0 and (profile.best >= _COUNTRY or not self._is_weak(s))
        )
        for profile, parts in zip(profiles, verdicts, strict=True):
            parts.append(standing(profile, focus))
        self._let_neighbours_speak(found, profiles, verdicts)
        self._let_repetitions_speak(found, verdicts)
        return verdicts

    def _is_weak(self, sighting: Sighting) -> bool:
        lexicon = self._lexicon
        return (
            sighting.key in lexicon.surnames or sighting.key in lexicon.given_names or lexicon.is_plain(sighting.key)
        )

    def _let_neighbours_speak(
        self,
        found: Sequence[tuple[Wording, Sighting]],
        profiles: Sequence[Profile],
        verdicts: list[list[Part]],
    ) -> None:
        alone = [_sum(parts) for parts in verdicts]
        for i in range(len(found) - 1):
            wording, one = found[i]
            other_wording, other = found[i + 1]
            if wording is not other_wording or not 0 < other.start - one.end <= 6:
                continue
            joint = wording.text[one.end : other.start]
            if joint == ", " and profiles[i + 1].best >= 2.5 and alone[i + 1] >= PLACE:
                verdicts[i].append(("followed by the place that holds it", _PARENT))
            elif joint in _JOINTS:
                if alone[i] >= _CLEAR:
                    verdicts[i + 1].append(("named in one row with a place", _COMPANY))
                if alone[i + 1] >= _CLEAR:
                    verdicts[i].append(("named in one row with a place", _COMPANY))

    def _let_repetitions_speak(self, found: Sequence[tuple[Wording, Sighting]], verdicts: list[list[Part]]) -> None:
        sure: dict[str, int] = defaultdict(int)
        for (_, sighting), parts in zip(found, verdicts, strict=True):
            if _sum(parts) >= _CLEAR:
                sure[sighting.key] += 1
        for (_, sighting), parts in zip(found, verdicts, strict=True):
            if sighting.key and sure.get(sighting.key) and _sum(parts) < _CLEAR:
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


def _sum(parts: Sequence[Part]) -> float:
    return sum(value for _, value in parts)
