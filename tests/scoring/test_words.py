"""Numbers, units and lists in words: at the edges where a wrong digit would mislead."""

import pytest

from scoring.words import join_words, number_text, percentile_text, setting_text, value_text, with_unit
from tests.conftest import make_measure


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (10.0, "10"),
        (0.1 + 0.2, "0.3"),
        (-2.5, "-2.5"),
        (1234567.0, "1,234,567"),
        (1e12, "1,000,000,000,000"),
    ],
)
def test_a_number_reads_as_it_was_set(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (10.0, "10"),
        (9.999999999, "just below 10"),
        (0.75 + 1e-9, "just above 0.75"),
        (-5e-324, "just below 0"),
        (9.99, "9.99"),
        (10.00001, "10.00001"),
    ],
)
def test_a_hairs_breadth_beyond_a_plain_number_is_said_in_words(number: float, text: str) -> None:
    assert setting_text(number) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.8997, "89"), (0.899999, "89"), (0.9, "90"), (0.29, "29"), (0.57, "57"), (0, "0"), (1, "100")]
)
def test_a_percentile_is_rounded_down(share: float, text: str) -> None:
    assert percentile_text(share) == text


def test_every_whole_percentile_reads_as_itself() -> None:
    assert [percentile_text(whole / 100) for whole in range(101)] == [str(whole) for whole in range(101)]


def test_a_figure_has_its_measures_decimals_and_unit() -> None:
    assert (
        value_text(make_measure("a", unit="per 1,000 residents", decimals=2), 1234.5) == "1,234.50 per 1,000 residents"
    )
    assert value_text(make_measure("a", unit="% of residents", decimals=0), 62.4) == "62% of residents"
    assert value_text(make_measure("a", unit="", decimals=1), 33.0) == "33.0"
    assert value_text(make_measure("a", unit="score", decimals=1), -0.04) == "score 0.0"


def test_per_cents_stand_close() -> None:
    assert [with_unit("5", unit) for unit in ("%", "% who agree", "years")] == ["5%", "5% who agree", "5 years"]


def test_items_are_joined_as_one_says_them() -> None:
    assert [join_words(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
