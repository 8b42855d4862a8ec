"""People of the sample: every characteristic adds up to the ward's population; children by hand."""

import numpy as np
import pandas as pd
import pytest

from loaders.sample.people import AGES, count_children


@pytest.mark.parametrize("characteristic", ["age", "sex", "ethnic group", "disability"])
def test_each_characteristic_adds_up_to_the_population(made, characteristic):
    people = made.people[made.people["characteristic"] == characteristic]

    by_ward = people.groupby("area_code")["count"].sum().reindex(made.wards.codes)

    assert by_ward.tolist() == made.wards.population.tolist()
    assert (people["count"] >= 0).all()


def test_children_are_all_under_15_and_a_fifth_of_the_next_band():
    counts = dict.fromkeys(AGES, 1_000) | {"0-4": 10, "5-9": 20, "10-14": 30, "15-19": 44}
    people = pd.DataFrame({"area_code": "W", "characteristic": "age", "group": list(counts), "count": counts.values()})

    assert count_children(people, np.array(["W"], dtype=object)).tolist() == [10 + 20 + 30 + 8]


def test_shares_are_about_london_s(made):
    people = made.people
    share = people.groupby(["characteristic", "group"])["count"].sum() / made.wards.population.sum()

    assert share["age", "0-4"] == pytest.approx(0.061, abs=0.01)
    assert share["age", "85+"] == pytest.approx(0.013, abs=0.005)
    assert 0.50 < share["sex", "Female"] < 0.53
    assert 0.45 < share["ethnic group", "White"] < 0.62


def test_no_group_goes_with_hardship(made):
    ethnic = made.people[made.people["characteristic"] == "ethnic group"]
    shares = ethnic.pivot(index="area_code", columns="group", values="count").reindex(made.wards.codes)
    shares = shares.div(made.wards.population, axis=0)

    for group in shares:
        assert abs(np.corrcoef(shares[group], made.wards.hardship)[0, 1]) < 0.15, group
