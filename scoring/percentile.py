"""Where an area stands among the areas of its level (rule R3), kept as whole numbers so that cuts are exact."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Counts: TypeAlias = npt.NDArray[np.int32]

NO_DATA = -1
"""Stands for "no data" in every array of counts or flags."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The areas of one level ordered by one measure, from least to most need.

    `need` is the value, sign turned so that more is always worse; areas without data hold NaN.
    `passed` counts, for each area, the other areas that it is worse than: those with strictly less need
    (ties excluded), `passed_with_ties` those with no more need. Both are NO_DATA where there is no value, and
    everywhere when fewer than two areas have one (R3).
    """

    need: Floats
    area_count: int
    passed: Counts
    passed_with_ties: Counts

    def passed_under(self, *, include_ties: bool) -> Counts:
        """Give the count that the tie rule asks for (R4)."""
        return self.passed_with_ties if include_ties else self.passed

    def percentiles(self, *, include_ties: bool) -> Floats:
        """Give each area's percentile, (r - 1)/(n - 1), NaN where it has none."""
        passed = self.passed_under(include_ties=include_ties)
        result = np.full(len(passed), np.nan)
        known = passed != NO_DATA
        result[known] = passed[known] / (self.area_count - 1)
        return result


def stand(values: Floats, *, higher_is_worse: bool) -> Standing:
    """Order the areas of a level by need and count whom each is worse than.

    An area's percentile is (r - 1)/(n - 1) for its rank r among the n areas with a value. Tied areas share
    the lowest rank of the tie in `passed` and the highest in `passed_with_ties`; when all areas are equal the
    percentile is 0 under either rule (R4).

    >>> stand(np.array([3.0, 1.0, 3.0, np.nan]), higher_is_worse=True).passed.tolist()
    [1, 0, 1, -1]
    """
    need = np.where(np.isnan(values), np.nan, values if higher_is_worse else -values)
    known = ~np.isnan(need)
    ordered = np.sort(need[known])
    n = len(ordered)
    passed = np.full(len(need), NO_DATA, dtype=np.int32)
    with_ties = passed.copy()
    if n >= 2:
        passed[known] = np.searchsorted(ordered, need[known], side="left")
        is_constant = ordered[0] == ordered[-1]
        with_ties[known] = 0 if is_constant else np.searchsorted(ordered, need[known], side="right") - 1
    for array in (need, passed, with_ties):
        array.setflags(write=False)
    return Standing(need=need, area_count=n, passed=passed, passed_with_ties=with_ties)
