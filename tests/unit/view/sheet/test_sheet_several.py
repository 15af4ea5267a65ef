"""Several windows in one figure: one scale, one legend, names that keep still, and clear words where it cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geodash
from geodash.atlas import Atlas
from geodash.camera import Camera
from geodash.errors import FigureError
from geodash.selection import Selection
from geodash.view.sheet import Sheet, decades, presets, steps

FOUR = [(1980, 1989), (1990, 1999), (2000, 2009), (2010, 2019)]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return geodash.load()


@pytest.fixture(scope="module")
def four(atlas: Atlas) -> Sheet:
    return atlas.figure(windows=FOUR).sheet


def test_each_window_has_its_map_at_one_scale_in_reading_order(four: Sheet) -> None:
    assert [(p.view.selection.first, p.view.selection.last) for p in four.panels] == FOUR
    assert len({panel.camera for panel in four.panels}) == 1
    assert len({(round(p.frame.width, 6), round(p.frame.height, 6)) for p in four.panels}) == 1
    corners = [(panel.frame.y, panel.frame.x) for panel in four.panels]
    assert corners == sorted(corners)
    assert [panel.heading.lines for panel in four.panels if panel.heading] == [(f"{a} – {b}",) for a, b in FOUR]


def test_a_map_of_several_shows_what_the_same_window_alone_shows(atlas: Atlas, four: Sheet) -> None:
    for panel, (first, last) in zip(four.panels, FOUR, strict=True):
        alone = atlas.select(first=first, last=last).view()
        shown = {(one.mark.layer, one.mark.id, one.standing) for one in panel.view.shown()}
        assert shown == {(one.mark.layer, one.mark.id, one.standing) for one in alone.shown()}


def test_one_legend_tells_all_that_any_of_the_maps_draws_and_each_thing_once(four: Sheet) -> None:
    said = [" ".join(key.words.lines) for key in four.keys]
    assert len(said) == len(set(said))
    layers = {symbol.layer for panel in four.panels for symbol in panel.scene.symbols}
    assert layers <= {key.layer for key in four.keys if key.form == "symbol"}
    fills = {e.fill for p in four.panels for g in p.scene.grounds for e in g.edges if e.layer == "coca_zones"}
    assert {fill for fill in fills if fill} <= {key.colors[0] for key in four.keys if key.form == "class"}
    assert all(key.number is None for key in four.keys)
    numbers = [block.lines for block in four.blocks if block.role == "legend" and block.face == "semibold"]
    assert not [line for lines in numbers for line in lines if line.isdigit()]  # one map's count is not another's


def test_the_counts_over_the_maps_are_those_of_their_marks(four: Sheet) -> None:
    counts = [block.lines[0] for block in four.blocks if block.role == "counts"]
    assert counts == [f"{len(panel.scene.inside)} on the map" for panel in four.panels]


@pytest.mark.parametrize(("windows", "said"), [
    (FOUR, ("1980 – 2019",)),
    ([(1980, 1992), (2001, 2012)], ("1980 – 1992", "2001 – 2012")),
    ([(1985, 1985), (2010, 2010)], ("1985", "2010")),
    ([(1980, 1981), (1984, 1985), (1990, 1991), (2001, 2002)], ()),
])  # fmt: skip
def test_the_years_over_the_legend_are_those_that_are_drawn(
    atlas: Atlas, windows: list[tuple[int, int]], said: tuple[str, ...]
) -> None:
    blocks = atlas.figure(windows=windows).sheet.blocks
    assert tuple(line for block in blocks if block.role == "window" for line in block.lines) == said


def test_hectares_of_single_years_are_called_so(atlas: Atlas) -> None:
    for windows, said in (([(2005, 2005), (2015, 2015)], "the year shown"), ([(2001, 2005)], "last year")):
        words = [line for b in atlas.figure(windows=windows).sheet.blocks if b.role == "legend" for line in b.lines]
        assert said in " ".join(words)


def test_what_is_not_certain_in_a_ring_is_hollow_where_greys_could_be_taken_for_another_layer(atlas: Atlas) -> None:
    for colors, hollow in (("grey", True), ("color", False)):
        sheet = atlas.figure(windows=[(1980, 1985), (1988, 1992)], colors=colors).sheet
        arcs = [arc for panel in sheet.panels for ring in panel.scene.rings for arc in ring.arcs]
        unsure = [arc for arc in arcs if arc.hollow or arc.opacity < 1]
        assert unsure and {arc.hollow for arc in unsure} == {hollow}
        assert any(("hollow: not" if hollow else "pale: not") in " ".join(key.words.lines) for key in sheet.keys)


def test_a_name_is_on_all_maps_or_on_none(atlas: Atlas) -> None:
    camera = Camera(-74.0, -12.8, 8)
    sheet = atlas.figure(windows=[(1980, 1992), (2001, 2012)], preset="square", camera=camera).sheet
    names = [[(name.text, name.x, name.y) for name in panel.scene.names] for panel in sheet.panels]
    assert names[0] == names[1] != []
    for panel in sheet.panels:
        for ring in panel.scene.rings:
            assert not [n for n in panel.scene.names if (n.x - ring.x) ** 2 + (n.y - ring.y) ** 2 < ring.radius**2]


@pytest.mark.parametrize("preset", presets())
@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_lies_outside_the_sheet_or_over_another_map(atlas: Atlas, preset: str, language: str) -> None:
    sheet = atlas.figure(windows=FOUR, preset=preset, language=language, graticule=True).sheet
    frames = [panel.frame for panel in sheet.panels]
    headings = [panel.heading for panel in sheet.panels if panel.heading]
    for frame in frames:
        assert frame.x >= 0 and frame.y >= 0
        assert frame.right <= sheet.preset.width and frame.bottom <= sheet.preset.height
        for block in (*sheet.blocks, *headings):
            over = block.x < frame.right - 1 and block.y < frame.bottom - 1 and block.y + block.height > frame.y + 1
            assert not (over and block.x >= frame.x), (block.role, block.lines)
    for one in frames:
        for other in frames:
            apart = one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
            assert apart or one is other


@pytest.mark.parametrize(
    ("windows", "said"),
    [
        ([(1990, 1980)], "swap its two years"),
        ([(1980,)], "give a first and a last year"),
        ([("a", "b")], "is no window"),
        ([(year, year) for year in range(1970, 2000)], "at most 24"),
    ],
)
def test_windows_that_are_none_are_refused(atlas: Atlas, windows: Any, said: str) -> None:
    with pytest.raises(FigureError, match=said):
        atlas.figure(windows=windows)


def test_more_maps_than_find_room_are_refused(atlas: Atlas) -> None:
    with pytest.raises(FigureError, match="find no room on column"):
        atlas.figure(windows=[(year, year) for year in range(1976, 2000)], preset="column")


def test_windows_in_which_nothing_is_left_are_refused(atlas: Atlas) -> None:
    with pytest.raises(FigureError, match="nothing to draw"):
        atlas.select(layers=("events",), undated=False).figure(windows=[(2, 3), (5, 6)])


@given(first=st.integers(1, 2100), years=st.integers(0, 120))
def test_decades_part_a_window_without_gap_or_overlap(first: int, years: int) -> None:
    found = decades(first, first + years)
    assert [year for a, b in found for year in range(a, b + 1)] == list(range(first, first + years + 1))


@given(first=st.integers(1900, 2000), years=st.integers(0, 80), step=st.integers(1, 12))
def test_steps_part_a_window_without_gap_or_overlap(first: int, years: int, step: int) -> None:
    found = steps(first, first + years, step)
    assert [year for a, b in found for year in range(a, b + 1)] == list(range(first, first + years + 1))


def test_steps_over_a_span_stay_in_the_window() -> None:
    assert steps(1980, 1990, 2, 5) == ((1980, 1984), (1982, 1986), (1984, 1988), (1986, 1990))
    assert steps(1980, 1981, 1, 5) == ((1980, 1981),)
    for wrong in ((0, None), (1, 0)):
        with pytest.raises(FigureError):
            steps(1980, 1990, *wrong)


def test_the_selections_own_window_plays_no_part(atlas: Atlas) -> None:
    other = atlas.select(first=1971, last=1972)
    assert other.selection != Selection()
    assert other.figure(windows=FOUR, dpi=48).png() != b""
    assert [p.scene for p in other.figure(windows=FOUR).sheet.panels] == [
        p.scene for p in atlas.figure(windows=FOUR).sheet.panels
    ]
