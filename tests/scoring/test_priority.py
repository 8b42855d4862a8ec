"""The priority list (R9): an honest cut, in figures and in words; all by hand."""

import numpy as np
import pytest

from scoring.priority import PriorityList, find_members, pick_priority_wards
from scoring.ranking import share_places
from scoring.settings import Settings, TieBreak
from tests.scoring.small_packs import NONE

FIVE = [6.0, 4.0, 5.0, 4.0, 3.0]
"""Ranks 1, 3=, 2, 3=, 5: the two fours tie for places 3 and 4."""


def take(scores: list[float], settings: Settings, keys: list[float] | None = None) -> PriorityList:
    array = np.array(scores)
    tie_keys = None if keys is None else np.array(keys)
    return pick_priority_wards(array, share_places(array), settings=settings, tie_keys=tie_keys)


def test_a_cut_that_parts_no_tie_is_clear() -> None:
    found = take(FIVE, Settings(list_size=2))

    assert found.chosen.tolist() == [0, 2]
    assert not found.has_open_tie
    assert (found.smaller_cut, found.larger_cut, found.places_left) == (2, 2, 0)
    assert found.sentence() == "2 wards are on the list; no tie is parted."


def test_a_tie_across_the_cut_is_shown_apart_with_the_cuts_on_either_side() -> None:
    found = take(FIVE, Settings(list_size=3))

    assert found.chosen.tolist() == [0, 2]
    assert found.tied.tolist() == [1, 3]
    assert (found.places_left, found.smaller_cut, found.larger_cut) == (1, 2, 4)
    assert found.sentence() == (
        "2 wards are clearly in; 2 wards tie for the last place. A list of 2 or of 4 parts no tie."
    )


def test_when_all_tie_nobody_is_clearly_in() -> None:
    found = take([2.0, 2.0, 2.0], Settings(list_size=2))

    assert found.chosen.tolist() == []
    assert found.tied.tolist() == [0, 1, 2]
    assert found.sentence() == "3 wards tie for the last 2 places. A list of 3 parts no tie."


def test_one_ward_is_one_ward_in_words() -> None:
    assert take(FIVE, Settings(list_size=1)).sentence() == "1 ward is on the list; no tie is parted."
    assert take([5.0, 4.0, 4.0], Settings(list_size=2)).sentence() == (
        "1 ward is clearly in; 2 wards tie for the last place. A list of 1 or of 3 parts no tie."
    )


def test_a_tie_break_puts_the_higher_key_first() -> None:
    settings = Settings(list_size=3, tie_break=TieBreak.POPULATION)

    found = take(FIVE, settings, [100.0, 7000.0, 100.0, 9000.0, 100.0])

    assert found.chosen.tolist() == [0, 2, 3]
    assert not found.has_open_tie
    # without the tie-break the natural cuts stay where they are
    assert (found.smaller_cut, found.larger_cut) == (2, 4)
    assert found.sentence() == "3 wards are on the list; 2 wards tied for the last place, parted by population."


def test_a_tie_that_a_tie_break_parts_over_several_places_is_said() -> None:
    settings = Settings(list_size=2, tie_break=TieBreak.AVERAGE_PERCENTILE)

    found = take([1.0, 1.0, 1.0], settings, [0.1, 0.3, 0.2])

    assert found.chosen.tolist() == [1, 2]
    assert found.sentence() == (
        "2 wards are on the list; 3 wards tied for the last 2 places, parted by average percentile."
    )


def test_a_tie_break_never_overrules_a_score() -> None:
    found = take(FIVE, Settings(list_size=1, tie_break=TieBreak.POPULATION), [1.0, 2.0, 3.0, 4.0, 5.0])

    assert found.chosen.tolist() == [0]


def test_wards_that_tie_on_the_tie_break_too_stay_apart() -> None:
    settings = Settings(list_size=3, tie_break=TieBreak.POPULATION)

    found = take(FIVE, settings, [1.0, 8000.0, 1.0, 8000.0, 1.0])

    assert found.tied.tolist() == [1, 3]
    assert found.places_left == 1


def test_a_ward_without_the_figure_of_the_tie_break_comes_after_those_with_one() -> None:
    settings = Settings(list_size=3, tie_break=TieBreak.POPULATION)

    assert take(FIVE, settings, [1.0, NONE, 1.0, 0.0, 1.0]).chosen.tolist() == [0, 2, 3]
    assert take(FIVE, settings, [1.0, NONE, 1.0, NONE, 1.0]).tied.tolist() == [1, 3]


def test_a_list_by_score_takes_all_who_reach_it() -> None:
    found = take(FIVE, Settings(list_size=None, min_score=4))

    assert found.chosen.tolist() == [0, 2, 1, 3]
    assert found.asked is None
    assert found.sentence() == "4 wards are on the list; no tie is parted."


def test_a_score_a_hair_below_the_least_counts_as_reaching_it() -> None:
    # 0.1 + 0.2 is 0.30000000000000004 in floats
    assert take([0.3, 0.2], Settings(list_size=None, min_score=0.1 + 0.2)).chosen.tolist() == [0]


def test_a_score_nobody_reaches_gives_an_empty_list() -> None:
    found = take(FIVE, Settings(list_size=None, min_score=7))

    assert found.chosen.tolist() == []
    assert found.sentence() == "No ward is on the list: none has such a score."


def test_a_list_longer_than_the_wards_takes_all_with_a_score_and_says_so() -> None:
    found = take([2.0, NONE, 3.0], Settings(list_size=30))

    assert found.chosen.tolist() == [2, 0]
    assert found.sentence() == "2 wards are on the list: there are no more wards with a score."


def test_a_list_as_long_as_the_wards_is_whole() -> None:
    assert take([2.0, 2.0, 3.0], Settings(list_size=3)).sentence() == "3 wards are on the list; no tie is parted."


def test_a_list_of_more_places_than_a_machine_counts_to_is_no_error() -> None:
    assert take(FIVE, Settings(list_size=10**30)).chosen.tolist() == [0, 2, 1, 3, 4]


def test_nobody_with_a_score_is_on_no_list() -> None:
    for settings in (Settings(list_size=2), Settings(list_size=None, min_score=0)):
        assert take([NONE, NONE], settings).chosen.tolist() == []


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_members_of_many_draws_are_those_of_each(size: int) -> None:
    draws = np.array([FIVE, [1.0, 1.0, 1.0, 2.0, NONE], [NONE] * 5])
    settings = Settings(list_size=size)

    together = find_members(draws, share_places(draws), settings=settings, tie_keys=None)

    for row, scores in zip(together, draws.tolist(), strict=True):
        assert sorted(np.flatnonzero(row).tolist()) == sorted(take(scores, settings).chosen.tolist())
