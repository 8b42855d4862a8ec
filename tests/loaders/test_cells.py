"""Numbers and dates are read as publishers write them, decided on whole columns."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cells import Numbers, parse_dates, parse_numbers


def parse(*cells: str, **options) -> Numbers:
    return parse_numbers(pd.Series(cells, dtype="str"), **options)


def test_plain_numbers_come_as_they_are():
    numbers = parse("1", " 2.5 ", "-3", "1e3")

    assert numbers.values.tolist() == [1, 2.5, -3, 1000]
    assert numbers.notes.tolist() == ["", "", "", ""]
    assert numbers.trouble == ""


@pytest.mark.parametrize(
    ("token", "note"),
    [
        *[(token, "c") for token in ("*", "c", "C", "[c]", "low", "<5", "< 10", "fewer than 5", "#")],
        *[(token, "x") for token in ("x", "z", "..", ".", "-", "n/a", "N/A", "NA", "", ":", "#N/A")],
        ("u", "u"),
    ],
)
def test_a_token_is_missing_with_a_note_and_never_nought(token, note):
    numbers = parse("7", token)

    assert np.isnan(numbers.values[1])
    assert numbers.notes.tolist() == ["", note]
    assert numbers.trouble == ""


def test_an_empty_cell_takes_the_note_it_is_given():
    assert parse("", "1", blank="c").notes.tolist() == ["c", ""]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("1,234", "56", "1,234,567.5"), [1234, 56, 1234567.5]),
        (("0,56", "0,6"), [0.56, 0.6]),
        (("1.234,5", "12"), [1234.5, 12]),
        (("0,560", "0,671"), [0.56, 0.671]),
        (("£1,200", "45%", "1 300"), [1200, 45, 1300]),
    ],
)
def test_commas_are_read_by_the_whole_column(cells, values):
    assert parse(*cells).values.tolist() == values


def test_a_column_that_reads_both_ways_follows_the_files_separator():
    assert parse("1,234").values.tolist() == [1234]
    assert parse("1,234", comma_decimals=True).values.tolist() == [1.234]


def test_both_comma_styles_in_one_column_are_trouble():
    assert parse("0,56", "1.5").trouble == "decimal commas and decimal points in one column: '0,56', '1.5'"


def test_words_are_trouble_and_named():
    assert parse("1", "many", "few").trouble == "2 that are no number: 'many', 'few'"
    assert parse("1", "inf").trouble == "1 that are no number: 'inf'"


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20))
def test_thousands_commas_change_nothing(whole):
    written = [f"{number:,}" for number in whole]

    assert parse(*written).values.tolist() == [float(number) for number in whole]


@given(
    st.lists(st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda number: round(number, 2)), min_size=1, max_size=20)
)
def test_decimal_commas_give_the_same_as_decimal_points(numbers):
    commas = [f"{number:.2f}".replace(".", ",") for number in numbers]

    assert parse(*commas).values.tolist() == parse(*[f"{number:.2f}" for number in numbers]).values.tolist()


def dates(*cells: str) -> list[str]:
    parsed = parse_dates(pd.Series(cells, dtype="str"))
    assert parsed.trouble == ""
    return [date.date().isoformat() for date in parsed.values]


def test_day_or_month_first_is_told_by_the_whole_column():
    assert dates("1/2/2023", "31/12/2023") == ["2023-02-01", "2023-12-31"]
    assert dates("1/2/2023", "12/31/2023") == ["2023-01-02", "2023-12-31"]
    assert dates("3/3/2023") == ["2023-03-03"]


def test_other_ways_of_writing_dates():
    written = ("2023-06-30", "2023-06-30 00:00:00", "202203", "2014-05", "Jan-03", "31 Dec 2014", "March 2022")

    assert dates(*written) == [
        "2023-06-30",
        "2023-06-30",
        "2022-03-01",
        "2014-05-01",
        "2003-01-01",
        "2014-12-31",
        "2022-03-01",
    ]


@pytest.mark.parametrize(
    ("cells", "trouble"),
    [
        (("1/2/2023",), "dates that may be day or month first: 1/2/2023"),
        (("31/12/2023", "12/31/2023"), "days first and months first in one column: 31/12/2023, 12/31/2023"),
        (("2023-02-30", "soon"), "2 that are no date: '2023-02-30', 'soon'"),
    ],
)
def test_dates_that_cannot_be_told_are_trouble(cells, trouble):
    assert parse_dates(pd.Series(cells, dtype="str")).trouble == trouble


@pytest.mark.parametrize("cells", [("1e400", "2"), ("1e400", "n/a"), ("99999999999999999999", "2")])
def test_a_number_beyond_all_figures_is_no_number(cells):
    numbers = parse(*cells)

    assert numbers.trouble == f"1 that are no number: {cells[0]!r}"
    assert np.isnan(numbers.values[0])
