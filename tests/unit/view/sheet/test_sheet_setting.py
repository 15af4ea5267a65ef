"""Sheets of the real atlas: every word has room, the map gets the rest, and what is said is what is drawn."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

import geodash
from geodash.atlas import Atlas
from geodash.camera import Camera
from geodash.text import load
from geodash.view.ground import attribution, say_credit
from geodash.view.lettering import width
from geodash.view.sheet import Block, Frame, Sheet, presets

pytestmark = pytest.mark.slow  # sets many sheets
Box = tuple[float, float, float, float]
WINDOWS: dict[str, dict[str, Any]] = {
    "all": {},
    "few": {"first": 1983, "last": 1983, "layers": ("committees", "bases"), "certainty": "certainly"},
    "filtered": {"themes": frozenset({"coca", "military"}), "search": "Huallaga", "box": (-78.0, -12.0, -72.0, -6.0)},
}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load()


def boxes(sheet: Sheet) -> list[Box]:
    return [box for block in (*sheet.blocks, *(key.words for key in sheet.keys)) for box in lines(block)]


def lines(block: Block) -> list[Box]:
    tops = [block.y + i * block.leading for i in range(len(block.lines))]
    pad = (block.leading - block.size) / 2
    return [
        (block.x, top + pad, block.x + width(text, block.size, block.face), top + pad + block.size)
        for top, text in zip(tops, block.lines, strict=True)
    ]


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def frame_box(frame: Frame) -> Box:
    return frame.x, frame.y, frame.right, frame.bottom


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("preset", presets())
def test_no_word_overlaps_another_or_the_map_or_leaves_the_sheet(
    atlas: Atlas, preset: str, window: str, language: str
) -> None:
    note = "A note that somebody wrote, of some length, which goes under the map and over the sources. " * 2
    sheet = atlas.select(**WINDOWS[window]).figure(preset=preset, language=language, note=note).sheet
    told = boxes(sheet)
    for one, other in combinations(told, 2):
        assert not overlap(one, other), (one, other)
    (panel,) = sheet.panels
    assert not any(overlap(box, frame_box(panel.frame)) for box in told)
    size, slack = sheet.preset, 0.5
    for west, north, east, south in [*told, frame_box(panel.frame)]:
        assert west >= size.margin - slack
        assert north >= size.margin - slack
        assert east <= size.width - size.margin + slack
        assert south <= size.height - size.margin + slack
    assert panel.frame.height > 0.35 * size.height
    assert min(box.size for box in sheet.blocks) * 0.75 >= 4.8  # points


@pytest.mark.parametrize("pixels", [(1200, 630), (900, 1600), (640, 640), (2400, 1000)])
def test_no_word_overlaps_at_a_size_of_ones_own(atlas: Atlas, pixels: tuple[int, int]) -> None:
    sheet = atlas.figure(pixels=pixels, note="A note.").sheet
    told = [*boxes(sheet), frame_box(sheet.panels[0].frame)]
    assert not [pair for pair in combinations(told, 2) if overlap(*pair)]
    size = sheet.preset
    for west, north, east, south in told:
        assert west >= size.margin - 0.5
        assert north >= size.margin - 0.5
        assert east <= size.width - size.margin + 0.5
        assert south <= size.height - size.margin + 0.5


@pytest.mark.parametrize("preset", presets())
def test_furniture_and_names_keep_clear_of_each_other(atlas: Atlas, preset: str) -> None:
    sheet = atlas.figure(preset=preset, graticule=True).sheet
    (panel,) = sheet.panels
    bar, arrow, small = sheet.scale_bar, sheet.north, sheet.locator
    assert bar
    assert arrow
    assert small
    things = [frame_box(arrow), frame_box(small.frame), (bar.x, bar.y - bar.size * 1.6, bar.x + bar.width, bar.y)]
    assert not any(overlap(*pair) for pair in combinations(things, 2))
    x, y, scale = panel.frame.x, panel.frame.y, panel.scale
    names = [
        (x + w * scale, y + n * scale, x + e * scale, y + s * scale)
        for w, n, e, s in (n.box for n in panel.scene.names)
    ]
    assert names
    assert not any(overlap(name, thing) for name in names for thing in things)
    assert not any(overlap(*pair) for pair in combinations(names, 2))
    assert all(overlap(thing, frame_box(panel.frame)) for thing in things)


def test_the_scale_bar_is_as_long_as_it_says(atlas: Atlas) -> None:
    sheet = atlas.figure().sheet
    (panel,) = sheet.panels
    bar = sheet.scale_bar
    assert bar
    metres = bar.width / panel.scale * panel.camera.metres_per_pixel()
    assert metres == pytest.approx(bar.km * 1000)


def test_the_legend_tells_only_of_what_is_drawn_and_counts_it(atlas: Atlas) -> None:
    sheet = atlas.select(first=1984, last=1984, layers=("committees", "bases")).figure(crowds=False).sheet
    layers = [key for key in sheet.keys if key.form == "symbol"]
    assert [key.layer for key in layers] == ["bases", "committees"]
    (panel,) = sheet.panels
    assert {key.layer: key.number for key in layers} == {
        layer: sum(name == layer for name, _ in panel.scene.inside) for layer in ("bases", "committees")
    }
    assert not any(key.form in {"ring", "class", "hatch"} for key in sheet.keys)
    assert "possible" in {symbol.how for symbol in panel.scene.symbols}
    assert any(key.form == "hollow" for key in sheet.keys)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_legend_writes_thousands_as_the_screens_do(atlas: Atlas, language: str) -> None:
    texts = load(language)
    keys = atlas.select(layers=("coca_zones",)).figure(language=language).sheet.keys
    told = {" ".join(key.words.lines) for key in keys if key.form == "class"}
    assert told
    assert told <= {texts.say("panel.hectares_upto", high=texts.number(1000)),
                    texts.say("panel.hectares_over", low=texts.number(15000))} | {
        texts.say("panel.hectares_between", low=texts.number(low), high=texts.number(high))
        for low, high in ((1000, 3000), (3000, 7000), (7000, 15000))
    }  # fmt: skip


def test_whose_the_basemap_is_stands_on_a_map_in_the_readers_words() -> None:
    whole = say_credit(attribution(), load("es"))
    assert whole.startswith("Contornos: geoBoundaries") and "Relieve: " in whole
    assert not any(f"{part}: " in whole for part in ("Outlines", "Water", "Places", "Relief"))
    assert say_credit("Leaflet", load("es")) == "Leaflet"


def test_the_caption_counts_every_row_once(atlas: Atlas) -> None:
    camera = Camera(-74.2, -13.1, 8.0)
    sheet = atlas.select(first=1980, last=1992).figure(camera=camera, caption=True).sheet
    (caption,) = [block for block in sheet.blocks if block.role == "caption"]
    text = " ".join(caption.lines)
    inside = len(sheet.panels[0].scene.inside)
    beyond = sum(1 for _ in sheet.panels[0].view.shown()) - inside
    assert beyond > 0
    assert text.startswith(f"{inside} of 471 rows are on the map; {beyond} more beyond the frame, ")
    assert "No dot is not no event." in text


def test_filters_are_told_in_words(atlas: Atlas) -> None:
    sheet = atlas.select(**WINDOWS["filtered"]).figure(language="es").sheet
    text = " ".join(line for block in sheet.blocks for line in block.lines)
    assert "Filtros: " in text
    for word in ("«Huallaga»", "coca, fuerzas militares", "78° O a 72° O, 12° S a 6° S"):
        assert word in text, text


def test_a_camera_is_shown_whole_whatever_the_frame(atlas: Atlas) -> None:
    camera = Camera(-74.2, -13.1, 8.0, 1366, 500)
    for preset in presets():
        seen = atlas.figure(preset=preset, camera=camera).sheet.panels[0].camera.bbox()
        asked = camera.bbox()
        assert seen.west <= asked.west + 1e-2
        assert seen.east >= asked.east - 1e-2
        assert seen.south <= asked.south + 1e-2
        assert seen.north >= asked.north - 1e-2


def test_title_and_subtitle_can_be_written_or_left_out(atlas: Atlas) -> None:
    def roles(**wishes: Any) -> dict[str, tuple[str, ...]]:
        return {block.role: block.lines for block in atlas.figure(**wishes).sheet.blocks}

    assert roles(title="My own")["title"] == ("My own",)
    assert not {"title", "subtitle"} & set(roles(title="", subtitle=""))
    assert roles()["title"] == ("Peru: self-defense, bases and coca",)
