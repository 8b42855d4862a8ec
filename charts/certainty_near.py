"""Which wards a chart of certainty shows: those near the list's edge, in one order for all charts beside each other."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.certainty import CertaintyResult, Label

MOST_ROWS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NearTheList:
    """Wards by the share of draws in which they are on the list, highest first; `left_out` others have no room."""

    wards: npt.NDArray[np.intp]
    left_out: int


def find_near(certainty: CertaintyResult, *, most: int = MOST_ROWS) -> NearTheList:
    """Take the wards on the list, those tied for a place, and the borderline ones.

    Where they are too many the ones nearest to an even chance stay, for they are what a decision turns on.
    """
    result, shares = certainty.result, certainty.in_list_share
    labels = np.array([label is Label.BORDERLINE for label in certainty.labels()], dtype=bool)
    is_near = labels.copy()
    is_near[result.priority.chosen] = True
    is_near[result.priority.tied] = True
    near = np.flatnonzero(is_near)
    kept = near[np.argsort(np.abs(shares[near] - 0.5), kind="stable")[:most]]
    order = np.lexsort((result.evidence.wards.codes[kept].astype(str), result.rank[kept], -shares[kept]))
    return NearTheList(wards=kept[order], left_out=len(near) - len(kept))
