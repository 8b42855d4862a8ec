"""Change over time: is it rising, is it falling, and is that more than chance?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.errors import RequestError
from scoring.evidence import Evidence
from scoring.intervals import control_false_discoveries, even_split_p_value, ratio_limits
from scoring.months import Series, find_series, lay_out_months, leave_out_stubs
from scoring.percentile import Floats
from scoring.places import Scope, add_up_areas, scope_level

WINDOWS = (12, 3, 1)
FEWEST_EVENTS = 10
"""Two periods that hold fewer events together than this say nothing."""

DISCOVERY_RATE = 0.05
CHANGE_COLUMNS = (
    "area_code",
    "level",
    "measure_id",
    "before_count",
    "after_count",
    "rate_ratio",
    "ci_low",
    "ci_high",
    "p_value",
    "q_value",
    "verdict",
)


class Verdict(StrEnum):
    """What the comparison says."""

    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW = "too few to say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """The months compared for one measure."""

    measure_id: str
    before: npt.NDArray[np.datetime64]
    after: npt.NDArray[np.datetime64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeResult:
    """One comparison of all areas and measures tested together; `table` has the columns CHANGE_COLUMNS."""

    evidence: Evidence
    window: int
    scope: Scope
    periods: tuple[Periods, ...]
    notices: tuple[str, ...]
    table: pd.DataFrame


def compare_periods(
    evidence: Evidence,
    monthly: pd.DataFrame,
    *,
    measure_ids: Sequence[str] = (),
    window: int = 12,
    scope: Scope = Scope.PUBLISHED,
) -> ChangeResult:
    """Compare the last 12 months with the 12 before, or the last 3 or 1 with the same months a year earlier.

    Each area's two counts are tested exactly given their total, with false discoveries controlled over all areas and
    measures of the comparison together; those with fewer than 10 events in both periods, or a count missing in either,
    are not tested at all. With a scope, wards are added up to boroughs or to London first.
    """
    if window not in WINDOWS:
        raise RequestError(f"window: expected 12, 3 or 1 months; it is {window!r}; choose one of these")
    held = lay_out_months(evidence, monthly)
    notices: list[str] = []
    periods, tables = [], []
    for series in find_series(evidence, held, list(measure_ids)):
        trimmed, stubs = leave_out_stubs(series)
        notices += stubs
        split = _split(trimmed, window)
        if isinstance(split, str):
            notices.append(split)
            continue
        before, after = split
        periods.append(
            Periods(measure_id=series.measure.id, before=trimmed.months[before], after=trimmed.months[after])
        )
        compared = np.zeros(len(trimmed.months), dtype=bool)
        compared[before] = compared[after] = True
        added, left_out = add_up_areas(trimmed, evidence, scope, compared)
        notices += left_out
        tables.append(_count_periods(added, before, after, level=scope_level(series, scope)))
    if not tables:
        raise RequestError(["no measure has the months that this comparison needs", *notices])
    table = _judge(pd.concat(tables, ignore_index=True))
    return ChangeResult(
        evidence=evidence, window=window, scope=scope, periods=tuple(periods), notices=tuple(notices), table=table
    )


def _split(series: Series, window: int) -> tuple[slice, slice] | str:
    """Give the months of both periods, or say why they can't be compared."""
    count = len(series.months)
    needed = 12 + window
    label = series.measure.label
    if count < needed:
        return f"{label}: not compared: {window}-month comparison needs {needed} months; the pack holds {count}"
    before, after = slice(count - 12 - window, count - 12), slice(count - window, count)
    gaps = [str(month) for part in (before, after) for month in series.months[part][~series.is_held[part]]]
    if gaps:
        return f"{label}: not compared: the pack holds no counts for {', '.join(gaps)}"
    return before, after


def _count_periods(series: Series, before: slice, after: slice, *, level: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area_code": series.areas.codes[series.area_positions],
            "level": level,
            "measure_id": series.measure.id,
            "before_count": series.counts[:, before].sum(axis=1),
            "after_count": series.counts[:, after].sum(axis=1),
        }
    )


def _judge(table: pd.DataFrame) -> pd.DataFrame:
    before, after = table["before_count"].to_numpy(), table["after_count"].to_numpy()
    is_tested = before + after >= FEWEST_EVENTS
    ratio, low, high, p_values = (np.full(len(table), np.nan) for _ in range(4))
    with np.errstate(divide="ignore"):
        ratio[is_tested] = after[is_tested] / before[is_tested]
    low[is_tested], high[is_tested] = ratio_limits(before[is_tested], after[is_tested])
    p_values[is_tested] = even_split_p_value(before[is_tested], after[is_tested])
    q_values = control_false_discoveries(p_values)
    judged = table.assign(
        rate_ratio=ratio,
        ci_low=low,
        ci_high=high,
        p_value=p_values,
        q_value=q_values,
        verdict=_verdicts(ratio, q_values),
    )
    return judged.sort_values(["measure_id", "area_code"], ignore_index=True)[list(CHANGE_COLUMNS)]


def _verdicts(ratio: Floats, q_values: Floats) -> npt.NDArray[np.object_]:
    is_clear = q_values <= DISCOVERY_RATE
    return np.select(
        [np.isnan(q_values), is_clear & (ratio > 1), is_clear & (ratio < 1)],
        [Verdict.TOO_FEW.value, Verdict.RISING.value, Verdict.FALLING.value],
        default=Verdict.NO_CLEAR_CHANGE.value,
    ).astype(object)
