"""How far one measure's weight must move to flip a ward: ranks change only where two wards' scores meet."""

import numpy as np
import numpy.typing as npt

from scoring.membership import find_rivals, is_on_list, tie_keys_or_none
from scoring.percentile import NO_DATA, Floats
from scoring.ranking import TOLERANCE
from scoring.score import MeasureResult, ScoreResult, score_wards
from scoring.settings import Choice, Settings, TieBreak
from scoring.settings_file import MAX_WEIGHT
from scoring.threshold import ABOVE

STEP = 1.004 * TOLERANCE
"""How far beyond a meeting point scores are told apart (R8); at 99% of this they still count as equal."""

AT_ONCE = 128


def find_weight(result: ScoreResult, each: MeasureResult, ward: int) -> float | None:
    """Find the nearest weight of one measure that flips whether the ward is on the list; 0 is "off"."""
    meeting = _meeting_points(result, each, ward)
    covering, apart = _covering_points(result, each)
    tried = np.concatenate(
        [meeting - STEP, meeting, meeting + STEP, covering - apart, covering, covering + apart, [0.0]]
    )
    tried = np.unique(tried[(tried >= 0) & (tried <= MAX_WEIGHT) & (tried != each.weight)])
    tried = tried[np.argsort(np.abs(tried - each.weight), kind="stable")]
    now = bool(np.isin(ward, result.priority.chosen))
    for start in range(0, len(tried), AT_ONCE):
        weights = tried[start : start + AT_ONCE]
        for weight in weights[_members(result, each, ward, weights) != now]:
            settings = _with_weight(result.settings, each, float(weight))
            if bool(np.isin(ward, score_wards(result.evidence, settings).priority.chosen)) != now:
                return float(weight)
    return None


def _meeting_points(result: ScoreResult, each: MeasureResult, ward: int) -> Floats:
    """Give the weights at which the ward meets a rival or the list's least score."""
    without, _, is_above = _without(result, each)
    gap = without - without[ward]
    points = [gap[~is_above] if is_above[ward] else -gap[is_above]]
    if result.settings.min_score is not None and is_above[ward]:
        points.append(np.array([result.settings.min_score - without[ward]]))
    found = np.concatenate(points)
    return np.unique(found[np.isfinite(found)])


def _covering_points(result: ScoreResult, each: MeasureResult) -> tuple[Floats, Floats]:
    """Give the weights at which any ward reaches the least coverage (R7), and how far beyond each to look.

    A weight w adds w to a ward's data, if it has this measure's, and w times the least coverage to what is asked.
    """
    has_data = each.flags != NO_DATA
    covered = result.settings.min_coverage
    asked = covered * (result.max_score - each.weight) - TOLERANCE
    slope = has_data - covered
    points = (asked - (result.coverage * result.max_score - each.weight * has_data))[slope != 0] / slope[slope != 0]
    points, first = np.unique(points, return_index=True)
    apart = np.maximum((STEP - TOLERANCE) / np.abs(slope[slope != 0][first]), 8 * np.spacing(np.abs(points)))
    return points, apart


def _members(result: ScoreResult, each: MeasureResult, ward: int, weights: Floats) -> npt.NDArray[np.bool_]:
    """Tell at which of these weights the ward is on the list."""
    without, has_data, is_above = _without(result, each)
    scores = without + weights[:, None] * is_above
    other_data = result.coverage * result.max_score - each.weight * has_data
    data = other_data + weights[:, None] * has_data
    total = (result.max_score - each.weight) + weights[:, None]
    counted = result.measures_with_data - has_data + (weights[:, None] > 0) * has_data
    is_scored = (data >= result.settings.min_coverage * total - TOLERANCE) & (counted > 0)
    scores = np.where(is_scored, scores, np.nan)
    own = scores[:, ward]
    keys = tie_keys_or_none(result) if result.settings.tie_break is not TieBreak.AVERAGE_PERCENTILE else None
    rivals = find_rivals(scores, own, ward, keys)
    ahead, level = rivals.ahead.sum(axis=1), rivals.level.sum(axis=1)
    on_list = is_on_list(result.settings, ahead=ahead, level=level, own=own)
    return np.asarray(on_list & ~np.isnan(own))


def _without(result: ScoreResult, each: MeasureResult) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Give each ward's points from all other measures, scored or not, and what this one says of it."""
    is_above = each.flags == ABOVE
    points = np.zeros(len(result.score))
    for other in sorted(result.measures, key=lambda one: one.measure.id):
        if other is not each:
            points += other.weight * (other.flags == ABOVE)
    return points, each.flags != NO_DATA, is_above


def _with_weight(settings: Settings, each: MeasureResult, weight: float) -> Settings:
    chosen = settings.choices.get(each.measure.id, Choice())
    return settings.with_choice(
        each.measure.id, Choice(top_percent=chosen.top_percent, value=chosen.value, weight=weight)
    )
