"""How much a ward's own figure must change to flip it: in events where the figure counts them, else in its unit."""

import math
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from scoring.contrast import rate_scale
from scoring.measures import Level
from scoring.percentile import Floats, stand
from scoring.score import MeasureResult, ScoreResult, add_up, judge_measure
from scoring.settings import TieBreak
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
    """
    if each.measure.level is not Level.WARD or each.flags[ward] not in (ABOVE, NOT_ABOVE):
        return None
    if result.settings.tie_break is TieBreak.AVERAGE_PERCENTILE:
        return _find_among_all(result, each, ward)
    return _find_at_the_edge(result, each, ward)


def _find_at_the_edge(result: ScoreResult, each: MeasureResult, ward: int) -> OwnFigure | None:
    """Try the figures around the threshold's edge: the ward's flag turns there, and that of a rival that holds it."""
    edge = _edge(each, ward)
    if not np.isfinite(edge):
        return None
    nearest_first = sorted(_beside(edge, each, ward), key=lambda one: abs(one.figure.after - one.figure.before))
    return next((one.figure for one in nearest_first if _flips(result, each, ward, one.value)), None)


def _find_among_all(result: ScoreResult, each: MeasureResult, ward: int) -> OwnFigure | None:
    """Try the figures around every other ward's, where average percentiles move, by halving.

    More need never takes a ward off the list and less never brings it on: beyond the first that flips it, all do.
    """
    need = each.column.standing.need
    is_rising = not np.isin(ward, result.priority.chosen)
    sign = 1.0 if each.measure.higher_is_worse else -1.0
    edges = np.unique(np.append(np.delete(need, ward), _edge(each, ward)))
    edges = edges[~np.isnan(edges)]

    def ahead_of(some: Floats) -> list[_Tried]:
        tried = {one.value: one for edge in some for one in _beside(float(edge), each, ward)}
        ordered = sorted(tried.values(), key=lambda one: sign * one.value, reverse=not is_rising)
        return [one for one in ordered if (sign * one.value > need[ward]) == is_rising]

    furthest = ahead_of(edges[-1:] if is_rising else edges[:1])
    if not furthest or not _flips(result, each, ward, furthest[-1].value):
        return None
    ahead = ahead_of(edges)
    first = bisect_left(ahead, 1, key=lambda one: int(_flips(result, each, ward, one.value)))
    return ahead[first].figure if first < len(ahead) else None


def _beside(edge: float, each: MeasureResult, ward: int) -> list[_Tried]:
    """Give the ward's nearest figures below, on and above an edge of need, other than its own."""
    column = each.column
    sign = 1.0 if each.measure.higher_is_worse else -1.0
    per_event = _value_per_event(column.value, column.count, column.denominator, ward)
    own = float(column.value[ward])
    if per_event is None or sign < 0:
        values = [float(sign * need) for need in (np.nextafter(edge, -np.inf), edge, np.nextafter(edge, np.inf))]
        return [_Tried(OwnFigure(before=own, after=one, is_count=False), one) for one in values if one != own]
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
