"""The GLA's ward atlas: about 950 columns under headers of three levels ("Theme; Subject; Year") and a second one.

Series: `ward_atlas:` and the words of the levels, such as `ward_atlas:crime; crime rate`, with the year as period.
The second row repeats what the columns are (`Codes, New Code, Borough, Names, 2001 ...`) and is left out; so are the
rows of totals, coded `#1`, `#2` and `#3`.
"""

from dataclasses import replace

from loaders.extract import Extract, LeftOut
from loaders.headers import split_period, words
from loaders.rawfile import Content, RawFile
from loaders.readers import Reader
from loaders.tables import has_columns, read_table
from loaders.wide import WideTable, read_wide

IDENTITY = ("Codes", "New Code", "Borough", "Names")


def _recognises(raw: RawFile) -> bool:
    return raw.content is Content.DELIMITED and len(raw.rows) > 1 and has_columns(raw.rows[1], *IDENTITY)


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw)
    second = [words(cell) for cell in table.body.iloc[0]]
    numbers = table.numbers
    code, borough, name = (numbers[second.index(wanted)] for wanted in ("new code", "borough", "names"))
    body = table.body.iloc[1:]
    areas = body[[code, borough, name]].set_axis(["area_code", "borough_name", "area_name"], axis="columns")
    identity = {numbers[second.index(wanted.lower())] for wanted in IDENTITY}
    headers = {
        number: _full_header(table.header[number], second[place])
        for place, number in enumerate(numbers)
        if number not in identity
    }
    extracts = read_wide(raw, WideTable(format=READER.id, areas=areas, body=body, headers=headers))
    second_row = LeftOut("the second header row", 1)
    return [
        replace(extract, rows_read=extract.rows_read + 1, left_out=(*extract.left_out, second_row))
        for extract in extracts
    ]


def _full_header(header: str, below: str) -> str:
    """Put the year of the second row behind a header that names none."""
    return header if split_period(header)[1] or not split_period(below)[1] else f"{header}; {below}"


READER = Reader("ward_atlas", "Ward atlas", "Greater London Authority", _recognises, _read)
