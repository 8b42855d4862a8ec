"""How firm the list is: 2,000 joint draws with all doubts, beside a loop that scores each draw anew with pandas."""

from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.case import Case
from benchmarks.made_up import make_evidence
from scoring.certainty import Draws, Study, assess_certainty, prepare_study
from scoring.doubt import Doubt
from scoring.measures import Level
from scoring.score import ScoreResult, score_wards
from scoring.settings import Settings


def cases() -> Iterable[Case]:
    """Give a city's certainty beside the plain loop, and a country's, which must fit into memory."""
    yield Case(
        name="certainty, 680 wards x 16 measures x 2,000 draws",
        run=lambda: assess_certainty(_result(680, 16), Doubt(draws=2_000)),
        baseline=lambda: assess_with_pandas(_result(680, 16), Doubt(draws=2_000)),
        baseline_name="pandas, every draw anew",
        min_ratio=30,
        limit_ms=500,
        repeats=10,
        baseline_repeats=1,
    )
    yield Case(
        name="certainty, 8,500 wards x 16 measures x 10,000 draws",
        run=lambda: assess_certainty(_result(8_500, 16), Doubt(draws=10_000)),
        limit_ms=25_000,
        limit_mb=1_500,
        repeats=1,
    )


def assess_with_pandas(result: ScoreResult, doubt: Doubt) -> npt.NDArray[np.float64]:
    """Give each ward's share of draws on the list, scoring every draw anew."""
    study = prepare_study(result, doubt)
    on_list = np.zeros(len(result.evidence.wards))
    for batch, count in study.batches():
        draws = study.draw(batch, count)
        for number in range(count):
            on_list += score_draw_with_pandas(study, draws, number).to_numpy()
    return np.asarray(np.where(result.is_scored, on_list / doubt.draws, np.nan))


def score_draw_with_pandas(study: Study, draws: Draws, number: int) -> pd.Series:
    """Tell who is on the list in one draw: rank each measure's areas, add up, rank the wards, take the clear places."""
    result = study.result
    evidence = result.evidence
    wards = pd.Index(evidence.wards.codes)
    borough_of = pd.Series(evidence.boroughs.codes[evidence.borough_of_ward], index=wards)
    score = pd.Series(0.0, index=wards)
    for column in study.columns:
        measure, drawn = column.result.measure, draws.need[column.result.measure.id]
        codes = evidence.areas(measure.level).codes[column.known]
        need = pd.Series(column.result.column.standing.need[column.known] if drawn is None else drawn[number], codes)
        above = need.rank(method="min") - 1 >= draws.needed[measure.id][number]
        of_ward = above.reindex(wards) if measure.level is Level.WARD else borough_of.map(above)
        score += draws.weights[measure.id][number] * (of_ward == 1)
    last_place = score[result.is_scored].round(9).rank(method="max", ascending=False)
    return (last_place <= (result.settings.list_size or 0)).reindex(wards, fill_value=False)


@cache
def _result(wards: int, measures: int) -> ScoreResult:
    return score_wards(make_evidence(wards=wards, measures=measures), Settings())
