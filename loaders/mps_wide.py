"""Read the Metropolitan Police's tables with a row for each area and category and a column for each month."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.cells import LARGEST, parse_numbers
from loaders.errors import SourceError
from loaders.extract import Extract, Geography, Kind, LeftOut
from loaders.layout import FIRST_ROW, Layout, read_table
from loaders.monthly_rows import PART_OF_MISSING
from loaders.months import MONTH_HEADER, missing_months, month_of_header, name_month, stub_months
from loaders.mps_categories import series_ids
from loaders.rawfile import RawFile
from scoring.errors import name_some

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "major": ("majortext", "majorcategory", "group"),
    "minor": ("minortext", "minorcategory", "subgroup"),
}


def wide_layout(areas: Mapping[str, tuple[str, ...]], **may_have: tuple[str, ...]) -> Layout:
    """Give the layout of a table by month whose areas stand in the columns named."""
    return Layout({**CATEGORIES, **areas}, {"refreshed": ("refresheddate", "refreshdate"), **may_have}, MONTH_HEADER)


@dataclass(frozen=True, slots=True)
class WideTable:
    """A table as read: what each row is (with its `series`), and its counts (NaN for a cell without one)."""

    rows: pd.DataFrame
    months: list[pd.Timestamp]
    counts: npt.NDArray[np.float64]
    notes: list[str] = field(default_factory=list)


def read_wide(raw: RawFile, layout: Layout) -> WideTable:
    """Read and check the cells: whole numbers from 0, one row for each area and category, no month missing."""
    table = read_table(raw, layout)
    headers = sorted(name for name in table.columns if MONTH_HEADER.fullmatch(name))
    months = [month_of_header(header) for header in headers]
    faults: list[str] = []
    if gaps := missing_months(months):
        faults.append(f"expected every month between the first and the last, but {name_some(gaps)} is missing")
    counts = np.empty((len(table), len(headers)))
    rows = table.drop(columns=headers)
    if repeated := _repeated_rows(rows, list(layout.needs)):
        faults.append(repeated)
    blanks = 0
    for place, header in enumerate(headers):
        counts[:, place], trouble, without = _counts(table[header])
        blanks += without
        if trouble:
            faults.append(f"column {header}: {trouble}")
    if faults:
        raise SourceError(f"{raw.path.name}: {'; '.join(faults)}; fetch the file again or correct it at the source")
    notes = [f"{blanks:,} cells hold no number (empty, or a token such as *): kept as missing"] if blanks else []
    return WideTable(rows.assign(series=series_ids(rows["major"], rows["minor"])), months, counts, notes)


def _repeated_rows(rows: pd.DataFrame, key: list[str]) -> str:
    """Say which rows stand for the same area and category as an earlier one."""
    places = np.flatnonzero(rows.duplicated(key))
    if not places.size:
        return ""
    named = name_some(f"row {place + FIRST_ROW} ({', '.join(rows[key].iloc[place])})" for place in places)
    return f"expected one row for each area and category, but {places.size} repeat an earlier one: {named}"


def _counts(column: pd.Series) -> tuple[npt.NDArray[np.float64], str, int]:
    """Give the numbers of one month, what is wrong with them, and how many cells hold none."""
    if pd.api.types.is_numeric_dtype(column):
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        trouble = ""
    else:
        numbers = parse_numbers(column)
        values, trouble = numbers.values, numbers.trouble and f"expected whole numbers, came {numbers.trouble}"
    is_large = values > LARGEST
    has_fraction = np.where(is_large, 0.0, values) % 1 > 0
    for what, is_wrong in (("below 0", values < 0), ("with a fraction", has_fraction), ("too large to be", is_large)):
        rows = np.flatnonzero(is_wrong)
        if rows.size and not trouble:
            named = name_some(f"{values[row]:g} in row {row + FIRST_ROW}" for row in rows)
            trouble = f"expected whole numbers from 0, came {rows.size} {what} ({named})"
    return values, trouble, int(np.isnan(values).sum())


def wide_extract(
    raw: RawFile, table: WideTable, *, format: str, geography: Geography, is_placed: pd.Series, elsewhere: str
) -> Extract:
    """Add up a table by series, area and month, with an account of what was left out and of stub months.

    `table.rows` has `series`, `area_code`, `area_name` and `borough_name`; rows that are not placed are left out for
    the reason `elsewhere`. Months in which an area has nothing are not listed, and mean 0.
    """
    placed = is_placed.to_numpy(dtype=bool)
    totals = pd.Series(np.nansum(table.counts, axis=0), index=table.months)
    _refuse_empty(raw, totals, placed)
    left_out = []
    if not placed.all():
        left_out.append(LeftOut(elsewhere, int((~placed).sum()), float(np.nansum(table.counts[~placed]))))
    rows, counts = table.rows[placed], table.counts[placed]
    stubs = stub_months(totals)
    is_stub = np.array([month in stubs for month in table.months])
    notes = list(table.notes)
    for month in stubs:
        lost = float(np.nansum(counts[:, table.months.index(month)]))
        left_out.append(LeftOut(f"{name_month(month)} is a stub month, not a whole one", 0, lost))
        notes.append(f"{name_month(month)} holds {totals[month]:,.0f} offences, under half of its neighbour: left out")
    whole = counts[:, ~is_stub]
    months = [month for month, drop in zip(table.months, is_stub, strict=True) if not drop]
    listed = _long(rows, whole, months)
    total_out = float(listed["count"].sum())
    if lost := float(np.nansum(whole)) - total_out:
        left_out.append(LeftOut(PART_OF_MISSING, 0, lost))
    return Extract(
        format=format,
        kind=Kind.COUNTS,
        geography=geography,
        release=name_month(max(months)),
        table=listed,
        rows_read=len(table.rows),
        rows_used=len(rows),
        left_out=tuple(left_out),
        total_in=float(np.nansum(table.counts)),
        total_out=total_out,
        is_sparse=True,
        notes=tuple(notes),
    )


def _refuse_empty(raw: RawFile, totals: pd.Series, placed: npt.NDArray[np.bool_]) -> None:
    """Refuse a table without a placed row, and one with a month in which nothing happened anywhere."""
    if not placed.any():
        raise SourceError(f"{raw.path.name}: expected areas that can be placed, but no row has one; fetch it again")
    inner = totals.iloc[1:-1]
    empty = [name_month(month) for month in inner.index[inner == 0]]
    if empty or not totals.any():
        raise SourceError(
            f"{raw.path.name}: expected offences in every month, but there are none in {name_some(empty) or 'any'}; "
            "fetch the file again"
        )


def _long(rows: pd.DataFrame, counts: npt.NDArray[np.float64], months: list[pd.Timestamp]) -> pd.DataFrame:
    """Add up by series and area (missing where any part is missing), then list what is not 0, one row a month."""
    keys = pd.DataFrame({"series": rows["series"], "area": _area_keys(rows)})
    groups = keys.groupby(["series", "area"], sort=True).ngroup().to_numpy()
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(groups[order]) > 0])
    added = np.add.reduceat(counts[order], starts, axis=0)
    first = order[starts]
    group, month = np.nonzero(added != 0)
    values = added[group, month]
    names = _area_names(rows, counts)
    listed = rows.iloc[first]
    area = names.loc[_area_keys(listed)]
    return pd.DataFrame(
        {
            "series": keys["series"].iloc[first].to_numpy()[group],
            "area_code": listed["area_code"].to_numpy()[group],
            "area_name": area["area_name"].to_numpy()[group],
            "borough_name": area["borough_name"].to_numpy()[group],
            "month": np.array(months, dtype="datetime64[us]")[month],
            "count": values if np.isnan(values).any() else values.astype(np.int64),
        }
    ).astype({"series": "str", "area_code": "str", "area_name": "str", "borough_name": "str"})


def _area_keys(rows: pd.DataFrame) -> pd.Series:
    return rows["area_code"].where(rows["area_code"] != "", rows["area_name"])


def _area_names(rows: pd.DataFrame, counts: npt.NDArray[np.float64]) -> pd.DataFrame:
    """Give one name and borough for each area: those of the rows with most offences, where a file gives several."""
    weights = pd.DataFrame(
        {
            "key": _area_keys(rows),
            "area_name": rows["area_name"],
            "borough_name": rows["borough_name"],
            "total": np.nansum(counts, axis=1),
        }
    )
    totals = weights.groupby(["key", "area_name", "borough_name"])["total"].sum().reset_index()
    ordered = totals.sort_values(["total", "area_name", "borough_name"], ascending=[False, True, True])
    return ordered.drop_duplicates("key").set_index("key")
