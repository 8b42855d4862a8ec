"""How much a ward's own figure must change to flip it: in events where the figure counts them, else in its unit."""

from dataclasses import dataclass, replace

import numpy as np

from scoring.contrast import rate_scale
from scoring.measures import Level
from scoring.percentile import Floats, stand
from scoring.score import MeasureResult, ScoreResult, add_up, judge_measure
from scoring.settings import Ties
from scoring.threshold import ABOVE, NOT_ABOVE, least_passed


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure:
    """The ward's own figure before and after the least change that flips it."""

    before: float
    after: float
    is_count: bool


def find_own_figure(result: ScoreResult, each: MeasureResult, ward: int) -> OwnFigure | None:
    """Find the least change of a ward's own figure in one measure that flips whether the ward is on the list.

    A borough figure is not the ward's own to change. All other wards keep their figures; their standing moves with it.
    """
    flag = each.flags[ward]
    if each.measure.level is not Level.WARD or flag not in (ABOVE, NOT_ABOVE):
        return None
    column = each.column
    need, is_inclusive = _edge(result, each, ward)
    if not np.isfinite(need):
        return None
    sign = 1.0 if each.measure.higher_is_worse else -1.0
    per_event = _value_per_event(column.value, column.count, column.denominator, ward)
    wants_above = flag == NOT_ABOVE
    if per_event is not None and sign > 0:
        before = float(column.count[ward])
        after = _count_beyond(need, per_event, wants_above=wants_above, is_inclusive=is_inclusive)
        value = after * per_event
        figure = OwnFigure(before=before, after=after, is_count=True)
    else:
        value = sign * (need if is_inclusive else float(np.nextafter(need, np.inf if wants_above else -np.inf)))
        figure = OwnFigure(before=float(column.value[ward]), after=value, is_count=False)
    if figure.is_count and after < 0:
        return None
    return figure if _flips(result, each, ward, value) else None


def _edge(result: ScoreResult, each: MeasureResult, ward: int) -> tuple[float, bool]:
    """Give the need at which the ward's flag turns, and whether reaching it is enough.

    With K the number of areas to be worse than, a ward is above when it lies strictly beyond the K-th smallest need
    among the others; with ties included, when it is no less than that.
    """
    threshold = each.cut.threshold
    standing = each.column.standing
    is_above = each.flags[ward] == ABOVE
    sign = 1.0 if each.measure.higher_is_worse else -1.0
    if threshold.top_percent is None:
        limit = np.nan if threshold.value is None else sign * threshold.value
        return limit, not is_above
    others = np.delete(standing.need, ward)
    others = np.sort(others[~np.isnan(others)])
    needed = least_passed(threshold.top_percent, standing.area_count)
    if not 1 <= needed <= len(others):
        return np.nan, False
    includes_ties = result.settings.ties is Ties.INCLUDE
    return float(others[needed - 1]), is_above != includes_ties


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
    return rate_scale(value, count, denominator) / float(denominator[ward])


def _count_beyond(need: float, per_event: float, *, wants_above: bool, is_inclusive: bool) -> float:
    """Give the nearest whole count that crosses the edge."""
    count = round(need / per_event)
    if wants_above:
        while not (count * per_event > need or (is_inclusive and count * per_event >= need)):
            count += 1
        while (count - 1) * per_event > need or (is_inclusive and (count - 1) * per_event >= need):
            count -= 1
    else:
        while not (count * per_event < need or (is_inclusive and count * per_event <= need)):
            count -= 1
        while (count + 1) * per_event < need or (is_inclusive and (count + 1) * per_event <= need):
            count += 1
    return float(count)


def _flips(result: ScoreResult, each: MeasureResult, ward: int, value: float) -> bool:
    changed = each.column.value.copy()
    changed[ward] = value
    standing = stand(changed, higher_is_worse=each.measure.higher_is_worse)
    column = replace(each.column, value=changed, standing=standing)
    judged = judge_measure(result.evidence, column, result.settings)
    measures = tuple(judged if other is each else other for other in result.measures)
    after = add_up(result.evidence, result.settings, measures)
    return bool(np.isin(ward, after.priority.chosen)) != bool(np.isin(ward, result.priority.chosen))
