"""How much of the list rests on borough figures: their part in its points, and the list without them."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from scoring.measures import Level
from scoring.priority import count_wards
from scoring.score import ScoreResult, score_wards
from scoring.threshold import ABOVE
from scoring.words import percentile_text


@dataclass(frozen=True, slots=True, kw_only=True)
class BoroughPart:
    """What borough figures do for a list.

    `points_share` is the part of the listed wards' points that comes from borough-level measures, NaN without points.
    `staying`, `leaving` and `entering` compare the list with the one on ward-level evidence alone.
    """

    result: ScoreResult
    measures: int
    points_share: float
    staying: npt.NDArray[np.intp]
    leaving: npt.NDArray[np.intp]
    entering: npt.NDArray[np.intp]

    def sentence(self) -> str:
        """Say it so that it can be quoted."""
        if not self.measures:
            return "No borough figure counts: the list rests on ward-level evidence alone."
        listed = len(self.result.priority.chosen)
        if not listed or np.isnan(self.points_share):
            return "No ward is clearly on the list, so nothing in it rests on borough figures."
        return (
            f"Borough figures give {percentile_text(self.points_share)}% of the points of the {count_wards(listed)} on "
            f"the list. On ward-level evidence alone {len(self.staying):,} of them would stay on it."
        )


def measure_borough_part(result: ScoreResult) -> BoroughPart:
    """Take the borough-level measures' part in the list, and score again without them."""
    shared = [each for each in result.measures if each.measure.level is Level.BOROUGH]
    chosen = result.priority.chosen
    points = sum(float(each.weight * (each.flags[chosen] == ABOVE).sum()) for each in shared)
    total = float(result.score[chosen].sum())
    alone = score_wards(result.evidence, replace(result.settings, ward_level_only=True)) if shared else result
    return BoroughPart(
        result=result,
        measures=len(shared),
        points_share=points / total if total > 0 else float("nan"),
        staying=np.intersect1d(chosen, alone.priority.chosen),
        leaving=np.setdiff1d(chosen, alone.priority.chosen),
        entering=np.setdiff1d(alone.priority.chosen, chosen),
    )
