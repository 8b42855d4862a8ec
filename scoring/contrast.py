"""The worst tenth of wards against the best: how much more of an outcome the one records than the other."""

from dataclasses import dataclass

import numpy as np

from scoring.evidence import Column, Evidence
from scoring.intervals import share_limits
from scoring.measures import Level, Measure
from scoring.percentile import Floats
from scoring.score import ScoreResult

TENTH = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """An outcome in the worst and the best tenth of wards by something else; limits where the outcome counts events."""

    outcome: Measure
    by: str
    wards: int
    worst: float
    best: float
    ratio: float
    ratio_low: float
    ratio_high: float


def contrast_by_measure(evidence: Evidence, outcome_id: str, by_id: str) -> Contrast:
    """Compare an outcome between the worst and best tenth of wards by another measure."""
    by = evidence.find_column(by_id)
    need = np.asarray(evidence.on_wards(by, by.standing.need), dtype=float)
    return contrast_tenths(evidence, outcome_id, need, by=by_id)


def contrast_by_score(result: ScoreResult, outcome_id: str) -> Contrast:
    """Compare an outcome between the tenth of wards with the highest and with the lowest need scores."""
    return contrast_tenths(result.evidence, outcome_id, result.score, by="score")


def contrast_tenths(evidence: Evidence, outcome_id: str, need: Floats, *, by: str) -> Contrast:
    """Compare an outcome between the tenth of wards with most need and the tenth with least.

    Of the wards with both figures, a tenth is exactly n/10 wards: wards that tie across the edge take part in equal
    shares, as they would on average if the tie were parted by lot. Where the outcome counts events by ward, rates are
    pooled (all events over all people); else wards count alike. A borough's events don't count once for each ward.
    """
    column = evidence.find_column(outcome_id)
    values, counts, denominators = (
        np.asarray(evidence.on_wards(column, figures), dtype=float)
        for figures in (column.value, column.count, column.denominator)
    )
    both = ~np.isnan(need) & ~np.isnan(values)
    wards = int(both.sum())
    if wards == 0:
        return _contrast(column, by, 0, np.nan, np.nan)
    worst, best = take_tenth(need[both]), take_tenth(-need[both])
    has_counts = not np.isnan(counts[both]).any() and bool((denominators[both] > 0).all())
    if column.measure.level is not Level.WARD or not has_counts:
        return _contrast(column, by, wards, _mean(values[both], worst), _mean(values[both], best))
    scale = rate_scale(values[both], counts[both], denominators[both])
    events = np.array([worst @ counts[both], best @ counts[both]])
    people = np.array([worst @ denominators[both], best @ denominators[both]])
    rates = events / people * scale
    low, high = share_limits(events[:1], events.sum(keepdims=True))
    exposure = people[1] / people[0]
    with np.errstate(divide="ignore"):
        limits = low / (1 - low) * exposure, high / (1 - high) * exposure
    return _contrast(column, by, wards, rates[0], rates[1], float(limits[0][0]), float(limits[1][0]))


def take_tenth(need: Floats) -> Floats:
    """Give each ward's part in the tenth with most need: 1, 0, or the same share for all that tie across the edge.

    >>> take_tenth(np.array([5.0, 5.0, 1, 1, 1, 1, 1, 1, 1, 1])).tolist()[:3]
    [0.5, 0.5, 0.0]
    """
    places = TENTH * len(need)
    ordered = np.sort(need)
    ahead = len(need) - np.searchsorted(ordered, need, side="right")
    tied = np.searchsorted(ordered, need, side="right") - np.searchsorted(ordered, need, side="left")
    return np.asarray(np.clip((places - ahead) / tied, 0.0, 1.0))


def rate_scale(values: Floats, counts: Floats, denominators: Floats) -> float:
    """Find by how much a measure multiplies count/denominator: 1,000 for a rate per 1,000, 100 for a percentage."""
    usable = (counts > 0) & (denominators > 0) & ~np.isnan(values)
    return float(np.median((values * denominators)[usable] / counts[usable])) if usable.any() else 1.0


def _mean(values: Floats, parts: Floats) -> float:
    return float(parts @ values / parts.sum())


def _contrast(
    column: Column, by: str, wards: int, worst: float, best: float, low: float = np.nan, high: float = np.nan
) -> Contrast:
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = float(np.float64(worst) / np.float64(best))
    return Contrast(
        outcome=column.measure,
        by=by,
        wards=wards,
        worst=float(worst),
        best=float(best),
        ratio=ratio,
        ratio_low=low,
        ratio_high=high,
    )
