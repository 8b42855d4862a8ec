"""Build tables of figures for an extract, and the checks that every reader of figures makes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.cells import Numbers
from loaders.extract import COLUMNS, Kind
from loaders.rawfile import RawFile
from loaders.tables import fault
from scoring.errors import name_some

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One series at one period for every area of a table, in the order of the areas."""

    series: str
    values: Floats
    notes: npt.NDArray[np.object_]
    period: str
    count: Floats | None = None
    denominator: Floats | None = None
    lower: Floats | None = None
    upper: Floats | None = None


def figures_table(areas: pd.DataFrame, figures: Sequence[Figure]) -> pd.DataFrame:
    """Put figures under each other as one long table; `areas` holds area_code, area_name and borough_name."""
    size, copies = len(areas), len(figures)
    codes = np.repeat(np.arange(copies), size)

    def text(values: Sequence[str]) -> pd.Series:
        return pd.Series(list(values), dtype="str").take(codes).reset_index(drop=True)

    def numbers(columns: Sequence[Floats | None]) -> Floats:
        return np.concatenate([np.full(size, np.nan) if column is None else column for column in columns])

    long = pd.DataFrame({"series": text([figure.series for figure in figures])})
    places = np.tile(np.arange(size), copies)
    for name in ("area_code", "area_name", "borough_name"):
        long[name] = areas[name].astype("str").take(places).reset_index(drop=True)
    long["period"] = text([figure.period for figure in figures])
    long["value"] = numbers([figure.values for figure in figures])
    long["count"] = numbers([figure.count for figure in figures])
    long["denominator"] = numbers([figure.denominator for figure in figures])
    long["lower"] = numbers([figure.lower for figure in figures])
    long["upper"] = numbers([figure.upper for figure in figures])
    long["note"] = pd.Series(np.concatenate([figure.notes for figure in figures]), dtype="str")
    return long[list(COLUMNS[Kind.FIGURES])]


def number_faults(raw: RawFile, place: str, numbers: Numbers) -> list[str]:
    """Say what in a column is no number."""
    return [fault(raw, place=place, expected="numbers", came=numbers.trouble)] if numbers.trouble else []


def negative_faults(raw: RawFile, place: str, values: Floats) -> list[str]:
    """Say which counts are below nought."""
    return _range_faults(raw, place, values, "counts of 0 or more", values < 0)


def share_faults(raw: RawFile, place: str, values: Floats, *, top: float) -> list[str]:
    """Say which shares lie outside 0 to `top` (1 for proportions, 100 for percentages)."""
    return _range_faults(raw, place, values, f"shares from 0 to {top:g}", (values < 0) | (values > top + 1e-9))


def _range_faults(
    raw: RawFile, place: str, values: Floats, expected: str, is_outside: npt.NDArray[np.bool_]
) -> list[str]:
    outside = values[is_outside]
    came = name_some(f"{value:g}" for value in outside)
    return [fault(raw, place=place, expected=expected, came=came)] if len(outside) else []


def duplicate_faults(raw: RawFile, what: str, keys: pd.DataFrame) -> list[str]:
    """Say which keys occur more than once."""
    twice = keys[keys.duplicated()].drop_duplicates()
    if twice.empty:
        return []
    names = [" / ".join(str(part) for part in row) for row in twice.head(5).itertuples(index=False)]
    more = f" and {len(twice) - 5:,} more" if len(twice) > 5 else ""
    return [fault(raw, expected=f"each {what} once", came=f"more than one row for {', '.join(names)}{more}")]


def share_top(header: str) -> float | None:
    """Give the highest possible value of a column that its header calls a share; nothing for other columns.

    >>> share_top("% with no qualifications"), share_top("Crime rate")
    (100.0, None)
    """
    text = header.strip().lower()
    return 100.0 if text.startswith(("%", "percent", "proportion of")) or text.endswith(("(%)", " %", ",%")) else None


def is_count(header: str) -> bool:
    """Tell whether a header names a count of people or things, which can't be below nought.

    >>> is_count("Number of jobs in area"), is_count("Net natural change")
    (True, False)
    """
    return header.strip().lower().startswith(("number ", "no. of", "population", "total number"))
