"""A figure as frozen data: size, colours, words, legend, frames; set here once, drawn by `render.snapshot`.

    sheet = set_sheet(view, layers, Wish(preset="a4-portrait", language="es"), grounding)

`Wish` is what somebody wants, `Sheet` what they get; `presets()` are the sizes, in styles.yaml and presets.yaml.
"""

from geodash.view.sheet.multiples import set_multiples
from geodash.view.sheet.parts import Block, Frame, Key, Panel, Provenance, Sheet
from geodash.view.sheet.presets import Preset, preset, presets
from geodash.view.sheet.reel import Reel, Still, set_reel
from geodash.view.sheet.setting import set_sheet
from geodash.view.sheet.staging import Grounding
from geodash.view.sheet.windows import decades, steps
from geodash.view.sheet.wish import COLORS, Wish, make_wish

__all__ = [
    "COLORS",
    "Block",
    "Frame",
    "Grounding",
    "Key",
    "Panel",
    "Preset",
    "Provenance",
    "Reel",
    "Sheet",
    "Still",
    "Wish",
    "decades",
    "make_wish",
    "preset",
    "presets",
    "set_multiples",
    "set_reel",
    "set_sheet",
    "steps",
]
