"""Web Mercator sums against known values, and back again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.camera import BBox, Camera, fit, metres_per_pixel, project, unproject


def test_known_values() -> None:
    assert project(0, 0, 0) == pytest.approx((128, 128))
    assert project(-180, 85.05112877980659, 0) == pytest.approx((0, 0), abs=1e-9)
    # EPSG:3857 x of longitude -74.2 is -8259906.2 m
    assert (project(-74.2, 0, 0)[0] - 128) * metres_per_pixel(0, 0) == pytest.approx(-8259906.2, abs=0.1)
    assert metres_per_pixel(0, 0) == pytest.approx(156543.034, abs=0.001)


@given(st.floats(-180, 180), st.floats(-85, 85), st.floats(0, 18))
def test_there_and_back(lon: float, lat: float, zoom: float) -> None:
    assert unproject(*project(lon, lat, zoom), zoom) == pytest.approx((lon, lat), abs=1e-7)


@given(
    st.floats(-170, 160), st.floats(-75, 70), st.floats(0.01, 10), st.floats(0.01, 5),
    st.integers(200, 2000), st.integers(200, 2000),
)  # fmt: skip
def test_a_fitted_camera_shows_the_box_and_no_step_more_would(
    west: float, south: float, wide: float, high: float, width: int, height: int
) -> None:
    box = BBox(west, south, west + wide, south + high)
    camera = fit(box, width, height)
    seen = camera.bbox()
    assert seen.west <= box.west and seen.east >= box.east
    assert seen.south <= box.south and seen.north >= box.north
    left, top = camera.pixel(box.west, box.north)
    right, bottom = camera.pixel(box.east, box.south)
    closer = 2**0.25
    too_wide = (right - left) * closer > width - 24
    too_high = (bottom - top) * closer > height - 24
    assert too_wide or too_high or camera.zoom == 18


def test_the_middle_of_the_picture_is_the_camera() -> None:
    camera = Camera(-74.2, -12.9, 8.25, 800, 600)
    assert camera.pixel(-74.2, -12.9) == pytest.approx((400, 300))
    assert camera.bbox().holds(-74.2, -12.9)
    assert camera.resized(10, 10).bbox().west > camera.bbox().west
    assert camera.metres_per_pixel() < camera.metres_per_pixel(0)


def test_a_box_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="swap"):
        BBox(1, 0, -1, 0)


def test_a_single_point_gets_a_near_view() -> None:
    assert fit(BBox(-74, -12, -74, -12), 800, 600).zoom == 12
