"""Children by ward from the Census of 2011: ages 0 to 14 in three bands, thousands commas in quotes.

Gives people by age, groups `0-4`, `5-9` and `10-14`, for the wards of 2011. The City of London is one row, coded as
no other file codes it (E00000001, "All Wards"); here it has its borough code.
"""

import numpy as np
import pandas as pd

from loaders.areacodes import AreaKind, area_kinds
from loaders.boroughs import CITY_OF_LONDON
from loaders.cells import parse_numbers
from loaders.errors import SourceError
from loaders.extract import COLUMNS, Extract, Geography, Kind, LeftOut
from loaders.figures import duplicate_faults, negative_faults, number_faults
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import fault, has_columns, read_table
from scoring.errors import name_some

BANDS = {"0 to 4": "0-4", "5 to 9": "5-9", "10 to 14": "10-14"}
CITY_IN_THIS_FILE = "E00000001"
CENSUS_YEAR = 2011


def _recognises(raw: RawFile) -> bool:
    return has_columns(raw.header, "Ward Code", "WardName", *BANDS, "Total")


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw)
    codes = table.column("Ward Code")
    codes = codes.mask(codes == CITY_IN_THIS_FILE, CITY_OF_LONDON)
    is_ward = (area_kinds(codes) == AreaKind.WARD) | (codes == CITY_OF_LONDON)
    numbers = {name: parse_numbers(table.column(name)) for name in (*BANDS, "Total")}
    faults = [
        message
        for name, cells in numbers.items()
        for message in number_faults(raw, f"column {name}", cells)
        + negative_faults(raw, f"column {name}", cells.values)
    ]
    faults += duplicate_faults(raw, "ward code", codes[is_ward].to_frame())
    summed = np.sum([numbers[name].values for name in BANDS], axis=0)
    is_off = summed != numbers["Total"].values
    if not faults and is_off.any():
        came = f"another total for {name_some(codes[is_off])}"
        faults.append(fault(raw, expected="bands that add up to Total", came=came))
    if not is_ward.any():
        came = name_some(repr(code) for code in codes.unique())
        faults.append(fault(raw, place="column Ward Code", expected="ward codes", came=came))
    if faults:
        raise SourceError(faults)
    people = pd.concat(
        [
            pd.DataFrame({"area_code": codes, "characteristic": "age", "group": group, "count": numbers[name].values})[
                is_ward
            ]
            for name, group in BANDS.items()
        ],
        ignore_index=True,
    )
    others = int((~is_ward).sum())
    left_out = (LeftOut("rows without a ward code", others, float(summed[~is_ward].sum())),) if others else ()
    return [
        Extract(
            format=READER.id,
            kind=Kind.PEOPLE,
            geography=Geography.WARD,
            release=str(CENSUS_YEAR),
            table=people[list(COLUMNS[Kind.PEOPLE])],
            rows_read=len(codes),
            rows_used=int(is_ward.sum()),
            left_out=left_out,
            total_in=float(summed.sum()),
            total_out=float(people["count"].sum()),
            notes=("ages 0 to 14 only",),
        )
    ]


READER = Reader("ward_children", "Children by ward, Census 2011", "Greater London Authority", _recognises, _read)
