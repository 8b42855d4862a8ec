"""The GLA's ward well-being scores: the sheet of data, with notes of sources, repeated headers and empty rows.

Series: `wellbeing:` and the column's words, such as `wellbeing:childhood obesity`, with the header's year as period.
Rows without an area code (the notes of sources, the standard deviation, empty rows) are left out and counted.
"""

from loaders.boroughs import BOROUGHS, borough_codes
from loaders.extract import Extract
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import has_columns, read_table
from loaders.wide import WideTable, read_wide

IDENTITY = ("Old Ward Code", "New ward code", "Ward", "Borough")


def _recognises(raw: RawFile) -> bool:
    return has_columns(raw.header, *IDENTITY)


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw)
    names = table.column("Ward")
    # boroughs stand in capitals among the wards
    proper = borough_codes(names).map(BOROUGHS)
    areas = names.to_frame("area_name").assign(
        area_code=table.column("New ward code"),
        area_name=proper.where(proper.notna() & names.str.isupper(), names),
        borough_name=table.column("Borough"),
    )
    headers = table.headers_besides(*IDENTITY)
    return read_wide(raw, WideTable(format=READER.id, areas=areas, body=table.body, headers=headers))


READER = Reader("wellbeing", "London ward well-being scores", "Greater London Authority", _recognises, _read)
