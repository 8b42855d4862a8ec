"""Bring each column of a pack's table to the one type that the tool works with, or say what it holds instead."""

from pathlib import Path

import pyarrow as pa

from loaders.pack_tables import Holds, Table
from scoring.errors import name_some

TYPES = {
    Holds.CODE: pa.string(),
    Holds.TEXT: pa.string(),
    Holds.NUMBER: pa.float64(),
    Holds.COUNT: pa.float64(),
    Holds.MONTH: pa.timestamp("s"),
}
WORDS = {
    Holds.CODE: "text",
    Holds.TEXT: "text",
    Holds.NUMBER: "numbers",
    Holds.COUNT: "numbers",
    Holds.MONTH: "dates without a time zone",
}


def bring_to_types(path: Path, table: Table, read: pa.Table) -> tuple[pa.Table | None, list[str]]:
    """Give the table with its own columns alone, each of its type; None and what is wrong when one can't be.

    Text may come as categories, which are kept, numbers of any width, dates as dates, times or text (2025-01-31). A
    column without any content has no type of its own and takes the one expected.
    """
    arrays, faults = [], []
    for name, holds in table.columns.items():
        column = read.column(name)
        array = column.cast(TYPES[holds]) if pa.types.is_null(column.type) else _bring(column, holds)
        if array is None:
            came = name_some(dict.fromkeys(repr(cell.as_py()) for cell in column if cell.is_valid))
            faults.append(f"{path}: {name}: expected {WORDS[holds]}; the column holds {column.type} ({came})")
        arrays.append(array)
    return (None, faults) if faults else (pa.table(arrays, names=list(table.columns)), [])


def _bring(column: pa.ChunkedArray, holds: Holds) -> pa.ChunkedArray | None:
    kind = column.type
    if holds in (Holds.CODE, Holds.TEXT):
        return column if _is_text(kind.value_type if pa.types.is_dictionary(kind) else kind) else None
    if holds is Holds.MONTH:
        return _to_months(column)
    is_number = pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind)
    return column.cast(TYPES[holds], safe=False) if is_number else None


def _to_months(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    kind = column.type
    if pa.types.is_timestamp(kind):
        return column if kind.tz is None else None
    if _is_text(kind):
        try:
            return column.cast(pa.date32()).cast(TYPES[Holds.MONTH])
        except pa.ArrowInvalid:
            return None
    return column.cast(TYPES[Holds.MONTH]) if pa.types.is_date(kind) else None


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))
