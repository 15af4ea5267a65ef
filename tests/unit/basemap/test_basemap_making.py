"""The making of the basemap: small parts, with shapes that can be checked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodash.basemap.geojson import make_feature, round_shape, write_features
from geodash.basemap.outlines import drop_islands, fold, label_point, match_provinces, shared_edges
from geodash.basemap.relief import blur, make_frame, mercator_y, row_latitudes
from geodash.basemap.rivers import Network, erase_loops, name_rivers, place_labels
from geodash.basemap.sources import repair_mojibake
from geodash.basemap.towns import Cities, capital_zoom, other_towns
from geodash.errors import GeodashError

LEFT, RIGHT = shapely.box(0, 0, 1, 2), shapely.box(1, 0, 2, 2)


def test_mojibake_is_undone_and_the_rest_left_alone() -> None:
    assert repair_mojibake("FerreÃ±afe") == "Ferreñafe"
    assert repair_mojibake("Cañete") == "Cañete"
    assert repair_mojibake("Lima") == "Lima"


def test_fold_drops_case_and_accents() -> None:
    assert fold("Datem del MARAÑÓN") == "datem del maranon"


def test_provinces_match_by_folded_name_and_complain_of_strays() -> None:
    rows = [{"province": "Marañón", "ubigeo": "1007"}]
    assert list(match_provinces([("Maranon", LEFT)], rows)) == ["1007"]
    with pytest.raises(GeodashError, match="huanta"):
        match_provinces([("Maranon", LEFT), ("Huanta", RIGHT)], rows)


def test_islands_go_but_never_the_last() -> None:
    both = shapely.union_all([shapely.box(0, 0, 2, 2), shapely.box(5, 5, 5.1, 5.1)])
    assert drop_islands(both, 0.5).area == 4
    assert drop_islands(both, 50).area == 4


def test_a_shared_edge_is_found_once_and_the_coast_is_not() -> None:
    edges = shared_edges({"a": LEFT, "b": RIGHT})
    assert list(edges) == [("a", "b")]
    assert edges["a", "b"].length == 2


def test_label_point_falls_into_the_wide_part() -> None:
    club = shapely.union_all([shapely.box(0, 0, 10, 0.2), shapely.box(10, -2, 14, 2)])
    lon, lat = label_point(club)
    assert 11 < lon < 13
    assert -1 < lat < 1


@given(st.lists(st.tuples(st.floats(-80, -70), st.floats(-18, 0)), min_size=3, max_size=9))
def test_rounded_shapes_are_valid_and_round(points: list[tuple[float, float]]) -> None:
    hull = shapely.MultiPoint(points).convex_hull
    if hull.geom_type != "Polygon" or hull.area < 0.1:
        return
    rounded = round_shape(hull, 2)
    assert rounded.is_valid
    coordinates = shapely.get_coordinates(rounded)
    assert np.array_equal(coordinates, coordinates.round(2))


def test_same_shapes_same_bytes_whatever_their_start(tmp_path: Path) -> None:
    one = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(3, 3, 4, 4)])
    other = shapely.MultiPolygon([shapely.box(3, 3, 4, 4), shapely.box(0, 0, 1, 1)])
    for name, each in (("a", one), ("b", other)):
        write_features(tmp_path / name, [make_feature("x", each, {"name": "Ñ"})])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    found = json.loads((tmp_path / "a").read_text(encoding="utf-8"))
    assert found["bbox"] == [0, 0, 4, 4]
    assert found["features"][0]["properties"]["name"] == "Ñ"


def test_a_river_is_the_shortest_way_through_its_points() -> None:
    main = [(0.0, 0.0), (0.1, 0.0), (0.2, 0.0), (0.3, 0.0)]
    branch = [(0.2, 0.0), (0.2, 0.1), (0.2, 0.2)]
    rows = [
        {"river": "Ene", "rank": "1", "seq": str(seq), "lon": str(lon), "lat": str(lat)}
        for seq, (lon, lat) in enumerate([(-75.0, -12.0), (-74.7, -12.0)])
    ]
    lines = [[(x - 75, y - 12) for x, y in line] for line in (main, branch)]
    named, *rest = name_rivers(lines, rows)
    assert (named.name, named.rank) == ("Ene", 1)
    assert named.line.length == pytest.approx(0.3)
    assert [river.rank for river in rest] == [4]
    assert rest[0].line.length == pytest.approx(0.2)


def test_a_check_point_far_from_any_river_is_refused() -> None:
    rows = [{"river": "Ene", "rank": "1", "seq": "1", "lon": "-70", "lat": "-12"}]
    with pytest.raises(GeodashError, match=r"rivers\.csv, Ene"):
        name_rivers([[(-75.0, -12.0), (-74.7, -12.0)]], rows)


def test_lines_that_nearly_touch_are_joined() -> None:
    network = Network([[(0.0, 0.0), (0.1, 0.0)], [(0.11, 0.0), (0.2, 0.0)], [(5.0, 5.0), (5.1, 5.0)]])
    assert network.path((0.0, 0.0), (0.2, 0.0))
    assert network.path((0.0, 0.0), (5.0, 5.0)) == []


def test_spurs_are_cut() -> None:
    a, b, c, d = (0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (2.0, 0.0)
    assert erase_loops([a, b, c, b, d]) == [a, b, d]


@given(st.floats(-180, 180))
def test_river_names_are_never_upside_down(angle: float) -> None:
    east, north = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    for *_, turned, zoom in place_labels(shapely.LineString([(0, 0), (east, north)]), 2):
        assert -90 <= turned <= 90
        assert zoom in (7, 9)
        assert abs(np.sin(np.radians(turned - angle))) < 0.02


def test_towns_come_from_the_table_or_from_their_province() -> None:
    place = {"alternatenames": ["Sivia"], "countrycode": "PE", "population": 10, "longitude": 0.5, "latitude": 0.5}
    cities = Cities({"1": {**place, "name": "Sivia", "geonameid": 1}, "2": {**place, "name": "X", "geonameid": 2}})
    row = {"name": "Sivia", "province": "0504", "lookup": "", "lon": "", "lat": "", "min_zoom": "8", "note": ""}
    (town,) = other_towns([row], cities, {"0504": LEFT})
    assert (town.lon, town.lat, town.source) == (0.5, 0.5, "GeoNames")
    with pytest.raises(GeodashError, match="Sivia"):
        other_towns([row], cities, {"0504": shapely.box(8, 8, 9, 9)})


def test_the_larger_a_capital_the_earlier_its_name() -> None:
    zooms = [capital_zoom(3, population) for population in (0, 10_000, 50_000, 200_000)]
    assert zooms == sorted(zooms, reverse=True)
    assert capital_zoom(1, 0) < capital_zoom(2, 500_000) < capital_zoom(3, 500_000)


def test_rows_of_the_frame_are_even_in_mercator() -> None:
    frame = make_frame((-94, -57, -32, 15), 32)
    ordinates = [mercator_y(float(lat)) for lat in row_latitudes(frame)]
    steps = np.diff(ordinates)
    assert np.allclose(steps, steps[0])
    assert ordinates[0] == pytest.approx(mercator_y(15), abs=1e-3)
    width_step = np.radians((frame.east - frame.west) / frame.width)
    assert -steps[0] == pytest.approx(width_step, rel=1e-3)  # square pixels


def test_the_sea_does_not_bleed_into_the_coast() -> None:
    grid = np.zeros((20, 20))
    grid[:, 10:] = 100.0
    mask = (grid > 0).astype(float)
    assert blur(grid, 2)[10, 10] < 90
    assert blur(grid, 2, mask)[10, 10] == pytest.approx(100)
