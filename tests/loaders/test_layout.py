"""A table is read by which columns it has, from text, Parquet or a workbook."""

import re
import zipfile

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from loaders.errors import SourceError
from loaders.layout import Layout, read_table
from loaders.rawfile import RawFile

LAYOUT = Layout({"code": ("wardcode",), "kind": ("majortext", "group")}, {"name": ("wardname",)}, re.compile(r"\d{6}"))
TEXT = "Ward Code,WardName,MajorText,202401,202402,Other\nE05000001, Abbey ,Theft,1,2,x\nE05000002,Bow,Theft,3,*,y\n"


def raw_text(tmp_path, text, name="any.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return RawFile(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_in_any_encoding(tmp_path, encoding):
    table = read_table(raw_text(tmp_path, TEXT.replace("Abbey", "Abbey £"), encoding=encoding), LAYOUT)

    assert list(table.columns) == ["code", "name", "kind", "202401", "202402"]
    assert list(table["name"]) == ["Abbey £", "Bow"]
    assert list(table["202401"]) == [1, 3]
    assert list(table["202402"]) == ["2", "*"]


def test_spaces_stay_when_asked(tmp_path):
    assert read_table(raw_text(tmp_path, TEXT), LAYOUT, strip=False)["name"].iloc[0] == " Abbey "


def test_parquet_with_lower_case_headers_and_nulls(tmp_path):
    path = tmp_path / "x.dat"
    pd.DataFrame({"wardcode": ["E05000001", None], "group": ["Theft", "Theft"], "202401": [1, 2]}).to_parquet(path)

    table = read_table(RawFile(path), LAYOUT)

    assert list(table["code"]) == ["E05000001", ""]
    assert list(table.columns) == ["code", "kind", "202401"]


def test_sheets_with_the_layout_are_stacked_and_others_passed_over(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["About this file"])
    for place in (1, 2):
        sheet = book.create_sheet(f"part {place}")
        sheet.append(["WardCode", "MajorText", 202401])
        sheet.append([f"E0500000{place}", "Theft", place])
    book.save(tmp_path / "named.csv")

    table = read_table(RawFile(tmp_path / "named.csv"), LAYOUT)

    assert list(table["code"]) == ["E05000001", "E05000002"]
    assert list(table["202401"]) == [1, 2]


def test_only_months_stay_dates(tmp_path):
    day = pd.Timestamp("2024-01-31")
    pd.DataFrame({"ward": [day], "when": [day]}).to_parquet(tmp_path / "x")

    table = read_table(RawFile(tmp_path / "x"), Layout({"name": ("ward",), "month": ("when",)}, {}))

    assert list(table["name"]) == ["2024-01-31 00:00:00"]
    assert list(table["month"]) == [day]


def test_the_headers_of_the_parts_that_hold_the_layout(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["WardCode", "MajorText", 202401, "LSOA code"])
    book.create_sheet("Notes").append(["Ward name"])
    book.save(tmp_path / "x")

    assert LAYOUT.headers_in(RawFile(tmp_path / "x")) == ["WardCode", "MajorText", 202401, "LSOA code"]
    assert LAYOUT.headers_in(raw_text(tmp_path, "a,b\n1,2\n")) == []


def test_a_workbook_with_a_damaged_sheet_is_refused(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["WardCode", "MajorText", 202401])
    book.save(tmp_path / "whole")
    raw = RawFile(tmp_path / "damaged")
    with zipfile.ZipFile(tmp_path / "whole") as whole, zipfile.ZipFile(raw.path, "w") as damaged:
        for name in whole.namelist():
            sheet = whole.read(name)
            damaged.writestr(name, sheet[: sheet.index(b"</sheetData>")] if "sheet1" in name else sheet)

    with pytest.raises(SourceError, match=r"damaged: expected a whole Excel workbook; .*; fetch it again"):
        read_table(raw, LAYOUT)


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        (TEXT, True),
        (TEXT.replace("MajorText", "Theme"), False),
        ("Ward Code,MajorText\nE05000001,Theft\n", False),  # no column of counts
        ("just a line\n", False),
        ('{"type": "FeatureCollection"}', False),
    ],
)
def test_recognised_by_its_columns(tmp_path, text, is_there):
    assert LAYOUT.is_in(raw_text(tmp_path, text)) is is_there


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TEXT[:-8], "expected every line to hold 6 cells, but the file is cut off or damaged"),
        (TEXT.splitlines()[0] + "\n", "expected rows under the header, but there are none"),
        (TEXT.replace("202402", "202401"), "expected each column once, but 202401 stands twice"),
        (TEXT.replace("WardName", "Ward_Code"), "expected each column once, but code stands twice"),
    ],
)
def test_refuses_damaged_text(tmp_path, text, message):
    with pytest.raises(SourceError, match=f"(?s)any.csv.*{message}.*fetch"):
        read_table(raw_text(tmp_path, text), LAYOUT)


def test_refuses_a_cut_off_parquet_file(tmp_path):
    path = tmp_path / "x.parquet"
    pd.DataFrame({"wardcode": ["E05000001"] * 99, "group": ["Theft"] * 99, "202401": range(99)}).to_parquet(path)
    raw = RawFile(path)
    assert LAYOUT.is_in(raw)
    path.write_bytes(path.read_bytes()[:-200])

    with pytest.raises(SourceError, match="expected a whole Parquet file"):
        read_table(raw, LAYOUT)


def test_parquet_is_read_whatever_pandas_noted_in_it(tmp_path):
    noted = {"pandas": "{not json"}
    columns = pa.table({"wardcode": ["E05000001"], "group": ["Theft"], "202401": [1]}).replace_schema_metadata(noted)
    pq.write_table(columns, tmp_path / "x")

    assert read_table(RawFile(tmp_path / "x"), LAYOUT)["202401"].tolist() == [1]


@pytest.mark.parametrize("place", ["end", "beyond the head"])
def test_a_byte_that_is_no_text_is_refused_or_read_as_windows_text(tmp_path, place):
    rows = ["Ward Code,MajorText,202401", *["E05000001,Theft,1"] * (2 if place == "end" else 40_000)]
    path = tmp_path / "x"
    path.write_bytes("\n".join(rows).encode() + b"\xa3\n")

    # in a small file all can be seen: it is Windows-1252, and the cell "1£" is left to whoever reads the counts
    if place == "end":
        assert read_table(RawFile(path), LAYOUT)["202401"].tolist() == ["1", "1£"]
    else:
        with pytest.raises(SourceError, match=r"x: expected every line .*column 202401 holds bytes that are no text"):
            read_table(RawFile(path), LAYOUT)
