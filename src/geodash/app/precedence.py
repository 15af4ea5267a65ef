"""The map first: on opening a page, what else a screen shows waits until the browser has painted the map.

The browser draws page and map in one thread. Sent at once, table and controls are drawn before the map, and it
comes half a second later, though the screen as a whole is not ready any sooner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Condition

PATIENCE = 1.0  # seconds; a page in the background paints nothing


@dataclass(slots=True)
class Painted:
    """How often browsers said that a map is painted, and who waits for the next time."""

    serving: bool = False
    times: int = 0
    news: Condition = field(default_factory=Condition)

    def note(self) -> None:
        """Count a map that is painted."""
        with self.news:
            self.times += 1
            self.news.notify_all()

    def wait(self, seconds: float, times: int | None = None) -> bool:
        """Wait until one more map is painted (or more than `times` are), at most `seconds`; say if it is.

        Without a server there is no browser to wait for.
        """
        if not self.serving:
            return False
        with self.news:
            before = self.times if times is None else times
            return self.news.wait_for(lambda: self.times > before, seconds)


PAINTED = Painted()


def give_way() -> None:
    """Let the browser get on with the map."""
    PAINTED.wait(PATIENCE)
