"""An animation as frozen data: one sheet that stays, and what changes from frame to frame."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geodash.errors import FigureError
from geodash.selection import Gated
from geodash.text import Texts, load
from geodash.view.lettering import width
from geodash.view.marks import MapView
from geodash.view.scene import Scene
from geodash.view.sheet import furniture, words
from geodash.view.sheet.keys import Entry
from geodash.view.sheet.layout import Placed, arrange
from geodash.view.sheet.parts import Block, Key, Panel, Sheet
from geodash.view.sheet.presets import Preset
from geodash.view.sheet.series import Series, crowded, say, unroll
from geodash.view.sheet.staging import Grounding, hang, look, sign, stage
from geodash.view.sheet.windows import MOST_FRAMES, Window, check
from geodash.view.sheet.wish import Wish
from geodash.view.styles import Styles, load_styles

_NUMBER = re.compile(r"\d(?:[\d\W]*\d)?")  # whatever the language writes between thousands
_LARGE = 1.75  # the years of a film beside those of a still figure
_PIXELS = (960, 540)  # of a frame, about, unless a resolution is wished for
_MOST_PIXELS = 150_000_000  # of all frames, half a gigabyte


@dataclass(frozen=True, slots=True)
class Still:
    """A frame: its window, what is drawn on the map, and the words that change (the years, counts of the legend)."""

    window: Window
    scene: Scene
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Reel:
    """A film: the sheet without marks, and the frames, whose scenes belong on its one panel.

    Names keep still: those of the panel are those of every frame.
    """

    sheet: Sheet
    frames: tuple[Still, ...]


def set_reel(
    view: MapView,
    layers: Sequence[Gated],
    windows: Sequence[Window],
    wish: Wish,
    grounding: Grounding | None = None,
    *,
    styles: Styles | None = None,
) -> Reel:
    """Set a film with a frame for each window; nothing but marks, years and counts moves.

    `view` must be composed in the wish's theme and language from `layers`; its own window does not matter. Without a
    resolution in the wish a frame has about as many pixels as one of 960 x 540.

    Raises:
        FigureError: no window, one that is none, or too many.
    """
    styles, texts, rests = styles or load_styles(), load(wish.language), grounding or Grounding()
    windows = check(windows, MOST_FRAMES)
    size = _large(wish, windows, texts)
    _bear(size, len(windows))
    whole, views = unroll(view, windows)
    wish = replace(wish, still=True)
    camera = look(wish, size.width * 0.6 / size.marks, size.height * 0.6 / size.marks)
    for _ in range(2):  # the words say what is drawn, and leave the room for it
        scenes = tuple(stage(one, camera, wish, styles) for one in views)
        said, told = say(Series(whole, views, scenes), layers, wish, rests, styles)
        said = replace(said, window=_longest(windows, texts), entries=_counting(said.entries, scenes, texts))
        placed = arrange(size, said)
        panel = hang(placed.map, whole, wish, size)
        camera = panel.camera
    panel, sheet = _furnish(panel, placed, wish, size, styles, texts)
    taken = furniture.clear_of(panel, sheet.scale_bar, sheet.north, sheet.locator)
    taken = (*taken, *furniture.label_boxes(sheet.graticule, panel), *crowded(scenes))
    frames = [
        Still(window, scene := stage(one, camera, wish, styles, taken), tuple(_moving(placed, one, scene, texts)))
        for window, one in zip(windows, views, strict=True)
    ]
    alt = texts.say(
        "figure.alt",
        title=said.title or words.title(whole.selection, texts),
        window=words.window(whole.selection, texts),
        rows=words.counted(told, texts),
    )
    provenance = sign(replace(wish, still=False), rests, animation=[list(window) for window in windows])
    lasting = replace(panel, scene=Scene(camera, names=frames[0].scene.names))
    sheet = replace(sheet, panels=(lasting,))
    return Reel(replace(sheet, title=said.title, alt=alt, provenance=provenance), tuple(frames))


def _bear(size: Preset, frames: int) -> None:
    """Refuse a film that would not fit into memory, where all frames lie until their colours are chosen."""
    across, down = size.pixels
    if across * down * frames > _MOST_PIXELS:
        raise FigureError(
            f"{frames} frames of {across} x {down} pixels are too many; choose fewer windows or a lower resolution",
            key="frames",
            **{"n": frames, "across": across, "down": down},
        )


def _large(wish: Wish, windows: Sequence[Window], texts: Texts) -> Preset:
    """Take a preset with its years as large as there is room, and with as many pixels as films have."""
    size = wish.size
    if wish.dpi is None and wish.pixels is None:
        across, down = _PIXELS
        dpi = 96 * (across * down / (size.width * size.height)) ** 0.5
        size = replace(size, dpi=round(dpi, 3))
    beside = size.arrangement == "beside"
    room = size.panel if beside else (size.width - 2 * size.margin - size.gap * 1.5) / 2
    most = 0.98 * room / width(_longest(windows, texts), 1.0, "semibold")
    return replace(size, type={**size.type, "window": min(size.type["window"] * _LARGE, most)})


def _longest(windows: Sequence[Window], texts: Texts) -> str:
    """Give the words of the window that take most room; the years of all frames stand where they stand."""
    return max((_years(window, texts) for window in windows), key=lambda one: width(one, 1.0, "semibold"))


def _years(window: Window, texts: Texts) -> str:
    key = "figure.year" if window[0] == window[1] else "figure.window"
    return texts.say(key, first=window[0], last=window[1])


def _counting(entries: Sequence[Entry], scenes: Sequence[Scene], texts: Texts) -> list[Entry]:
    """Leave room in the legend for the largest count that a frame has."""
    counts = [Counter(layer for layer, _ in scene.inside) for scene in scenes]
    most = {entry.layer: max(count[entry.layer] for count in counts) for entry in entries}
    return [
        replace(entry, number=most[entry.layer], told=texts.number(most[entry.layer]))
        if entry.form == "symbol"
        else entry
        for entry in entries
    ]


def _furnish(
    panel: Panel, placed: Placed, wish: Wish, size: Preset, styles: Styles, texts: Texts
) -> tuple[Panel, Sheet]:
    """Make the sheet that stays: all words but those that move, and the furniture, clear of marks of any frame."""
    small = size.type["small"]
    bar = furniture.scale_bar(panel, small * 1.1, texts) if wish.scale_bar else None
    arrow = furniture.north(panel, small * 1.1) if wish.north else None
    drawn = replace(panel, scene=stage(panel.view, panel.camera, wish, styles))
    small_map = furniture.locator(drawn, bar, arrow) if wish.locator else None
    taken = furniture.clear_of(panel, bar, arrow, small_map)
    net = furniture.graticule(panel, small, texts, taken) if wish.graticule else None
    moving = {id(block) for block in _held(placed)}
    blocks = tuple(block for block in placed.blocks if id(block) not in moving)
    return panel, Sheet(
        size, wish.theme, wish.language, (panel,), blocks, tuple(placed.keys), bar, arrow, net, small_map,
        title="", alt="", provenance=sign(wish, Grounding()),
    )  # fmt: skip


def _held(placed: Placed) -> Iterator[Block]:
    """The blocks whose words are those of a frame: the years, and the count of each layer."""
    for block in placed.blocks:
        if block.role == "window" or _key_of(block, placed.keys):
            yield block


def _key_of(block: Block, keys: Sequence[Key]) -> Key | None:
    """Find the line of the legend whose number a block is."""
    if block.role != "legend" or block.face != "semibold" or not _NUMBER.fullmatch(block.lines[0]):
        return None
    return next((key for key in keys if key.number is not None and key.words.y == block.y and block.x > key.x), None)


def _moving(placed: Placed, view: MapView, scene: Scene, texts: Texts) -> Iterator[Block]:
    counts = Counter(layer for layer, _ in scene.inside)
    for block in _held(placed):
        key = _key_of(block, placed.keys)
        if key is None:
            yield replace(block, lines=(words.window(view.selection, texts),))
        else:
            number = texts.number(counts[key.layer])
            right = block.x + width(block.lines[0], block.size, block.face)
            yield replace(block, lines=(number,), x=right - width(number, block.size, block.face))
