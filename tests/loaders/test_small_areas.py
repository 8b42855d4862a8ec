"""From small areas to wards by hand: sums, weighted means, and the way from 2011 to 2021 that loses nobody."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.small_areas import counts_to_2021, mean_by_weight, scores_to_2021, share_by_people, sum_to_wards

WARD = pd.Series({"L1": "North", "L2": "North", "L3": "South", "L4": "South"})
NAN = float("nan")


def changes(*pairs: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["from_code", "to_code", "share"])


CHANGES = changes(("A", "A", 1.0), ("B", "B1", 0.5), ("B", "B2", 0.5), ("C", "CD", 1.0), ("D", "CD", 1.0))


def test_counts_add_up_and_a_ward_without_any_has_none():
    counts = pd.Series({"L1": 2.0, "L2": 3.0, "L3": NAN, "L4": NAN, "elsewhere": 9.0})

    wards = sum_to_wards(counts, WARD)

    assert wards["North"] == 5
    assert np.isnan(wards["South"])
    assert set(wards.index) == {"North", "South"}


def test_scores_average_by_people_and_say_how_many_they_cover():
    scores = pd.Series({"L1": 10.0, "L2": 40.0, "L3": NAN, "L4": 7.0})
    people = pd.Series({"L1": 100.0, "L2": 200.0, "L3": 300.0, "L4": 100.0})

    mean, covered = mean_by_weight(scores, people, WARD)

    # North: (10 x 100 + 40 x 200) / 300 = 30; South: only L4, which is 100 of 400 people
    assert mean.to_dict() == {"North": 30.0, "South": 7.0}
    assert covered.to_dict() == {"North": 1.0, "South": 0.25}


def test_a_small_area_without_people_known_counts_on_neither_side():
    mean, covered = mean_by_weight(pd.Series({"L1": 10.0, "L2": 40.0, "L3": 1.0}), pd.Series({"L1": 100.0}), WARD)

    assert mean["North"] == 10
    assert np.isnan(mean["South"])
    assert covered.to_dict() == {"North": 1.0, "South": 0.0}


def test_split_areas_are_shared_by_their_people():
    residents = pd.Series({"A": 50.0, "B1": 300.0, "B2": 100.0, "CD": 9.0})

    # B1 has 300 of the 400 people of B
    assert share_by_people(CHANGES, residents)["share"].tolist() == [1.0, 0.75, 0.25, 1.0, 1.0]


@pytest.mark.parametrize("residents", [{"B1": 0.0, "B2": 0.0}, {"B1": 300.0}, {}])
def test_split_areas_stay_in_equal_parts_where_people_are_not_counted_in_all(residents):
    shares = share_by_people(CHANGES, pd.Series(residents, dtype="float64"))["share"]

    assert shares.tolist() == [1.0, 0.5, 0.5, 1.0, 1.0]


def test_counts_of_2011_are_parted_and_joined():
    counts = pd.Series({"A": 4.0, "B": 10.0, "C": 1.0, "D": 2.0})

    # B's 10 in two halves; C's 1 and D's 2 together
    assert counts_to_2021(counts, CHANGES).to_dict() == {"A": 4, "B1": 5, "B2": 5, "CD": 3}


def test_scores_of_2011_stay_in_the_parts_and_are_averaged_where_joined():
    scores = pd.Series({"A": 4.0, "B": 10.0, "C": 1.0, "D": 2.0})

    assert scores_to_2021(scores, CHANGES).to_dict() == {"A": 4, "B1": 10, "B2": 10, "CD": 1.5}


def test_areas_without_a_count_leave_none():
    assert counts_to_2021(pd.Series({"A": 4.0}), CHANGES).dropna().to_dict() == {"A": 4}


@given(
    st.lists(st.integers(0, 500), min_size=4, max_size=4),
    st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=4, max_size=4),
)
def test_nobody_is_lost_on_the_way_to_2021(people, residents):
    counts = pd.Series(dict(zip("ABCD", people, strict=True)), dtype="float64")
    known = {
        area: number for area, number in zip(("A", "B1", "B2", "CD"), residents, strict=True) if number is not None
    }

    carried = counts_to_2021(counts, share_by_people(CHANGES, pd.Series(known, dtype="float64")))

    assert carried.sum() == pytest.approx(sum(people))
