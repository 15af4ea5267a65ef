"""The map comes first: the rest of a screen waits for it, but never long and never without a server."""

from __future__ import annotations

import time
from threading import Thread

from geodash.app.precedence import Painted


def test_without_a_server_nothing_waits() -> None:
    began = time.monotonic()
    assert not Painted().wait(30)
    assert time.monotonic() - began < 5


def test_a_screen_goes_on_as_soon_as_a_browser_asks() -> None:
    asked, seen = Painted(serving=True), []
    waiting = Thread(target=lambda: seen.append(asked.wait(30)))
    waiting.start()
    while not seen and waiting.is_alive():
        asked.note()
        time.sleep(0.01)
    waiting.join(5)
    assert seen == [True]


def test_a_screen_goes_on_when_no_browser_asks() -> None:
    assert not Painted(serving=True).wait(0.01)


def test_what_browsers_asked_before_counts_for_those_who_wait_for_the_first() -> None:
    asked = Painted(serving=True)
    asked.note()
    assert asked.wait(0.01, times=0)
    assert not asked.wait(0.01)
