"""The method step by step on one ward, with the sums that were really made."""

from dataclasses import dataclass

import numpy as np

from scoring.explain import place_sentence, rank_text
from scoring.measures import Level
from scoring.percentile import NO_DATA
from scoring.ranking import TOLERANCE
from scoring.score import MeasureResult, ScoreResult
from scoring.settings import Ties
from scoring.threshold import ABOVE, least_passed
from scoring.words import number_text, percentile_text, value_text

COMPARE_RULE = (
    "Wards are ranked among wards and boroughs among boroughs; a ward inherits its borough's result. The "
    "percentile is the share of the others that an area is worse than. Tied areas share the lower place, unless"
    " the settings let them in."
)
THRESHOLD_RULE = (
    "The user sets, for each measure, where need starts: the worst share of areas, or a value. Whole counts are"
    " compared, before anything is rounded."
)
STATES_RULE = (
    "Each measure says above, not above, or no data. No data is never counted as nought and never as not above."
    " A measure with weight 0 is left out altogether."
)
SUM_RULE = (
    "The need score is the sum of the weights of the measures in which the ward is above; with all weights 1 it"
    " is a plain count. A ward with too little data is not scored at all."
)
RANK_RULE = (
    "1 is most need; equal scores share a rank. When wards tie for the last places of the list, the tool says "
    "so and parts them only as the user decides."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: its name, the rule in plain words, and what it came to for the ward."""

    name: str
    rule: str
    sums: tuple[str, ...]


def work_example(result: ScoreResult, ward: int) -> tuple[Step, ...]:
    """Walk through the rules R2 to R9 on one ward, with one measure as the example of the first two steps."""
    steps = []
    each = _choose_measure(result, ward)
    if each is not None:
        steps += [
            Step(name="Compare like with like", rule=COMPARE_RULE, sums=_percentile_sums(result, each, ward)),
            Step(
                name="Ask whether it is above the threshold",
                rule=THRESHOLD_RULE,
                sums=_threshold_sums(result, each, ward),
            ),
        ]
    steps += [
        Step(name="Do the same for every measure", rule=STATES_RULE, sums=_state_sums(result, ward)),
        Step(name="Add up the weights", rule=SUM_RULE, sums=_score_sums(result, ward)),
    ]
    if result.is_scored[ward]:
        steps.append(
            Step(name="Rank, and take the list from the top", rule=RANK_RULE, sums=_rank_sums(result, ward)),
        )
    return tuple(steps)


def _choose_measure(result: ScoreResult, ward: int) -> MeasureResult | None:
    """Choose the measure to show: above before not above, published by ward before by borough, in the pack's order."""
    judged = [each for each in result.measures if each.flags[ward] != NO_DATA]
    return min(judged, key=lambda each: (each.flags[ward] != ABOVE, each.measure.level is not Level.WARD), default=None)


def _percentile_sums(result: ScoreResult, each: MeasureResult, ward: int) -> tuple[str, ...]:
    measure, count = each.measure, each.column.standing.area_count
    whose = "" if measure.level is Level.WARD else ", figure of the whole borough"
    figure = f"{measure.label}{whose}: {value_text(measure, each.column.value[_cell(result, each, ward)])}."
    if count < 2:
        return (figure,)
    passed, others = _passed(result, each, ward), count - 1
    share = passed / others
    compared = f"{count:,} {_areas(each)} have a figure, so it is compared with {others:,} others."
    divided = f"{passed:,} / {others:,} = {share:.4f}, shown as {percentile_text(share)}%"
    return figure, compared, f"It is worse than {passed:,} of them: {divided}."


def _threshold_sums(result: ScoreResult, each: MeasureResult, ward: int) -> tuple[str, ...]:
    threshold, measure = each.cut.threshold, each.measure
    is_above = each.flags[ward] == ABOVE
    verdict = "above" if is_above else "not above"
    if threshold.value is not None:
        figure = value_text(measure, each.column.value[_cell(result, each, ward)])
        side = "at or beyond it" if is_above else "short of it"
        first = f"The threshold is {number_text(threshold.value)} {measure.unit}; {figure} is {side}: {verdict}."
    else:
        percent, count = threshold.top_percent or 0.0, each.column.standing.area_count
        first = (
            f"The worst {number_text(percent)}% are worse than at least {number_text(100 - percent)}% of the others: "
            f"at least {least_passed(percent, count):,} of {count - 1:,}. "
            f"It is worse than {_passed(result, each, ward):,}: {verdict}."
        )
    cut = each.cut
    return first, f"{cut.areas_above:,} of {cut.areas_with_data:,} {_areas(each)} are above this threshold."


def _state_sums(result: ScoreResult, ward: int) -> tuple[str, ...]:
    counted, above = len(result.measures), int(result.measures_above[ward])
    with_data = int(result.measures_with_data[ward])
    states = f"above in {above}, not above in {with_data - above}, no data in {counted - with_data}"
    return (f"Of {counted} measures that count: {states}.",)


def _score_sums(result: ScoreResult, ward: int) -> tuple[str, ...]:
    weights = [each.weight for each in result.measures if each.flags[ward] == ABOVE]
    known = sum(each.weight for each in result.measures if each.flags[ward] != NO_DATA)
    most = number_text(result.max_score)
    terms = [f"{weights.count(weight)} × {number_text(weight)}" for weight in sorted(set(weights), reverse=True)]
    added = f"{' + '.join(terms) or 'Nothing'} = {number_text(sum(weights))}, of {most} at most."
    if result.max_score == 0:
        return (added,)
    verdict = "so it has a score" if result.is_scored[ward] else "so it is not scored"
    covered = (
        f"The measures with data carry {number_text(known)} of {most} of the weight, "
        f"{percentile_text(known / result.max_score)}%; "
        f"at least {number_text(result.settings.min_coverage * 100)}% is needed, {verdict}."
    )
    return added, covered


def _rank_sums(result: ScoreResult, ward: int) -> tuple[str, ...]:
    higher = int((result.rank[result.is_scored] < result.rank[ward]).sum())
    level = int((np.abs(result.score - result.score[ward]) <= TOLERANCE).sum()) - 1
    others = "no other has" if level == 0 else "1 other has" if level == 1 else f"{level:,} others have"
    better = "No ward has" if higher == 0 else "1 ward has" if higher == 1 else f"{higher:,} wards have"
    place = f"{better} a higher score and {others} the same: need rank {rank_text(result, ward)}."
    return place, place_sentence(result, ward)


def _passed(result: ScoreResult, each: MeasureResult, ward: int) -> int:
    passed = each.column.standing.passed_under(include_ties=result.settings.ties is Ties.INCLUDE)
    return int(passed[_cell(result, each, ward)])


def _cell(result: ScoreResult, each: MeasureResult, ward: int) -> int:
    return ward if each.measure.level is Level.WARD else int(result.evidence.borough_of_ward[ward])


def _areas(each: MeasureResult) -> str:
    return "wards" if each.measure.level is Level.WARD else "boroughs"
