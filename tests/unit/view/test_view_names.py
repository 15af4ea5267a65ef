"""Room for names: nothing overlaps, nothing is cut, and the same comes out each time."""

from __future__ import annotations

from itertools import combinations

import pytest

from geodash.camera import Camera
from geodash.view import ground
from geodash.view.ground import GroundName
from geodash.view.names import Name, Wanted, place

CAMERA = Camera(-75.0, -9.3, 6.2, 800, 900)


def placed(*, camera: Camera = CAMERA, crowds: tuple[tuple[float, float, float], ...] = ()) -> tuple[Name, ...]:
    marks = [Wanted("Putis", 400, 500, 9), Wanted("Comité de Ashaninka", 420, 510, 9)]
    spots = [(380.0 + 3 * i, 480.0 + i) for i in range(30)]
    return place(ground.names("es"), marks, camera, crowds=crowds, spots=spots, from_zoom={"regions_text": 5.5})


@pytest.mark.parametrize("zoom", [4.5, 5.4, 6.2, 8.0])
def test_names_neither_overlap_nor_are_cut(zoom: float) -> None:
    camera = Camera(-75.0, -11.0, zoom, 700, 800)
    rings = ((300.0, 300.0, 24.0), (350.0, 420.0, 17.0))
    names = placed(camera=camera, crowds=rings)
    assert len(names) > 5
    boxes = [name.box for name in names] + [(x - r, y - r, x + r, y + r) for x, y, r in rings]
    for (w, n, e, s), (west, north, east, south) in combinations(boxes, 2):
        assert not (w < east and e > west and n < south and s > north) or (w, n, e, s) in boxes[-2:]
    assert all(w >= 0 and n >= 0 and e <= 700 and s <= 800 for w, n, e, s in boxes)
    assert placed(camera=camera, crowds=rings) == names


def test_marks_come_first_and_no_place_is_named_twice() -> None:
    town = GroundName("towns", "Putis", (-75.0, -9.3), 0, 4)
    x, y = CAMERA.pixel(*town.at)
    mark = Wanted("Putis", x, y, 9)
    names = place([town], [mark], CAMERA, crowds=(), spots=(), from_zoom={})
    assert [(name.kind, name.text) for name in names] == [("marks", "Putis")]
    assert place([town], [], CAMERA, crowds=(), spots=(), from_zoom={})[0].dot == (x, y)


def test_a_name_stands_where_there_is_room() -> None:
    town = GroundName("towns", "Huanta", (-75.0, -9.3), 0, 4)
    x, y = CAMERA.pixel(*town.at)
    right, above = (x + 2, y - 12, x + 80, y), (x - 40, y - 30, x + 40, y - 3)

    def found(*taken: tuple[float, float, float, float]) -> tuple[Name, ...]:
        return place([town], [], CAMERA, crowds=(), spots=(), taken=taken, from_zoom={})

    assert found()[0].x > x
    assert found(right)[0].box[2] < x
    left = (x - 80, y - 12, x - 2, y)
    assert found(right, left, above)[0].y > y
    assert found((x - 90, y - 60, x + 90, y + 60)) == ()


def test_far_from_the_zoom_a_name_is_not_written() -> None:
    river = GroundName("rivers", "Apurímac", (-75.0, -9.3), 30, 8)
    assert place([river], [], CAMERA, crowds=(), spots=(), from_zoom={}) == ()
    near = Camera(-75.0, -9.3, 8.1, 800, 900)
    name = place([river], [], near, crowds=(), spots=(), from_zoom={})[0]
    assert name.angle == 30
    assert name.y > near.pixel(*river.at)[1]


def test_what_must_be_named_is_written_a_line_away_or_shortened() -> None:
    said = "Villa Florida self-defense force"
    around = [(300.0, 441.0, 392.0, 459.0), (408.0, 441.0, 800.0, 459.0)]  # right and left
    close = [*around, (300.0, 430.0, 500.0, 443.0), (300.0, 457.0, 500.0, 470.0)]  # and the lines above and below
    walls = [
        (0.0, 0.0, 800.0, 440.0),
        (0.0, 460.0, 800.0, 900.0),
        (0.0, 440.0, 396.0, 460.0),
        (520.0, 0.0, 800.0, 900.0),
    ]

    def found(taken: list[tuple[float, float, float, float]], *, must: bool) -> tuple[Name, ...]:
        wanted = Wanted(said, 400, 450, 9, must)
        return place([], [wanted], CAMERA, crowds=(), spots=(), taken=taken, from_zoom={})

    assert found(close, must=False) == ()
    (away,) = found(close, must=True)
    assert away.text == said
    assert abs(away.y - 450) > 17
    assert found(walls, must=False) == ()
    (short,) = found(walls, must=True)
    assert short.text.endswith("…")
    assert said.startswith(short.text[:-1])
    assert found([(0.0, 0.0, 800.0, 900.0)], must=True) == ()


def test_a_towns_name_begins_beyond_the_symbol_on_it() -> None:
    town = GroundName("towns", "Huanta", (-75.0, -9.3), 0, 4)
    x, y = CAMERA.pixel(*town.at)
    symbol = (x - 12, y - 12, x + 12, y + 12)
    (name,) = place([town], [], CAMERA, crowds=(), spots=(), symbols=[symbol], from_zoom={})
    assert name.box[0] >= symbol[2]
    assert name.dot is None
