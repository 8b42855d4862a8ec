"""The GLA's London borough profiles: 33 boroughs, then Inner and Outer London, London, England and the UK.

Series: `borough_profiles:` and the column's words, such as `borough_profiles:teenage conception rate`, with the
header's year as period. Some copies write the headers with underscores for spaces.
"""

from loaders.extract import Extract
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import has_columns, read_table
from loaders.wide import WideTable, read_wide

IDENTITY = ("Code", "Area name", "Inner/ Outer London")


def _recognises(raw: RawFile) -> bool:
    return has_columns(raw.header, *IDENTITY)


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw)
    names = table.column("Area name")
    areas = names.to_frame("area_name").assign(area_code=table.column("Code"), borough_name=names)
    headers = table.headers_besides(*IDENTITY)
    return read_wide(raw, WideTable(format=READER.id, areas=areas, body=table.body, headers=headers))


READER = Reader("borough_profiles", "London borough profiles", "Greater London Authority", _recognises, _read)
