"""What a comparison over time found, in plain sentences."""

import numpy as np
import numpy.typing as npt

from scoring.change import ChangeResult, Periods, Verdict
from scoring.places import Scope
from scoring.words import number_text

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
UNITS = {"ward": "ward", "borough": "borough", "london": "London"}

WHAT_CONTROL_MEANS = (
    "Chance alone makes some areas look different when many are compared: the test is set so that of all changes "
    "called rising or falling about 1 in 20 at most is expected to be chance (false-discovery control at 5%)."
)


def counts_sentence(change: ChangeResult) -> str:
    """Say how many comparisons came out how."""
    verdicts = change.table["verdict"]
    counted = {verdict: int((verdicts == verdict.value).sum()) for verdict in Verdict}
    rising, falling = counted[Verdict.RISING], counted[Verdict.FALLING]
    unclear, few = counted[Verdict.NO_CLEAR_CHANGE], counted[Verdict.TOO_FEW]
    return (
        f"Of {_comparisons(change)}, {rising:,} {_are(rising)} clearly rising and {falling:,} {_are(falling)} clearly "
        f"falling; {unclear:,} {'shows' if unclear == 1 else 'show'} no clear change and "
        f"{few:,} {'holds' if few == 1 else 'hold'} too few events to say."
    )


def window_sentence(change: ChangeResult) -> str:
    """Say which months are compared; measures whose months end elsewhere are counted."""
    if not change.periods:
        return ""
    spans = [period_text(period) for period in change.periods]
    most = max(spans, key=spans.count)
    others = len(spans) - spans.count(most)
    rest = ""
    if others:
        other = next(span for span in spans if span != most)
        rest = f" ({others} {'measure' if others == 1 else 'measures'} otherwise, such as {other})"
    return f"Compared: {most}{rest}."


def period_text(period: Periods) -> str:
    """Say which months one measure's periods hold."""
    return f"{span_text(period.after)} with {span_text(period.before)}"


def span_text(months: npt.NDArray[np.datetime64]) -> str:
    """Name a span of months.

    >>> span_text(np.arange("2025-09", "2026-09", dtype="datetime64[M]"))
    'September 2025 to August 2026'
    >>> span_text(np.array(["2026-02"], dtype="datetime64[M]"))
    'February 2026'
    """
    first, last = month_text(months[0]), month_text(months[-1])
    return first if len(months) == 1 else f"{first} to {last}"


def month_text(month: np.datetime64) -> str:
    """Name a month.

    >>> month_text(np.datetime64("2026-02"))
    'February 2026'
    """
    year, number = str(month.astype("datetime64[M]")).split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def ratio_text(ratio: float) -> str:
    """Write a rate ratio as people say it.

    >>> [ratio_text(each) for each in (2.0, 1.5, 1.0, 0.75, float("inf"), 0.0)]
    ['+100%', '+50%', 'no change', '-25%', 'from none', '-100%']
    >>> ratio_text(float("nan"))
    '-'
    """
    if np.isnan(ratio):
        return "-"
    if np.isinf(ratio):
        return "from none"
    percent = round((ratio - 1) * 100)
    return "no change" if percent == 0 else f"{percent:+,}%"


def _comparisons(change: ChangeResult) -> str:
    table = change.table
    count = f"{len(table):,} comparison{'' if len(table) == 1 else 's'}"
    measures = table["measure_id"].nunique()
    named = f"{measures} measure{'' if measures == 1 else 's'}"
    if change.scope is Scope.LONDON:
        return f"{count} ({named} in London)"
    units = [f"{number_text(areas)} {UNITS[level]}{'' if areas == 1 else 's'}" for level, areas in _areas(change)]
    return f"{count} ({' and '.join(units)}, {named})"


def _areas(change: ChangeResult) -> list[tuple[str, int]]:
    held = change.table.groupby("level", sort=True, observed=True)["area_code"].nunique()
    return sorted(((str(level), int(areas)) for level, areas in held.items()), key=lambda pair: pair[0] != "ward")


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
