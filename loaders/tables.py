"""Read a text file or a sheet as a table of text, strictly: a row that is cut short is a fault, not a gap."""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import openpyxl
import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from loaders.errors import SourceError
from loaders.headers import words
from loaders.rawfile import BROKEN_WORKBOOK, RawFile
from scoring.errors import name_some

FETCH_AGAIN = "fetch the file again from its publisher"


def fault(raw: RawFile, *, expected: str, came: str, remedy: str = FETCH_AGAIN, place: str = "") -> str:
    """Write what is wrong with a file: where, what was expected, what came, what to do."""
    where = f"{raw.path.name}, {place}" if place else raw.path.name
    return f"{where}: expected {expected}; came {came}; {remedy}"


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows under it, all text and stripped; columns are numbered, since headers may repeat."""

    header: list[str]
    body: pd.DataFrame

    def place(self, *names: str) -> int:
        """Give the number of the first column called by any of these names, compared as words; -1 if there is none."""
        wanted = {words(name) for name in names}
        return next((number for number, header in enumerate(self.header) if words(header) in wanted), -1)

    @property
    def numbers(self) -> list[int]:
        """Give the numbers of the columns that the body holds."""
        return [number for number in range(len(self.header)) if number in self.body]

    def headers_besides(self, *names: str) -> dict[int, str]:
        """Give the headers of all columns but the first of each of these names."""
        identity = {self.place(name) for name in names}
        return {number: self.header[number] for number in self.numbers if number not in identity}

    def column(self, *names: str) -> pd.Series:
        """Give the first column called by any of these names; empty text where there is none."""
        number = self.place(*names)
        return pd.Series("", index=self.body.index, dtype="str") if number < 0 else self.body[number]


def has_columns(header: Iterable[object], *names: str) -> bool:
    """Tell whether a header holds all these columns, compared as words."""
    return {words(name) for name in names} <= {words(cell) for cell in header if cell is not None}


def read_table(raw: RawFile) -> Table:
    """Read delimited text with the header in its first row."""
    header = raw.header
    names = [str(number) for number in range(len(header))]
    ragged: list[arrow_csv.InvalidRow] = []

    def note_ragged(row: arrow_csv.InvalidRow) -> str:
        ragged.append(row)
        return "skip"

    arrow = _read_arrow(raw, names, note_ragged)
    faults = []
    if ragged:
        came = name_some((f"row {row.number} has {row.actual_columns}" for row in ragged), most=5)
        faults.append(fault(raw, expected=f"{len(header)} cells in every row", came=f"{came} (cut off?)"))
    if _quotes_are_open(raw):
        faults.append(fault(raw, expected="every quoted cell to end", came="one still open at the end (cut off?)"))
    if not faults and arrow.num_rows == 0:
        faults.append(fault(raw, expected="rows under the header", came="none"))
    if faults:
        raise SourceError(faults)
    body = arrow.to_pandas().apply(lambda column: column.str.strip())
    return Table(list(header), _drop_unnamed(header, body))


def _read_arrow(raw: RawFile, names: list[str], note_ragged: object) -> pa.Table:
    def read(encoding: str) -> pa.Table:
        return arrow_csv.read_csv(
            raw.path,
            read_options=arrow_csv.ReadOptions(
                column_names=names, skip_rows_after_names=1, encoding=encoding, use_threads=False
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=raw.delimiter, newlines_in_values=True, invalid_row_handler=note_ragged
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )

    encodings = ["utf8", "cp1252"] if raw.encoding == "utf-8-sig" else [raw.encoding]
    for encoding in encodings:
        try:
            return read(encoding)
        except pa.ArrowInvalid as error:
            # the head read as UTF-8 and a later character does not: the file is Windows-1252 throughout
            if "UTF8" not in str(error) or encoding == encodings[-1]:
                raise SourceError(fault(raw, expected="a table of text", came=str(error))) from error
        except UnicodeDecodeError as error:
            raise SourceError(fault(raw, expected=f"text encoded as {encoding}", came=str(error))) from error
    raise SourceError(fault(raw, expected="a table of text", came="nothing readable"))


def _quotes_are_open(raw: RawFile) -> bool:
    with raw.path.open("rb") as file:
        quotes = sum(block.count(b'"') for block in iter(lambda: file.read(1 << 20), b""))
    return quotes % 2 == 1


def _drop_unnamed(header: Sequence[str], body: pd.DataFrame) -> pd.DataFrame:
    """Number the columns and leave out those without a header and without content."""
    numbered = body.set_axis(range(len(header)), axis="columns")
    kept = [number for number, name in enumerate(header) if name or (numbered[number] != "").any()]
    return numbered[kept]


def read_rows(raw: RawFile) -> list[list[str]]:
    """Read a small delimited file row by row, for those with titles above or notes under the table."""
    data = raw.path.read_bytes()
    try:
        text = data.decode(raw.encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    lines = csv.reader(io.StringIO(text, newline=None), delimiter=raw.delimiter)
    try:
        return [[cell.strip() for cell in row] for row in lines]
    except csv.Error as error:
        raise SourceError(fault(raw, expected="a table of text", came=str(error))) from error


def read_sheets(raw: RawFile, titles: Iterable[str]) -> dict[str, list[list[str]]]:
    """Read whole sheets of a workbook as rows of text; padding rows and columns are left out."""
    try:
        # handed over open, since openpyxl judges a path by its ending
        with raw.path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            return {title: _sheet_rows(book[title].iter_rows(values_only=True)) for title in titles}
    except BROKEN_WORKBOOK as error:
        raise SourceError(fault(raw, expected="a whole Excel workbook", came=str(error))) from error


def _sheet_rows(rows: Iterable[tuple[object, ...]]) -> list[list[str]]:
    texts = [[_cell_text(cell) for cell in row] for row in rows]
    while texts and not any(texts[-1]):
        texts.pop()
    width = max((max((n for n, cell in enumerate(row, 1) if cell), default=0) for row in texts), default=0)
    return [row[:width] + [""] * (width - len(row)) for row in texts]


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return str(cell).strip()


def table_from_rows(raw: RawFile, rows: Sequence[Sequence[str]], *, header_row: int, place: str = "") -> Table:
    """Make a table of the rows under a header found by its content."""
    header = list(rows[header_row])
    below = [list(row) + [""] * (len(header) - len(row)) for row in rows[header_row + 1 :]]
    if not any(any(row) for row in below):
        raise SourceError(fault(raw, place=place, expected="rows under the header", came="none"))
    body = pd.DataFrame([row[: len(header)] for row in below], columns=range(len(header)), dtype="str")
    return Table(header, _drop_unnamed(header, body.set_axis([str(n) for n in range(len(header))], axis="columns")))
