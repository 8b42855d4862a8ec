"""What is rising and falling in every ward and measure, beside a loop that tests row by row."""

from collections.abc import Iterable
from functools import cache

import pandas as pd
from scipy.stats import binomtest, false_discovery_control

from benchmarks.case import Case
from benchmarks.made_up import make_evidence, make_months
from scoring.change import FEWEST_EVENTS, compare_periods
from scoring.evidence import Evidence


def cases() -> Iterable[Case]:
    """Give the comparison of twelve months that the Change page opens with."""
    yield Case(
        name="change, 680 wards x 12 measures",
        run=lambda: compare_periods(_evidence(), _monthly()),
        baseline=lambda: compare_with_scipy(_monthly()),
        baseline_name="pandas and scipy, row by row",
        min_ratio=10,
        limit_ms=300,
        baseline_repeats=1,
    )


def compare_with_scipy(monthly: pd.DataFrame) -> pd.DataFrame:
    """Compare the last 12 months with the 12 before: an exact test and interval for each area and measure."""
    months = sorted(monthly["month"].unique())
    keys = ["measure_id", "area_code"]
    after = monthly[monthly["month"].isin(months[-12:])].groupby(keys)["count"].sum()
    before = monthly[monthly["month"].isin(months[-24:-12])].groupby(keys)["count"].sum()
    both = pd.DataFrame({"before": before, "after": after}).reset_index()
    both = both[both["before"] + both["after"] >= FEWEST_EVENTS]
    counts = zip(both["before"].astype(int).tolist(), both["after"].astype(int).tolist(), strict=True)
    tests = [binomtest(later, earlier + later, 0.5) for earlier, later in counts]
    limits = pd.DataFrame([test.proportion_ci(0.95, method="exact") for test in tests], index=both.index)
    odds = limits / (1 - limits)
    p_value = [test.pvalue for test in tests]
    return both.assign(
        p_value=p_value, q_value=false_discovery_control(p_value), ci_low=odds["low"], ci_high=odds["high"]
    )


@cache
def _evidence() -> Evidence:
    return make_evidence(wards=680, measures=16)


@cache
def _monthly() -> pd.DataFrame:
    return make_months(_evidence())
