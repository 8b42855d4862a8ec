"""Small made-up files in publishers' formats, and what every extract must satisfy."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from loaders.extract import COLUMNS, Extract, Kind
from loaders.rawfile import RawFile
from tests.reference import reference_dir

reference = reference_dir()
needs_reference = pytest.mark.skipif(reference is None, reason="the reference files are not here")


def write_text(tmp_path: Path, text: str, *, encoding: str = "utf-8") -> RawFile:
    """Write a file of text under a name that says nothing."""
    path = tmp_path / "file"
    path.write_bytes(text.encode(encoding))
    return RawFile(path)


def write_book(tmp_path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> RawFile:
    """Write a workbook under a name that says nothing."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path = tmp_path / "file"
    book.save(path)
    return RawFile(path)


def reference_file(*parts: str) -> RawFile:
    """Give a real file; only for tests that are skipped without them."""
    assert reference is not None
    return RawFile(reference.joinpath(*parts))


def check_account(extract: Extract) -> None:
    """Check that every row and every count that came in is used or said to be left out, and the table is as agreed."""
    assert extract.rows_read == extract.rows_used + sum(entry.rows for entry in extract.left_out)
    if extract.total_in is not None:
        left_out = sum(entry.total or 0.0 for entry in extract.left_out)
        assert extract.total_in == pytest.approx(extract.total_out + left_out)
    table = extract.table
    assert tuple(table.columns) == COLUMNS[extract.kind]
    assert extract.release
    if extract.kind is Kind.FIGURES:
        assert set(table["note"]) <= {"", "c", "x", "u"}
        assert not (table["value"].isna() & (table["note"] == "")).any()
        assert not table.duplicated(["series", "area_code", "period"]).any()
    else:
        assert not table.duplicated(["area_code", "characteristic", "group"]).any()


def series_of(extract: Extract, series: str, column: str = "value") -> dict[str, object]:
    """Give one column of one series by area code."""
    rows = extract.table[extract.table["series"] == series]
    return dict(zip(rows["area_code"], rows[column], strict=True))
