"""Concentration: how few wards hold how many events, beside what chance alone would show."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.errors import RequestError
from scoring.evidence import Column, Evidence
from scoring.measures import Level, Measure
from scoring.percentile import Floats

WORST_PERCENTS = (1, 2, 5, 10, 20, 25, 50)
SIMULATIONS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A figure beside what an even spread shows by chance: its mean and the middle 95% of simulations."""

    observed: float
    by_chance: float
    chance_low: float
    chance_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """How one measure's events spread over the wards.

    `lorenz` is the cumulated share of events, wards ordered from most to fewest, from 0 wards (0) to all (1);
    `chance_low` and `chance_high` hold the same curve's middle 95% under an even spread.
    """

    measure: Measure
    wards: int
    events: float
    lorenz: Floats
    chance_low: Floats
    chance_high: Floats
    worst_shares: dict[int, Band]
    gini: Band

    @property
    def gini_beyond_chance(self) -> float:
        """Give the part of the Gini that chance leaves unexplained: (G - chance)/(1 - chance), at least 0."""
        if self.gini.by_chance >= 1:
            return 0.0
        return max(0.0, (self.gini.observed - self.gini.by_chance) / (1 - self.gini.by_chance))


def measure_concentration(evidence: Evidence, measure_id: str, *, seed: int = 0) -> Concentration:
    """Measure how concentrated a measure's events are, against an even spread of as many events.

    With few events even an even spread looks concentrated, so the same number of events is dealt to the wards at
    random, each ward as likely as any other, 1,000 times, and the same figures are taken of each.
    """
    column = find_counts(evidence, measure_id)
    counts = column.count[~np.isnan(column.count)]
    events = float(counts.sum())
    if round(events) < 1:
        raise RequestError(f"measure {measure_id!r}: it counts no events in any ward, so there is nothing to share out")
    generator = np.random.default_rng(seed)
    dealt = generator.multinomial(round(events), np.full(len(counts), 1 / len(counts)), size=SIMULATIONS)
    curves = cumulate(dealt.astype(float))
    curve = cumulate(counts)
    low, high = np.quantile(curves, (0.025, 0.975), axis=0)
    return Concentration(
        measure=column.measure,
        wards=len(counts),
        events=events,
        lorenz=curve,
        chance_low=low,
        chance_high=high,
        worst_shares={
            percent: _band(share_of_worst(curve, percent), share_of_worst(curves, percent))
            for percent in WORST_PERCENTS
        },
        gini=_band(gini_of(curve), gini_of(curves)),
    )


def find_counts(evidence: Evidence, measure_id: str) -> Column:
    """Give a ward-level measure's column that holds counts, or say which measures do."""
    column = evidence.find_column(measure_id)
    if column.measure.level is not Level.WARD or np.isnan(column.count).all():
        usable = [
            name
            for name, other in evidence.columns.items()
            if other.measure.level is Level.WARD and not np.isnan(other.count).all()
        ]
        raise RequestError(
            f"measure {measure_id!r}: expected a measure that counts events by ward; "
            f"those that do: {', '.join(usable) or 'none in this pack'}"
        )
    return column


def cumulate(counts: npt.NDArray[np.float64]) -> Floats:
    """Give the share of events in the first 0, 1, 2 ... wards, wards ordered from most to fewest (last axis).

    >>> cumulate(np.array([1.0, 3.0, 0.0])).tolist()
    [0.0, 0.75, 1.0, 1.0]
    """
    ordered = -np.sort(-counts, axis=-1)
    shares = np.cumsum(ordered, axis=-1) / ordered.sum(axis=-1, keepdims=True)
    return np.concatenate([np.zeros((*shares.shape[:-1], 1)), shares], axis=-1)


def share_of_worst(curve: Floats, percent: float) -> Floats:
    """Read the share of events in the worst x% of wards off the curve, going partly into the ward at the edge."""
    place = percent / 100 * (curve.shape[-1] - 1)
    whole = min(int(place), curve.shape[-1] - 2)
    return np.asarray(curve[..., whole] + (place - whole) * (curve[..., whole + 1] - curve[..., whole]))


def gini_of(curve: Floats) -> Floats:
    """Give the Gini coefficient: twice the area between the curve and the line of an even spread.

    >>> float(gini_of(cumulate(np.array([1.0, 1.0, 1.0, 1.0])))), float(gini_of(cumulate(np.array([4.0, 0, 0, 0]))))
    (0.0, 0.75)
    """
    wards = curve.shape[-1] - 1
    area = (curve[..., 1:] + curve[..., :-1]).sum(axis=-1) / 2 / wards
    return np.asarray(np.maximum(2 * area - 1, 0.0))


def _band(observed: Floats, simulated: Floats) -> Band:
    low, high = np.quantile(simulated, (0.025, 0.975))
    return Band(
        observed=float(observed), by_chance=float(simulated.mean()), chance_low=float(low), chance_high=float(high)
    )
