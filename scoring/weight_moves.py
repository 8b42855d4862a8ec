"""How far one measure's weight must move to flip a ward: ranks change only where two wards' scores meet."""

import numpy as np
import numpy.typing as npt

from scoring.membership import find_rivals, is_on_list, tie_keys_or_none
from scoring.percentile import NO_DATA, Floats
from scoring.priority import fill_missing_keys
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
    edges, apart = (np.concatenate(parts) for parts in zip(*_edges(result, each, ward), strict=True))
    tried = np.concatenate([meeting - STEP, meeting, meeting + STEP, edges - apart, edges, edges + apart, [0.0]])
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


def _edges(result: ScoreResult, each: MeasureResult, ward: int) -> list[tuple[Floats, Floats]]:
    """Give the weights at which something else than a score turns, each with how far beyond to look."""
    edges = [_covering_points(result, each)]
    if result.settings.tie_break is TieBreak.AVERAGE_PERCENTILE:
        edges.append(_parting_points(result, each, ward))
    return edges


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


def _parting_points(result: ScoreResult, each: MeasureResult, ward: int) -> tuple[Floats, Floats]:
    """Give the weights at which the average percentile of a rival with the same score meets or parts from the ward's.

    At weight w a ward's average is (total + w x percentile)/(weight + w): two of them are TOLERANCE apart where a
    quadratic in w is 0.
    """
    without, _, is_above = _without(result, each)
    is_tied = (np.abs(without - without[ward]) <= TOLERANCE) & (is_above == is_above[ward]) & result.is_scored
    is_tied[ward] = False
    average = _averages_without(result, each)
    total, weight, percentile, known = (part[is_tied] for part in average)
    own_total, own_weight, own_percentile, own_known = (float(part[ward]) for part in average)
    apart_by = np.array(
        [
            percentile * own_known - own_percentile * known,
            total * own_known + percentile * own_weight - own_total * known - own_percentile * weight,
            total * own_weight - own_total * weight,
        ]
    )
    both = np.array([known * own_known, weight * own_known + known * own_weight, weight * own_weight])
    points, reaches = [], []
    for tolerance in (-TOLERANCE, TOLERANCE):
        square, linear, constant = apart_by - tolerance * both
        with np.errstate(divide="ignore", invalid="ignore"):
            half = -0.5 * (linear + np.copysign(np.sqrt(linear**2 - 4 * square * constant), linear))
            for root in (half / square, constant / half):
                steepness = np.abs((2 * square * root + linear) / (both[0] * root**2 + both[1] * root + both[2]))
                points.append(root)
                reaches.append(np.maximum((STEP - TOLERANCE) / steepness, 8 * np.spacing(np.abs(root))))
    found, beyond = np.concatenate(points), np.concatenate(reaches)
    is_usable = np.isfinite(found) & np.isfinite(beyond)
    return found[is_usable], beyond[is_usable]


def _averages_without(result: ScoreResult, each: MeasureResult) -> tuple[Floats, Floats, Floats, Floats]:
    """Give the sums behind each ward's average percentile without one measure, and what it has in that one."""
    total, weight = np.zeros(len(result.score)), np.zeros(len(result.score))
    for other in sorted(result.measures, key=lambda one: one.measure.id):
        if other is not each:
            percentiles = result.percentiles(other)
            total += other.weight * np.nan_to_num(percentiles)
            weight += other.weight * ~np.isnan(percentiles)
    percentiles = result.percentiles(each)
    return total, weight, np.nan_to_num(percentiles), (~np.isnan(percentiles)).astype(float)


def _keys(result: ScoreResult, each: MeasureResult, weights: Floats) -> Floats | None:
    """Give what the tie-break orders wards by, for each weight where it moves with it."""
    if result.settings.tie_break is not TieBreak.AVERAGE_PERCENTILE:
        return tie_keys_or_none(result)
    total, weight, percentile, known = _averages_without(result, each)
    below = weight + weights[:, None] * known
    above = total + weights[:, None] * percentile
    keys = np.divide(above, below, out=np.full(below.shape, np.nan), where=below > 0)
    return np.asarray(fill_missing_keys(keys), dtype=np.float64)


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
    rivals = find_rivals(scores, own, ward, _keys(result, each, weights))
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
