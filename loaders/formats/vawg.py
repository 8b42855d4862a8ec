"""Metropolitan Police offences of violence against women and girls, by ward name.

Series: `vawg:offences`, by the month in which an offence was recorded, as in the other police files (the month in which
it was committed may lie a century back). Wards come by name together with a borough name, and without a code, so
`area_code` is empty. Sheets are stacked in re-packed files: only rows with a place are counted here, those by offence
class are the same offences counted once more.
"""

import pandas as pd

from loaders.extract import Extract, Geography, LeftOut
from loaders.layout import Layout, plain, read_table
from loaders.monthly_rows import check_rows, count_rows
from loaders.rawfile import RawFile
from loaders.readers import Reader

_LAYOUT = Layout(
    {
        "borough_name": ("boroughname", "borough"),
        "area_name": ("wardnameclean2", "wardnameclean", "wardname", "ward"),
        "month": ("recordeddatemonths", "recordeddatemonth", "recordedmonth"),
        "count": ("count",),
    },
    {
        "committed": ("datecommittedfromdatemonths", "committedfromdatemonths"),
        "bcu": ("bculocation", "bcu"),
        "sheet": ("sheet",),
        "offence": ("vawgoffence",),
    },
)
_VICTIMS = ("victim", "age", "sex", "gender", "ethnic")
_NOWHERE = ("", "n/k", "unknown", "other", "not known")


def _recognises(raw: RawFile) -> bool:
    if not _LAYOUT.is_in(raw):
        return False
    headers = [*raw.header, *(cell for rows in raw.sheets.values() for cell in (rows[0] if rows else []))]
    return not any(plain(header).startswith(_VICTIMS) for header in headers)


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw, _LAYOUT)
    has_place = (table["borough_name"] != "") | (table["area_name"] != "")
    key = ["borough_name", "area_name", "month", *(name for name in ("committed", "bcu", "offence") if name in table)]
    placed = check_rows(raw, table[has_place], key=key).assign(series="vawg:offences", area_code="")
    outside = _outside(placed)
    aside = LeftOut("rows by offence class, without a place: the same offences once more", int((~has_place).sum()))
    return [
        count_rows(
            raw,
            placed,
            format="vawg",
            geography=Geography.WARD,
            outside=outside,
            left_out=(aside,) if aside.rows else (),
        )
    ]


def _outside(rows: pd.DataFrame) -> pd.Series:
    """Say why a row has no ward; empty for a row with the names of a ward and a borough."""
    ward, borough = rows["area_name"].str.lower(), rows["borough_name"].str.lower()
    outside = pd.Series("", index=rows.index, dtype="str")
    outside = outside.mask(ward.isin(_NOWHERE) | borough.isin(_NOWHERE), "no ward name, or no borough")
    return outside.mask(ward.str.contains("police force", regex=False), "recorded by another police force")


READER = Reader(
    id="vawg",
    label="MPS violence against women and girls",
    publisher="Metropolitan Police Service",
    recognises=_recognises,
    read=_read,
)
