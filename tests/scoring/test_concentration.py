"""How few wards hold how many events: by hand, and beside what chance alone shows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.concentration import cumulate, gini_of, measure_concentration, share_of_worst
from scoring.errors import RequestError
from scoring.measures import Level
from tests.scoring.small_packs import NONE, Given, small_evidence


def counted(counts: list[float]) -> Given:
    return Given(value=counts, count=counts, denominator=[1000.0] * len(counts))


def test_lorenz_and_gini_by_hand() -> None:
    # 100 events: 50, 30, 15, 5, 0. Gini: (2 x (5x50 + 4x30 + 3x15 + 2x5 + 1x0))/(5 x 100) - 6/5 = 850/500 - 1.2 = 0.5
    result = measure_concentration(small_evidence({"burglary": counted([5, 50, 0, 15, 30])}), "burglary")

    assert result.lorenz.tolist() == pytest.approx([0, 0.5, 0.8, 0.95, 1, 1])
    assert result.gini.observed == pytest.approx(0.5)
    assert (result.wards, result.events) == (5, 100)


def test_worst_shares_go_partly_into_the_ward_at_the_edge() -> None:
    # of 5 wards the worst 10% are half a ward, 25% one and a quarter
    result = measure_concentration(small_evidence({"burglary": counted([5, 50, 0, 15, 30])}), "burglary")

    observed = {percent: band.observed for percent, band in result.worst_shares.items()}
    assert observed[10] == pytest.approx(0.25)
    assert observed[20] == pytest.approx(0.5)
    assert observed[25] == pytest.approx(0.5 + 0.25 * 0.3)
    assert observed[50] == pytest.approx(0.8 + 0.5 * 0.15)
    assert list(observed) == [1, 2, 5, 10, 20, 25, 50]


def test_the_ends_of_the_curve() -> None:
    curve = cumulate(np.array([3.0, 1.0]))

    assert [float(share_of_worst(curve, percent)) for percent in (0, 50, 100)] == [0.0, 0.75, 1.0]


def test_one_ward_holds_all_and_is_no_concentration() -> None:
    result = measure_concentration(small_evidence({"burglary": counted([8])}), "burglary")

    assert result.lorenz.tolist() == [0.0, 1.0]
    assert (result.gini.observed, result.gini.by_chance, result.gini_beyond_chance) == (0.0, 0.0, 0.0)


def test_wards_without_a_count_are_no_wards_without_events() -> None:
    result = measure_concentration(small_evidence({"burglary": counted([6, NONE, 2, 0])}), "burglary")

    assert (result.wards, result.events) == (3, 8)
    assert result.lorenz.tolist() == pytest.approx([0, 0.75, 1, 1])


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12).filter(any))
def test_gini_is_half_the_relative_mean_difference(counts: list[int]) -> None:
    # Gini (1912): the mean difference between all pairs over twice the mean
    values = np.array(counts, dtype=float)
    pairs = np.abs(values[:, None] - values).mean()

    assert float(gini_of(cumulate(values))) == pytest.approx(pairs / (2 * values.mean()), abs=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_an_even_spread_lies_within_the_band(seed: int) -> None:
    even = np.random.default_rng(100 + seed).multinomial(2000, np.full(200, 1 / 200)).astype(float)

    result = measure_concentration(small_evidence({"burglary": counted(even.tolist())}), "burglary")

    bands = [result.gini, *(result.worst_shares[percent] for percent in (5, 10, 20, 50))]
    assert all(band.chance_low <= band.observed <= band.chance_high for band in bands)
    assert result.gini_beyond_chance < 0.05
    inside = (result.chance_low <= result.lorenz) & (result.lorenz <= result.chance_high)
    assert inside.mean() > 0.9


def test_few_events_look_concentrated_and_are_not() -> None:
    # 40 events over 400 wards: at best 40 wards hold one each, so nine tenths of the wards hold nothing
    few = np.random.default_rng(5).multinomial(40, np.full(400, 1 / 400)).astype(float)

    result = measure_concentration(small_evidence({"burglary": counted(few.tolist())}), "burglary")

    assert result.gini.observed > 0.89
    assert result.gini.by_chance == pytest.approx(result.gini.observed, abs=0.02)
    assert result.gini_beyond_chance < 0.2


def test_what_chance_does_not_explain_is_what_is_left_of_the_rest_to_1() -> None:
    # all 5,000 events in one of 10 wards: Gini 0.9, and by chance next to nothing
    result = measure_concentration(small_evidence({"burglary": counted([5000.0, *[0] * 9])}), "burglary")

    assert result.gini.observed == pytest.approx(0.9)
    assert result.gini.by_chance < 0.03
    chance = result.gini.by_chance
    assert result.gini_beyond_chance == pytest.approx((0.9 - chance) / (1 - chance))


def test_a_spread_more_even_than_chance_leaves_nothing() -> None:
    result = measure_concentration(small_evidence({"burglary": counted([3.0] * 20)}), "burglary")

    assert result.gini.observed == pytest.approx(0, abs=1e-12)
    assert result.gini_beyond_chance == 0


def test_the_same_seed_gives_the_same_band() -> None:
    evidence = small_evidence({"burglary": counted([5, 50, 0, 15, 30])})

    first, again, other = (measure_concentration(evidence, "burglary", seed=seed) for seed in (1, 1, 2))

    assert first.gini == again.gini
    assert first.gini != other.gini


def test_a_measure_without_counts_by_ward_is_refused_and_those_with_are_named() -> None:
    evidence = small_evidence(
        {
            "burglary": counted([1, 2]),
            "trust": [3.0, 4.0],
            "exclusions": Given(value=[5.0], count=[5.0], denominator=[9.0], level=Level.BOROUGH),
        }
    )

    for name in ("trust", "exclusions"):
        with pytest.raises(
            RequestError, match=f"measure '{name}': expected a measure that counts events by ward; thos"
        ):
            measure_concentration(evidence, name)
    with pytest.raises(RequestError, match=r"those that do: burglary$"):
        measure_concentration(evidence, "trust")
    with pytest.raises(RequestError, match="those that do: none in this pack"):
        measure_concentration(small_evidence({"trust": [3.0, 4.0]}), "trust")
    with pytest.raises(
        RequestError, match=r"measure 'bicycles': expected one of the pack's measures \(burglary, trust"
    ):
        measure_concentration(evidence, "bicycles")


@pytest.mark.parametrize("counts", [[0.0, 0.0], [0.2, 0.1]])
def test_no_events_are_refused(counts: list[float]) -> None:
    with pytest.raises(RequestError, match="it counts no events in any ward, so there is nothing to share out"):
        measure_concentration(small_evidence({"burglary": counted(counts)}), "burglary")
