"""The three stages of geoparsing strung together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from geodash.documents.article import Article
from geodash.gazetteer.index import PlaceIndex
from geodash.geoparse.dating import Dater
from geodash.geoparse.recognition import Recogniser, RuleRecogniser
from geodash.geoparse.records import Dating, Mention, Resolution
from geodash.geoparse.resolution import Resolver, RuleResolver


class Geoparsed(NamedTuple):
    """One article's mentions with their resolutions and datings, all in the mentions' order."""

    mentions: list[Mention]
    resolutions: list[Resolution]
    datings: list[Dating]


@dataclass(frozen=True)
class Geoparser:
    """A recogniser, a resolver and a dater; each can be another that keeps its protocol."""

    recogniser: Recogniser
    resolver: Resolver
    dater: Dater

    @classmethod
    def by_rules(cls, index: PlaceIndex) -> Geoparser:
        """The geoparser that needs no training, on a gazetteer."""
        return cls(RuleRecogniser(index), RuleResolver(index), Dater())

    def parse(self, article: Article) -> Geoparsed:
        """Find, place and date the mentions in an article's paragraphs."""
        mentions = self.recogniser.recognise(article)
        return Geoparsed(mentions, self.resolver.resolve(article, mentions), self.dater.date(article, mentions))
