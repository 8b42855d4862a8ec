"""Where need starts for a measure (rule R4), decided in exact arithmetic, and the three states that follow (R5)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from scoring.evidence import Column
from scoring.percentile import NO_DATA, Standing
from scoring.settings import Threshold, Ties

Flags: TypeAlias = npt.NDArray[np.int8]

ABOVE, NOT_ABOVE = 1, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What a threshold came to on the areas of the measure's level.

    `share_above` is the share of areas with data that are really above; `least_above` the mildest value that is
    above and `most_below` the gravest that is not, each None when there is no such area.
    """

    threshold: Threshold
    areas_with_data: int
    areas_above: int
    least_above: float | None
    most_below: float | None

    @property
    def share_above(self) -> float | None:
        """Give the share of areas that are above; None when no area has data."""
        return self.areas_above / self.areas_with_data if self.areas_with_data else None


def exact(number: float) -> Fraction:
    """Take a number as the decimal a user wrote, so that 0.1 is a tenth.

    >>> exact(0.1)
    Fraction(1, 10)
    """
    return Fraction(repr(float(number)))


def least_passed(top_percent: float, area_count: int) -> int:
    """Give how many areas an area must be worse than to be above: the least k with k/(n - 1) >= 1 - p/100.

    >>> least_passed(10, 11)
    9
    """
    share = 1 - exact(top_percent) / 100
    return -int(-(share * (area_count - 1)) // 1)


def flag_areas(standing: Standing, threshold: Threshold, *, ties: Ties, higher_is_worse: bool) -> Flags:
    """Say for each area whether it is above (1), not above (0), or has no data (-1).

    A threshold as a share compares whole counts, never rounded percentiles. Where fewer than two areas have a
    value nobody has a percentile (R3), so a share can't be judged and all areas read "no data"; an absolute value can.
    """
    if threshold.value is not None:
        limit = threshold.value if higher_is_worse else -threshold.value
        above = standing.need >= limit
        return np.where(np.isnan(standing.need), NO_DATA, above).astype(np.int8)
    passed = standing.passed_under(include_ties=ties is Ties.INCLUDE)
    if threshold.top_percent is None:
        raise ValueError("a threshold needs top_percent or value")
    needed = least_passed(threshold.top_percent, standing.area_count)
    return np.where(passed == NO_DATA, NO_DATA, passed >= needed).astype(np.int8)


def describe_cut(column: Column, threshold: Threshold, flags: Flags) -> Cut:
    """Say in the measure's own unit what a threshold came to."""
    above, below = column.value[flags == ABOVE], column.value[flags == NOT_ABOVE]
    mildest, gravest = (np.min, np.max) if column.measure.higher_is_worse else (np.max, np.min)
    return Cut(
        threshold=threshold,
        areas_with_data=len(above) + len(below),
        areas_above=len(above),
        least_above=float(mildest(above)) if len(above) else None,
        most_below=float(gravest(below)) if len(below) else None,
    )
