"""Outlines: one net without gap or overlap, plain polygons, no slivers, light, and boroughs made of the same lines."""

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from loaders.sample.places import BOROUGHS
from loaders.sample.shapes import DECIMALS, draw_boroughs, frame_shapes

MOST_CORNERS = 70_000


@pytest.fixture(scope="module")
def wards(made):
    return made.pack.geometry["wards"].geometry.to_numpy()


@pytest.fixture(scope="module")
def boroughs(made):
    return made.pack.geometry["boroughs"].set_index("area_code").geometry


@pytest.fixture(scope="module")
def thames(made):
    context = made.pack.geometry["context"].set_index("name")
    return context.loc["River Thames", "geometry"]


def test_wards_share_their_borders_exactly(wards):
    assert shapely.is_valid(wards).all()
    assert shapely.coverage_is_valid(wards)
    # together they are one London without a hole
    whole = shapely.union_all(wards)
    assert whole.geom_type == "Polygon"
    assert len(whole.interiors) == 0
    assert whole.area == pytest.approx(shapely.area(wards).sum(), rel=1e-9)


def test_wards_are_plain_polygons_of_some_thousand_corners_in_all(wards):
    assert {shape.geom_type for shape in wards} == {"Polygon"}
    assert shapely.get_num_interior_rings(wards).sum() == 0
    assert shapely.get_num_coordinates(wards).sum() < MOST_CORNERS


def test_corners_lie_on_a_grid_of_about_a_metre(wards):
    corners = shapely.get_coordinates(wards)

    assert (np.round(corners, DECIMALS) == corners).all()


def test_no_ward_is_a_sliver(made):
    grid = made.pack.geometry["wards"].to_crs(27700)
    # 1 for a circle, 0.785 for a square, 0.16 for a strip six times as long as wide with straight sides
    roundness = 4 * np.pi * grid.area / grid.length**2

    assert roundness.min() > 0.12
    assert roundness.median() > 0.4
    assert grid.area.min() > 100_000  # a tenth of a square kilometre
    # a disc of 60 m fits into every ward
    assert not grid.buffer(-60).is_empty.any()


def test_boroughs_are_their_wards_and_in_one_piece(made, wards, boroughs):
    for position, of in enumerate(BOROUGHS):
        mine = wards[made.wards.borough == position]
        assert boroughs[of.code].geom_type == "Polygon", of.name
        assert boroughs[of.code].area == pytest.approx(shapely.area(mine).sum(), rel=1e-9)
    assert shapely.coverage_is_valid(boroughs.to_numpy())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("E09000007", "E09000019"),  # Camden and Islington
        ("E09000001", "E09000033"),  # the City and Westminster
        ("E09000022", "E09000028"),  # Lambeth and Southwark
        ("E09000008", "E09000029"),  # Croydon and Sutton
        ("E09000004", "E09000016"),  # Bexley and Havering, across the river
    ],
)
def test_neighbours_are_neighbours(boroughs, one, other):
    assert boroughs[one].touches(boroughs[other])


def test_the_city_is_surrounded_and_tiny(boroughs):
    assert boroughs.to_crs(27700).area.idxmin() == "E09000001"
    touching = boroughs.index[boroughs.touches(boroughs["E09000001"])]
    assert {"E09000012", "E09000019", "E09000030", "E09000033", "E09000028"} <= set(touching)


def test_the_thames_runs_between_the_banks_and_widens_to_the_sea(boroughs, thames):
    west, _, east, _ = thames.bounds
    assert thames.geom_type == "Polygon"
    assert west < boroughs["E09000021"].bounds[0]  # beyond Kingston
    assert east > boroughs["E09000004"].bounds[2]  # beyond Bexley
    for code in ("E09000033", "E09000022", "E09000001", "E09000030", "E09000011", "E09000025"):
        assert thames.intersects(boroughs[code].boundary), code
    for code in ("E09000003", "E09000008"):  # Barnet and Croydon lie far from it
        assert not thames.intersects(boroughs[code])

    def width(longitude: float) -> float:
        return thames.intersection(LineString([(longitude, 51), (longitude, 52)])).length

    assert width(0.1) > 2 * width(-0.19)


def test_boroughs_are_dissolved_by_their_number():
    wards = np.array([box(0, 0, 1, 1), box(1, 0, 2, 1), box(2, 0, 3, 1)], dtype=object)

    boroughs = draw_boroughs(wards, np.array([0, 1, 1]))

    assert [shape.bounds for shape in boroughs] == [(0, 0, 1, 1), (1, 0, 3, 1)]


def test_outlines_stand_beside_their_codes_in_degrees():
    frame = frame_shapes(["A"], np.array([Point(0, 51).buffer(0.1)], dtype=object))

    assert frame.crs.to_epsg() == 4326
    assert frame["area_code"].tolist() == ["A"]
