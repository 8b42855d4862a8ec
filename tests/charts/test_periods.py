"""Periods as publishers write them: shortened, and how old they are."""

import numpy as np
import pytest

from charts.periods import age_words, period_end, short_period


@pytest.mark.parametrize(
    ("period", "short"),
    [
        ("March 2025 to February 2026", "Mar 2025–Feb 2026"),
        ("12 months to December 2023", "12 months to Dec 2023"),
        ("year to June 2026 (sample)", "year to Jun 2026"),
        ("FYE 2023", "FYE 2023"),
        ("May 2026", "May 2026"),
    ],
)
def test_months_are_shortened(period: str, short: str) -> None:
    assert short_period(period) == short


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("March 2025 to February 2026", "2026-02"),
        ("12 months to December 2023", "2023-12"),
        ("2024 Q3", "2024-09"),
        ("FYE 2023", "2023-03"),
        ("2019 to 2021", "2021-12"),
    ],
)
def test_the_last_month_is_read(period: str, end: str) -> None:
    assert period_end(period) == np.datetime64(end)


def test_words_without_a_year_have_no_end() -> None:
    assert period_end("lately") is None


@pytest.mark.parametrize(
    ("period", "age"),
    [
        ("November 2026", "under a month"),
        ("October 2026", "1 month"),
        ("2025", "11 months"),
        ("December 2024", "23 months"),
        ("November 2024", "about 2 years"),
        ("2021", "about 5 years"),
        ("lately", "not known"),
    ],
)
def test_age_is_counted_from_the_day_the_pack_was_built(period: str, age: str) -> None:
    assert age_words(period, "2026-11-21") == age


def test_a_pack_without_a_date_has_no_ages() -> None:
    assert age_words("2021", "unknown") == "not known"
