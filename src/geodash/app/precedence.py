"""The map first: on opening a page, what else a screen shows waits until the browser has what the map needs.

The browser draws page and map in one thread. Sent at once, table and controls are drawn before the map, and it
comes half a second later, though the screen as a whole is not ready any sooner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Condition

PATIENCE = 0.5  # seconds; a browser that keeps the map's files from an earlier visit asks for none


@dataclass(slots=True)
class Asked:
    """How often browsers asked for what a map asks for last, and who waits for the next time."""

    serving: bool = False
    times: int = 0
    news: Condition = field(default_factory=Condition)

    def note(self) -> None:
        """Count a browser that asks."""
        with self.news:
            self.times += 1
            self.news.notify_all()

    def wait(self, seconds: float, times: int | None = None) -> bool:
        """Wait until a browser asks once more (or more than `times` have asked), at most `seconds`; say if it did.

        Without a server there is no browser to wait for.
        """
        if not self.serving:
            return False
        with self.news:
            before = self.times if times is None else times
            return self.news.wait_for(lambda: self.times > before, seconds)


ASKED = Asked()


def give_way() -> None:
    """Let the browser get on with the map."""
    ASKED.wait(PATIENCE)
