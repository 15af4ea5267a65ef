"""A story of three chapters for the tests of slides and handouts, with texts that want to be more than text."""

from __future__ import annotations

from geodash.camera import Camera
from geodash.selection import Selection
from geodash.story import Chapter, Comparison, Exercise, Prediction, Step, Story, Term, Wording

HOSTILE = 'Quote "<b>bold</b>" & {{ 7*7 }} ${x} </w:t> %s'


def said(english: str, spanish: str = "") -> Wording:
    """Word a text in both languages."""
    return Wording.of({"en": english, "es": spanish or f"ES {english}"})


VIEW = Selection(first=1980, last=1992, layers=("committees", "events"))
LOOK = Camera(-74.3, -12.9, 8.0)
STORY = Story(
    id="three",
    title=said("Three chapters"),
    summary=said("A map, a guess, a comparison."),
    chapters=(
        Chapter(
            *("map", "map", said(HOSTILE), said("What the map shows."), VIEW, LOOK),
            question=said("Who says so?"),
            content_note=said("Speaks of killings."),
            notes=said("Give them a minute."),
            sources=("doc:zech-2015#5", "doc:zech-2015#16"),
        ),
        Chapter(
            *("guess", "predict", said("Guess"), said("Before you see it."), VIEW, LOOK),
            predict=Prediction(said("Mark where."), said("There it is."), hidden=("committees",)),
            question=said("And who counted?"),
            sources=("doc:zech-2014#7",),
        ),
        Chapter(
            *("sides", "compare", said("Two sides"), said("Left and right."), VIEW, LOOK),
            compare=Comparison(Selection(first=2000, last=2015, layers=("committees",))),
            sources=("doc:zech-2015#8",),
        ),
    ),
    glossary=(Term(said("ronda"), said("A night watch.")),),
    teacher_notes=said("For the teacher alone."),
    plan=(Step(10, said("Show the map."), ("map",)),),
    worksheet=(Exercise(said("What is missing?"), said("The author."), "map"),),
    author="Ana Maestra",
    licence="CC-BY-SA-4.0",
)
