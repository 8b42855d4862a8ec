"""The GLA's workbook of children in low-income families by ward: three sheets, headers under merged bands and notes.

Series: `cilif:all dependent children`, `cilif:under 18` and `cilif:under 16`; the period is the header's, such as
`FYE 2023`. Value: the percentage as published, missing where the publisher gives none; count: the published number of
children. Denominator: the residents of that age, worked back from the two where the percentage is published.

A few percentages exceed 100: the department counts more children there than the estimate has residents. Up to one
ward in a hundred such figures are kept as missing and unreliable, named in the notes; more than that is a faulty
file.

`..` and `low` stand for nil or negligible and are kept as suppressed, `x` and `.` as not available: none is a nought.
Wards of May 2022; the City of London comes ward by ward.
"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.areacodes import AreaKind, area_kinds
from loaders.cells import NOT_AVAILABLE, SUPPRESSED, TOKENS, UNRELIABLE, Numbers, parse_numbers
from loaders.errors import SourceError
from loaders.extract import Extract, Geography, Kind, LeftOut
from loaders.figures import Figure, duplicate_faults, figures_table, negative_faults, number_faults, share_faults
from loaders.headers import words
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import Table, fault, read_sheets, table_from_rows
from scoring.errors import name_some

YEAR = re.compile(r"FYE (\d{4})")
WARDS = re.compile(r"Wards? \((\d{4})\)")
MOST_IMPOSSIBLE = 0.01
NIL_OR_NEGLIGIBLE = {**TOKENS, "..": SUPPRESSED}


@dataclass(frozen=True, slots=True)
class Column:
    """Which children and which year a column is about, and whether it gives their number or their percentage."""

    children: str
    period: str
    is_percentage: bool


def _header_row(rows: list[list[object]]) -> int:
    return next((number for number, row in enumerate(rows) if _is_header([str(cell) for cell in row])), -1)


def _is_header(row: list[str]) -> bool:
    return "Ward code" in row and "Borough" in row and any(YEAR.fullmatch(cell.strip()) for cell in row)


def _bands(row: list[str]) -> list[str]:
    """Give the merged band that stands over each column: its text is in its first cell only."""
    bands, current = [], ""
    for cell in row:
        current = cell or current
        bands.append(current)
    return bands


def _columns(header: list[str], bands: list[str]) -> dict[int, Column]:
    columns = {}
    for number, (text, band) in enumerate(zip(header, bands, strict=True)):
        if YEAR.fullmatch(text) and band:
            age = re.search(r"under \d+", words(band))
            children = age[0] if age else "all dependent children"
            columns[number] = Column(children, text, words(band).startswith("percent"))
    return columns


def _titles(raw: RawFile) -> dict[str, int]:
    """Name the sheets whose header stands under a band that speaks of low income, with the row of the header."""
    found = {title: _header_row(rows) for title, rows in raw.sheets.items()}
    return {
        title: row
        for title, row in found.items()
        if row > 0 and any("low income" in str(cell) for cell in raw.sheets[title][row - 1])
    }


def _recognises(raw: RawFile) -> bool:
    return bool(_titles(raw))


def _read(raw: RawFile) -> list[Extract]:
    titles = _titles(raw)
    sheets = read_sheets(raw, titles)
    return [_extract(raw, title, sheets[title], header_row=row) for title, row in titles.items()]


def _extract(raw: RawFile, title: str, rows: list[list[str]], *, header_row: int) -> Extract:
    table = table_from_rows(raw, rows, header_row=header_row, place=f"sheet {title}")
    columns = _columns(table.header, _bands(rows[header_row - 1]))
    codes = table.column("Ward code")
    is_ward = area_kinds(codes) == AreaKind.WARD
    numbers = {number: parse_numbers(table.body[number][is_ward], tokens=NIL_OR_NEGLIGIBLE) for number in columns}
    faults = _faults(raw, title, columns, numbers)
    areas = (
        codes.to_frame("area_code")
        .assign(area_name=_ward_names(table), borough_name=table.column("Borough"))[is_ward]
        .reset_index(drop=True)
    )
    faults += duplicate_faults(raw, "ward code", areas[["area_code"]])
    if areas.empty:
        faults.append(fault(raw, place=f"sheet {title}", expected="rows of wards", came="none"))
    if faults:
        raise SourceError(faults)
    figures = _figures(columns, numbers)
    total = float(sum(np.nansum(figure.count) for figure in figures if figure.count is not None))
    others = int((~is_ward).sum())
    vintage = next((int(match[1]) for text in table.header if (match := WARDS.fullmatch(text))), None)
    return Extract(
        format=READER.id,
        kind=Kind.FIGURES,
        geography=Geography.WARD,
        release=max(column.period for column in columns.values()),
        table=figures_table(areas, figures),
        rows_read=len(codes),
        rows_used=len(areas),
        left_out=(LeftOut("rows without a ward code", others),) if others else (),
        total_in=total,
        total_out=total,
        vintage=vintage,
        notes=_impossible(areas, figures),
        part=title,
    )


def _impossible(areas: pd.DataFrame, figures: list[Figure]) -> tuple[str, ...]:
    """Name the wards with percentages over 100."""
    return tuple(
        f"{figure.series}, {figure.period}: over 100 % in {name_some(names)}, kept as missing and unreliable"
        for figure in figures
        if len(names := areas["area_name"][figure.notes == UNRELIABLE])
    )


def _ward_names(table: Table) -> pd.Series:
    number = next((place for place, text in enumerate(table.header) if WARDS.fullmatch(text)), -1)
    return table.body[number] if number >= 0 else table.column("Ward name")


def _faults(raw: RawFile, title: str, columns: dict[int, Column], numbers: dict[int, Numbers]) -> list[str]:
    faults = []
    for number, column in columns.items():
        kind = "percentage" if column.is_percentage else "number"
        place = f"sheet {title}, {kind} in {column.period}"
        faults += number_faults(raw, place, numbers[number])
        if column.is_percentage:
            is_over = numbers[number].values > 100
            if is_over.sum() > MOST_IMPOSSIBLE * len(is_over) or (numbers[number].values < 0).any():
                faults += share_faults(raw, place, numbers[number].values, top=100)
        else:
            faults += negative_faults(raw, place, numbers[number].values)
    years = sorted({int(column.period[-4:]) for column in columns.values()})
    missing = sorted(set(range(years[0], years[-1] + 1)) - set(years)) if years else []
    if missing:
        faults.append(fault(raw, place=f"sheet {title}", expected="every year", came=f"none for {name_some(missing)}"))
    return faults


def _figures(columns: dict[int, Column], numbers: dict[int, Numbers]) -> list[Figure]:
    """Join the number and the percentage of the same children and year into one figure."""
    found: dict[tuple[str, str], dict[bool, Numbers]] = {}
    for number, column in columns.items():
        found.setdefault((column.children, column.period), {})[column.is_percentage] = numbers[number]
    figures = []
    for (children, period), parts in found.items():
        counts, percentages = parts.get(False), parts.get(True)
        shape = next(iter(parts.values())).values.shape
        values = percentages.values if percentages else np.full(shape, np.nan)
        notes = percentages.notes if percentages else np.full(shape, NOT_AVAILABLE, dtype=object)
        count = counts.values if counts else np.full(shape, np.nan)
        is_over = values > 100
        values, notes = np.where(is_over, np.nan, values), np.where(is_over, UNRELIABLE, notes)
        with np.errstate(divide="ignore", invalid="ignore"):
            denominator = np.where(values > 0, np.round(count / values * 100), np.nan)
        figures.append(
            Figure(
                series=f"cilif:{children}",
                period=period,
                values=values,
                notes=notes,
                count=count,
                denominator=denominator,
            )
        )
    return figures


READER = Reader("cilif", "Children in low-income families by ward", "Greater London Authority", _recognises, _read)
