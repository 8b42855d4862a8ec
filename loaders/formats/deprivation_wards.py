"""The GLA's summary of the Indices of Deprivation for London's wards (2018 wards, the City of London as one).

Series: `iod:summary/imd average score`, `iod:summary/imd extent` (a fraction from 0 to 1, though its header says %),
`iod:summary/income score`, `iod:summary/idaci score` and so on, as in the borough sheets of the Indices, and
`iod:summary/population`. Ranks are left out: see loaders/formats/deprivation.py. The workbook gives the City of
London under the code of one of its wards; here it has its borough code.
"""

import re

import pandas as pd

from loaders.areacodes import AreaKind, area_kinds
from loaders.boroughs import CITY_OF_LONDON, borough_codes
from loaders.cells import parse_numbers
from loaders.deprivation_columns import plain
from loaders.errors import SourceError
from loaders.extract import Extract, Geography, Kind, LeftOut
from loaders.figures import Figure, duplicate_faults, figures_table, negative_faults, number_faults, share_faults
from loaders.formats.deprivation import RANKS_LEFT_OUT, summary_words
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import Table, fault, has_columns, read_sheets, read_table, table_from_rows
from scoring.errors import name_some

IDENTITY = ("Ward Code", "Ward Name", "Borough")
MARKS = (*IDENTITY, "IMD average score", "IMD Extent %")
EDITION, WARD_YEAR = "2019", 2018
NOT_FIGURES = re.compile(r"\brank\b|worst lsoa\b")


def _sheet(raw: RawFile) -> str | None:
    return next((title for title, rows in raw.sheets.items() if rows and has_columns(rows[0], *MARKS)), None)


def _recognises(raw: RawFile) -> bool:
    return has_columns(raw.header, *MARKS) or _sheet(raw) is not None


def _table(raw: RawFile) -> Table:
    title = _sheet(raw)
    if title is None:
        return read_table(raw)
    return table_from_rows(raw, read_sheets(raw, [title])[title], header_row=0, place=f"sheet {title}")


def _read(raw: RawFile) -> list[Extract]:
    table = _table(raw)
    codes, names, boroughs = (table.column(name) for name in IDENTITY)
    is_ward = area_kinds(codes) == AreaKind.WARD
    is_city = (borough_codes(names) == CITY_OF_LONDON) & is_ward
    areas = pd.DataFrame(
        {"area_code": codes.mask(is_city, CITY_OF_LONDON), "area_name": names, "borough_name": boroughs}
    )[is_ward]
    faults = duplicate_faults(raw, "ward code", areas[["area_code"]])
    figures = []
    for number, header in table.headers_besides(*IDENTITY).items():
        if NOT_FIGURES.search(plain(header)):
            continue
        place = f"column {header!r}"
        cells = parse_numbers(table.body[number][is_ward])
        name = summary_words(header)
        faults += number_faults(raw, place, cells) + negative_faults(raw, place, cells.values)
        if name.startswith(("imd extent", "income score", "employment score", "idaci score", "idaopi score")):
            faults += share_faults(raw, place, cells.values, top=1)
        figures.append(
            Figure(
                series=f"iod:summary/{name}",
                period=EDITION,
                values=cells.values,
                notes=cells.notes,
                count=cells.values if "population" in name else None,
            )
        )
    if areas.empty:
        faults.append(fault(raw, expected="ward codes", came=name_some(repr(code) for code in codes.unique())))
    if faults:
        raise SourceError(faults)
    others = int((~is_ward).sum())
    return [
        Extract(
            format=READER.id,
            kind=Kind.FIGURES,
            geography=Geography.WARD,
            release=EDITION,
            table=figures_table(areas, figures),
            rows_read=len(codes),
            rows_used=len(areas),
            left_out=(LeftOut("rows without a ward code", others),) if others else (),
            vintage=WARD_YEAR,
            notes=(RANKS_LEFT_OUT,),
        )
    ]


READER = Reader(
    "deprivation_wards",
    "Indices of Deprivation 2019, summary for London's wards",
    "Greater London Authority",
    _recognises,
    _read,
)
