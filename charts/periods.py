"""Months and periods as short as a chart needs them."""

import re

import numpy as np

from scoring.change_words import MONTHS

_LONG = re.compile(rf"\b({'|'.join(MONTHS)})\b")


def short_period(period: str) -> str:
    """Shorten a period's months; that figures are a sample's is said elsewhere on every chart.

    >>> short_period("April 2025 to March 2026"), short_period("September 2025 to May 2026 (sample)")
    ('Apr 2025–Mar 2026', 'Sep 2025–May 2026')
    """
    text = _LONG.sub(lambda found: found[1][:3], period.removesuffix("(sample)").strip())
    return re.sub(r"^(\w{3} \d{4}) to (\w{3} \d{4})$", r"\1–\2", text)


def period_end(period: str) -> np.datetime64 | None:
    """Read the last month of a period from its words; None when they name no year.

    A year alone ends in December, a financial year in March.

    >>> [str(period_end(text)) for text in ("April 2025 to March 2026", "2024 Q3", "FYE 2023", "2021", "lately")]
    ['2026-03', '2024-09', '2023-03', '2021-12', 'None']
    """
    months = re.findall(rf"\b({'|'.join(MONTHS)})\s+(\d{{4}})\b", period)
    if months:
        name, year = months[-1]
        return np.datetime64(f"{year}-{MONTHS.index(name) + 1:02}", "M")
    quarter = re.search(r"\b(\d{4})\s*Q([1-4])\b", period)
    if quarter:
        return np.datetime64(f"{quarter[1]}-{int(quarter[2]) * 3:02}", "M")
    years = re.findall(r"\b((?:19|20)\d{2})\b", period)
    if not years:
        return None
    return np.datetime64(f"{years[-1]}-{'03' if 'FYE' in period else '12'}", "M")


def age_words(period: str, built: str) -> str:
    """Say how old a measure's evidence was when the pack was built.

    >>> age_words("April 2025 to March 2026", "2026-11-21"), age_words("2021", "2026-11-21")
    ('8 months', 'about 5 years')
    >>> age_words("lately", "2026-11-21")
    'not known'
    """
    end = period_end(period)
    found = re.match(r"\d{4}-\d{2}", built)
    if end is None or found is None:
        return "not known"
    months = int((np.datetime64(found[0], "M") - end).astype(int))
    if months < 1:
        return "under a month"
    if months < 24:
        return f"{months} month{'' if months == 1 else 's'}"
    return f"about {round(months / 12)} years"
