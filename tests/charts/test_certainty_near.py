"""The wards at the list's edge, in the order of the charts."""

import numpy as np

from charts.certainty_near import ABOVE_THE_EDGE, BELOW_THE_EDGE, find_near
from scoring.certainty import CertaintyResult
from scoring.doubt import Doubt
from scoring.score import score_wards
from scoring.settings import Choice, Settings
from tests.scoring.small_packs import small_evidence


def certainty_of(shares: list[float], *, list_size: int) -> CertaintyResult:
    """Give a certainty in which each ward has more need than the next, one point apart."""
    wards = len(shares)
    flags = {f"m{n:03}": [1.0 if place <= n else 0.0 for place in range(wards)] for n in range(wards)}
    settings = Settings(list_size=list_size, choices={name: Choice(value=1.0) for name in flags})
    ranks = np.arange(1, wards + 1, dtype=np.int32)
    return CertaintyResult(
        result=score_wards(small_evidence(flags), settings),
        doubt=Doubt(),
        in_list_share=np.array(shares),
        rank_p05=ranks,
        rank_p50=ranks,
        rank_p95=ranks,
    )


def test_wards_on_the_list_and_borderline_ones_come_by_share() -> None:
    # on the list: wards 0 and 1; borderline off it: 2 and 3; out: 4
    near = find_near(certainty_of([0.5, 0.99, 0.06, 0.4, 0.05], list_size=2))

    assert near.wards.tolist() == [1, 0, 3, 2]
    assert near.left_out == 0


def test_equal_shares_come_by_rank() -> None:
    assert find_near(certainty_of([0.5, 0.5, 0.5], list_size=3)).wards.tolist() == [0, 1, 2]


def test_a_ward_on_the_list_is_shown_though_it_is_hardly_ever_drawn() -> None:
    assert find_near(certainty_of([0.99, 0.01, 0.01], list_size=2)).wards.tolist() == [0, 1]


def test_of_a_long_list_the_firmest_are_left_out() -> None:
    # 30 on the list, all firm, then 20 borderline: 25 of the former and 15 of the latter have room
    near = find_near(certainty_of([1.0] * 30 + [0.5] * 20 + [0.0] * 5, list_size=30))

    assert near.wards.tolist() == list(range(30 - ABOVE_THE_EDGE, 30 + BELOW_THE_EDGE))
    assert near.left_out == 5 + 5
