"""Where boroughs lie: London's own names and codes, round figures of the right size, points on the right side."""

import numpy as np
import pytest

from loaders import boroughs
from loaders.sample.places import BOROUGHS, CITY_CODE, TOWN_CENTRES, WEST_END, read_points

BY_CODE = {of.code: of for of in BOROUGHS}


def test_they_are_london_s_33_boroughs():
    assert {of.code: of.name for of in BOROUGHS} == dict(boroughs.BOROUGHS)
    assert CITY_CODE == boroughs.CITY_OF_LONDON


def test_sums_are_london_s():
    # from general knowledge: about 1,570 km2, just under 9 million people; 680 wards are the contract's
    assert sum(of.area_km2 for of in BOROUGHS) == pytest.approx(1_570, rel=0.02)
    assert 8_500_000 < sum(of.population for of in BOROUGHS) < 9_200_000
    assert sum(of.ward_count for of in BOROUGHS) == 680
    assert BY_CODE[CITY_CODE].ward_count == 1


def test_the_largest_and_the_smallest_are_where_they_should_be():
    by_size = sorted(BOROUGHS, key=lambda of: of.area_km2)

    assert [of.name for of in (by_size[0], by_size[-1])] == ["City of London", "Bromley"]


@pytest.mark.parametrize(
    ("code", "east", "north"),
    [
        ("E09000010", 0, 1),  # Enfield in the north
        ("E09000008", 0, -1),  # Croydon in the south
        ("E09000017", -1, 0),  # Hillingdon in the west
        ("E09000016", 1, 0),  # Havering in the east
    ],
)
def test_outer_boroughs_lie_on_their_side_of_charing_cross(code, east, north):
    middle = BY_CODE[code].places.mean(axis=0)

    assert middle @ [east, north] > 12


def test_points_are_read_in_pairs():
    assert read_points("1 2  -3.5 4").tolist() == [[1.0, 2.0], [-3.5, 4.0]]


def test_the_west_end_is_a_centre_near_charing_cross():
    assert np.hypot(*read_points(TOWN_CENTRES)[WEST_END]) < 2
