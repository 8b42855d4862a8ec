"""Drawn counts follow Poisson's distribution: the tables hold its probabilities, and draws come out of the tables."""

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import poisson

from scoring.poisson import PoissonTables, build_tables

MEANS = np.array([0.2, 1.0, 3.0, 40.0, 812.0])


def probabilities(tables: PoissonTables, row: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Give the counts of one table and how likely each is: its own share of an entry, and what others pass on to it."""
    start, size = int(tables.start[row]), 1 << int(tables.bits[row])
    kept = tables.keep_below[start : start + size] / 2.0 ** (32 - int(tables.bits[row]))
    passed_on = np.bincount(tables.alias[start : start + size] - start, weights=1 - kept, minlength=size)
    return int(tables.lowest[row]) + np.arange(size), (kept + passed_on) / size


@pytest.mark.parametrize("row", range(len(MEANS)))
def test_a_table_holds_the_probabilities_of_its_mean(row: int) -> None:
    counts, share = probabilities(build_tables(MEANS), row)

    # a draw has 32 bits: no probability is further off than one step in each entry that passes some on
    np.testing.assert_allclose(share, poisson.pmf(counts, MEANS[row]), rtol=0, atol=1e-8)
    assert share.sum() == pytest.approx(1)


def test_what_lies_beyond_a_table_is_next_to_nothing() -> None:
    tables = build_tables(MEANS)

    for row, mean in enumerate(MEANS):
        counts, _ = probabilities(tables, row)
        assert poisson.cdf(counts[0] - 1, mean) + poisson.sf(counts[-1], mean) < 1e-12


def test_draws_have_the_mean_and_variance_of_their_cells() -> None:
    cells = np.array([40.0, 0.2, 812.0, 40.0])
    drawn = build_tables(MEANS).sampler(cells).draw(np.random.default_rng(5), 40_000)

    # both are the cell's mean m, within four standard errors: sqrt(m/n), and m x sqrt((2 + 1/m)/n) for the variance
    np.testing.assert_array_less(np.abs(drawn.mean(axis=0) - cells), 4 * np.sqrt(cells / 40_000))
    np.testing.assert_array_less(np.abs(drawn.var(axis=0) - cells), 4 * cells * np.sqrt((2 + 1 / cells) / 40_000))
    # cells with the same mean are drawn apart
    assert (drawn[:, 0] != drawn[:, 3]).any()


def test_the_same_start_gives_the_same_draws() -> None:
    sampler = build_tables(MEANS).sampler(MEANS)

    one, other = (sampler.draw(np.random.default_rng(7), 50) for _ in range(2))

    assert one.tolist() == other.tolist()


def test_a_mean_beyond_the_largest_table_is_still_centred_on_itself() -> None:
    # 16 bits hold 65,536 counts; a million counts spread over 8 x 1,000 to either side
    drawn = build_tables(np.array([1e6])).sampler(np.array([1e6])).draw(np.random.default_rng(1), 4_000)

    assert abs(drawn.mean() - 1e6) < 4 * np.sqrt(1e6 / 4_000)
    assert drawn.std() == pytest.approx(1000, rel=0.05)
