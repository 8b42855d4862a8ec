"""Level and direction together, by hand."""

import numpy as np

from scoring.change import compare_periods
from scoring.places import Scope
from scoring.quadrants import Quadrant, Quadrants, high_percent, sort_into_quadrants
from scoring.score import score_wards
from scoring.settings import Choice, Settings
from tests.scoring.small_packs import Given, monthly_counts, small_evidence

# five wards of 1,000, 1,000, 2,000, 1,000 and 1,000 people
PEOPLE = [1000.0, 1000.0, 2000.0, 1000.0, 1000.0]
EVIDENCE = small_evidence(
    {"burglary": [1.0, 2.0, 3.0, 4.0, 5.0], "clubs": Given(value=[1.0, 2, 3, 4, 5], lower_is_worse=True)},
    boroughs=[0, 0, 0, 1, 1],
    population=PEOPLE,
)
# events a month in the 12 months before and the 12 after
#   ward 1: 5 -> 20, rates 60 -> 240 per 1,000: high now, rising
#   ward 2: 30 -> 10, rates 360 -> 120: was the highest, falling
#   ward 3: 8 -> 16, rates 48 -> 96 (of 2,000 people): rising, but others are higher
#   ward 4: 10 -> 10: no clear change
#   ward 5: 9 -> 3, rates 108 -> 36: falling from a lower level
MOVES = {"W00001": (5, 20), "W00002": (30, 10), "W00003": (8, 16), "W00004": (10, 10), "W00005": (9, 3)}
MONTHLY = monthly_counts({"burglary": {code: [first] * 12 + [last] * 12 for code, (first, last) in MOVES.items()}})
# with the worst 20% of five wards: the one that is worse than at least 80% of 4, which is all others
SETTINGS = Settings(top_percent=20, list_size=1)


def quadrants(settings: Settings = SETTINGS, scope: Scope = Scope.PUBLISHED) -> Quadrants:
    result = score_wards(EVIDENCE, settings)
    return sort_into_quadrants(result, compare_periods(EVIDENCE, MONTHLY, scope=scope))


def test_rising_wards_are_high_by_the_later_period_and_falling_ones_by_the_earlier() -> None:
    assert quadrants().quadrant.tolist() == [
        Quadrant.HIGH_RISING,
        Quadrant.WAS_HIGH_FALLING,
        Quadrant.LOWER_RISING,
        "",
        Quadrant.LOWER_FALLING,
    ]


def test_rates_are_events_per_1000_people_in_the_months_compared() -> None:
    found = quadrants()

    assert found.rate_before.tolist() == [60, 360, 48, 120, 108]
    assert found.rate_after.tolist() == [240, 120, 96, 120, 36]


def test_the_level_is_told_in_times_of_what_is_high() -> None:
    # the least high rate is 240 after and 360 before: 240/240, 360/360, 96/240, 120/240, 108/360
    assert quadrants().times_high.round(9).tolist() == [1, 1, 0.4, 0.5, 0.3]


def test_a_larger_share_lets_more_wards_be_high() -> None:
    # worst 50% of five: worse than at least 2 of the 4 others. After: 240, 120 and 120 (both worse than 96 and 36),
    # so ward 3 with 96 stays lower; before: 360, 120 and 108
    found = quadrants(SETTINGS.with_choice("burglary", Choice(top_percent=50)))

    assert found.quadrant[2] == Quadrant.LOWER_RISING
    assert found.quadrant[4] == Quadrant.WAS_HIGH_FALLING


def test_a_threshold_set_as_a_value_stands_for_the_share_really_above() -> None:
    # burglary 4 or more: 2 of 5 wards
    result = score_wards(EVIDENCE, SETTINGS.with_choice("burglary", Choice(value=4.0)))

    assert high_percent(result, "burglary") == 40


def test_boroughs_are_high_among_boroughs() -> None:
    # borough 0 holds 43 -> 46 events a month among 4,000 people: no clear change; borough 1 19 -> 13 among 2,000:
    # 114 -> 78 per 1,000, against 129 -> 138
    found = quadrants(scope=Scope.BOROUGH)

    assert found.rate_before.tolist() == [129, 114]
    assert found.quadrant.tolist() == ["", Quadrant.LOWER_FALLING]


def test_london_alone_is_neither_high_nor_low() -> None:
    found = quadrants(scope=Scope.LONDON)

    assert found.quadrant.tolist() == [""]
    assert np.isnan(found.times_high).all()


def test_what_is_worse_when_lower_is_not_sorted() -> None:
    monthly = monthly_counts({"clubs": {"W00001": [5] * 12 + [20] * 12, "W00002": [5] * 24}})
    result = score_wards(EVIDENCE, SETTINGS)

    found = sort_into_quadrants(result, compare_periods(EVIDENCE, monthly))

    assert found.change.table["verdict"].tolist()[0] == "rising"
    assert found.quadrant.tolist() == ["", ""]


def test_nobody_is_high_where_all_are_equal() -> None:
    monthly = monthly_counts({"burglary": {"W00001": [5] * 12 + [20] * 12, "W00002": [5] * 12 + [20] * 12}})
    result = score_wards(EVIDENCE, SETTINGS)

    found = sort_into_quadrants(result, compare_periods(EVIDENCE, monthly))

    assert found.quadrant.tolist() == [Quadrant.LOWER_RISING] * 2
    assert np.isnan(found.times_high).all()


def test_without_people_there_is_no_level() -> None:
    evidence = small_evidence({"burglary": [1.0, 2.0]}, population=[0.0, 1000.0])
    monthly = monthly_counts({"burglary": {"W00001": [5] * 12 + [20] * 12, "W00002": [5] * 24}})

    found = sort_into_quadrants(score_wards(evidence, SETTINGS), compare_periods(evidence, monthly))

    assert found.quadrant.tolist() == ["", ""]
    assert np.isnan(found.rate_after[0])
