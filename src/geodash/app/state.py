"""What the reader has set, read from the controls and the address; hands out a frozen Selection.

The only module that touches `st.session_state` and `st.query_params`. The address is the one place that holds the
reader's choices: controls are set from it before they are drawn and write into it when they change, so that copying
it gives a colleague the same view, and going back in the browser takes back the last step. What it asks for and the
atlas does not have is dropped with a note. The table of what may stand in it is in `geodash.address`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import streamlit as st

from geodash import address
from geodash.address import CERTAINTY, UNDATED, YEARS
from geodash.app import evidence, finding
from geodash.app.steps import Steps
from geodash.camera import Camera
from geodash.selection import Selection
from geodash.story import History
from geodash.text import DEFAULT, Texts, languages, load

ARTICLE, LANGUAGE, FIGURE = "article", "lang", "figure"


def texts() -> Texts:
    """Give the texts of the reader's language."""
    return load(language())


def language() -> str:
    """Name the reader's language: the address's, else the one chosen before, else the browser's, else English."""
    browser = str(st.context.locale or "").replace("_", "-").partition("-")[0].lower()
    for asked in (st.query_params.get(LANGUAGE), st.session_state.get("_language"), browser):
        if asked in languages():
            return asked
    return DEFAULT


def choose_language(code: str) -> None:
    """Take a language into the address; the map is loaded again, so it is told where it was and what was open."""
    if code in languages():
        st.session_state["_camera"] = address.read_camera(st.query_params.get("at"))
        st.session_state["_focus"] = st.query_params.get("focus")
        st.session_state["_language"] = code
        st.query_params[LANGUAGE] = code


def arrive(screen: str) -> None:
    """Note which screen is run; on one just come to, its address is read anew and keeps the language.

    A link to another screen has its address filled in by the browser (static/screens/carry.js); where that has not
    happened, the language is carried over here, and is forgotten on going back.
    """
    _steps().arrive(_parameters())
    came_from = st.session_state.get("_screen", screen)
    st.session_state["_screen"] = screen
    if came_from != screen:
        st.session_state.pop("_checked", None)
    asked, held = st.query_params.get(LANGUAGE), st.session_state.get("_language")
    if asked in languages():
        st.session_state["_language"] = asked
    elif held and came_from != screen:
        st.query_params[LANGUAGE] = held
    elif held:
        del st.session_state["_language"]
        st.rerun()


def theme() -> str:
    """Say whether the page is dark or light."""
    return "dark" if st.context.theme.type == "dark" else "light"


def check_address() -> None:
    """Drop what makes no sense from the address, once a visit to the screen, and keep a note for the reader."""
    if "_checked" in st.session_state:
        return
    st.session_state["_checked"] = True
    st.session_state["_camera"] = address.read_camera(st.query_params.get("at"))
    choices, wrong = _read()
    _write({key: choices[key] for key in wrong})
    others = [key for key in address.others(st.query_params) if not _sensible(key)]
    for key in others:
        del st.query_params[key]
    st.session_state["_focus"] = st.query_params.get("focus")
    st.session_state["_note"] = (*wrong, *others)
    if wrong or others:
        st.rerun()  # controls read the address as it was when the run began


def opening() -> bool:
    """Say whether this is the visit's first run; asked a second time, it is not."""
    first = "_opened" not in st.session_state
    st.session_state["_opened"] = True
    return first


def note() -> tuple[str, ...]:
    """Name the parameters with which the address asked for something in vain."""
    return tuple(st.session_state.get("_note", ()))


def camera() -> Camera | None:
    """Give the camera that the address came with, the same all visit: the map moves on by itself."""
    found: Camera | None = st.session_state.get("_camera")
    return found


def article() -> str:
    """Name the article that the address asks for, "" if none; it may be one that the atlas does not have."""
    return st.query_params.get(ARTICLE, "")


def open_article(article: str) -> None:
    """Open an article, or with "" the list of them, and run again; going back brings back what was open."""
    if article:
        st.query_params[ARTICLE] = article
    else:
        st.query_params.pop(ARTICLE, None)
    st.rerun()


def figure() -> str:
    """Give what the address says of the figure to draw; see `geodash.app.figures`."""
    return st.query_params.get(FIGURE, "")


def choose_figure(text: str) -> None:
    """Take a figure into the address; "" is the plain one."""
    if text != figure():
        st.query_params.from_dict({**_steps().catch_up(_parameters()), FIGURE: [text] if text else []})


def go_to(address: Mapping[str, list[str]]) -> None:
    """Put another view in the place of the address, as if the reader had come by it: checked at the next run."""
    st.session_state.pop("_checked", None)
    st.query_params.from_dict(dict(address))


def selection() -> Selection:
    """Read the selection from the address, which is the one place that holds the reader's choices."""
    found = address.select(_read()[0])
    rows = finding.find(found.search, texts().language) if found.search else None
    return replace(found, found=rows, focus=st.session_state.get("_focus"))


def offer(key: str, wrap: Callable[[Any], Any] = lambda choice: choice) -> str:
    """Let a control show what the address holds; gives the control's key.

    `wrap` turns the choice into the control's value. Call it right before the control is drawn, and give the
    control `take` to call when it changes. Where the address was changed by another hand (going back, clearing) the
    control gets a new key: the browser would send the old value of one that lies in a closed group.
    """
    value, control = wrap(_read()[0][key]), _control(key)
    if control in st.session_state and st.session_state[control] != value:
        st.session_state[f"_turns_{key}"] = st.session_state.get(f"_turns_{key}", 0) + 1
        control = _control(key)
    st.session_state[control] = value
    return control


def take(key: str, unwrap: Callable[[Any], Any] = lambda value: value) -> None:
    """Take a control's new value into the address; nonsense changes nothing."""
    choose(**{key: unwrap(st.session_state[_control(key)])})


def choose(**choices: Any) -> None:
    """Take choices into the address, each a parameter of `geodash.address`; what makes no sense is left out.

    Written at once, and only where anything differs: each writing is a step that going back takes back.
    """
    st.session_state["_note"] = ()
    good = {}
    for key, choice in choices.items():
        field = address.BY_KEY[key]
        written = field.write(choice)
        with suppress(ValueError):
            good[key] = field.read(written, finding.codes()) if written else field.first
    _write(good)


def seed(key: str, value: object) -> str:
    """Set a field that is not a choice of its own when what it starts from has changed; gives the field's key.

    A field that was not on the screen in between starts from there again.
    """
    if st.session_state.get(f"_seed_{key}") != value or key not in st.session_state:
        st.session_state[f"_seed_{key}"] = st.session_state[key] = value
    return key


def held(key: str) -> Any:
    """Give what a field holds, or what `keep` kept."""
    return st.session_state.get(key)


def keep(key: str, *, value: object) -> None:
    """Keep a remark for the next run."""
    st.session_state[key] = value


def clear(*keys: str) -> None:
    """Set choices back to what they are at first."""
    choose(**{key: address.BY_KEY[key].first for key in keys})


def rest(asked: Mapping[str, Any]) -> None:
    """Take into the address the time at which the timeline came to rest; what makes no sense changes nothing."""
    years = (asked.get("first"), asked.get("last"))
    choose(**{YEARS: years, CERTAINTY: asked.get("certainty"), UNDATED: asked.get("undated")})


def catch_up() -> None:
    """Put right an address from before the last writing, for an event that writes nothing itself."""
    _write({})


def steps() -> int:
    """Count how often the address was written, so that the map knows when to put back what only it knows."""
    return _steps().number


def _read() -> tuple[dict[str, Any], tuple[str, ...]]:
    return address.read(_parameters(), finding.codes())


def _parameters() -> dict[str, list[str]]:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _write(choices: Mapping[str, Any]) -> None:
    came, written = _parameters(), {key: address.BY_KEY[key].write(choice) for key, choice in choices.items()}
    after = {key: values for key, values in (_steps().catch_up(came) | written).items() if values}
    if after != came:
        _steps().write(came, after)
        st.query_params.from_dict(after)


def _steps() -> Steps:
    found: Steps = st.session_state.setdefault("_steps", Steps())
    return found


def _control(key: str) -> str:
    turns = st.session_state.get(f"_turns_{key}", 0)
    return f"{key}_{turns}" if turns else key


def asked(key: str, name: str) -> object:
    """Read the bare value that a component of ours sent in the event that began this run."""
    return (st.session_state.get(key) or {}).get(name)


def wish(key: str, name: str) -> Mapping[str, Any]:
    """Read what a component of ours asked for in the event that began this run."""
    asked = (st.session_state.get(key) or {}).get(name)
    return asked if isinstance(asked, Mapping) else {}


def look_at(row: str | None) -> None:
    """Choose a row, where the map has not chosen it already it goes there and opens it; None chooses nothing."""
    st.session_state["_focus"] = row


def own_story() -> History | None:
    """Give the reader's own story with what was changed in it, if there is one; it belongs to the session alone."""
    found: History | None = st.session_state.get("_own_story")
    return found


def keep_own_story(story: History | None) -> None:
    """Keep the reader's own story, or with None drop it; `own_story_dropped` then says so."""
    st.session_state["_own_story"] = story
    st.session_state["_own_story_dropped"] = story is None


def own_story_dropped() -> bool:
    """Say whether the reader has dropped the own story."""
    return bool(st.session_state.get("_own_story_dropped"))


def tell(remark: str) -> None:
    """Keep what the reader is told about what was just done, for the next run."""
    st.session_state["_told"] = remark


def told() -> str:
    """Give what the reader is to be told, once."""
    return str(st.session_state.pop("_told", ""))


def _sensible(key: str) -> bool:
    known = {"lang": languages().__contains__, "at": address.read_camera, "focus": evidence.has}
    return key in known and bool(known[key](st.query_params[key]))
