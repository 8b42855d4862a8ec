"""From settings to a result: a city's wards, and a country's, beside the same scores in plain pandas."""

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
import pandas as pd

from benchmarks.case import Case
from benchmarks.made_up import make_evidence
from scoring.evidence import Evidence
from scoring.measures import Level
from scoring.score import score_wards
from scoring.settings import Settings


def cases() -> Iterable[Case]:
    """Give both sizes, each with the pandas that an analyst would write."""
    yield _case(680, 16, limit_ms=5)
    yield _case(8_500, 40, limit_ms=60)


def _case(wards: int, measures: int, *, limit_ms: float) -> Case:
    return Case(
        name=f"score, {wards:,} wards x {measures} measures",
        run=lambda: score_wards(_evidence(wards, measures), Settings()),
        baseline=lambda: score_with_pandas(_evidence(wards, measures), _figures(wards, measures), Settings()),
        baseline_name="pandas, measure by measure",
        min_ratio=3,
        limit_ms=limit_ms,
        baseline_repeats=10,
    )


def score_with_pandas(evidence: Evidence, figures: Mapping[str, pd.Series], settings: Settings) -> pd.DataFrame:
    """Score and rank the wards with pandas alone, from each measure's figures by area code.

    It does less: no tie-breaks, no list, no cuts, and thresholds compared as rounded shares.
    """
    wards = pd.Index(evidence.wards.codes)
    borough_of = pd.Series(evidence.boroughs.codes[evidence.borough_of_ward], index=wards)
    score, with_data = pd.Series(0.0, index=wards), pd.Series(0.0, index=wards)
    for measure in evidence.need_measures:
        values = figures[measure.id]
        rank = values.rank(method="min", ascending=measure.higher_is_worse)
        percentile = (rank - 1) / (values.notna().sum() - 1)
        above = (percentile >= 1 - (settings.threshold_of(measure.id).top_percent or 0.0) / 100 - 1e-12).where(
            values.notna()
        )
        of_ward = above if measure.level is Level.WARD else borough_of.map(above)
        weight = settings.weight_of(measure.id)
        score += weight * (of_ward == 1)
        with_data += weight * of_ward.notna()
    total = sum(settings.weight_of(measure.id) for measure in evidence.need_measures)
    score = score.where(with_data >= settings.min_coverage * total)
    rank = score.rank(method="min", ascending=False)
    return pd.DataFrame({"score": score, "rank": rank.fillna(0).astype(np.int32)})


def figures_by_area(evidence: Evidence) -> dict[str, pd.Series]:
    """Give each measure's figures by area code."""
    return {
        name: pd.Series(column.value, index=evidence.areas(column.measure.level).codes)
        for name, column in evidence.columns.items()
    }


@cache
def _evidence(wards: int, measures: int) -> Evidence:
    return make_evidence(wards=wards, measures=measures)


@cache
def _figures(wards: int, measures: int) -> dict[str, pd.Series]:
    return figures_by_area(_evidence(wards, measures))
