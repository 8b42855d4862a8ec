"""Metropolitan Police recorded crime by borough: the last 24 months, or Historical.

Series as in `mps_ward`: `mps:<major>/<minor>`. The file has borough names only; codes come from the table of names.
Airports and crimes of an unknown place stand among the boroughs and are left out.
"""

from loaders.boroughs import borough_codes
from loaders.extract import Extract, Geography
from loaders.layout import plain
from loaders.mps_wide import WideTable, read_wide, wide_extract, wide_layout
from loaders.rawfile import RawFile
from loaders.readers import Reader
from scoring.errors import name_some

_LAYOUT = wide_layout({"area_name": ("boroughname", "lookupboroughname", "borough", "bocu")})
_FINER = {"wardcode", "wardname", "lsoacode", "lsoaname"}


def _recognises(raw: RawFile) -> bool:
    return _LAYOUT.is_in(raw) and _FINER.isdisjoint(plain(header) for header in _LAYOUT.headers_in(raw))


def _read(raw: RawFile) -> list[Extract]:
    table = read_wide(raw, _LAYOUT)
    codes = borough_codes(table.rows["area_name"])
    rows = table.rows.assign(area_code=codes, borough_name=table.rows["area_name"])
    outside = sorted(rows.loc[codes == "", "area_name"].unique())
    return [
        wide_extract(
            raw,
            WideTable(rows, table.months, table.counts, table.notes),
            format="mps_borough",
            geography=Geography.BOROUGH,
            is_placed=codes != "",
            elsewhere=f"not one of London's boroughs: {name_some(outside)}",
        )
    ]


READER = Reader(
    id="mps_borough",
    label="MPS recorded crime by borough",
    publisher="Metropolitan Police Service",
    recognises=_recognises,
    read=_read,
)
