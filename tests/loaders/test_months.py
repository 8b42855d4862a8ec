"""Months: one way of writing for a whole column, gaps, stubs."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.months import missing_months, month_of_header, name_month, parse_months, stub_months


def names(column: list[str]) -> list[str]:
    months = parse_months(pd.Series(column, dtype="str"))
    return ["" if month is pd.NaT else name_month(month) for month in months]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["2024-03-01", "2024-04-01"], ["2024-03", "2024-04"]),
        (["2024-03", "2024-04"], ["2024-03", "2024-04"]),
        (["202403", "202404"], ["2024-03", "2024-04"]),
        (["01/03/2024", "01/04/2024"], ["2024-03", "2024-04"]),
        (["3/1/2024", "4/1/2024"], ["2024-03", "2024-04"]),
        (["31/03/2024", "30/04/2024"], ["2024-03", "2024-04"]),
        (["Jan-03", "Dec-23"], ["2003-01", "2023-12"]),
        ([" Mar 2024", "Apr 2024 "], ["2024-03", "2024-04"]),
        (["2024-03", "soon", ""], ["2024-03", "", ""]),
    ],
)
def test_reads_a_column_written_in_one_way(written, read):
    assert names(written) == read


def test_a_column_of_dates_gives_the_first_of_each_month():
    dates = pd.Series(pd.to_datetime(["2024-03-17", "2024-04-01"]))

    assert list(parse_months(dates)) == [pd.Timestamp("2024-03-01"), pd.Timestamp("2024-04-01")]


@given(st.lists(st.dates(pd.Timestamp("1990-01-01").date(), pd.Timestamp("2068-12-01").date()), min_size=1))
def test_first_days_of_months_read_alike_day_first_and_iso(dates):
    british = [f"01/{date.month:02d}/{date.year}" for date in dates]

    assert names(british) == [f"{date.year}-{date.month:02d}" for date in dates]


def test_missing_months_are_those_between_first_and_last():
    months = [month_of_header(header) for header in ("202311", "202402")]

    assert missing_months(months) == ["2023-12", "2024-01"]
    assert missing_months([]) == []


@pytest.mark.parametrize(
    ("totals", "stubs"),
    [
        ([40, 100, 100], ["2024-01"]),
        ([100, 100, 49], ["2024-03"]),
        ([50, 100, 50], []),  # exactly half is not under half
        ([40, 100, 40], ["2024-01", "2024-03"]),
        ([100, 10, 100], []),  # only the ends
        ([7], []),
        ([1, 9], ["2024-01"]),
    ],
)
def test_a_thin_first_or_last_month_is_a_stub(totals, stubs):
    months = pd.date_range("2024-01-01", periods=len(totals), freq="MS")

    assert [name_month(month) for month in stub_months(pd.Series(totals, index=months))] == stubs
