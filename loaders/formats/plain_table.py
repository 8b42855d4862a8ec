"""A plain table: codes of wards or boroughs in the first column, numbers in others. The last resort.

Series: `plain_table:` and the column's words, such as `plain_table:youth clubs`; the period is a year or quarter
named in the header, if any. The reader registry must ask it last: it would know many a publisher's file by its codes
alone.
"""

import numpy as np
import pandas as pd

from loaders.areacodes import GEOGRAPHIES, area_kind, area_kinds
from loaders.cells import parse_numbers
from loaders.errors import SourceError
from loaders.extract import Extract
from loaders.headers import words
from loaders.rawfile import Content, RawFile
from loaders.readers import Reader
from loaders.tables import fault, read_table
from loaders.wide import WideTable, read_wide
from scoring.errors import name_some

LEAST_SHARE = 0.95
NAME_HEADERS = ("name", "ward", "ward name", "area name", "borough", "borough name")


def _recognises(raw: RawFile) -> bool:
    rows = [row for row in raw.rows[1:] if any(row)] if raw.content is Content.DELIMITED else []
    if not rows or len(raw.header) < 2 or raw.header[0] == "":
        return False
    known = sum(area_kind(row[0]) in GEOGRAPHIES for row in rows)
    cells = pd.Series([cell for row in rows for cell in row[1:]], dtype="str")
    return known >= LEAST_SHARE * len(rows) and _has_numbers(cells)


def _has_numbers(cells: pd.Series) -> bool:
    return bool(np.isfinite(parse_numbers(cells).values).any())


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw)
    if area_kind(table.header[0]) in GEOGRAPHIES:
        came = f"the code {table.header[0]!r}"
        remedy = "put the names of the columns above the table, or its first area would be lost"
        raise SourceError(fault(raw, expected="a row of headers at the top", came=came, remedy=remedy))
    codes = table.body[0]
    is_area = area_kinds(codes).isin(list(GEOGRAPHIES))
    if is_area.mean() < LEAST_SHARE:
        wrong = codes[~is_area].unique()
        raise SourceError(
            fault(
                raw,
                place=f"column {table.header[0]!r}",
                expected=f"codes of wards or boroughs in at least {LEAST_SHARE:.0%} of the rows",
                came=f"{is_area.mean():.0%}; not such a code: {name_some(repr(code) for code in wrong)}",
                remedy="give each row the official code of its ward or borough",
            )
        )
    identity = [number for number in table.numbers[1:] if words(table.header[number]) in NAME_HEADERS]
    headers = {number: table.header[number] for number in table.numbers[1:] if number not in identity}
    if not any(_has_numbers(table.body[number]) for number in headers):
        raise SourceError(fault(raw, expected="a column of numbers", came="none", remedy="add one"))
    areas = codes.to_frame("area_code").assign(
        area_name=table.column("ward name", "name", "area name", "ward"),
        borough_name=table.column("borough name", "borough"),
    )
    return read_wide(raw, WideTable(format=READER.id, areas=areas, body=table.body, headers=headers))


READER = Reader("plain_table", "Plain table of codes and numbers", "", _recognises, _read)
