"""How much a ward's own figure must change to flip it: in events where the figure counts them, else in its unit."""

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from scoring.contrast import rate_scale
from scoring.measures import Level
from scoring.percentile import Floats, stand
from scoring.score import MeasureResult, ScoreResult, add_up, judge_measure
from scoring.threshold import ABOVE, NOT_ABOVE, least_passed

SAME_RATE = 1e-12
"""Rates closer than this, as a share of themselves, came from the same count over the same number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure:
    """The ward's own figure before and after the least change that flips it."""

    before: float
    after: float
    is_count: bool


class _Tried(NamedTuple):
    """A figure of the ward, and the value that it comes to."""

    figure: OwnFigure
    value: float


def find_own_figure(result: ScoreResult, each: MeasureResult, ward: int) -> OwnFigure | None:
    """Find the least change of a ward's own figure in one measure that flips whether the ward is on the list.

    A borough figure is not the ward's own to change. All other wards keep their figures; their standing moves with it.
    The flags can only turn where the figure meets the edge: there the ward's own does, and that of a rival which holds
    the edge itself.
    """
    flag = each.flags[ward]
    if each.measure.level is not Level.WARD or flag not in (ABOVE, NOT_ABOVE):
        return None
    edge = _edge(each, ward)
    if not np.isfinite(edge):
        return None
    tried = [one for one in _beside(edge, each, ward) if one.value != each.column.value[ward]]
    for one in sorted(tried, key=lambda one: abs(one.figure.after - one.figure.before)):
        if _flips(result, each, ward, one.value):
            return one.figure
    return None


def _beside(edge: float, each: MeasureResult, ward: int) -> list[_Tried]:
    """Give the ward's nearest figures below, on and above an edge of need."""
    column = each.column
    sign = 1.0 if each.measure.higher_is_worse else -1.0
    per_event = _value_per_event(column.value, column.count, column.denominator, ward)
    if per_event is None or sign < 0:
        before = float(column.value[ward])
        values = [sign * need for need in (np.nextafter(edge, -np.inf), edge, np.nextafter(edge, np.inf))]
        return [_Tried(OwnFigure(before=before, after=float(one), is_count=False), float(one)) for one in values]
    before, nearest = float(column.count[ward]), round(edge / per_event)
    is_on_edge = math.isclose(nearest * per_event, edge, rel_tol=SAME_RATE)
    counts = range(max(0, nearest - 1), nearest + 2)
    return [
        _Tried(
            OwnFigure(before=before, after=float(count), is_count=True),
            edge if is_on_edge and count == nearest else count * per_event,
        )
        for count in counts
        if count != before
    ]


def _edge(each: MeasureResult, ward: int) -> float:
    """Give the need at which the ward's flag turns, NaN where it never does.

    With K the number of areas to be worse than, that is the K-th smallest need among the others.
    """
    threshold = each.cut.threshold
    standing = each.column.standing
    if threshold.top_percent is None:
        sign = 1.0 if each.measure.higher_is_worse else -1.0
        return np.nan if threshold.value is None else sign * threshold.value
    others = np.delete(standing.need, ward)
    others = np.sort(others[~np.isnan(others)])
    needed = least_passed(threshold.top_percent, standing.area_count)
    return float(others[needed - 1]) if 1 <= needed <= len(others) else np.nan


def _value_per_event(value: Floats, count: Floats, denominator: Floats, ward: int) -> float | None:
    """Give how much one event more adds to the ward's value; None where the value doesn't count events.

    A ward with no event says nothing itself, so the scale (per 1,000, per cent) is read from the other wards.
    """
    if np.isnan(count[ward]):
        return None
    if count[ward] > 0 and value[ward] > 0:
        return float(value[ward] / count[ward])
    if not denominator[ward] > 0:
        return None
    per_event = rate_scale(value, count, denominator) / float(denominator[ward])
    return per_event if per_event > 0 else None


def _flips(result: ScoreResult, each: MeasureResult, ward: int, value: float) -> bool:
    changed = each.column.value.copy()
    changed[ward] = value
    standing = stand(changed, higher_is_worse=each.measure.higher_is_worse)
    column = replace(each.column, value=changed, standing=standing)
    judged = judge_measure(result.evidence, column, result.settings)
    measures = tuple(judged if other is each else other for other in result.measures)
    after = add_up(result.evidence, result.settings, measures)
    return bool(np.isin(ward, after.priority.chosen)) != bool(np.isin(ward, result.priority.chosen))
