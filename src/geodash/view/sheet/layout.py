"""Where everything of a figure stands: the map gets what the words leave, and no word is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geodash.view.lettering import Face, broken, width
from geodash.view.sheet.keys import Entry
from geodash.view.sheet.parts import Block, Frame, Ink, Key
from geodash.view.sheet.presets import Preset

_LEADING = 1.32
_SHRINK = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
_LEAST_MAP = 0.42  # of the sheet's height, below which words get smaller rather than the map


@dataclass(frozen=True, slots=True)
class Words:
    """All that is written round the maps; "" leaves a part out."""

    title: str
    subtitle: str
    window: str
    presence: str
    entries: Sequence[Entry]
    caption: str
    note: str
    sources: str


@dataclass(slots=True)
class Placed:
    """What has found its place."""

    blocks: list[Block] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    map: Frame = field(default_factory=lambda: Frame(0, 0, 0, 0))


@dataclass(slots=True)
class _Column:
    """A column of words that fills from the top."""

    x: float
    y: float
    room: float
    made: Placed

    def write(self, role: str, text: str, size: float, face: Face = "regular", ink: Ink = "ink") -> None:
        if text:
            lines = broken(text, size, self.room, face)
            block = Block(role, lines, self.x, self.y, size, size * _LEADING, face, ink)
            self.made.blocks.append(block)
            self.y += block.height

    def key(self, entry: Entry, size: float) -> None:
        if entry.form is None:
            self.y += size * 0.35 if self.y else 0.0
            self.write("legend", entry.words, size, "semibold")
            self.y += size * 0.1
            return
        box = size * 1.35
        number = entry.told
        told = width(number, size, "semibold") + size * 0.6 if number else 0.0
        lines = broken(entry.words, size, self.room - box - size * 0.5 - told)
        words = Block("legend", lines, self.x + box + size * 0.5, self.y, size, size * _LEADING)
        self.made.keys.append(
            Key(entry.form, entry.layer, entry.shape, entry.colors, words, self.x, self.y, box, entry.number)
        )
        if number:
            at = self.x + self.room - width(number, size, "semibold")
            self.made.blocks.append(Block("legend", (number,), at, self.y, size, size * _LEADING, "semibold"))
        self.y += words.height + size * 0.22

    def skip(self, height: float) -> None:
        self.y += height


def arrange(preset: Preset, words: Words) -> Placed:
    """Place all words, and the frame that is left for maps.

    Where the words of the legend do not fit they get smaller, in steps, to 70 %; where even that is too large, the
    caption goes under the map.
    """
    place = _beside if preset.arrangement == "beside" else _below
    for smaller in _SHRINK:
        made = place(preset, words, smaller)
        if made:
            return made
    long = replace(words, caption="", sources=" ".join(part for part in (words.caption, words.sources) if part))
    return place(preset, long, _SHRINK[-1], strict=False) or Placed()


def _head(preset: Preset, words: Words, made: Placed) -> float:
    """Write title and subtitle; gives where the rest begins."""
    column = _Column(preset.margin, preset.margin, preset.width - 2 * preset.margin, made)
    column.write("title", words.title, preset.type["title"], "semibold")
    column.write("subtitle", words.subtitle, preset.type["subtitle"], ink="quiet")
    return column.y + (preset.gap * 0.7 if made.blocks else 0.0)


def _foot(preset: Preset, words: Words, made: Placed) -> float:
    """Write note and sources on the sheet's lower edge; gives where they begin."""
    room = preset.width - 2 * preset.margin
    column = _Column(preset.margin, 0.0, room, Placed())
    column.write("note", words.note, preset.type["text"])
    column.skip(preset.type["small"] * 0.4 if words.note else 0.0)
    column.write("sources", words.sources, preset.type["small"], ink="quiet")
    top = preset.height - preset.margin - column.y
    made.blocks += [replace(block, y=block.y + top) for block in column.made.blocks]
    return top - (preset.gap * 0.7 if column.made.blocks else 0.0)


def _legend(column: _Column, preset: Preset, words: Words, smaller: float) -> None:
    text = preset.type["text"] * smaller
    column.write("window", words.window, preset.type["window"] * max(smaller, 0.85), "semibold", "accent")
    column.write("presence", words.presence, text, ink="quiet")
    column.skip(text * 0.7)
    for entry in words.entries:
        column.key(entry, text)


def _beside(preset: Preset, words: Words, smaller: float, *, strict: bool = True) -> Placed | None:
    made = Placed()
    top, bottom = _head(preset, words, made), _foot(preset, words, made)
    panel = preset.panel
    left = preset.width - preset.margin - panel
    column = _Column(left, top, panel, made)
    _legend(column, preset, words, smaller)
    column.skip(preset.gap * 0.5)
    column.write("caption", words.caption, preset.type["text"] * smaller * 0.88, ink="quiet")
    if strict and column.y > bottom:
        return None
    made.map = Frame(preset.margin, top, left - preset.gap - preset.margin, bottom - top)
    return made


def _below(preset: Preset, words: Words, smaller: float, *, strict: bool = True) -> Placed | None:
    made = Placed()
    top, bottom = _head(preset, words, made), _foot(preset, words, made)
    room = preset.width - 2 * preset.margin
    half = (room - preset.gap * 1.5) / 2
    trial = Placed()
    first = _Column(preset.margin, 0.0, half, trial)
    second = _Column(preset.margin + half + preset.gap * 1.5, 0.0, half, trial)
    opens = next((i for i, entry in enumerate(words.entries) if entry.form is None), len(words.entries))
    _legend(first, preset, replace(words, entries=words.entries[:opens]), smaller)
    for entry in words.entries[opens:]:
        second.key(entry, preset.type["text"] * smaller)
    second.skip(preset.gap * 0.6 if second.y else 0.0)
    second.write("caption", words.caption, preset.type["text"] * smaller * 0.92, ink="quiet")
    start = bottom - max(first.y, second.y)
    height = start - preset.gap * 0.7 - top
    if strict and height < preset.height * _LEAST_MAP:
        return None
    made.blocks += [replace(block, y=block.y + start) for block in trial.blocks]
    made.keys += [replace(k, y=k.y + start, words=replace(k.words, y=k.words.y + start)) for k in trial.keys]
    made.map = Frame(preset.margin, top, room, max(height, preset.height * 0.2))
    return made
