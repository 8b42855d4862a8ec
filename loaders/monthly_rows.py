"""Turn a table with one row for each area and month into an extract of counts, with every row accounted for."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.cells import LARGEST, parse_numbers
from loaders.errors import SourceError
from loaders.extract import COLUMNS, Extract, Geography, Kind, LeftOut
from loaders.layout import FIRST_ROW
from loaders.months import missing_months, name_month, parse_months, stub_months
from loaders.rawfile import RawFile
from scoring.errors import name_some

PART_OF_MISSING = "added to a cell without a number, so that the sum is missing"


def check_rows(raw: RawFile, table: pd.DataFrame, *, key: list[str]) -> pd.DataFrame:
    """Give the table with `month` read as dates and `count` as numbers.

    Refused, all together: months that can't be read, counts that are no whole number from 0 (tokens are missing
    values), and rows that repeat the `key` of an earlier one (no key: rows may repeat).
    """
    months = parse_months(table["month"])
    count = table["count"]
    if pd.api.types.is_numeric_dtype(count):
        values, unreadable = count.to_numpy(dtype=np.float64, na_value=np.nan), ""
    else:
        numbers = parse_numbers(count)
        values, unreadable = numbers.values, numbers.trouble
    faults = [f"column of counts: expected whole numbers, came {unreadable}"] if unreadable else []
    faults += _faults("expected months such as 2024-03, came", table["month"], months.isna().to_numpy())
    faults += _faults("expected counts from 0, came", count, values < 0)
    is_large = values > LARGEST
    faults += _faults("expected whole counts, came", count, is_large | (np.where(is_large, 0.0, values) % 1 > 0))
    if key:
        said = table[key].astype("str").agg(", ".join, axis=1) if table.duplicated(key).any() else count
        faults += _faults("expected each row once, but repeated are", said, table.duplicated(key).to_numpy())
    if faults:
        raise SourceError(f"{raw.path.name}: {'; '.join(faults)}; fetch the file again or correct it at the source")
    return table.assign(month=months, count=values)


def _faults(what: str, cells: pd.Series, is_wrong: npt.NDArray[np.bool_]) -> list[str]:
    """Name the cells that are wrong and their rows; nothing where none is."""
    wrong = cells[is_wrong]
    rows = wrong.index.to_numpy() + FIRST_ROW
    named = name_some(f"{cell} in row {row}" for cell, row in zip(wrong, rows, strict=True))
    return [f"{what} {len(wrong)}: {named}"] if len(wrong) else []


def count_rows(
    raw: RawFile,
    table: pd.DataFrame,
    *,
    format: str,
    geography: Geography,
    outside: pd.Series,
    is_complete: bool = True,
    part: str = "",
    left_out: tuple[LeftOut, ...] = (),
) -> Extract:
    """Add up checked rows by series, area and month.

    `table` has the columns of counts. `outside` says for each row why it is left out; empty for a row that is used.
    `is_complete` tells that something happens in every month, so that a gap is a fault and a thin first or last month
    a stub. `left_out` accounts for rows that the caller has already put aside.
    """
    used = table[outside == ""]
    if used.empty:
        raise SourceError(f"{raw.path.name}: expected rows with an area, but no row has one; fetch the file again")
    reasons = table.assign(reason=outside)[outside != ""].groupby("reason")["count"]
    aside = [LeftOut(str(reason), len(rows), float(rows.sum())) for reason, rows in reasons]
    totals = table.groupby("month")["count"].sum()
    notes = []
    stubs: list[pd.Timestamp] = []
    if is_complete:
        if gaps := missing_months(totals.index):
            raise SourceError(
                f"{raw.path.name}: expected every month between the first and the last, but {name_some(gaps)} is "
                "missing; fetch the file again"
            )
        stubs = stub_months(totals)
    for month in stubs:
        rows = used[used["month"] == month]
        aside.append(
            LeftOut(f"{name_month(month)} is a stub month, not a whole one", len(rows), float(rows["count"].sum()))
        )
        notes.append(f"{name_month(month)} holds {totals[month]:,.0f}, under half of its neighbour: left out")
    whole = used[~used["month"].isin(stubs)]
    if blanks := int(table["count"].isna().sum()):
        notes.append(f"{blanks:,} cells hold no number (empty, or a token such as *): kept as missing")
    counted = _add_up(whole)
    total_out = float(counted["count"].sum())
    if lost := float(whole["count"].sum()) - total_out:
        aside.append(LeftOut(PART_OF_MISSING, 0, lost))
    return Extract(
        format=format,
        kind=Kind.COUNTS,
        geography=geography,
        release=name_month(whole["month"].max()),
        table=counted,
        rows_read=len(table) + sum(entry.rows for entry in left_out),
        rows_used=len(whole),
        left_out=(*left_out, *aside),
        total_in=float(table["count"].sum()),
        total_out=total_out,
        is_sparse=True,
        notes=tuple(notes),
        part=part,
    )


def _add_up(rows: pd.DataFrame) -> pd.DataFrame:
    """Add up by series, area and month; a sum with a missing part is missing; names are those of the largest part."""
    place = ["area_code", "area_name", "borough_name"] if (rows["area_code"] == "").all() else ["area_code"]
    key = ["series", *place, "month"]
    added = rows.groupby(key, sort=True)["count"].agg(["sum", "size", "count"]).reset_index()
    count = added["sum"].where(added["size"] == added["count"])
    counted = added[key].assign(count=count if count.isna().any() else count.astype("int64"))
    if place == ["area_code"]:
        totals = rows.groupby(["area_code", "area_name", "borough_name"])["count"].sum().reset_index()
        ordered = totals.sort_values(["count", "area_name", "borough_name"], ascending=[False, True, True])
        names = ordered.drop_duplicates("area_code").set_index("area_code")
        for column in ("area_name", "borough_name"):
            counted[column] = counted["area_code"].map(names[column])
    texts = dict.fromkeys(["series", "area_code", "area_name", "borough_name"], "str")
    return counted[list(COLUMNS[Kind.COUNTS])].astype(texts)
