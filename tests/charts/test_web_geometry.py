"""Shapes for the browser: borders stay shared, each is drawn once, and names change with the content."""

import gzip
import json

import numpy as np
import shapely

from charts.web_geometry import find_uncovered, hatch, make_web_geometry, simplify_together, unique_steps
from tests.charts.results import SIDE, six_wards, squares


def test_each_border_is_drawn_once_however_many_wards_share_it() -> None:
    pair = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], dtype=object)

    # two unit squares side by side: 3 uprights and 2 x 2 level sides
    steps = unique_steps(pair)
    assert len(steps) == 7
    assert np.abs(steps[:, 1] - steps[:, 0]).sum() == 7.0


def test_a_river_is_drawn_like_a_border_whether_it_is_a_line_or_a_surface() -> None:
    line = shapely.LineString([(0, 0), (1, 0), (1, 1)])

    steps = unique_steps(np.array([line, shapely.MultiLineString([line]), shapely.Point(3, 3)], dtype=object))

    assert steps.tolist() == [[[0, 0], [1, 0]], [[1, 0], [1, 1]]]
    assert len(unique_steps(np.array([line.buffer(0.1)], dtype=object))) > 4
    assert unique_steps(np.array([], dtype=object)).shape == (0, 2, 2)


def test_a_file_for_the_browser_holds_position_and_names_only() -> None:
    document = json.loads(gzip.decompress(squares().wards.compressed))

    assert [feature["properties"]["i"] for feature in document["features"]] == [0, 1, 2, 3, 4, 5]
    assert document["features"][3]["properties"] == {"i": 3, "code": "W00004", "name": "Ward 4", "borough": "Borough 1"}


def test_the_same_shapes_have_the_same_name_and_other_shapes_another() -> None:
    evidence, geometry = six_wards(), squares()
    moved = shapely.transform(geometry.shapes, lambda points: points + 0.1)

    other = make_web_geometry(evidence, evidence.wards.codes, moved, np.array([], dtype=object))

    assert squares().wards.name == geometry.wards.name
    assert other.wards.name != geometry.wards.name


def test_wards_without_a_shape_are_left_out_and_the_others_keep_their_position() -> None:
    evidence, geometry = six_wards(), squares()

    part = make_web_geometry(
        evidence, evidence.wards.codes[[5, 1]], geometry.shapes[[5, 1]], np.array([], dtype=object)
    )

    document = json.loads(gzip.decompress(part.wards.compressed))
    assert [(each["properties"]["i"], each["properties"]["code"]) for each in document["features"]] == [
        (1, "W00002"),
        (5, "W00006"),
    ]


def test_simplified_neighbours_leave_no_gap_and_do_not_overlap() -> None:
    steps = np.linspace(0, 0.05, 80)
    wavy = np.column_stack([0.05 + 0.0005 * np.sin(steps * 900), 51 + steps])
    left = shapely.Polygon([(0, 51), *wavy, (0, 51.05)])
    right = shapely.Polygon([(0.1, 51), *wavy, (0.1, 51.05)])

    simple = simplify_together(np.array([left, right], dtype=object))

    assert shapely.get_num_coordinates(simple).sum() < shapely.get_num_coordinates([left, right]).sum() / 3
    assert shapely.intersection(*simple).area < 1e-12
    assert shapely.coverage_is_valid(simple)


def test_a_country_s_wards_are_simplified_until_a_browser_can_draw_them() -> None:
    steps = np.linspace(0, 1, 9_000)
    edge = np.column_stack([0.2 + 0.003 * np.sin(steps * 9_000), 51 + steps])
    shapes = np.array(
        [shapely.Polygon([(0, 51), *edge, (0, 52)]), shapely.Polygon([(0.4, 51), *edge, (0.4, 52)])], dtype=object
    )

    simple = simplify_together(shapes)

    assert shapely.get_num_coordinates(simple).sum() <= 16_000


def test_boroughs_are_named_inside_their_largest_part_and_have_their_bounds() -> None:
    geometry = squares()

    assert [spot.name for spot in geometry.borough_names] == ["Borough 0", "Borough 1"]
    for spot, code in zip(geometry.borough_names, ("B0", "B1"), strict=True):
        west, south, east, north = geometry.borough_bounds[code]
        assert west < spot.longitude - spot.room < spot.longitude + spot.room < east
        assert south < spot.latitude < north
    assert geometry.bounds == (0.0, 50.99, 3 * SIDE, 51.01)


def test_a_hatch_stays_inside_the_wards_it_marks() -> None:
    geometry = squares()

    lines = hatch(geometry.shapes[:1], geometry.bounds)

    assert lines.length > 0
    assert shapely.difference(lines, shapely.buffer(geometry.shapes[0], 1e-9)).length < 1e-9


def test_of_a_river_only_what_no_ward_covers_is_drawn() -> None:
    river = np.array([shapely.LineString([(-1, 0.5), (2, 0.5)]), shapely.box(0.2, 0.2, 0.8, 0.8)], dtype=object)

    (seen,) = find_uncovered(river, [shapely.box(0, 0, 1, 1)])

    assert seen.equals(shapely.MultiLineString([[(-1, 0.5), (0, 0.5)], [(1, 0.5), (2, 0.5)]]))
    assert len(find_uncovered(np.array([], dtype=object), [shapely.box(0, 0, 1, 1)])) == 0
