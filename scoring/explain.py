"""Why one ward scores what it scores, in sentences that can be read out."""

from collections.abc import Callable

import numpy as np

from scoring.measures import Direction, Level, Measure, theme_label
from scoring.percentile import NO_DATA
from scoring.priority import count_wards
from scoring.score import MeasureResult, ScoreResult
from scoring.settings import Ties
from scoring.smallest_change import Move, SmallestChange, find_smallest_changes, is_chosen
from scoring.threshold import ABOVE, Cut
from scoring.words import join_words, number_text, percentile_text, value_text, with_unit

WHAT_IT_IS_NOT = (
    "The need score counts measures above their thresholds for the needs of one project. "
    "It is not an index of anything and is not meant for wider use."
)
NOTE_WORDS = {"c": "suppressed by the publisher", "x": "not available", "u": "unreliable", "": "not available"}


def explain_ward(result: ScoreResult, ward: int) -> list[str]:
    """Explain one ward's score: each measure's part in it, its place on the list and what would change that."""
    lines = _heading(result, ward)
    for state, title in ((ABOVE, "Above the threshold"), (0, "Not above"), (NO_DATA, "No data")):
        found = [each for each in result.measures if each.flags[ward] == state]
        if found:
            lines += ["", f"{title}:", *(f"- {measure_sentence(result, each, ward)}" for each in found)]
    lines += ["", *_list_lines(result, ward), "", WHAT_IT_IS_NOT]
    return lines


def _heading(result: ScoreResult, ward: int) -> list[str]:
    evidence = result.evidence
    name, code = evidence.wards.names[ward], evidence.wards.codes[ward]
    borough = evidence.boroughs.names[evidence.borough_of_ward[ward]]
    lines = [f"{name} ({code}), {borough}", f"Pack: {evidence.identity.title}, built {evidence.identity.built}"]
    if evidence.identity.is_sample:
        lines.append("Sample data - not real")
    return [*lines, "", standing_sentence(result, ward)]


def standing_sentence(result: ScoreResult, ward: int) -> str:
    """Say a ward's score and rank in one sentence, or why it has none."""
    name = result.evidence.wards.names[ward]
    counted = len(result.measures)
    if not result.is_scored[ward]:
        return f"{name} is not scored: {result.reason_not_scored(ward)}."
    themes = [
        f"{number_text(score[ward])} in {theme_label(theme).lower()}"
        for theme, score in result.theme_scores.items()
        if score[ward] > 0
    ]
    by_theme = f" ({join_words(themes)})" if themes else ""
    scored = int(result.is_scored.sum())
    return (
        f"{name} has a need score of {number_text(result.score[ward])} out of {number_text(result.max_score)}"
        f"{by_theme}, need rank {rank_text(result, ward)} of {count_wards(scored)}. It is above the threshold in "
        f"{result.measures_above[ward]} of the {counted} measures that count "
        f"and has data in {result.measures_with_data[ward]}."
    )


def rank_text(result: ScoreResult, ward: int) -> str:
    """Write a rank as it is shown: 2= when it is shared (R8); a dash without one."""
    rank = int(result.rank[ward])
    if rank == 0:
        return "-"
    return f"{rank:,}{'=' if (result.rank == rank).sum() > 1 else ''}"


def by_rank(result: ScoreResult, write: Callable[[int], str]) -> list[str]:
    """Give each ward a text that all wards of its rank share (those without a score too), written once a rank."""
    _, firsts, place_of = np.unique(result.rank, return_index=True, return_inverse=True)
    texts = [write(int(ward)) for ward in firsts]
    return [texts[place] for place in place_of]


def measure_sentence(result: ScoreResult, each: MeasureResult, ward: int) -> str:
    """Say what one measure says of a ward: figure, cut, standing, level and weight."""
    measure, cut = each.measure, each.cut
    cell = ward if measure.level is Level.WARD else int(result.evidence.borough_of_ward[ward])
    level = " (borough figure)" if measure.level is Level.BOROUGH else ""
    weight = f", weight {number_text(each.weight)}" if each.weight != 1 else ""
    value = each.column.value[cell]
    if np.isnan(value):
        return f"{measure.label}{level}{weight}: {NOTE_WORDS.get(str(each.column.note[cell]), 'not available')}."
    figure = value_text(measure, value)
    if each.flags[ward] == NO_DATA:
        return f"{measure.label}{level}{weight}: {figure}; too few areas have data to judge it."
    percentile = each.column.standing.percentiles(include_ties=result.settings.ties is Ties.INCLUDE)[cell]
    others = "wards" if measure.level is Level.WARD else "boroughs"
    standing = "" if np.isnan(percentile) else f"; worse than {percentile_text(percentile)}% of the other {others}"
    return f"{measure.label}{level}{weight}: {figure}{standing}; {cut_text(measure, cut)}."


def cut_text(measure: Measure, cut: Cut) -> str:
    """Say where need starts: "worst 10%: 14.2 per 1,000 or more; 68 wards"."""
    areas = "ward" if measure.level is Level.WARD else "borough"
    counted = f"{cut.areas_above:,} {areas}{'' if cut.areas_above == 1 else 's'}"
    beyond = "or more" if measure.direction is Direction.HIGHER_IS_WORSE else "or less"
    if cut.threshold.value is not None:
        # as the user set it: rounded to the measure's decimals it would be another threshold
        return f"threshold {with_unit(number_text(cut.threshold.value), measure.unit)} {beyond}: {counted}"
    name = f"worst {number_text(cut.threshold.top_percent or 0)}%"
    if cut.least_above is None:
        return f"{name}: no {areas} is above"
    return f"{name}: {value_text(measure, cut.least_above)} {beyond}; {counted}"


def place_sentence(result: ScoreResult, ward: int) -> str:
    """Say whether a ward is on the list, and how clear the list's cut is."""
    if not result.is_scored[ward]:
        return "A ward that is not scored is never on the list."
    if is_chosen(result, ward):
        place = "It is on the priority list."
    elif bool(np.isin(ward, result.priority.tied)):
        place = "It ties for the last places of the priority list, so it is shown apart."
    else:
        place = "It is not on the priority list."
    return f"{place} {result.priority.sentence()}"


def change_sentences(changes: SmallestChange) -> tuple[str, list[str]]:
    """Say what would flip a ward's place: a heading, and the smallest change of each kind."""
    if not changes.is_possible:
        return "No single change of a threshold, a weight or its own figures would alter that.", []
    purpose = "take it off" if changes.is_on_list else "bring it on"
    groups: tuple[tuple[Move, ...], ...] = (changes.thresholds, changes.weights, changes.own_figures)
    return f"The smallest single changes that would {purpose}:", [group[0].sentence() for group in groups if group]


def _list_lines(result: ScoreResult, ward: int) -> list[str]:
    lines = [place_sentence(result, ward)]
    if result.is_scored[ward]:
        heading, moves = change_sentences(find_smallest_changes(result, ward))
        lines += [heading, *(f"- {move}" for move in moves)]
    return lines
