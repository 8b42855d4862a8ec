"""Which ward a small area belongs to (ONS best fit), and which borough a ward belongs to.

Recognised by the code columns of ONS: LSOA21CD beside WD25CD, or WD23CD beside LAD23CD. A best fit gives each small
area wholly to one ward, so `share` is 1. Twenty of the City's wards get no small area, because few people live there.
Rows outside London are left out where the file names the borough.
"""

from collections.abc import Mapping

import pandas as pd

from loaders.extract import Extract, Geography
from loaders.lookup_table import LSOAS, CodeColumn, cells_of, find_columns, lookup_extract, read_cells
from loaders.rawfile import RawFile
from loaders.readers import Reader

FORMAT = "best_fit_lookup"


def recognise(raw: RawFile) -> bool:
    """Tell a table that puts one column of ward codes beside codes of small areas or boroughs."""
    kinds = [kind for kind, _ in find_columns(raw)]
    years = {year for kind, year in find_columns(raw) if kind == "LSOA"}
    return kinds.count("WD") == 1 and ("LSOA" in kinds or "LAD" in kinds) and len(years) <= 1 and years <= set(LSOAS)


def read(raw: RawFile) -> list[Extract]:
    """Read the pairs: small area to ward where the file has small areas, else ward to borough."""
    columns = find_columns(raw)
    cells = read_cells(raw)
    ward, borough, small = (_only(columns, kind) for kind in ("WD", "LAD", "LSOA"))
    borough_codes = cells_of(cells, borough.codes)
    source, target = (small, ward) if small.year else (ward, borough)
    table = pd.DataFrame(
        {
            "from_code": cells_of(cells, source.codes),
            "to_code": cells_of(cells, target.codes),
            "to_name": cells_of(cells, target.names),
            "borough_code": borough_codes,
            "borough_name": cells_of(cells, borough.names),
            "share": 1.0,
        }
    )
    extract = lookup_extract(
        raw,
        table,
        format=FORMAT,
        geography=LSOAS[small.year] if small.year else Geography.WARD,
        to_geography=Geography.WARD if small.year else Geography.BOROUGH,
        vintage=ward.year,
        key=("from_code",),
    )
    return [extract]


def _only(columns: Mapping[tuple[str, int], CodeColumn], kind: str) -> CodeColumn:
    return next((column for (found, _), column in columns.items() if found == kind), CodeColumn(0, -1))


READER = Reader(
    id=FORMAT,
    label="Lookup of small areas or wards",
    publisher="Office for National Statistics",
    recognises=recognise,
    read=read,
)
