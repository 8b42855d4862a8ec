"""Which wards a chart of certainty shows: those at the list's edge, in one order for all charts beside each other."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.certainty import CertaintyResult, Label

ABOVE_THE_EDGE, BELOW_THE_EDGE = 25, 15
"""How many wards are shown on either side of the list's edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearTheList:
    """Wards by the share of draws in which they are on the list, highest first; `left_out` others have no room."""

    wards: npt.NDArray[np.intp]
    left_out: int


def find_near(certainty: CertaintyResult) -> NearTheList:
    """Take the wards at the list's edge from those on it, those tied for a place, and the borderline ones.

    The edge lies after so many wards as the list has. Where there are too many, the firmest and the least likely go:
    a decision turns on those between.
    """
    result, shares = certainty.result, certainty.in_list_share
    is_near = np.array([label in (Label.FIRM, Label.BORDERLINE) for label in certainty.labels()], dtype=bool)
    is_near[result.priority.chosen] = True
    is_near[result.priority.tied] = True
    near = np.flatnonzero(is_near)
    order = near[np.lexsort((result.evidence.wards.codes[near].astype(str), result.rank[near], -shares[near]))]
    start = max(0, len(result.priority.chosen) - ABOVE_THE_EDGE)
    kept = order[start : start + ABOVE_THE_EDGE + BELOW_THE_EDGE]
    return NearTheList(wards=kept, left_out=len(near) - len(kept))
