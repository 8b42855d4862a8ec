"""One ward beside its borough and London on every measure: figure, interval, standing, and how far from the cut."""

from dataclasses import dataclass

import numpy as np

from scoring.doubt import counted_cells
from scoring.evidence import Column, Evidence
from scoring.intervals import poisson_limits
from scoring.measures import Level, Measure, Role
from scoring.percentile import NO_DATA
from scoring.score import MeasureResult, ScoreResult, judge_measure
from scoring.settings import Ties
from scoring.threshold import ABOVE, NOT_ABOVE, least_passed
from scoring.vulnerability import london_rate, pooled_rate

CLOSE = 0.05
"""A ward within 5 percentile points of a measure's cut is close to it."""

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureProfile:
    """One measure for one ward. Places run from 0 to 1, more need being higher; NaN where there is none.

    `percentile` is the ward's own place, `cut_place` where the threshold starts, `borough_place` and `london_place`
    where an area with the figure of the whole borough, or of all London, would stand.
    """

    judged: MeasureResult
    is_counted: bool
    flag: int
    value: float
    low: float
    high: float
    is_published_interval: bool
    note: str
    percentile: float
    cut_place: float
    borough_value: float
    borough_place: float
    london_value: float
    london_place: float

    @property
    def measure(self) -> Measure:
        """Give the measure."""
        return self.judged.measure

    @property
    def is_above(self) -> bool:
        """Tell whether the ward is above the threshold."""
        return self.flag == ABOVE

    @property
    def is_known(self) -> bool:
        """Tell whether the ward is judged at all."""
        return self.flag != NO_DATA

    @property
    def margin(self) -> float:
        """Give how far the ward stands beyond the cut (above 0) or short of it (below 0)."""
        return self.percentile - self.cut_place

    @property
    def is_near_miss(self) -> bool:
        """Tell whether the ward is not above, but close to it."""
        return self.flag == NOT_ABOVE and self.margin >= -CLOSE - _ROUNDING

    @property
    def is_narrow(self) -> bool:
        """Tell whether the ward is above by a little only."""
        return self.flag == ABOVE and self.margin <= CLOSE + _ROUNDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """Something that a ward has: its figure, London's middle figure, and the share of other wards that have less."""

    measure: Measure
    value: float
    note: str
    middle: float
    more_than: float


def profile_ward(result: ScoreResult, ward: int) -> tuple[MeasureProfile, ...]:
    """Put one ward beside its borough and London on every measure of need, in the pack's order.

    Measures that don't count under the settings are there too, marked; their thresholds are judged all the same.
    """
    counted = {each.measure.id: each for each in result.measures}
    profiles = []
    for measure in result.evidence.need_measures:
        judged = counted.get(measure.id)
        is_counted = judged is not None
        if judged is None:
            judged = judge_measure(result.evidence, result.evidence.columns[measure.id], result.settings)
        profiles.append(_profile(result, judged, ward, is_counted=is_counted))
    return tuple(profiles)


def list_strengths(evidence: Evidence, ward: int) -> tuple[Strength, ...]:
    """Give what a ward has in each strength of the pack."""
    found = []
    for measure in evidence.measures:
        if measure.role is not Role.STRENGTH:
            continue
        column = evidence.columns[measure.id]
        values = np.asarray(evidence.on_wards(column, column.value), dtype=float)
        own, others = values[ward], np.delete(values, ward)
        others = others[~np.isnan(others)]
        has_less = others < own
        cell = _cell(evidence, column, ward)
        found.append(
            Strength(
                measure=measure,
                value=float(own),
                note=str(column.note[cell]),
                middle=float(np.nanmedian(values)) if len(others) else float("nan"),
                more_than=float(has_less.mean()) if len(others) and not np.isnan(own) else float("nan"),
            )
        )
    return tuple(found)


def interval_of(column: Column, cell: int) -> tuple[float, float]:
    """Give a figure's 95% interval: the published one, else that of the count behind it; NaN where there is neither.

    A count varies as a Poisson count does (Garwood 1936), the same doubt as `scoring.certainty` draws from.
    """
    low, high = float(column.lower[cell]), float(column.upper[cell])
    if not (np.isnan(low) or np.isnan(high)):
        return low, high
    if not counted_cells(column)[cell]:
        return float("nan"), float("nan")
    limits = poisson_limits(column.count[cell : cell + 1])
    per_event = column.value[cell] / column.count[cell]
    return float(limits[0][0] * per_event), float(limits[1][0] * per_event)


def place_of(column: Column, figure: float) -> float:
    """Give where an area with this figure would stand among the measure's areas: the share with less need.

    A figure equal to that of an area stands where that area does.
    """
    if np.isnan(figure) or column.standing.area_count < 2:
        return float("nan")
    need = figure if column.measure.higher_is_worse else -figure
    with_less = int((column.standing.need < need).sum())
    return min(1.0, with_less / (column.standing.area_count - 1))


def _profile(result: ScoreResult, judged: MeasureResult, ward: int, *, is_counted: bool) -> MeasureProfile:
    evidence, column = result.evidence, judged.column
    cell = _cell(evidence, column, ward)
    borough = evidence.borough_of_ward[ward]
    is_ward_level = column.measure.level is Level.WARD
    neighbours = evidence.borough_of_ward == borough if is_ward_level else np.arange(len(column.value)) == borough
    borough_value, london_value = pooled_rate(evidence, column, neighbours), london_rate(evidence, column)
    low, high = interval_of(column, cell)
    percentiles = column.standing.percentiles(include_ties=result.settings.ties is Ties.INCLUDE)
    return MeasureProfile(
        judged=judged,
        is_counted=is_counted,
        flag=int(judged.flags[ward]),
        value=float(column.value[cell]),
        low=low,
        high=high,
        is_published_interval=not np.isnan(column.lower[cell]),
        note=str(column.note[cell]),
        percentile=float(percentiles[cell]),
        cut_place=_cut_place(judged),
        borough_value=borough_value,
        borough_place=place_of(column, borough_value),
        london_value=london_value,
        london_place=place_of(column, london_value),
    )


def _cut_place(judged: MeasureResult) -> float:
    """Give the least percentile that is above; for an absolute value, where an area at that value would stand."""
    threshold, count = judged.cut.threshold, judged.column.standing.area_count
    if count < 2:
        return float("nan")
    if threshold.value is not None:
        return place_of(judged.column, threshold.value)
    return least_passed(threshold.top_percent or 0.0, count) / (count - 1)


def _cell(evidence: Evidence, column: Column, ward: int) -> int:
    return ward if column.measure.level is Level.WARD else int(evidence.borough_of_ward[ward])
