"""The options by which commands choose what leaves: the window, the layers and the filters of the map."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geodash.errors import GeodashError

if TYPE_CHECKING:
    from geodash.atlas import Atlas

# The option and the field of a Selection that it fills with codes.
_CODES = {
    "article": "articles",
    "theme": "themes",
    "actor": "actors",
    "region": "regions",
    "confidence": "confidence",
    "origin": "origins",
}
_NAMED = 20  # codes that an error tells; more is no longer a line
_NAMES = (*_CODES, "window", "layers", "certain", "dated", "precision", "box", "search")
_OPTIONS = (
    click.option("--window", metavar="FIRST/LAST", help="Whole years, such as 1980/1992; a single year is one too."),
    click.option("--layers", metavar="NAMES", help="Layers, with commas: committees,bases. All, unless named."),
    *(
        click.option(
            f"--{name}", name, multiple=True, metavar="CODE", help=f"Only rows with this {name}; repeatable."
        )
        for name in _CODES
    ),
    click.option("--certain", is_flag=True, help="Only what a source says was there in the window."),
    click.option("--dated", is_flag=True, help="Leave undated rows out."),
    click.option("--precision", type=click.IntRange(1, 7), help="The vaguest place still shown (UCDP where_prec)."),
    click.option("--box", metavar="W,S,E,N", help="Only rows that touch this rectangle, in degrees."),
    click.option("--search", metavar="TEXT", help="Only rows whose texts have these words."),
    click.option(
        "--from",
        "folder",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        help="Take the layers in this folder (made by geodash build --out) instead of the atlas's own.",
    ),
)


def chooses(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; it is called with the atlas, the selection made, as its argument `atlas`."""

    @wraps(command)
    def run(*args: Any, **given: Any) -> Any:
        asked = {name: given.pop(name) for name in _NAMES}
        return command(*args, atlas=choose(given.pop("folder"), **asked), **given)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run


def choose(folder: Path | None = None, **asked: Any) -> Atlas:
    """Read the layers, and select by what was asked on the command line; what was not asked stays as it is at first.

    Raises:
        GeodashError: a window that is none or is reversed, a layer or a code that no row has, a box that is none.
    """
    from geodash.atlas import Atlas  # noqa: PLC0415 - keeps `geodash --help` quick

    choices: dict[str, Any] = {"undated": not asked.get("dated"), "search": asked.get("search") or ""}
    if asked.get("certain"):
        choices["certainty"] = "certainly"
    if asked.get("precision"):
        choices["precision"] = asked["precision"]
    if asked.get("window"):
        choices["first"], choices["last"] = read_window(asked["window"])
    if asked.get("box"):
        choices["box"] = _read_box(asked["box"])
    layers = _read_layers(asked["layers"]) if asked.get("layers") else None
    atlas = Atlas.read(folder)
    if layers:
        choices["layers"] = layers
    if choices["search"]:
        choices["found"] = _find(atlas, choices["search"])
    for option, name in _CODES.items():
        if asked.get(option):
            choices[name] = _read_codes(atlas, option, name, asked[option])
    return atlas.select(**choices)


def read_window(text: str) -> tuple[int, int]:
    """Read "1980/1992" or "1985" as a first and a last year.

    Raises:
        GeodashError: not one or two years, or the last before the first.
    """
    parts = text.strip().split("/")
    if len(parts) > 2 or not all(re.fullmatch(r"[0-9]{4}", part) and int(part) for part in parts):
        raise GeodashError(f"the window {text!r} is not one or two years; write it like 1980/1992")
    first, last = int(parts[0]), int(parts[-1])
    if first > last:
        raise GeodashError(f"the window {text} ends before it starts; write it as {last}/{first}")
    return first, last


def _read_layers(text: str) -> tuple[str, ...]:
    from geodash.selection import LAYERS  # noqa: PLC0415

    asked = [name.strip() for name in text.split(",") if name.strip()]
    for name in asked or [text]:
        if name not in LAYERS:
            raise GeodashError(f"no layer {name!r}{_hint(name, LAYERS)}; the layers are {', '.join(LAYERS)}")
    return tuple(name for name in LAYERS if name in asked)


def _read_box(text: str) -> tuple[float, float, float, float]:
    from geodash.address import read_box  # noqa: PLC0415

    try:
        return read_box([text])
    except ValueError as error:
        raise GeodashError(
            f"the box {text!r} is {error}; write west,south,east,north in degrees, like -75,-14,-73,-11"
        ) from error


def _read_codes(atlas: Atlas, option: str, name: str, asked: Iterable[str]) -> frozenset[str]:
    from geodash.selection import FACETS  # noqa: PLC0415

    known = {code for layer in atlas.layers.values() for row in layer.features for code in FACETS[name](row)}
    codes = frozenset(code.strip() for text in asked for code in text.split(",") if code.strip())
    for code in sorted(codes - known):
        raise GeodashError(f"no row has the {option} {code!r}{_hint(code, known)}; there are {_list(known)}")
    return codes


def _find(atlas: Atlas, search: str) -> frozenset[str] | None:
    """Find the rows as the dashboard does, other names of their places known."""
    from geodash.namesakes import index_rows  # noqa: PLC0415

    return index_rows(row for layer in atlas.layers.values() for row in layer.features).find(search)


def _list(known: Iterable[str]) -> str:
    """Name what there is, as far as a line goes: there are two hundred regions."""
    names = sorted(known)
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _hint(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, sorted(known), n=1)
    return f" (perhaps {close[0]}?)" if close else ""
