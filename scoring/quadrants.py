"""Level and direction together: where need is high and rising, and where it was high and is falling."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from scoring.change import ChangeResult, Verdict
from scoring.evidence import Evidence, find_positions
from scoring.measures import Level
from scoring.percentile import Floats, stand
from scoring.places import Scope
from scoring.score import ScoreResult, judge_measure
from scoring.settings import Threshold, Ties
from scoring.threshold import ABOVE, flag_areas


class Quadrant(StrEnum):
    """Where a clear change stands."""

    HIGH_RISING = "high and rising"
    WAS_HIGH_FALLING = "was high, falling"
    LOWER_RISING = "lower and rising"
    LOWER_FALLING = "lower and falling"


PER = 1_000
"""Rates are events per so many people in the months compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrants:
    """The rows of a comparison with their level.

    `rate_before` and `rate_after` are events per 1,000 people in the months compared. `times_high` is the rate over
    the least that is high, in the later period, or in the earlier one where the verdict is falling; NaN without people
    or where nothing is high (all areas alike). `quadrant` is empty where there is no clear change or no level.
    """

    change: ChangeResult
    rate_before: Floats
    rate_after: Floats
    times_high: Floats
    quadrant: npt.NDArray[np.object_]


def sort_into_quadrants(result: ScoreResult, change: ChangeResult) -> Quadrants:
    """Tell for each row of a comparison whether its level is high.

    High means: among the worst share of the areas compared, by events per person in the later period; where events
    fell, in the earlier one. The share is the measure's threshold; a threshold set as a value stands for the share of
    areas that are really above it. Measures for which lower is worse are not sorted.
    """
    table = change.table
    rows = len(table)
    before, after, times = (np.full(rows, np.nan) for _ in range(3))
    has_level = np.zeros(rows, dtype=bool)
    quadrant = np.full(rows, "", dtype=object)
    verdicts = table["verdict"].to_numpy(dtype=object)
    # London as one has nothing to be high among
    measure_ids: list[str] = [] if change.scope is Scope.LONDON else table["measure_id"].unique().tolist()
    for measure_id in measure_ids:
        measure = result.evidence.find_column(measure_id).measure
        here = np.flatnonzero((table["measure_id"] == measure_id).to_numpy())
        codes = table["area_code"].iloc[here]
        level = measure.level if change.scope is Scope.PUBLISHED else Level.BOROUGH
        people = _people(result.evidence, measure_id, change.scope)
        people = people[find_positions(codes, result.evidence.areas(level).codes)]
        people = np.where(people > 0, people, np.nan)
        before[here] = table["before_count"].to_numpy()[here] / people * PER
        after[here] = table["after_count"].to_numpy()[here] / people * PER
        if not measure.higher_is_worse:
            continue
        has_level[here] = ~np.isnan(people)
        percent = high_percent(result, measure_id)
        fell = verdicts[here] == Verdict.FALLING.value
        times[here] = np.where(fell, _times_high(before[here], percent), _times_high(after[here], percent))
    is_high = times >= 1
    for verdict, high, lower in (
        (Verdict.RISING, Quadrant.HIGH_RISING, Quadrant.LOWER_RISING),
        (Verdict.FALLING, Quadrant.WAS_HIGH_FALLING, Quadrant.LOWER_FALLING),
    ):
        clear = (verdicts == verdict.value) & has_level
        quadrant[clear & is_high] = high.value
        quadrant[clear & ~is_high] = lower.value
    return Quadrants(change=change, rate_before=before, rate_after=after, times_high=times, quadrant=quadrant)


def high_percent(result: ScoreResult, measure_id: str) -> float:
    """Give the share of areas, in percent, at which a measure's level counts as high under the settings."""
    threshold = result.settings.threshold_of(measure_id)
    if threshold.top_percent is not None:
        return threshold.top_percent
    judged = judge_measure(result.evidence, result.evidence.find_column(measure_id), result.settings)
    return 100 * (judged.cut.share_above or 0.0)


def _times_high(rates: Floats, percent: float) -> Floats:
    """Divide rates by the least of them that is among the worst share."""
    flags = flag_areas(
        stand(rates, higher_is_worse=True), Threshold(top_percent=percent), ties=Ties.EXCLUDE, higher_is_worse=True
    )
    high = rates[flags == ABOVE]
    least = float(high.min()) if len(high) else np.nan
    return rates / least if least > 0 else np.full(len(rates), np.nan)


def _people(evidence: Evidence, measure_id: str, scope: Scope) -> Floats:
    """Give whom the events are counted against: the measure's own denominator where it has one, else residents."""
    column = evidence.find_column(measure_id)
    areas = evidence.areas(column.measure.level)
    people = np.where(np.isnan(column.denominator), areas.population, column.denominator)
    if scope is Scope.PUBLISHED or column.measure.level is Level.BOROUGH:
        return np.asarray(people, dtype=float)
    sums = np.bincount(evidence.borough_of_ward, weights=np.nan_to_num(people), minlength=len(evidence.boroughs))
    return np.asarray(sums, dtype=float)
