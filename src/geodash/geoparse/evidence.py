"""What speaks for and against a sighting being a place: named parts that add up, each a short reason.

The weights are set by hand, on the golden corpus in tests/golden; a trained tagger can take this module's place
behind the `Recogniser` protocol.
"""

from __future__ import annotations

from collections.abc import Iterable

from geodash.geoparse.focus import Focus
from geodash.geoparse.generic_words import is_called
from geodash.geoparse.lexicon import Lexicon
from geodash.geoparse.prominence import Profile
from geodash.geoparse.sighting import Sighting

Part = tuple[str, float]

INSIDE_ORGANISATION: Part = ("inside the name of an organisation", -7.0)
CITED: Part = ("an author in a citation", -4.0)
PERHAPS_CITED: Part = ("perhaps an author in a citation", -1.5)
PUBLISHER: Part = ("a publisher behind its city", -4.0)

WELL_KNOWN = 2.3  # from here on (a million people, a country, a region) a name needs no home in the article
HOUSEHOLD = 2.4  # from here on an ordinary word or surname of the same spelling is the unlikelier reading
_SURE_ACRONYM = 1.7  # an area in common use, such as VRAE; below, abbreviations and airport codes
_FAIRLY_KNOWN = 1.0  # a district or a town of ten thousand
PLACE = 1.0  # sightings that reach this are mentions

_HOME, _NAMED, _FOREIGN = 1.0, 0.4, -1.3
_LOCATIVE, _WEAK_LOCATIVE, _GENITIVE = 1.5, 0.6, 0.4
_GENERIC, _UNKNOWN_NAME, _SEVERAL_WORDS = 2.5, -1.0, 0.5
_ORDINARY, _PERSON_NAME, _KNOWN_PERSON = -2.2, -2.2, -4.0
_NEIGHBOUR_NAME, _NEIGHBOUR_WORD = -2.6, -0.5
_ORGANISATION, _THING, _QUOTED, _ACRONYM = -7.0, -3.0, -1.0, -2.0
_DATELINE, _METONYM = 1.5, 1.0
_SKIPPED = frozenset(
    [
        "the",
        "la",
        "las",
        "los",
        "el",
        "its",
        "this",
        "that",
        "rural",
        "remote",
        "nearby",
        "neighboring",
        "neighbouring",
    ]
)
_GENITIVES = frozenset(("of", "de", "del"))
_ARTICLES = frozenset(("the", "la", "las", "los", "el"))
_BUSINESSES = frozenset(("company", "corporation", "firm", "consortium"))
_ORDINARY_WORD, _ORDINARY_WORDS = "an ordinary word", "only ordinary words"
_FAMILY = -2.6
_INSTITUTIONS = frozenset(("university", "universidad", "institute", "instituto", "college", "colegio", "hospital"))
_HOME_ORDINARY, _OWN_NAME = -0.7, 0.3  # of a village's own name, not of a variant of it
# Between a name and what it does: "Washington has pledged", "Lima no aceptó".
_AUXILIARIES = frozenset(("has", "have", "had", "ha", "han", "habia", "also", "no", "not", "did", "never", "tambien"))
_QUOTES = frozenset('"“”«»')


class Witness:
    """Reads what the words round one sighting after another say of it."""

    def __init__(self, lexicon: Lexicon, persons: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._persons = frozenset(persons)

    def context(self, sighting: Sighting, profile: Profile) -> list[Part]:
        """The parts that the words of the name and round it give."""
        found = self._before(sighting)
        found += self._neighbours(sighting, profile)
        found += self._word(sighting, profile)
        if sighting.kind_hint:
            found.append((f"called a {sighting.kind_hint}", _GENERIC))
        return found

    def unknown(self, name: str) -> list[Part]:
        """What speaks against a folded name that no place of the gazetteer bears."""
        if name in self._persons:
            return [("a person's name in this article", _KNOWN_PERSON)]
        lexicon, first = self._lexicon, name.split(" ", 1)[0]
        person = first in lexicon.given_names or name in lexicon.surnames
        return [("a common personal name", _PERSON_NAME)] if person else []

    def _before(self, sighting: Sighting) -> list[Part]:
        words = list(sighting.before[-5:])
        while words and (words[-1] in _SKIPPED or words[-1] in self._lexicon.compass):
            words.pop()
        if not words:
            opens = sighting.capitals and sighting.after[:1] and sighting.after[0] in {",", "(", "—", "-", ":"}
            return [("dateline", _DATELINE)] if opens else []
        last, two = words[-1], " ".join(words[-2:])
        if last in self._lexicon.locatives or two in self._lexicon.locatives:
            return [("after a word of place", _LOCATIVE)]
        if two in self._lexicon.metonym_passives:
            return [("acts like a government", _METONYM)]
        if last in self._lexicon.weak_locatives:
            return [("after a word that may be of place", _WEAK_LOCATIVE)]
        return [("after a genitive", _GENITIVE)] if last in _GENITIVES else []

    def _neighbours(self, sighting: Sighting, profile: Profile) -> list[Part]:
        lexicon, found = self._lexicon, []
        left, right, after = sighting.left, sighting.right, sighting.after
        if left:
            if left in lexicon.adjacent_heads:
                found.append(("part of a company, street or the like", _ORGANISATION))
            elif not lexicon.is_plain(left):
                found.append(("part of a longer name", _NEIGHBOUR_NAME))
            elif not sighting.capitals and left not in lexicon.compass and left not in lexicon.features:
                found.append(("beside a capitalised word", _NEIGHBOUR_WORD))
        if right and not sighting.capitals:
            found += self._behind(right, profile)
        if not left and sighting.before and sighting.before[-1] in lexicon.adjacent_heads:
            found.append(("part of a company, street or the like", _ORGANISATION))
        if after and (
            after[0] in lexicon.thing_nouns or (after[0] == "," and after[1:2] and after[1] in lexicon.thing_nouns)
        ):
            found.append(("a make of thing", _THING))
        if sighting.before and after and self._is_family(sighting.before[-1], sighting.key, after[0]):
            found.append(("a family or a company", _FAMILY))
        acts = next((word for word in after[:3] if word not in _AUXILIARIES), "")
        if acts in lexicon.metonym_verbs:
            found.append(("acts like a government", _METONYM))
        if after and sighting.before and after[0] in _QUOTES and sighting.before[-1] in _QUOTES:
            found.append(("in quotation marks", _QUOTED))
        return found

    def _is_family(self, article: str, key: str, following: str) -> bool:
        """Whether "los X" is a family ("los Quispe") or "the X company" a company."""
        if article == "los":
            return not any(word.endswith("s") for word in key.split())
        return article == "the" and following in _BUSINESSES

    def _behind(self, right: tuple[str, ...], profile: Profile) -> list[Part]:
        lexicon = self._lexicon
        tails = [word for word in right if word in lexicon.tails]
        if tails:
            state = profile.best >= 3.9 and set(tails) <= lexicon.government_tails
            return [] if state else [("part of an organisation's name", _ORGANISATION)]
        first = right[0]
        if first in lexicon.features or lexicon.is_plain(first):
            return [("beside a capitalised word", _NEIGHBOUR_WORD)] if first not in lexicon.features else []
        return [("part of a longer name", _NEIGHBOUR_NAME)]

    def _word(self, sighting: Sighting, profile: Profile) -> list[Part]:
        lexicon, key = self._lexicon, sighting.key
        if key in self._persons:
            return [("a person's name in this article", _KNOWN_PERSON)]
        if _names_institution(key) and profile.best < _FAIRLY_KNOWN:
            return [("the name of an institution", _ORGANISATION)]
        if " " in key or "-" in key:
            plain = all(lexicon.is_plain(word) for word in key.replace("-", " ").split())
            return (
                [(_ORDINARY_WORDS, _ORDINARY)]
                if plain and profile.best < 1.0
                else [("a name of several words", _SEVERAL_WORDS)]
            )
        share = 0.3 if profile.best >= HOUSEHOLD else 0.6 if profile.best >= _FAIRLY_KNOWN else 1.0
        if sighting.acronym and profile.best >= 3.0:
            return []
        found = []
        if key in lexicon.months or key in lexicon.stopwords or key in lexicon.demonyms:
            called = key in lexicon.demonyms and is_called(sighting.before, lexicon)
            found.append(("a calendar or function word", _ORDINARY if called else 2 * _ORDINARY))
        elif key and lexicon.is_plain(key):
            found.append((_ORDINARY_WORD, _ORDINARY * share))
        elif key in lexicon.given_names or key in lexicon.surnames:
            found.append(("a common personal name", _PERSON_NAME * share))
        if sighting.acronym and len(key) <= 4 and profile.best < _SURE_ACRONYM:
            found.append(("a short acronym", _ACRONYM))
        return found


def standing(sighting: Sighting, profile: Profile, focus: Focus) -> Part:
    """The part that the gazetteer and the article's countries give: its best-known bearer, at home or abroad."""
    if not profile.rows:
        if sighting.part:
            return ("a longer name than the gazetteer's", 0.0)
        return ("name unknown to the gazetteer", _UNKNOWN_NAME)
    best = max(value + _nearness(focus, country, value) for country, value in profile.countries.items())
    return ("gazetteer and focus of the article", best)


def eased(parts: list[Part], sighting: Sighting, profile: Profile, focus: Focus, lexicon: Lexicon) -> list[Part]:
    """The parts, ordinary words held less against a name that a place of the article's own country bears.

    Names of several words ("Nueva Libertad") then count as names; a single word inside a sentence loses little, and
    nothing where it is called a place ("caserío de Progreso"). After an article ("la Unión") it stays a word.
    """
    if parts and any(label in (_ORDINARY_WORD, _ORDINARY_WORDS) for label, _ in parts) and _own(profile, focus):
        return [(label, _less(label, value, sighting, lexicon)) for label, value in parts]
    return parts


def _names_institution(key: str) -> bool:
    """Whether a gazetteer name is that of a university or the like: "university of X"."""
    first, _, rest = key.partition(" ")
    return bool(rest) and first in _INSTITUTIONS and rest.startswith(("of ", "de ", "del "))


def _own(profile: Profile, focus: Focus) -> bool:
    return any(value >= _OWN_NAME and focus.is_home(country) for country, value in profile.countries.items())


def _less(label: str, value: float, sighting: Sighting, lexicon: Lexicon) -> float:
    if label == _ORDINARY_WORDS:
        return _HOME_ORDINARY if sighting.opens or sighting.capitals else _SEVERAL_WORDS
    if label != _ORDINARY_WORD or sighting.key in lexicon.given_names or sighting.key in lexicon.surnames:
        return value
    if is_called(sighting.before, lexicon):
        return 0.0
    apart = not sighting.left and not sighting.right and not sighting.capitals and not sighting.opens
    named = apart and not (sighting.before and sighting.before[-1] in _ARTICLES)
    return max(value, _HOME_ORDINARY) if named else value


def _nearness(focus: Focus, country: int, prominence: float) -> float:
    if focus.is_home(country):
        return _HOME
    if focus.is_named(country):
        return _NAMED
    return 0.0 if prominence >= WELL_KNOWN else _FOREIGN


def describe(parts: Iterable[Part]) -> str:
    """The parts as one line of text, the weightiest first."""
    ordered = sorted(parts, key=lambda part: -abs(part[1]))
    return "; ".join(f"{label} {value:+.1f}" for label, value in ordered)
