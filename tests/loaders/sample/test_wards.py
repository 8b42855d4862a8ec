"""Wards of the sample: names that can't be mistaken, people that add up, traits with the pattern of a city."""

import re

import numpy as np
import pytest

from loaders.sample.places import BOROUGHS, CITY_CODE
from loaders.sample.wards import share_whole


@pytest.mark.parametrize(
    ("total", "portions", "expected"),
    [
        (10, [1, 1, 2], [3, 2, 5]),  # 2.5, 2.5, 5: the first of equal remainders gets the one left over
        (7, [1, 1, 1], [3, 2, 2]),  # 2.33 each, one left over
        (5, [0.2, 0.8], [1, 4]),
        (0, [1, 2], [0, 0]),
    ],
)
def test_whole_numbers_are_shared_by_largest_remainders(total, portions, expected):
    assert share_whole(total, np.array(portions, dtype=float)).tolist() == expected


def test_codes_and_names_can_not_be_taken_for_real_ones(made):
    assert len(set(made.wards.codes)) == len(made.wards) == 680
    assert all(re.fullmatch(r"S05\d{6}", code) for code in made.wards.codes)
    assert all(" sample " in name for name in made.wards.names)
    assert len(set(made.wards.names)) == 680
    assert "Camden sample ward 4" in made.wards.names
    assert made.wards.names[made.wards.borough_codes == CITY_CODE].tolist() == ["City of London sample area"]


def test_wards_add_up_to_their_borough(made):
    people = np.bincount(made.wards.borough, weights=made.wards.population)

    assert people.tolist() == [of.population for of in BOROUGHS]


def test_hardship_has_mean_0_and_spread_1_and_is_higher_near_the_middle(made):
    hardship, middles = made.wards.hardship, made.wards.middles
    distance = np.hypot(*middles.T)

    assert hardship.mean() == pytest.approx(0, abs=1e-9)
    assert hardship.std() == pytest.approx(1)
    # the arc: from 3 to 8 km out more than beyond 15 km
    assert hardship[(distance > 3) & (distance < 8)].mean() > hardship[distance > 15].mean() + 0.5
    # neighbours are alike: a ward's hardship goes with that of the wards within 2 km
    near = (np.hypot(*(middles[:, None] - middles[None]).T) < 2) & ~np.eye(680, dtype=bool)
    has = near.any(axis=1)
    around = (near[has] * hardship).sum(axis=1) / near[has].sum(axis=1)
    assert np.corrcoef(hardship[has], around)[0, 1] > 0.5


def test_the_west_end_is_the_busiest(made):
    busiest = made.wards.middles[made.wards.bustle.argmax()]

    assert np.hypot(*busiest) < 2.5
    assert np.median(made.wards.bustle) < 0.5
