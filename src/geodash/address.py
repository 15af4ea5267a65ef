"""The address: which choices it holds, how each is written in it, and what in it makes sense.

One table says it for all of them. A choice that is as it is at first is not written: a short address is a plain view.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from geodash.camera import Camera
from geodash.search import LONGEST
from geodash.selection import FACETS, FIRST_YEAR, LAST_YEAR, LAYERS, VAGUEST, Box, Selection

YEARS, CERTAINTY, UNDATED, PRECISION, BOX, SEARCH = "years", "certainty", "undated", "precision", "box", "search"
_CERTAINTIES = ("possibly", "certainly")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,6})?")
_MOST_CODES = 60
Known = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Field:
    """A choice in the address.

    `key` is the parameter. `read` turns its values into the choice, and raises ValueError for nonsense; it may give
    the part that makes sense by way of the error's second argument. `write` turns it back; `first` is the choice of
    a reader who has chosen nothing.
    """

    key: str
    kind: str
    first: Any
    read: Callable[[Sequence[str], Known], Any]
    write: Callable[[Any], list[str]]


def layer_key(layer: str) -> str:
    """Name the control, and the part of the address, that switches a layer."""
    return f"show_{layer}"


def _years(values: Sequence[str], _known: Known) -> tuple[int, int]:
    years = [int(value) for value in values if re.fullmatch(r"[0-9]{4}", value)]
    if len(values) != 2 or len(years) != 2 or not FIRST_YEAR <= years[0] <= years[1] <= LAST_YEAR:
        raise ValueError("not two years in order")
    return years[0], years[1]


def _switch(values: Sequence[str], _known: Known) -> bool:
    return _one_of(values, ("true", "false")) == "true"


def _certainty(values: Sequence[str], _known: Known) -> str:
    return _one_of(values, _CERTAINTIES)


def _precision(values: Sequence[str], _known: Known) -> int:
    return int(_one_of(values, [str(code) for code in range(1, VAGUEST + 1)]))


def _codes(key: str) -> Callable[[Sequence[str], Known], frozenset[str]]:
    def read(values: Sequence[str], known: Known) -> frozenset[str]:
        asked = [code for value in values for code in value.split(",") if code]
        good = frozenset(code for code in asked[:_MOST_CODES] if code in known.get(key, ()))
        if len(good) != len(frozenset(asked)) or not asked:
            raise ValueError("unknown codes", good)
        return good

    return read


def read_box(values: Sequence[str], _known: Known = {}) -> Box:  # noqa: B006 - never written to
    """Read west, south, east, north in degrees, parted by commas; raises ValueError for any other thing."""
    parts = values[-1].split(",")
    if len(parts) != 4 or not all(_DEGREES.fullmatch(part) for part in parts):
        raise ValueError("not four numbers")
    west, south, east, north = (float(part) for part in parts)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError("not a rectangle on earth")
    return west, south, east, north


def write_box(box: Box | None) -> list[str]:
    """Write a rectangle with two decimals, widened to them so that nothing in it is lost."""
    if box is None:
        return []
    edges = (math.floor(box[0] * 100), math.floor(box[1] * 100), math.ceil(box[2] * 100), math.ceil(box[3] * 100))
    limits = (-18000, -9000, 18000, 9000)
    inside = (max(edges[0], limits[0]), max(edges[1], limits[1]), min(edges[2], limits[2]), min(edges[3], limits[3]))
    return [",".join(f"{edge / 100:g}" for edge in inside)]


def _search(values: Sequence[str], _known: Known) -> str:
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in values[-1]).split())
    if len(text) > LONGEST:
        raise ValueError("too long")
    return text


def _one_of(values: Sequence[str], known: Sequence[str]) -> str:
    if values[-1].lower() not in known:
        raise ValueError("unknown")
    return values[-1].lower()


def _say_if(first: Any) -> Callable[[Any], list[str]]:
    return lambda value: [] if value == first else [str(value).lower()]


FIELDS: tuple[Field, ...] = (
    Field(YEARS, "years", (FIRST_YEAR, LAST_YEAR), _years,
          lambda pair: [] if tuple(pair) == (FIRST_YEAR, LAST_YEAR) else [str(year) for year in pair]),
    Field(CERTAINTY, "choice", _CERTAINTIES[0], _certainty, _say_if(_CERTAINTIES[0])),
    Field(UNDATED, "switch", True, _switch, _say_if(True)),
    *(Field(layer_key(layer), "switch", True, _switch, _say_if(True)) for layer in LAYERS),
    *(Field(key, "codes", frozenset(), _codes(key), lambda codes: [",".join(sorted(codes))] if codes else [])
      for key in FACETS),
    Field(PRECISION, "number", VAGUEST, _precision, _say_if(VAGUEST)),
    Field(BOX, "box", None, read_box, write_box),
    Field(SEARCH, "text", "", _search, lambda text: [text] if text else []),
)  # fmt: skip
"""All choices that make the selection. Camera, chosen row and language are read where they are used."""

BY_KEY: Mapping[str, Field] = {field.key: field for field in FIELDS}


def read(address: Mapping[str, Sequence[str]], known: Known) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Read all choices from the address's parameters; name those that ask for what there is not.

    A choice that makes no sense is as it is at first; of a list of codes the known ones stay. `known` gives the
    codes of each filter by codes.
    """
    choices: dict[str, Any] = {}
    wrong = []
    for field in FIELDS:
        choices[field.key] = field.first
        values = list(address.get(field.key, ()))
        if not values:
            continue
        try:
            choices[field.key] = field.read(values, known)
        except ValueError as problem:
            wrong.append(field.key)
            if len(problem.args) > 1:
                choices[field.key] = problem.args[1]
    return choices, tuple(wrong)


def others(address: Collection[str]) -> tuple[str, ...]:
    """Name the parameters that are no choices: camera, language, looked-at row, and switches of unknown layers."""
    ours = {layer_key(layer) for layer in LAYERS}
    strange = (key for key in address if key.startswith(layer_key("")) and key not in ours)
    return (*strange, *(key for key in ("at", "lang", "focus") if key in address))


def select(choices: Mapping[str, Any]) -> Selection:
    """Make a selection of all choices; what a search finds and which row is looked at is for the caller to add."""
    first, last = choices[YEARS]
    return Selection(
        first=first,
        last=last,
        layers=tuple(layer for layer in LAYERS if choices[layer_key(layer)]),
        certainty=choices[CERTAINTY],
        undated=choices[UNDATED],
        precision=choices[PRECISION],
        box=choices[BOX],
        search=choices[SEARCH],
        **{key: choices[key] for key in FACETS},
    )


def choices(selection: Selection) -> dict[str, Any]:
    """Turn a selection back into the choices that make it; years beyond those of the atlas show nothing more."""
    return {
        YEARS: (max(FIRST_YEAR, selection.first), min(LAST_YEAR, selection.last)),
        CERTAINTY: selection.certainty,
        UNDATED: selection.undated,
        **{layer_key(layer): layer in selection.layers for layer in LAYERS},
        PRECISION: selection.precision,
        BOX: selection.box,
        SEARCH: selection.search,
        **{key: getattr(selection, key) for key in FACETS},
    }


def write_camera(camera: Camera) -> str:
    """Write where to look, as the plugin does: longitude, latitude, zoom."""
    return f"{camera.lon:.3f}_{camera.lat:.3f}_{camera.zoom:.2f}"


def read_camera(text: str | None) -> Camera | None:
    """Read where to look; None for anything that makes no sense."""
    if not text or not re.fullmatch(r"-?\d{1,3}(\.\d+)?_-?\d{1,2}(\.\d+)?_\d{1,2}(\.\d+)?", text):
        return None
    lon, lat, zoom = (float(part) for part in text.split("_"))
    return Camera(lon, lat, zoom) if abs(lon) <= 180 and abs(lat) <= 85 and 3 <= zoom <= 15 else None


def write(selection: Selection, *, camera: Camera | None = None, language: str = "") -> str:
    """Write a view as the address's parameters, without a question mark; "" for the plain view.

    Without a camera the whole country is meant.
    """
    wanted = choices(selection)
    pairs = [(field.key, value) for field in FIELDS for value in field.write(wanted[field.key])]
    extra = {"focus": selection.focus or "", "at": write_camera(camera) if camera else "", "lang": language}
    return urlencode([*pairs, *((key, value) for key, value in extra.items() if value)])
