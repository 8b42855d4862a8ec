"""The ground shared out: boroughs of the right size, wards in one piece, on one bank, of like population."""

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from loaders.sample.partition import FEWEST_SHARE
from loaders.sample.places import BOROUGHS


def test_all_of_london_is_shared_out_and_nothing_else(made):
    is_inside = made.ground.zone >= 0

    assert ((made.shares.ward >= 0) <= is_inside).all()
    # crumbs at the edge may belong to nobody
    assert made.ground.areas_km2[is_inside & (made.shares.ward < 0)].sum() < 1
    assert (made.shares.borough_of_ward[made.shares.ward[made.shares.ward >= 0]] >= 0).all()


def test_every_borough_has_its_number_of_wards(made):
    wards = np.bincount(made.shares.borough_of_ward, minlength=len(BOROUGHS))

    assert wards.tolist() == [of.ward_count for of in BOROUGHS]
    assert set(made.shares.ward) - {-1} == set(range(680))


@pytest.mark.parametrize("position", range(len(BOROUGHS)))
def test_every_borough_is_about_as_large_as_it_is(made, position):
    of = BOROUGHS[position]
    is_london = made.shares.borough >= 0
    scale = made.ground.areas_km2[is_london].sum() / sum(other.area_km2 for other in BOROUGHS)

    area = made.ground.areas_km2[made.shares.borough == position].sum()

    assert area == pytest.approx(of.area_km2 * scale, rel=0.12, abs=0.6)


def test_every_ward_is_in_one_piece(made):
    one, other = made.ground.sides[(made.shares.ward[made.ground.sides] >= 0).all(axis=1)].T
    is_same = made.shares.ward[one] == made.shares.ward[other]
    size = len(made.shares.ward)
    links = coo_array((np.ones(is_same.sum()), (one[is_same], other[is_same])), shape=(size, size))
    piece = connected_components(links, directed=False)[1]
    inside = made.shares.ward >= 0

    pieces = {(int(ward), int(number)) for ward, number in zip(made.shares.ward[inside], piece[inside], strict=True)}

    assert len(pieces) == 680


def test_no_ward_lies_on_both_banks_of_the_thames(made):
    inside = made.shares.ward >= 0
    is_south = made.ground.zone[inside] == 2
    cells = np.bincount(made.shares.ward[inside])
    southern = np.bincount(made.shares.ward[inside], weights=is_south)

    assert (((southern == 0) | (southern == cells)).sum()) == 680


def test_wards_of_a_borough_have_like_populations(made):
    inside = made.shares.ward >= 0
    people = np.bincount(made.shares.ward[inside], weights=made.shares.people[inside])
    for position in range(len(BOROUGHS)):
        mine = people[made.shares.borough_of_ward == position]
        assert mine.min() >= FEWEST_SHARE * mine.mean() * 0.95  # a crumb may have been lost after the last look
        assert mine.max() <= 2.2 * mine.mean()
