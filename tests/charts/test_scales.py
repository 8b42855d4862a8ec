"""Scales: where values lie, and round numbers along them."""

import pytest

from charts.scales import find_ticks, read_scale


def test_a_scale_runs_from_where_to_where_its_figure_says() -> None:
    scale = read_scale({"range": [-4, 104], "tickvals": [5, 50, 200]}, [1000])

    assert scale.place(50) == pytest.approx(0.5)
    assert scale.ticks == ((pytest.approx(9 / 108), "5"), (pytest.approx(0.5), "50"))  # 200 lies beyond its end


def test_without_a_range_a_scale_leaves_room_around_its_values_and_begins_at_0_when_told() -> None:
    free, from_zero = (read_scale(axis, [10, None, float("nan"), 20]) for axis in ({}, {"rangemode": "tozero"}))

    assert (free.low, free.high) == (9.6, 20.4)
    assert (from_zero.low, from_zero.high) == (0, 20.8)
    assert [text for _, text in from_zero.ticks] == ["0", "10", "20"]


def test_a_scale_of_powers_gives_equal_ratios_equal_room() -> None:
    scale = read_scale({"type": "log", "range": [-1, 1], "tickvals": [0.25, 1], "ticktext": ["a quarter", "1"]}, [])

    assert [scale.place(value) for value in (0.1, 1, 10)] == pytest.approx([0, 0.5, 1])
    assert scale.place(4) - scale.place(2) == pytest.approx(scale.place(2) - scale.place(1))
    assert scale.place_on(0) == 0.5
    assert [text for _, text in scale.ticks] == ["a quarter", "1"]


def test_the_larger_end_may_come_first() -> None:
    rows = read_scale({"range": [2.6, -0.6], "tickvals": [0, 1, 2], "ticktext": ["first", "second", "third"]}, [])

    assert rows.place(0) > rows.place(1) > rows.place(2) > 0
    assert [text for _, text in rows.ticks] == ["first", "second", "third"]


def test_months_are_named_evenly_apart_with_their_year() -> None:
    months = [f"{2023 + number // 12}-{number % 12 + 1:02}" for number in range(8, 44)]

    scale = read_scale({"type": "date", "nticks": 7}, months, room=0.5)

    assert scale.place("2023-09") == pytest.approx(0.5 / 36)
    assert [text for _, text in scale.ticks] == [
        "Jan\n2024",
        "Jul\n2024",
        "Jan\n2025",
        "Jul\n2025",
        "Jan\n2026",
        "Jul\n2026",
    ]


def test_shares_are_written_as_per_cents_with_the_decimals_that_they_need() -> None:
    small = read_scale({"tickformat": ".0%", "range": [0, 0.011]}, [])

    assert [text for _, text in small.ticks] == ["0%", "0.5%", "1%"]
    assert read_scale({"tickformat": ".0%", "range": [0, 0.2]}, []).ticks == ((0, "0%"), (0.5, "10%"), (1, "20%"))


def test_a_hidden_scale_has_no_ticks_and_one_without_words_has_places_for_lines() -> None:
    assert read_scale({"visible": False}, [1, 2]).ticks == ()
    assert read_scale({"showticklabels": False, "range": [0, 2], "tickvals": [0, 1]}, []).ticks == ((0, ""), (0.5, ""))


def test_a_scale_of_powers_names_whole_powers_where_nothing_else_is_asked_for() -> None:
    assert read_scale({"type": "log", "range": [0, 2]}, []).ticks == ((0, "1"), (0.5, "10"), (1, "100"))


@pytest.mark.parametrize("values", [[], [0], [5, 5], [None]], ids=["none", "nought", "one value", "unknown"])
def test_too_few_values_still_give_a_scale(values: list[float | None]) -> None:
    for axis in ({}, {"rangemode": "tozero"}):
        scale = read_scale(axis, values, room=0.0)
        assert scale.high > scale.low


def test_ticks_are_few_and_round_whatever_the_scale() -> None:
    assert list(find_ticks(0, 7)) == [0, 2, 4, 6]
    assert list(find_ticks(0, 1_234)) == [0, 500, 1_000]
    assert list(find_ticks(0, 100, fewer_than=6)) == [0, 20, 40, 60, 80, 100]
    assert all(1 <= len(find_ticks(0, 1.7**power)) <= 4 for power in range(-20, 40))
