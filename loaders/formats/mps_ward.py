"""Metropolitan Police recorded crime by ward: the last 24 months, or Historical.

Series: `mps:<major>/<minor>` in lower case, such as `mps:violence against the person/violence with injury`,
`mps:robbery/robbery of personal property`, `mps:sexual offences/rape`,
`mps:possession of weapons/possession of weapons`; what joins the naming schemes and what does not is written in
`loaders.mps_categories`. Columns stand in any order,
with or without a trailing date of refreshing. A ward under two boroughs (Heathrow also under Aviation Security) is
added up by ward code; a category without a row had no offence. The City of London has its own force and is absent.
"""

import pandas as pd

from loaders.boroughs import borough_codes
from loaders.extract import Extract, Geography
from loaders.mps_wide import WideTable, read_wide, wide_extract, wide_layout
from loaders.rawfile import RawFile
from loaders.readers import Reader
from scoring.errors import name_some

_LAYOUT = wide_layout(
    {
        "area_code": ("wardcode",),
        "area_name": ("wardname",),
        "borough_name": ("lookupboroughname", "boroughname", "borough"),
    }
)
_CODE = r"[ENSW]05\d{6}"


def _read(raw: RawFile) -> list[Extract]:
    table = read_wide(raw, _LAYOUT)
    rows = table.rows
    is_placed = rows["area_code"].str.fullmatch(_CODE)
    notes = [*table.notes, *_in_two_boroughs(rows[is_placed])]
    rows = rows.assign(borough_name=rows["borough_name"].where(borough_codes(rows["borough_name"]) != "", ""))
    return [
        wide_extract(
            raw,
            WideTable(rows, table.months, table.counts, notes),
            format="mps_ward",
            geography=Geography.WARD,
            is_placed=is_placed,
            elsewhere="no ward code",
        )
    ]


def _in_two_boroughs(rows: pd.DataFrame) -> list[str]:
    boroughs = rows.groupby("area_code")["borough_name"].unique()
    several = boroughs[boroughs.map(len) > 1]
    named = name_some(f"{code} ({' and '.join(names)})" for code, names in several.items())
    return [f"wards listed under two boroughs, added up by ward code: {named}"] if len(several) else []


READER = Reader(
    id="mps_ward",
    label="MPS recorded crime by ward",
    publisher="Metropolitan Police Service",
    recognises=_LAYOUT.is_in,
    read=_read,
)
