"""The smallest change: applying it flips the ward, 99% of it does not, and nothing nearer does; drawn and by hand."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scoring.errors import RequestError
from scoring.measures import Level
from scoring.score import ScoreResult, score_wards
from scoring.settings import Choice, Settings
from scoring.smallest_change import Move, MoveKind, find_smallest_changes, is_chosen, moved_settings, rescore
from tests.scoring.drawn_packs import MADE_UP, SETTINGS, Pack, arrange, choices, packs
from tests.scoring.small_packs import NONE, Given, small_evidence

COUNTS = [9.0, 7.0, 7.0, 4.0, 0.0]


def moves_of(result: ScoreResult, ward: int) -> Iterator[Move]:
    changes = find_smallest_changes(result, ward)
    yield from (*changes.thresholds, *changes.weights)


def is_divisible(move: Move) -> bool:
    """Tell whether 99% of a move is another move: not where it is a billionth of a point, or one to the next number."""
    return part_of(move, 0.99).after != move.after and abs(move.amount) > 1.5e-9


def part_of(move: Move, share: float) -> Move:
    """Give a move that goes only a share of the way."""
    return replace(move, after=move.before + share * move.amount)


@given(packs(), choices())
@example(MADE_UP, SETTINGS)
@settings(deadline=None, max_examples=30)
def test_a_move_of_a_threshold_or_weight_flips_the_ward_and_99_percent_of_it_does_not(
    pack: Pack, chosen: Settings
) -> None:
    result = score_wards(arrange(pack), chosen)

    for ward in np.flatnonzero(result.is_scored):
        before = is_chosen(result, ward)
        for move in moves_of(result, ward):
            assert is_chosen(rescore(result, move), ward) != before
            if is_divisible(move):
                assert is_chosen(rescore(result, part_of(move, 0.99)), ward) == before


@given(packs(), choices())
@example(MADE_UP, SETTINGS)
@settings(deadline=None, max_examples=10)
def test_no_threshold_nearer_than_the_one_found_flips_the_ward(pack: Pack, chosen: Settings) -> None:
    result = score_wards(arrange(pack), chosen)

    for ward in np.flatnonzero(result.is_scored):
        found = {move.measure.id: abs(move.amount) for move in find_smallest_changes(result, ward).thresholds}
        for each in result.measures:
            if each.cut.threshold.top_percent is None:
                kind, now = MoveKind.VALUE, float(each.cut.threshold.value or 0.0)
                tried = {*each.column.value[~np.isnan(each.column.value)].tolist(), -1e7, 1e7}
            else:
                kind, now = MoveKind.SHARE, float(each.cut.threshold.top_percent)
                tried = {float(share) for share in np.arange(0, 100.5, 2.5)}
            for after in tried:
                move = Move(kind=kind, measure=each.measure, before=now, after=after)
                flips = is_chosen(rescore(result, move), ward) != is_chosen(result, ward)
                assert not flips or found[each.measure.id] <= abs(after - now)


@given(packs(), choices())
@example(MADE_UP, SETTINGS)
@settings(deadline=None, max_examples=10)
def test_no_weight_nearer_than_the_one_found_flips_the_ward(pack: Pack, chosen: Settings) -> None:
    result = score_wards(arrange(pack), chosen)

    for ward in np.flatnonzero(result.is_scored):
        found = {move.measure.id: abs(move.amount) for move in find_smallest_changes(result, ward).weights}
        for each in result.measures:
            for after in (0.0, 0.05, 0.2, 0.3, 0.5, 0.9, 1.0, 1.3, 2.0, 3.0, 8.0, 50.0):
                move = Move(kind=MoveKind.WEIGHT, measure=each.measure, before=each.weight, after=after)
                flips = is_chosen(rescore(result, move), ward) != is_chosen(result, ward)
                assert not flips or found[each.measure.id] <= abs(after - each.weight)


def with_figure(pack: Pack, move: Move, ward: int, figure: float) -> Pack:
    """Give the pack with one ward's own figure changed; a count takes its rate along."""
    given = pack[move.measure.id]
    values, counts = list(given.value), list(given.count or [])
    if move.kind is MoveKind.COUNT:
        counts[ward], values[ward] = figure, figure / 2
        return {**pack, move.measure.id: replace(given, value=values, count=counts)}
    values[ward] = figure
    return {**pack, move.measure.id: replace(given, value=values)}


@given(packs(), choices(), st.permutations(COUNTS))
@example(MADE_UP, SETTINGS, COUNTS)
@settings(deadline=None, max_examples=30)
def test_a_change_of_the_wards_own_figure_flips_it_and_a_smaller_one_does_not(
    pack: Pack, chosen: Settings, counts: list[float]
) -> None:
    robbery = Given(value=[count / 2 for count in counts], count=counts, denominator=[2000.0] * 5)
    pack = {**pack, "robbery": robbery}
    result = score_wards(arrange(pack), chosen)

    for ward in np.flatnonzero(result.is_scored).tolist():
        before = is_chosen(result, ward)
        for move in find_smallest_changes(result, ward).own_figures:
            assert move.measure.level is Level.WARD
            smaller = move.after - np.sign(move.amount) if move.kind is MoveKind.COUNT else part_of(move, 0.99).after
            changed = score_wards(arrange(with_figure(pack, move, ward, move.after)), chosen)
            assert is_chosen(changed, ward) != before
            changed = score_wards(arrange(with_figure(pack, move, ward, smaller)), chosen)
            # beside the edge no float may lie in between
            assert smaller == move.after or is_chosen(changed, ward) == before


# robberies per 1,000 are half the counts, thresholds the worst 25%: the two with most. Scores 1, 1, 0, 0, 0
ROBBERY = Given(value=[15.0, 10.0, 6.0, 2.0, 0.0], count=[30.0, 20.0, 12.0, 4.0, 0.0], denominator=[2000.0] * 5)
QUARTER = Settings(top_percent=25, list_size=2)


def test_a_change_is_given_in_events_where_the_figure_counts_them() -> None:
    result = score_wards(small_evidence({"robbery": ROBBERY}), QUARTER)

    leaving, entering = find_smallest_changes(result, 1), find_smallest_changes(result, 2)

    # ward 2 leaves level with ward 3, at 12: neither is then worse than 3 others. Ward 3 enters beyond ward 2, at 21
    assert [move.sentence() for move in leaving.own_figures] == ["Robbery: 8 fewer (20 to 12)"]
    assert [move.sentence() for move in entering.own_figures] == ["Robbery: 9 more (12 to 21)"]
    assert (leaving.is_on_list, entering.is_on_list) == (True, False)


def test_a_ward_without_events_reads_from_the_others_what_one_adds() -> None:
    result = score_wards(small_evidence({"robbery": ROBBERY}), QUARTER)

    assert [move.sentence() for move in find_smallest_changes(result, 4).own_figures] == ["Robbery: 21 more (0 to 21)"]


def test_where_no_event_adds_anything_the_figure_itself_changes() -> None:
    # counts without rates: nothing says what one event more would add
    silent = Given(value=[0.0, 0.0, 5.0], count=[0.0, 3.0, 0.0], denominator=[2000.0] * 3)
    result = score_wards(small_evidence({"robbery": silent}), Settings(list_size=1))

    (move,) = find_smallest_changes(result, 0).own_figures
    assert (move.kind, move.after) == (MoveKind.FIGURE, np.nextafter(5.0, 6.0))


def test_a_figure_that_counts_nothing_changes_in_its_own_unit() -> None:
    result = score_wards(small_evidence({"poverty": [50.0, 40.0, 30.0, 20.0, 10.0]}), QUARTER)

    (move,) = find_smallest_changes(result, 1).own_figures
    assert (move.kind, move.before, move.after) == (MoveKind.FIGURE, 40.0, 30.0)
    assert move.sentence() == "Poverty: from 40.0 per 1,000 to 30.0 per 1,000"


def test_a_hairs_breadth_is_said_in_words() -> None:
    # worst 25% of five: nobody is worse than 3 others, and the tied ward with the least more than them is
    result = score_wards(small_evidence({"poverty": [40.0, 40.0, 40.0, 20.0, 10.0]}), replace(QUARTER, list_size=1))

    (move,) = find_smallest_changes(result, 0).own_figures
    assert move.after == np.nextafter(40.0, 41.0)
    assert move.sentence() == "Poverty: from 40.0 per 1,000 to just above that"


def test_a_borough_figure_is_not_the_wards_own_to_change() -> None:
    trust = Given(value=[40.0, 60.0], level=Level.BOROUGH, lower_is_worse=True)
    result = score_wards(small_evidence({"trust": trust}, boroughs=[0, 1]), Settings(list_size=1))

    changes = find_smallest_changes(result, 0)

    assert changes.own_figures == ()
    assert changes.thresholds


def test_a_rivals_flag_may_turn_with_the_wards_own_figure() -> None:
    # poverty flags wards 1 and 3, so wards 2 and 3 tie on one point for the second place. Level with ward 2, at 20
    # robberies, ward 3 is not above itself, but ward 2 is no longer worse than 3 others
    result = score_wards(small_evidence({"robbery": ROBBERY, "poverty": [9.0, 1.0, 8.0, 2.0, 3.0]}), QUARTER)

    figures = find_smallest_changes(result, 2).own_figures

    assert "Robbery: 8 more (12 to 20)" in [move.sentence() for move in figures]


def test_the_nearest_threshold_and_weight_by_hand() -> None:
    # wards 1 to 5 in crimes 5, 4, 3, 2, 1 and in poverty 1, 5, 2, 4, 3; worst 25% are two of five. Scores 1, 2, 0, 1, 0
    pack = small_evidence({"crimes": [5.0, 4.0, 3.0, 2.0, 1.0], "poverty": [1.0, 5.0, 2.0, 4.0, 3.0]})
    result = score_wards(pack, QUARTER)

    changes = find_smallest_changes(result, 0)

    # ward 1 ties with ward 4 for the second place. Poverty at the worst 24% flags ward 2 alone, so ward 4 drops out;
    # crimes need any weight above 1, poverty any below 1
    assert [move.sentence() for move in changes.thresholds] == [
        "Poverty: threshold from the worst 25% to just below the worst 25%"
    ]
    assert sorted(move.sentence() for move in changes.weights) == [
        "Crimes: weight from 1 to just above 1",
        "Poverty: weight from 1 to just below 1",
    ]


def test_an_absolute_threshold_moves_in_the_measures_unit() -> None:
    chosen = Settings(list_size=1, choices={"crimes": Choice(value=4.4)})
    result = score_wards(small_evidence({"crimes": [5.0, 4.0, 3.0]}), chosen)

    (of_first,) = find_smallest_changes(result, 0).thresholds

    # at 4 ward 2 ties with ward 1 for the one place; over 5, further off, nobody is above
    assert of_first.sentence() == "Crimes: threshold from 4.4 to 4 per 1,000"
    # where ward 2 is above, so is ward 1: no threshold brings ward 2 on
    assert find_smallest_changes(result, 1).thresholds == ()


def test_no_single_change_is_an_answer() -> None:
    result = score_wards(small_evidence({"crimes": [5.0, 4.0, 3.0], "poverty": [3.0, 2.0, 1.0]}), Settings(list_size=3))

    changes = find_smallest_changes(result, 0)

    assert not changes.is_possible
    assert (changes.thresholds, changes.weights, changes.own_figures) == ((), (), ())


def test_settings_after_a_move_hold_it_and_nothing_else_new() -> None:
    result = score_wards(small_evidence({"crimes": [5.0, 4.0, 3.0]}), Settings(list_size=1))
    changes = find_smallest_changes(result, 0)
    move = Move(kind=MoveKind.WEIGHT, measure=result.measures[0].measure, before=1.0, after=2.5)

    assert changes.settings_after(move) == replace(
        result.settings, choices={"crimes": Choice(top_percent=10, weight=2.5)}
    )


def test_a_wards_own_figure_is_no_setting() -> None:
    measure = small_evidence({"crimes": [1.0, 2.0]}).measures[0]

    with pytest.raises(ValueError, match="count is not a setting"):
        moved_settings(Settings(), Move(kind=MoveKind.COUNT, measure=measure, before=1.0, after=2.0))


def test_a_ward_that_is_not_scored_has_no_smallest_change() -> None:
    result = score_wards(small_evidence({"crimes": [5.0, NONE, 3.0]}), Settings())

    with pytest.raises(RequestError) as refused:
        find_smallest_changes(result, 1)

    assert str(refused.value) == (
        "Ward 2 is not scored (no data in any measure that counts), so no change of settings is looked for"
    )
