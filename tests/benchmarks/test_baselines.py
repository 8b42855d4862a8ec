"""A baseline is worth its figure only if it gives the same answer: each is held against what it is compared with."""

import numpy as np

from benchmarks.bench_certainty import assess_with_pandas
from benchmarks.bench_change import compare_with_scipy
from benchmarks.bench_score import figures_by_area, score_with_pandas
from benchmarks.made_up import make_evidence, make_months
from scoring.certainty import assess_certainty
from scoring.change import compare_periods
from scoring.doubt import Doubt
from scoring.score import score_wards
from scoring.settings import Settings

EVIDENCE = make_evidence(wards=66, measures=8)


def test_plain_pandas_gives_the_same_scores_and_ranks() -> None:
    result = score_wards(EVIDENCE, Settings())

    plain = score_with_pandas(EVIDENCE, figures_by_area(EVIDENCE), Settings())

    np.testing.assert_allclose(plain["score"], result.score)
    assert plain["rank"].tolist() == result.rank.tolist()


def test_the_plain_loop_gives_the_same_shares_on_the_same_draws() -> None:
    result = score_wards(EVIDENCE, Settings(list_size=10))
    doubt = Doubt(draws=120)

    np.testing.assert_allclose(assess_with_pandas(result, doubt), assess_certainty(result, doubt).in_list_share)


def test_scipy_row_by_row_gives_the_same_tests() -> None:
    monthly = make_months(EVIDENCE)

    plain = compare_with_scipy(monthly).set_index(["measure_id", "area_code"]).sort_index()

    table = compare_periods(EVIDENCE, monthly).table.dropna(subset="p_value").set_index(["measure_id", "area_code"])
    assert plain.index.tolist() == table.index.tolist()
    for name in ("p_value", "q_value", "ci_low"):
        np.testing.assert_allclose(plain[name], table[name], rtol=1e-6, atol=1e-12)
    some = table["before_count"] > 0
    np.testing.assert_allclose(plain.loc[some, "ci_high"], table.loc[some, "ci_high"], rtol=1e-6)
