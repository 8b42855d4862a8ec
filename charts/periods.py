"""Months and periods as short as a chart needs them."""

import re

import numpy as np

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONG = re.compile(rf"\b({'|'.join(_MONTHS)})\b")


def short_period(period: str) -> str:
    """Shorten a period's months; that figures are a sample's is said elsewhere on every chart.

    >>> short_period("April 2025 to March 2026"), short_period("September 2025 to May 2026 (sample)")
    ('Apr 2025–Mar 2026', 'Sep 2025–May 2026')
    """
    text = _LONG.sub(lambda found: found[1][:3], period.removesuffix("(sample)").strip())
    return re.sub(r"^(\w{3} \d{4}) to (\w{3} \d{4})$", r"\1–\2", text)


def month_text(month: np.datetime64) -> str:
    """Write a month.

    >>> month_text(np.datetime64("2026-03"))
    'March 2026'
    """
    year, number = str(month.astype("datetime64[M]")).split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"
