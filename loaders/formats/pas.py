"""MOPAC's Public Attitude Survey by borough, as its dashboard publishes it and as people export it.

Series: `pas:` and the measure's words without quotation marks, such as `pas:good job local` or `pas:trust mps`.
Values are proportions from 0 to 1 as published, over the twelve months to the end of a quarter; the period is that
quarter's last month, such as `2023-12`. Boroughs only, 32 of them: the survey doesn't cover the City of London. The
column (and sheet) MPS, the figure of the whole force, is left out.

Three ways of writing occur: semicolons with decimal commas, commas with quoted decimal commas and empty columns at
the end, and decimal points with American dates; each is decided on whole columns.
"""

import pandas as pd

from loaders.boroughs import BOROUGHS, borough_codes
from loaders.cells import parse_dates, parse_numbers
from loaders.errors import SourceError
from loaders.extract import Extract, Geography, Kind, LeftOut
from loaders.figures import Figure, duplicate_faults, figures_table, number_faults, share_faults
from loaders.headers import words
from loaders.months import name_month
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import Table, fault, has_columns, read_sheets, read_table, table_from_rows
from scoring.errors import name_some

COLUMNS = ("Date", "Borough", "Measure", "Proportion")
HEADER_WITHIN = 10


def _header_row(rows: list[list[object]]) -> int:
    return next((number for number, row in enumerate(rows[:HEADER_WITHIN]) if has_columns(row, *COLUMNS)), -1)


def _sheets(raw: RawFile) -> dict[str, int]:
    """Name the sheets that hold the survey, with the row of their header."""
    found = {title: _header_row(rows) for title, rows in raw.sheets.items()}
    return {title: row for title, row in found.items() if row >= 0}


def _recognises(raw: RawFile) -> bool:
    return has_columns(raw.header, *COLUMNS) or bool(_sheets(raw))


def _read(raw: RawFile) -> list[Extract]:
    sheets = _sheets(raw)
    if not sheets:
        return [_extract(raw, read_table(raw), part="")]
    rows = read_sheets(raw, sheets)
    return [
        _extract(raw, table_from_rows(raw, rows[title], header_row=row, place=f"sheet {title}"), part=title)
        for title, row in sheets.items()
    ]


def _extract(raw: RawFile, table: Table, *, part: str) -> Extract:
    names = table.column("Borough")
    codes = borough_codes(names)
    measures = table.column("Measure").map(words)
    dates = parse_dates(table.column("Date"))
    numbers = parse_numbers(table.column("Proportion"), comma_decimals=raw.delimiter == ";")
    is_borough = codes != ""
    keys = pd.DataFrame({"borough": codes.map(BOROUGHS), "measure": measures, "date": dates.values})[is_borough]
    faults = number_faults(raw, "column Proportion", numbers) + share_faults(
        raw, "column Proportion", numbers.values, top=1
    )
    if dates.trouble or dates.values.isna().any():
        came = dates.trouble or f"{int(dates.values.isna().sum())} empty"
        faults.append(fault(raw, place="column Date", expected="dates", came=came))
    else:
        faults += duplicate_faults(raw, "borough, measure and date", keys)
        faults += _gap_faults(raw, dates.values) + _end_faults(raw, keys)
    if not is_borough.any():
        came = name_some(repr(name) for name in names.unique())
        faults.append(fault(raw, place="column Borough", expected="names of London boroughs", came=came))
    if faults:
        raise SourceError(faults)
    periods = dates.values.map(name_month)
    figures = figures_table(
        pd.DataFrame({"area_code": codes, "area_name": names, "borough_name": names}),
        [Figure(series="", period="", values=numbers.values, notes=numbers.notes)],
    ).assign(series="pas:" + measures, period=periods, area_name=codes.map(BOROUGHS), borough_name=codes.map(BOROUGHS))
    others = names[~is_borough]
    return Extract(
        format=READER.id,
        kind=Kind.FIGURES,
        geography=Geography.BOROUGH,
        release=str(periods[is_borough].max()),
        table=figures[is_borough].reset_index(drop=True),
        rows_read=len(names),
        rows_used=int(is_borough.sum()),
        left_out=(LeftOut(f"not a London borough: {name_some(others.unique())}", len(others)),) if len(others) else (),
        notes=("the column MPS, the figure of the whole force, is not used",) if table.place("MPS") >= 0 else (),
        part=part,
    )


def _gap_faults(raw: RawFile, dates: pd.Series) -> list[str]:
    """Say which quarters are missing between the first and the last."""
    quarters = dates.dt.to_period("Q")
    whole = pd.period_range(quarters.min(), quarters.max(), freq="Q")
    missing = [str(quarter) for quarter in whole.difference(pd.PeriodIndex(quarters.unique()))]
    return [fault(raw, expected="every quarter in the range", came=f"none for {name_some(missing)}")] if missing else []


def _end_faults(raw: RawFile, keys: pd.DataFrame) -> list[str]:
    """Say whether the last measure and quarter has fewer boroughs than is usual: a file cut between rows."""
    if keys.empty:
        return []
    sizes = keys.groupby(["measure", "date"], sort=False).size()
    usual, last = int(sizes.mode().max()), int(sizes.iloc[-1])
    return [fault(raw, expected=f"{usual} boroughs each quarter", came=f"{last} at the end")] if last < usual else []


READER = Reader("pas", "Public Attitude Survey by borough", "Mayor's Office for Policing and Crime", _recognises, _read)
