"""How far two lists of wards agree: the share of one that is also on the other, beside what chance would give."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.percentile import Floats, stand
from scoring.settings import Threshold, Ties
from scoring.threshold import ABOVE, flag_areas

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two lists of wards, as positions among `wards` wards, and the wards on both."""

    first: Positions
    second: Positions
    both: Positions
    wards: int

    @property
    def share(self) -> float:
        """Give the share of the first list that is also on the second; NaN when the first is empty."""
        return len(self.both) / len(self.first) if len(self.first) else float("nan")

    @property
    def by_chance(self) -> float:
        """Give the share that a first list drawn by lot would have: the second list's share of all wards."""
        return len(self.second) / self.wards if self.wards else float("nan")


def overlap_lists(first: Positions, second: Positions, wards: int) -> Overlap:
    """Find the wards that are on both lists."""
    return Overlap(first=np.unique(first), second=np.unique(second), both=np.intersect1d(first, second), wards=wards)


def take_worst(need: Floats, percent: float) -> Positions:
    """Take the wards with the highest figures, by the rule of thresholds (R4): worse than at least 100 - x% of others.

    >>> take_worst(np.array([1.0, 4.0, 2.0, np.nan, 3.0, 5.0]), 25).tolist()
    [1, 5]
    """
    threshold = Threshold(top_percent=percent)
    flags = flag_areas(stand(need, higher_is_worse=True), threshold, ties=Ties.EXCLUDE, higher_is_worse=True)
    return np.flatnonzero(flags == ABOVE)
