"""Read one table out of delimited text, Parquet or a workbook's sheets, by which columns it has and not where."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from loaders.errors import SourceError
from loaders.rawfile import BROKEN_WORKBOOK, Content, RawFile

MONTH = "month"
"""Our name for the one column that may hold dates; all others are text."""
FIRST_ROW = 2
"""The line or sheet row of the first record, to name places as people see them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a published table: our name for each and the headers it goes by, as `plain` writes them.

    `counts` is the pattern of the further headers that hold numbers, such as one column a month.
    """

    needs: Mapping[str, tuple[str, ...]]
    may_have: Mapping[str, tuple[str, ...]]
    counts: re.Pattern[str] | None = None

    def names(self, headers: Iterable[object]) -> dict[str, str]:
        """Give our name for each header that this table uses; nothing at all where a needed one is missing."""
        known = {**self.needs, **self.may_have}
        spellings = {text: name for name, texts in known.items() for text in texts}
        found = {str(header): spellings[plain(header)] for header in headers if plain(header) in spellings}
        return found if set(self.needs) <= set(found.values()) else {}

    def count_headers(self, headers: Iterable[object]) -> list[str]:
        """Give the headers of the columns that hold numbers, in the order of the file."""
        return [str(header) for header in headers if self.counts and self.counts.fullmatch(str(header).strip())]

    def is_in(self, raw: RawFile) -> bool:
        """Tell whether a file holds such a table."""
        return bool(_headers_like(raw, self))

    def headers_in(self, raw: RawFile) -> list[object]:
        """Give all headers of the parts of a file (sheets, or the whole) that hold such a table."""
        return [header for row in _headers_like(raw, self).values() for header in row]


def plain(header: object) -> str:
    """Write a header without case, spaces or signs.

    >>> plain("LookUp_BoroughName"), plain("Area Type")
    ('lookupboroughname', 'areatype')
    """
    return re.sub(r"[^a-z0-9]+", "", str(header).lower())


def _headers_like(raw: RawFile, layout: Layout) -> dict[str, list[object]]:
    """Give the header row of each part of the file (a sheet, or the whole under an empty name) that has the layout."""
    if raw.content is Content.WORKBOOK:
        first = {sheet: next((row for row in rows if any(row)), []) for sheet, rows in raw.sheets.items()}
    elif raw.content in (Content.DELIMITED, Content.PARQUET):
        first = {"": list(raw.header)}
    else:
        return {}
    return {part: row for part, row in first.items() if layout.names(row) and _has_counts(row, layout)}


def _has_counts(headers: list[object], layout: Layout) -> bool:
    return layout.counts is None or bool(layout.count_headers(headers))


def read_table(raw: RawFile, layout: Layout, *, strip: bool = True) -> pd.DataFrame:
    """Read the columns of the layout under our names, numbers as they come; other columns stay out.

    Text is stripped unless the caller needs to see the spaces. Sheets of a workbook that hold the layout are stacked.
    Refused: a header that stands twice, a table without a row, a file that is cut off.
    """
    parts = _headers_like(raw, layout)
    _refuse_repeated_headers(raw, layout, parts)
    if raw.content is Content.WORKBOOK:
        frame = pd.concat([_read_sheet(raw, sheet) for sheet in parts], ignore_index=True)
    elif raw.content is Content.PARQUET:
        frame = _read_parquet(raw)
    else:
        frame = _read_text(raw, layout)
    names = layout.names(frame.columns)
    counts = layout.count_headers(frame.columns)
    table = frame[[*names, *counts]].rename(columns={**names, **{header: header.strip() for header in counts}})
    if table.empty:
        raise SourceError(f"{raw.path.name}: expected rows under the header, but there are none; fetch the file again")
    texts = {name: _text(table[name], strip=strip) for name in names.values() if not _is_month(table[name])}
    return table.assign(**texts)


def _refuse_repeated_headers(raw: RawFile, layout: Layout, parts: Mapping[str, list[object]]) -> None:
    faults = []
    for sheet, row in parts.items():
        names = [*layout.names(row).values(), *(header.strip() for header in layout.count_headers(row))]
        repeated = sorted({name for name in names if names.count(name) > 1})
        place = f"{raw.path.name}, sheet {sheet}" if sheet else raw.path.name
        if repeated:
            faults.append(f"{place}: expected each column once, but {', '.join(repeated)} stands twice; fetch it again")
    if faults:
        raise SourceError(faults)


def _read_text(raw: RawFile, layout: Layout) -> pd.DataFrame:
    as_text = {header: pa.string() for header in layout.names(raw.header)}
    try:
        table = pacsv.read_csv(
            raw.path,
            read_options=pacsv.ReadOptions(encoding="utf-8" if raw.encoding == "utf-8-sig" else raw.encoding),
            parse_options=pacsv.ParseOptions(delimiter=raw.delimiter),
            convert_options=pacsv.ConvertOptions(column_types=as_text, null_values=[""], strings_can_be_null=False),
        )
        for name, kind in zip(table.column_names, table.schema.types, strict=True):
            if pa.types.is_binary(kind):
                raise pa.ArrowInvalid(f"column {name} holds bytes that are no text")
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise SourceError(
            f"{raw.path.name}: expected every line to hold {len(raw.header)} cells, but the file is cut off or damaged "
            f"({error}); fetch it again"
        ) from error
    return pd.DataFrame(table.to_pandas())


def _read_parquet(raw: RawFile) -> pd.DataFrame:
    try:
        # what pandas may have noted in the file about its columns is not needed, and can be damaged
        return pd.DataFrame(pq.ParquetFile(raw.path).read().replace_schema_metadata(None).to_pandas())
    except (pa.ArrowException, UnicodeDecodeError, OSError) as error:
        raise SourceError(f"{raw.path.name}: expected a whole Parquet file ({error}); fetch it again") from error


def _read_sheet(raw: RawFile, sheet: str) -> pd.DataFrame:
    try:
        # handed over open, since openpyxl judges a path by its ending
        with raw.path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            rows = [row for row in book[sheet].iter_rows(values_only=True) if any(cell is not None for cell in row)]
    except BROKEN_WORKBOOK as error:
        raise SourceError(f"{raw.path.name}: expected a whole Excel workbook; {error}; fetch it again") from error
    return pd.DataFrame(rows[1:], columns=[str(header) for header in rows[0]])


def _is_month(column: pd.Series) -> bool:
    return column.name == MONTH and pd.api.types.is_datetime64_any_dtype(column)


def _text(column: pd.Series, *, strip: bool) -> pd.Series:
    text = column.astype("object").where(column.notna(), "").astype("str")
    return text.str.strip() if strip else text
