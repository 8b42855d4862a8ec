"""The ground: lines that bend through their points, an outline of London's size, banks on the right side."""

import numpy as np
import pytest
import shapely

from loaders.sample.places import BOROUGHS, THAMES, read_points
from loaders.sample.terrain import bend, roughen


def test_a_bent_line_leads_through_every_point():
    line = np.array([[0.0, 0.0], [1.0, 2.0], [3.0, 1.0]])

    curve = bend(line, pieces=4)

    assert len(curve) == 1 + 2 * 4
    assert curve[[0, 4, 8]].tolist() == line.tolist()


def test_a_straight_line_stays_straight():
    assert bend(np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]), pieces=2).tolist() == [
        [0.0, 0.0],
        [0.5, 0.5],
        [1.0, 1.0],
        [1.5, 1.5],
        [2.0, 2.0],
    ]


def test_a_roughened_line_keeps_its_points_and_leaves_no_long_piece():
    line = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 3.0]])

    rough = roughen(np.random.default_rng(1), line, shortest_km=0.3)

    assert np.hypot(*np.diff(rough, axis=0).T).max() <= 0.3
    assert all(point in rough.tolist() for point in line.tolist())
    # a middle is pushed aside by at most 6 x 9% of its piece
    assert np.abs(rough[rough[:, 0] < 3.9][:, 1]).max() < 4 * 0.54 * 2


def test_cells_cover_a_london_of_london_s_size(made):
    is_inside = made.ground.zone >= 0

    assert made.ground.areas_km2[is_inside].sum() == pytest.approx(sum(of.area_km2 for of in BOROUGHS), rel=0.05)


@pytest.mark.parametrize(
    ("code", "bank"),
    [("E09000033", 0), ("E09000025", 1), ("E09000011", 2), ("E09000028", 2), ("E09000003", 0), ("E09000002", 1)],
)
def test_boroughs_lie_on_their_bank(made, code, bank):
    # 0 north of the Thames and west of the Lea, 1 east of the Lea, 2 south of the Thames
    (of,) = [of for of in BOROUGHS if of.code == code]
    closest = ((made.ground.middles[:, None] - of.places) ** 2).sum(axis=2).argmin(axis=0)

    assert set(made.ground.zone[closest]) == {bank}


def test_no_cell_of_london_lies_across_the_thames(made):
    river = shapely.linestrings(bend(read_points(THAMES)))
    sides = made.ground.ends[(made.ground.zone[made.ground.sides] >= 0).all(axis=1)]
    zones = made.ground.zone[made.ground.sides[(made.ground.zone[made.ground.sides] >= 0).all(axis=1)]]
    is_bank = (zones == 2).sum(axis=1) == 1
    middles = made.ground.corners[sides[is_bank]].mean(axis=1)

    # sides between the banks follow the river: their middles lie on it within some metres
    assert shapely.distance(shapely.points(middles), river).max() < 0.06
