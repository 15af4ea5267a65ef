"""What may be wished of a figure, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from geodash.errors import FigureError
from geodash.view.sheet import Wish, make_wish, preset, presets
from geodash.view.sheet.presets import LARGEST_SIDE


def test_the_slide_is_1920_by_1080_and_the_pages_are_pages() -> None:
    assert preset("slide").pixels == (1920, 1080)
    assert preset("square").pixels == (1080, 1080)
    assert preset("a4-portrait").pixels[::-1] == preset("a4-landscape").pixels
    assert round(preset("column").width * 25.4 / 96) == 85
    assert all(row.type["small"] * 0.75 >= 5.5 - 1e-9 for row in presets().values())


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"preset": "poster"}, "poster.*slide"),
        ({"colors": "rainbow"}, "rainbow.*grey"),
        ({"language": "qu"}, "qu.*en, es"),
        ({"dpi": 40_000}, "40000 dpi.*choose from"),
        ({"dpi": 0.1}, "out of reach"),
        ({"dpi": float("nan")}, "nan"),
        ({"dpi": -3}, "out of reach"),
        ({"pixels": (40_000, 40_000)}, "40000 x 40000 pixels are out of reach"),
        ({"pixels": (9_000, 9_000)}, "60 million"),
        ({"pixels": (3_000, 300)}, "3 to 1"),
        ({"pixels": "wide"}, "'wide' is no size"),
        ({"pixels": (1.5, 2)}, "is no size"),
        ({"pixels": (800, 600), "dpi": 1}, "1 dpi is out of reach"),
        ({"title": "x" * 400}, "title has 400"),
        ({"note": "x" * 4000}, "note has 4000"),
        ({"legends": True}, "legends.*legend"),
    ],
)
def test_what_cannot_be_had_is_refused_with_the_choice(wish: dict[str, Any], told: str) -> None:
    with pytest.raises(FigureError, match=told):
        make_wish(**wish)


def test_no_side_is_ever_longer_than_the_limit() -> None:
    for name in presets():
        with pytest.raises(FigureError, match="choose from") as refused:
            preset(name, 39_000)
        most = int(str(refused.value).rsplit(" ", 1)[1])
        assert max(preset(name, most).pixels) <= LARGEST_SIDE


def test_a_wish_writes_down_only_what_is_wished() -> None:
    assert Wish().as_json() == {}
    assert Wish(title="A\x00B\nC", graticule=True).as_json() == {"title": "AB\nC", "graticule": True}


@pytest.mark.parametrize("size", [(1600, 900), (900, 1600), (700, 700), (1200, 630)])
def test_a_size_of_ones_own_keeps_the_look(size: tuple[int, int]) -> None:
    made, like = make_wish(pixels=list(size)).size, preset("slide")
    assert made.pixels == size
    assert made.arrangement == ("below" if size[0] < size[1] else "beside")
    grown = made.margin / like.margin
    assert made.type["text"] == pytest.approx(like.type["text"] * grown)
    assert made.marks == pytest.approx(like.marks * grown)


@pytest.mark.parametrize("name", presets())
def test_nothing_is_smaller_than_journals_print(name: str) -> None:
    """Six points: the smallest type of the sheet, and names of towns and numbers of rings (12 pixels) on the map."""
    size = presets()[name]
    assert min(size.type.values()) * 0.75 >= 5.99
    assert 12 * size.marks * 0.75 >= 5.99
