"""The page of a story: its frame, its scripts and the stories of the atlas as JSON; once for all visitors.

Only stories that lie in data/stories come here. A story that a reader makes or uploads goes from the server to that
reader's own browser alone (see `geodash.app.panels.own_story`) and is never answered at an address.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import Any

from geodash import bundle
from geodash.app import evidence, finding, holdings
from geodash.render import leaflet, present
from geodash.selection import Selection
from geodash.story import Story, read_stories
from geodash.text import languages, load

ADDRESS = "atlas/present"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""What the page of a story may load: nothing that is not the atlas's own."""


@lru_cache(maxsize=1)
def stories() -> tuple[Story, ...]:
    """Read the atlas's stories, in the order of their files; one that cannot be read is left out."""
    return read_stories(bundle.path("data", "stories"))[0]


def story_json(identity: str, language: str) -> bytes | None:
    """Write a story of the atlas for the player, or None if there is no such story."""
    return _story_json(holdings.version(), identity, language)


@lru_cache(maxsize=32)
def _story_json(_version: str, identity: str, language: str) -> bytes | None:
    story = next((story for story in stories() if story.id == identity), None)
    return None if story is None else write(tell(story, language))


def tell(story: Story, language: str) -> dict[str, Any]:
    """Put a story into the player's JSON for the view in a language; the texts go along in every language."""

    def kept(selection: Selection) -> str | None:
        rows = finding.find(selection.search, language) if selection.search else None
        return finding.kept(replace(selection, found=rows))

    return present.tell(story, evidence.references, kept)


def write(value: object) -> bytes:
    """Write JSON for the browser."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def page() -> bytes:
    """Write the page that plays a story; which one, the address says, and the browser reads it."""
    version = holdings.version()
    spoken = {code: load(code) for code in languages()}
    about = {
        "version": version,
        "languages": list(spoken),
        "missing": {code: [texts["present.no_story"], texts["present.leave"]] for code, texts in spoken.items()},
    }
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(load()['app.title'])}</title>"
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="present.css?v={version}"></head>'
        f'<body><div id="gp"></div><script type="application/json" id="gp-page">{leaflet.inert(about)}</script>'
        f'<script src="present.js?v={version}"></script></body></html>'
    ).encode()


def script() -> bytes:
    """Join everything that the page runs."""
    started = bundle.path("static", "present", "page.js").read_text("utf-8")
    return f"{present.script()}\n{started}".encode()


def forget() -> None:
    """Drop everything read, so that changed files are read again."""
    stories.cache_clear()
    _story_json.cache_clear()
