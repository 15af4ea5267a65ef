"""The addresses that a visit has written one after the other: how many, and which are still on their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geodash.address import BY_KEY

Parameters = Mapping[str, list[str]]
_MOST = 16


class Steps:
    """What was written last, and what stood in the address before that.

    An event that follows closely on another is sent with the address from before that one's writing, which would
    take it back without a word. Going back sends an earlier address too, but with no control's event.
    """

    def __init__(self) -> None:
        """Begin a visit: nothing is written yet."""
        self.number = 0
        self._passed: Sequence[Parameters] = ()
        self._last: Parameters | None = None

    def catch_up(self, came: Parameters) -> dict[str, list[str]]:
        """Give the address that a control's event came with as it would be, had the last writing reached it."""
        chosen = _choices(came)
        if self._last is None or chosen == self._last:
            self._passed = ()
        if self._last is None or chosen not in self._passed:
            return dict(came)
        return {key: values for key, values in came.items() if key not in BY_KEY} | dict(self._last)

    def write(self, before: Parameters, after: Parameters) -> None:
        """Count a writing."""
        self.number += 1
        self._passed = (*self._passed, _choices(before))[-_MOST:]
        self._last = _choices(after)

    def arrive(self, came: Parameters) -> None:
        """Forget what was written if a run goes by an address come to in another way: back, or by a link."""
        if self._last is not None and _choices(came) != self._last:
            self._passed, self._last = (), None


def _choices(address: Parameters) -> Parameters:
    return {key: list(values) for key, values in address.items() if key in BY_KEY}
