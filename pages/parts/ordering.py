"""What wards can be ordered by: the need score, the vulnerability lens, or any one measure; with its words."""

import numpy as np

from pages.parts.state import View
from scoring.evidence import Evidence
from scoring.measures import Level, Measure
from scoring.percentile import Floats
from scoring.vulnerability import Vulnerability
from scoring.words import in_sentence

SCORE, LENS = "score", "lens"
WORDS = {SCORE: "need score", LENS: "vulnerability"}
# what a comparison begins with, where the pack has it
BEST_KNOWN = ("knife_crime", "violence_with_injury")


def label_of(measure: Measure) -> str:
    """Name a measure, and say when it is a borough's."""
    return f"{measure.label} (borough figure)" if measure.level is Level.BOROUGH else measure.label


def words_of(evidence: Evidence, name: str) -> str:
    """Name what wards are ordered by, as it stands in a sentence."""
    if name in WORDS:
        return WORDS[name]
    return in_sentence(label_of(evidence.columns[name].measure))


def best_known_first(measure_ids: list[str]) -> list[str]:
    """Put the best known measures first, the others as they are.

    >>> best_known_first(["burglary", "violence_with_injury", "knife_crime"])
    ['knife_crime', 'violence_with_injury', 'burglary']
    """
    first = [name for name in BEST_KNOWN if name in measure_ids]
    return [*first, *(name for name in measure_ids if name not in first)]


def need_by(view: View, name: str, lens: Vulnerability | None) -> Floats:
    """Give each ward's need by the score, by the lens, or by one measure; more is worse."""
    if name == SCORE:
        return view.result.score
    if name == LENS and lens is not None:
        return lens.index
    column = view.opened.evidence.columns[name]
    return np.asarray(view.opened.evidence.on_wards(column, column.standing.need), dtype=float)
