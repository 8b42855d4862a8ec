"""The Indices of Deprivation by small area: file 7 and its like as text, or workbooks with a sheet for each part.

Series: `iod:imd/score`, `iod:health/score`, `iod:children and young people/score`, `iod:idaci/score` and so on
(topics in `loaders/deprivation_columns.py`), `iod:idaci/numerator` (people, also as count), `iod:population/children
0-15`, and underlying indicators in the publisher's words, such as `iod:indicator/mental health` (2025) and
`iod:indicator/mood and anxiety disorders` (2019: another definition, so another series). Borough sheets give
`iod:summary/imd average score` and the like. The period is the edition of the Indices.

Ranks and deciles are left out, since in them 1 is the most deprived while a high score is the most deprived; so is
the "average rank", which turns the ranks round. A blank cell of an indicator is a suppressed small number.
"""

import re
from dataclasses import dataclass

import pandas as pd

from loaders.areacodes import AreaKind, area_kinds
from loaders.cells import NOT_AVAILABLE, SUPPRESSED, parse_numbers
from loaders.deprivation_columns import RATES, Kind, classify, plain
from loaders.errors import SourceError
from loaders.extract import Extract, Geography, LeftOut
from loaders.extract import Kind as ExtractKind
from loaders.figures import Figure, duplicate_faults, figures_table, negative_faults, number_faults, share_faults
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import Table, fault, read_sheets, read_table, table_from_rows
from scoring.errors import name_some

LSOA_CODE = re.compile(r"lsoa code (?:20)?(11|21)|lsoa(?:20)?(11|21) ?(?:code|cd)")
LSOA_NAME = re.compile(r"lsoa name (?:20)?(11|21)|lsoa(?:20)?(11|21) ?(?:name|nm)")
BOROUGH_CODE = re.compile(r"local authority district code (\d{4})")
BOROUGH_NAME = re.compile(r"local authority district name (\d{4})")
PARTS = (Kind.SCORE, Kind.RANK, Kind.NUMERATOR)
RANKS_LEFT_OUT = "ranks and deciles are left out: in them 1 is the most deprived, in scores the highest is"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the identity of the areas stands in a header, and what the header says of edition and areas."""

    geography: Geography
    edition: str
    code: int
    name: int
    borough: int


def _find(header: list[str], pattern: re.Pattern[str]) -> tuple[int, str]:
    for number, text in enumerate(header):
        if match := pattern.fullmatch(plain(text)):
            return number, next(group for group in match.groups() if group)
    return -1, ""


def _layout(header: list[str]) -> Layout | None:
    """Tell whether a header is one of the Indices', and of which edition."""
    lsoa, areas = _find(header, LSOA_CODE)
    district, year = _find(header, BOROUGH_CODE)
    name, _ = _find(header, LSOA_NAME)
    borough, _ = _find(header, BOROUGH_NAME)
    known = {number for number in (lsoa, district, name, borough) if number >= 0}
    columns = [classify(text) for number, text in enumerate(header) if number not in known and text]
    if lsoa >= 0 and any(column.kind in PARTS or column.kind is Kind.POPULATION for column in columns):
        edition = "2025" if areas == "21" else "2015" if year and int(year) < 2019 else "2019"
        geography = Geography.LSOA21 if areas == "21" else Geography.LSOA11
        return Layout(geography, edition, lsoa, name, borough)
    if lsoa < 0 and district == 0 and any(" rank of " in f" {plain(text)}" for text in header if text):
        edition = "2025" if int(year) > 2019 else "2015" if int(year) < 2019 else "2019"
        return Layout(Geography.BOROUGH, edition, district, borough, borough)
    return None


def _header(rows: list[list[object]]) -> list[str]:
    return ["" if cell is None else str(cell).strip() for cell in rows[0]] if rows else []


def _recognises(raw: RawFile) -> bool:
    return _layout(raw.header) is not None or any(_layout(_header(rows)) for rows in raw.sheets.values())


def _read(raw: RawFile) -> list[Extract]:
    if raw.header:
        return [_extract(raw, read_table(raw), part="")]
    titles = [title for title, rows in raw.sheets.items() if _layout(_header(rows))]
    sheets = read_sheets(raw, titles)
    return [
        _extract(raw, table_from_rows(raw, rows, header_row=0, place=f"sheet {title}"), part=title)
        for title, rows in sheets.items()
    ]


def _extract(raw: RawFile, table: Table, *, part: str) -> Extract:
    layout = _layout(table.header)
    if layout is None:
        raise SourceError(fault(raw, place=part, expected="columns of the Indices of Deprivation", came="none"))
    codes = table.body[layout.code]
    wanted = AreaKind.BOROUGH if layout.geography is Geography.BOROUGH else AreaKind.LSOA
    is_area = area_kinds(codes) == wanted
    empty = pd.Series("", index=codes.index, dtype="str")
    areas = pd.DataFrame(
        {
            "area_code": codes,
            "area_name": table.body[layout.name] if layout.name >= 0 else empty,
            "borough_name": table.body[layout.borough] if layout.borough >= 0 else empty,
        }
    )[is_area]
    figures, faults = _figures(raw, table, layout, is_area)
    faults += duplicate_faults(raw, "area code", areas[["area_code"]])
    if areas.empty:
        came = name_some(repr(code) for code in codes.unique())
        faults.append(fault(raw, place=part, expected=f"codes of {wanted.value}", came=came))
    if faults:
        raise SourceError(faults)
    others = int((~is_area).sum())
    return Extract(
        format=READER.id,
        kind=ExtractKind.FIGURES,
        geography=layout.geography,
        release=layout.edition,
        table=figures_table(areas, figures),
        rows_read=len(codes),
        rows_used=len(areas),
        left_out=(LeftOut(f"rows that are not {wanted.value}", others),) if others else (),
        vintage={Geography.LSOA11: 2011, Geography.LSOA21: 2021}.get(layout.geography),
        notes=(RANKS_LEFT_OUT,),
        part=part,
    )


def _figures(raw: RawFile, table: Table, layout: Layout, is_area: pd.Series) -> tuple[list[Figure], list[str]]:
    figures: list[Figure] = []
    faults: list[str] = []
    is_summary = layout.geography is Geography.BOROUGH
    for number in table.numbers:
        header = table.header[number]
        if not header or _is_identity(header) or re.search(r"\b(rank|decile)\b", plain(header)):
            continue
        column = classify(header)
        is_counted = column.kind in (Kind.NUMERATOR, Kind.POPULATION)
        is_suppressible = column.kind in (Kind.NUMERATOR, Kind.INDICATOR) and not is_summary
        place = f"column {header!r}"
        cells = parse_numbers(table.body[number][is_area], blank=SUPPRESSED if is_suppressible else NOT_AVAILABLE)
        faults += number_faults(raw, place, cells)
        faults += negative_faults(raw, place, cells.values) if is_counted else []
        if column.kind is Kind.SCORE and column.topic in RATES and not is_summary:
            faults += share_faults(raw, place, cells.values, top=1)
        figures.append(
            Figure(
                series=f"iod:summary/{summary_words(header)}" if is_summary else column.series,
                period=layout.edition,
                values=cells.values,
                notes=cells.notes,
                count=cells.values if is_counted else None,
            )
        )
    return figures, faults


def _is_identity(header: str) -> bool:
    text = plain(header)
    return any(pattern.fullmatch(text) for pattern in (LSOA_CODE, LSOA_NAME, BOROUGH_CODE, BOROUGH_NAME))


def summary_words(header: str) -> str:
    """Write a summary's header without its edition.

    >>> summary_words("IMD 2019 - Extent ")
    'imd extent'
    """
    return re.sub(r"\b20\d{2} ", "", plain(header))


READER = Reader(
    "deprivation",
    "Indices of Deprivation by small area",
    "Ministry of Housing, Communities and Local Government",
    _recognises,
    _read,
)
