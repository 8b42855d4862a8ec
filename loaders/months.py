"""Months in publishers' files: read them, find the missing ones and the stubs."""

import re
from collections.abc import Iterable

import pandas as pd

MONTH_HEADER = re.compile(r"(19|20)\d\d(0[1-9]|1[0-2])")
"""How police tables name a column of counts: 202403."""

# Day before month comes first: where both fit a whole column (every date in January), they say the same month.
FORMATS = ("%Y-%m-%d", "%Y-%m", "%Y%m", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%m/%d/%Y", "%b-%y", "%b %Y", "%B %Y", "%m/%Y")
STUB_SHARE = 0.5


def month_of_header(header: str) -> pd.Timestamp:
    """Give the first day of the month that a header such as `202403` names."""
    return pd.Timestamp(year=int(header[:4]), month=int(header[4:]), day=1)


def name_month(month: pd.Timestamp) -> str:
    """Write a month as text that sorts by time.

    >>> name_month(pd.Timestamp("2024-03-01"))
    '2024-03'
    """
    return f"{month.year:04d}-{month.month:02d}"


def parse_months(column: pd.Series) -> pd.Series:
    """Give the first day of each month; the one way of writing is chosen that fits most of the whole column.

    What can't be read in that way is missing in the answer, for the caller to name.
    Whether the day or the month comes first is decided by the days: counts of a month are dated to its first day.
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        return _first_of_month(column)
    written = pd.Series(column.astype("str").str.strip().unique(), dtype="str")
    tried = [pd.to_datetime(written, format=way, errors="coerce") for way in FORMATS]
    best = max(tried, key=lambda dates: (dates.notna().sum(), (dates.dt.day == 1).sum()))
    months = dict(zip(written, _first_of_month(best), strict=True))
    return pd.Series(column.astype("str").str.strip().map(months).astype("datetime64[us]"))


def _first_of_month(dates: pd.Series) -> pd.Series:
    return pd.Series(dates.dt.to_period("M").dt.to_timestamp().astype("datetime64[us]"))


def missing_months(months: Iterable[pd.Timestamp]) -> list[str]:
    """Name the months between the first and the last that are not there."""
    present = set(months)
    if not present:
        return []
    whole = pd.date_range(min(present), max(present), freq="MS")
    return [name_month(month) for month in whole if month not in present]


def stub_months(totals: pd.Series) -> list[pd.Timestamp]:
    """Give the first and the last month where the total is under half of the neighbour's: not a whole month.

    `totals` holds one total a month.
    """
    ordered = totals.sort_index()
    if len(ordered) < 2:
        return []
    ends = [(0, 1), (-1, -2)]
    return [ordered.index[end] for end, beside in ends if ordered.iloc[end] < STUB_SHARE * ordered.iloc[beside]]
