"""Unemployment rates by borough as Trust for London's chart data gives them: a title above, notes and an address below.

Series: `unemployment:rate`, in per cent of the economically active residents of working age; the period is the
header's quarter, such as `2024 Q3` (a year to that quarter). The column of changes is left out, and so are London and
the notes.
"""

import re

import pandas as pd

from loaders.boroughs import BOROUGHS, borough_codes
from loaders.cells import parse_numbers
from loaders.errors import SourceError
from loaders.extract import Extract, Geography, Kind, LeftOut
from loaders.figures import Figure, duplicate_faults, figures_table, number_faults, share_faults
from loaders.rawfile import Content, RawFile
from loaders.readers import Reader
from loaders.tables import fault, read_rows, table_from_rows

QUARTER = re.compile(r"(?:19|20)\d{2} Q[1-4]")
HEADER_WITHIN = 10


def _header_row(rows: list[list[str]]) -> int:
    """Find the row that starts with Borough and names quarters."""
    return next((number for number, row in enumerate(rows[:HEADER_WITHIN]) if _is_header(row)), -1)


def _is_header(row: list[str]) -> bool:
    return len(row) > 1 and row[0] == "Borough" and "Change" in row and any(QUARTER.fullmatch(cell) for cell in row)


def _recognises(raw: RawFile) -> bool:
    return raw.content is Content.DELIMITED and _header_row(raw.rows) >= 0 and "nemployment" in raw.text_head


def _read(raw: RawFile) -> list[Extract]:
    rows = read_rows(raw)
    header_row = _header_row(rows)
    table = table_from_rows(raw, rows, header_row=header_row)
    names = table.column("Borough")
    codes = borough_codes(names)
    is_borough = codes != ""
    areas = pd.DataFrame({"area_code": codes, "area_name": codes.map(BOROUGHS), "borough_name": codes.map(BOROUGHS)})
    figures, faults = [], []
    for number, header in enumerate(table.header):
        if QUARTER.fullmatch(header):
            numbers = parse_numbers(table.body[number][is_borough])
            faults += number_faults(raw, f"column {header}", numbers)
            faults += share_faults(raw, f"column {header}", numbers.values, top=100)
            figures.append(
                Figure(series="unemployment:rate", period=header, values=numbers.values, notes=numbers.notes)
            )
    faults += duplicate_faults(raw, "borough", areas[is_borough][["area_name"]])
    if int(is_borough.sum()) < len(BOROUGHS) - 1:
        came = f"{int(is_borough.sum())} (cut off?)"
        faults.append(fault(raw, expected="at least 32 boroughs", came=came))
    if faults:
        raise SourceError(faults)
    is_empty = (table.body == "").all(axis="columns")
    return [
        Extract(
            format=READER.id,
            kind=Kind.FIGURES,
            geography=Geography.BOROUGH,
            release=max(figure.period for figure in figures),
            table=figures_table(areas[is_borough], figures),
            rows_read=len(rows) - header_row - 1,
            rows_used=int(is_borough.sum()),
            left_out=tuple(
                LeftOut(reason, count)
                for reason, count in (
                    ("London as a whole, notes and the source", int((~is_borough & ~is_empty).sum())),
                    ("empty rows", int(is_empty.sum())),
                )
                if count
            ),
        )
    ]


READER = Reader("unemployment", "Unemployment rate by borough", "Trust for London", _recognises, _read)
