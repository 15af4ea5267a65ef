"""What the stages of geoparsing hand on: each a table keyed by the mention's id; nothing is ever mutated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geodash.gazetteer.place import Place
from geodash.when import When


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name as it stands in an article: `text[start:end] == toponym`, in code points.

    `id` is "<article id>:<start>". `kind_hint` is the kind that the words round it ask for ("district of", "río")
    or None; `relation` is the wording that displaces it ("12 km north of"), or None; `metonym` is True where the
    name stands for those who act from it ("Washington has pledged"). `reason` says why it was taken for a name.
    """

    id: str
    article_id: str
    start: int
    end: int
    toponym: str
    kind_hint: str | None = None
    relation: str | None = None
    metonym: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that the toponym may mean, with its score and the named parts that add up to it."""

    place: Place
    score: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a mention is; `place` None means left open, for the reason given.

    `lat`, `lon`, `uncertainty_km` are the mention's own (moved and widened by a relation), else the place's.
    `candidates` are ranked, best first. `confidence` is 0 to 1.
    """

    mention_id: str
    place: Place | None
    lat: float | None
    lon: float | None
    uncertainty_km: float | None
    confidence: float
    candidates: tuple[Candidate, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Dating:
    """When what is said of a mention was so; `when` None means undated, for the reason given.

    `verbatim` is the expression in the text ("in the early 1980s"), `start`, `end` its code points, -1 where none.
    """

    mention_id: str
    when: When | None
    reason: str
    verbatim: str = ""
    start: int = field(default=-1)
    end: int = field(default=-1)
