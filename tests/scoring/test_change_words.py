"""Sentences about change, on comparisons small enough to count."""

import numpy as np

from scoring.change import ChangeResult, compare_periods
from scoring.change_words import WHAT_CONTROL_MEANS, counts_sentence, period_text, span_text, window_sentence
from scoring.places import Scope
from tests.scoring.small_packs import monthly_counts, small_evidence

EVIDENCE = small_evidence({"burglary": [1.0, 2.0, 3.0, 4.0], "robbery": [1.0, 2.0, 3.0, 4.0]}, boroughs=[0, 0, 1, 1])
# 60 -> 240 rises, 360 -> 120 falls, 120 -> 120 shows nothing, 0 -> 9 holds fewer than ten
BURGLARY = {
    "W00001": [5] * 12 + [20] * 12,
    "W00002": [30] * 12 + [10] * 12,
    "W00003": [10] * 24,
    "W00004": [0] * 12 + [1] * 9 + [0] * 3,
}


def compared(scope: Scope = Scope.PUBLISHED, **more: dict[str, list[int]]) -> ChangeResult:
    return compare_periods(EVIDENCE, monthly_counts({"burglary": BURGLARY, **more}), scope=scope)


def test_each_verdict_is_counted() -> None:
    assert counts_sentence(compared()) == (
        "Of 4 comparisons (4 wards, 1 measure), 1 is clearly rising and 1 is clearly falling; "
        "1 shows no clear change and 1 holds too few events to say."
    )


def test_measures_and_areas_are_counted_apart() -> None:
    # robbery in one ward: 12 -> 12
    assert counts_sentence(compared(robbery={"W00001": [1] * 24})) == (
        "Of 5 comparisons (4 wards, 2 measures), 1 is clearly rising and 1 is clearly falling; "
        "2 show no clear change and 1 holds too few events to say."
    )


def test_boroughs_and_london_are_named() -> None:
    # borough 0: 420 -> 360, borough 1: 120 -> 129, London: 540 -> 489
    assert counts_sentence(compared(Scope.BOROUGH)).startswith("Of 2 comparisons (2 boroughs, 1 measure), 0 are")
    assert counts_sentence(compared(Scope.LONDON)).startswith("Of 1 comparison (1 measure in London), 0 are")


def test_the_months_compared_are_named() -> None:
    found = compared()

    assert period_text(found.periods[0]) == "January 2025 to December 2025 with January 2024 to December 2024"
    assert window_sentence(found) == "Compared: January 2025 to December 2025 with January 2024 to December 2024."


def test_measures_with_other_months_are_counted_and_one_is_named() -> None:
    # robbery's months go on for one more, so that its periods begin a month later
    monthly = monthly_counts({"burglary": BURGLARY, "robbery": {"W00001": [1] * 25}})

    found = compare_periods(EVIDENCE, monthly, window=1)

    assert window_sentence(found) == (
        "Compared: December 2025 with December 2024 (1 measure otherwise, such as January 2026 with January 2025)."
    )


def test_one_month_is_no_span() -> None:
    assert span_text(np.array(["2025-03"], dtype="datetime64[M]")) == "March 2025"


def test_what_the_control_means_is_one_sentence() -> None:
    assert WHAT_CONTROL_MEANS.count(".") == 1
