"""What went wrong, in the reader's language."""

from __future__ import annotations

from geodash.errors import GeodashError
from geodash.text import Texts


def say(problem: GeodashError, texts: Texts) -> str:
    """Say a problem in the language of `texts`; one that no table has a sentence for stays in English."""
    return texts.say(f"problem.{problem.key}", **problem.facts) if problem.key else str(problem)
