"""The GLA's ward profiles: Windows-1252, wards, then boroughs, London and England in the same rows.

Series: `ward_profiles:` and the column's words, such as `ward_profiles:crime rate`, with the year of the header as
period.
"""

from loaders.extract import Extract
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import has_columns, read_table
from loaders.wide import WideTable, read_wide

IDENTITY = ("Ward name", "Old code", "New code")


def _recognises(raw: RawFile) -> bool:
    return has_columns(raw.header, *IDENTITY)


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw)
    codes, full_names = table.column("New code"), table.column("Ward name")
    # "Borough - Ward": some wards have a dash of their own, so only the first one parts
    parts = full_names.str.partition(" - ")
    has_both = parts[1] != ""
    areas = full_names.to_frame("area_name").assign(
        area_code=codes,
        area_name=parts[2].where(has_both, full_names),
        borough_name=parts[0].where(has_both, ""),
    )
    headers = table.headers_besides(*IDENTITY)
    return read_wide(raw, WideTable(format=READER.id, areas=areas, body=table.body, headers=headers))


READER = Reader("ward_profiles", "Ward profiles", "Greater London Authority", _recognises, _read)
