"""What the list would be without each measure: which wards enter, and which leave."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from scoring.measures import Measure
from scoring.score import ScoreResult, score_wards
from scoring.settings import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """The list without one measure: positions of the wards that enter and leave, and of those left tied for a place."""

    measure: Measure
    entering: npt.NDArray[np.intp]
    leaving: npt.NDArray[np.intp]
    result: ScoreResult


def leave_each_out(result: ScoreResult) -> list[Omission]:
    """Score again without each measure that counts, by the same settings."""
    before = result.priority.chosen
    omissions = []
    for each in result.measures:
        choice = replace(result.settings.choices.get(each.measure.id, Choice()), weight=0.0)
        without = score_wards(result.evidence, result.settings.with_choice(each.measure.id, choice))
        after = without.priority.chosen
        omissions.append(
            Omission(
                measure=each.measure,
                entering=np.setdiff1d(after, before),
                leaving=np.setdiff1d(before, after),
                result=without,
            )
        )
    return omissions
