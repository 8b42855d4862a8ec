"""Find and read the columns of a lookup: ONS codes of different areas side by side, as CSV or a map server's JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from loaders.boroughs import BOROUGHS
from loaders.errors import SourceError
from loaders.extract import COLUMNS, Extract, Geography, Kind, LeftOut
from loaders.rawfile import Content, RawFile
from loaders.tables import FETCH_AGAIN, fault, read_table
from scoring.errors import name_some

LSOAS = {2011: Geography.LSOA11, 2021: Geography.LSOA21}

_CODES = re.compile(r"(LSOA|WD|LAD)(\d\d)CD", re.IGNORECASE)
_NAMES = re.compile(r"(WD|LAD)\d\dNM|(WARD|BOROUGH) ?NAME", re.IGNORECASE)
_FIGURES = re.compile(r"-?\d*\.\d+")
_ATTRIBUTES = re.compile(r'"attributes"\s*:\s*\{([^}]*)')
_LONG_NAMES = {"WARD": "WD", "BOROUGH": "LAD"}


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """One column of codes: the kind of area, the year of its areas, and where its codes and names stand."""

    year: int
    codes: int
    names: int = -1


def find_columns(raw: RawFile) -> Mapping[tuple[str, int], CodeColumn]:
    """Find the columns of codes, by kind of area and year; none where the file is no lookup but holds figures too."""
    header = _header(raw)
    found: dict[tuple[str, int], CodeColumn] = {}
    names: dict[str, int] = {}
    for place, title in enumerate(header):
        if match := _NAMES.fullmatch(title):
            kind = (match[1] or _LONG_NAMES[match[2].upper()]).upper()
            names.setdefault(kind, place)
    for place, title in enumerate(header):
        if match := _CODES.fullmatch(title):
            kind, year = match[1].upper(), 2000 + int(match[2])
            found[kind, year] = CodeColumn(year, place, names.get(kind, -1))
    holds_figures = raw.content is Content.DELIMITED and any(
        _FIGURES.fullmatch(cell) for row in raw.rows[1:] for cell in row
    )
    return {} if holds_figures else found


def _header(raw: RawFile) -> list[str]:
    if raw.content is Content.JSON:
        first = _ATTRIBUTES.search(raw.text_head)
        return re.findall(r'"(\w+)"\s*:', first[1]) if first else []
    return [title.strip() for title in raw.header]


def read_cells(raw: RawFile) -> pd.DataFrame:
    """Read the whole lookup as text, its columns numbered as `find_columns` numbers them."""
    if raw.content is not Content.JSON:
        return read_table(raw).body
    try:
        document = json.loads(raw.path.read_bytes().decode(raw.encoding))
        rows = pd.DataFrame([feature["attributes"] for feature in document["features"]])
    except (ValueError, KeyError, TypeError) as error:
        came = f"{type(error).__name__} {error} (cut off?)"
        raise SourceError(fault(raw, expected="a map server's JSON with features and attributes", came=came)) from error
    return rows.astype("object").where(rows.notna(), "").astype("str").set_axis(range(rows.shape[1]), axis="columns")


def cells_of(cells: pd.DataFrame, place: int) -> pd.Series:
    """Give one column; empty text where the file has none."""
    return cells[place] if place in cells.columns else pd.Series("", index=cells.index, dtype="str")


def lookup_extract(
    raw: RawFile,
    table: pd.DataFrame,
    *,
    format: str,
    geography: Geography,
    to_geography: Geography,
    vintage: int,
    key: tuple[str, ...],
    notes: tuple[str, ...] = (),
) -> Extract:
    """Check the pairs of a lookup and keep London's; an area that is given twice is refused."""
    left_out: list[LeftOut] = []
    rows = table
    for reason, is_wrong in {
        "outside London": (table["borough_code"] != "") & ~table["borough_code"].isin(list(BOROUGHS)),
        "no code in one of the columns": (table["from_code"] == "") | (table["to_code"] == ""),
    }.items():
        wrong = is_wrong.loc[rows.index]
        if wrong.any():
            left_out.append(LeftOut(reason, int(wrong.sum())))
            rows = rows[~wrong]
    if rows.empty:
        came = "; ".join(f"{left.rows:,} rows {left.reason}" for left in left_out)
        raise SourceError(
            fault(raw, expected="areas of London", came=came, remedy="choose the file that covers London")
        )
    twice = rows[rows.duplicated(list(key))]
    if len(twice):
        came = f"more than one row for {name_some(dict.fromkeys(twice['from_code']))}"
        raise SourceError(fault(raw, expected=f"each {' and '.join(key)} once", came=came, remedy=FETCH_AGAIN))
    return Extract(
        format=format,
        kind=Kind.LOOKUP,
        geography=geography,
        release=str(vintage),
        table=rows[list(COLUMNS[Kind.LOOKUP])].reset_index(drop=True),
        rows_read=len(table),
        rows_used=len(rows),
        left_out=tuple(left_out),
        to_geography=to_geography,
        vintage=vintage,
        notes=notes,
    )
