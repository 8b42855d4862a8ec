"""Tables are read as text, and a row that is cut short is refused."""

import datetime

import pytest

from loaders.errors import SourceError
from loaders.tables import has_columns, read_rows, read_sheets, read_table, table_from_rows
from tests.loaders.formats.made_files import write_book, write_text


def test_a_table_is_text_with_stripped_cells_and_any_header_twice(tmp_path):
    table = read_table(write_text(tmp_path, '\ufeffCode, Name,Score,Score\nE1 ,"A, B",01,2\nE2,C,,3\n'))

    assert table.header == ["Code", "Name", "Score", "Score"]
    assert table.column("name").tolist() == ["A, B", "C"]
    assert table.column("score").tolist() == ["01", ""]
    assert table.body[3].tolist() == ["2", "3"]
    assert table.column("absent").tolist() == ["", ""]
    assert table.headers_besides("Code", "Name") == {2: "Score", 3: "Score"}


def test_columns_without_header_and_content_are_left_out(tmp_path):
    table = read_table(write_text(tmp_path, "Code,Score,,\nE1,1,,\nE2,2,,kept\n"))

    assert table.numbers == [0, 1, 3]


def test_line_breaks_within_quotes_and_double_quotes_stay(tmp_path):
    table = read_table(write_text(tmp_path, 'Code,Note\r\nE1,"Source:\rONS"\r\nE2,"the ""good"" one"\r\n'))

    assert table.column("Note").tolist() == ["Source:\rONS", 'the "good" one']


@pytest.mark.parametrize("at", [20, 600_000])
def test_windows_1252_is_found_wherever_its_first_character_stands(tmp_path, at):
    text = "Code,Price\n" + "E1,1\n" * (at // 5) + "E2,£2\n"

    table = read_table(write_text(tmp_path, text, encoding="cp1252"))

    assert table.column("Price").iloc[-1] == "£2"


@pytest.mark.parametrize("end", ["E2", 'E2,"1'])
def test_a_file_cut_off_is_refused(tmp_path, end):
    with pytest.raises(SourceError, match=r"file: expected .*; came .*\(cut off\?\); fetch the file again"):
        read_table(write_text(tmp_path, f"Code,Score\nE1,1\n{end}"))


def test_rows_of_other_lengths_are_named_in_one_message(tmp_path):
    with pytest.raises(SourceError) as caught:
        read_table(write_text(tmp_path, "Code,Score\nE1,1,2\nE2,1\nE3\n"))

    assert caught.value.faults == (
        (
            "file: expected 2 cells in every row; came row 2 has 3, row 4 has 1 (cut off?); "
            "fetch the file again from its publisher"
        ),
    )


def test_a_header_alone_is_refused(tmp_path):
    with pytest.raises(SourceError, match="expected rows under the header; came none"):
        read_table(write_text(tmp_path, "Code,Score\n"))


def test_sheets_come_as_text_without_padding(tmp_path):
    day = datetime.datetime(2024, 3, 1)  # noqa: DTZ001 - workbooks know no time zones
    raw = write_book(
        tmp_path, {"A": [["Code", "Score", None], ["E1", 2.0, None], ["E2", 0.5, None], [None] * 3], "B": [[day]]}
    )

    sheets = read_sheets(raw, ["A", "B"])

    assert sheets == {"A": [["Code", "Score"], ["E1", "2"], ["E2", "0.5"]], "B": [["2024-03-01"]]}


def test_a_broken_workbook_is_refused(tmp_path):
    raw = write_book(tmp_path, {"A": [["Code"], ["E1"]]})
    raw.path.write_bytes(raw.path.read_bytes()[:-200])

    with pytest.raises(SourceError, match="expected a whole Excel workbook"):
        read_sheets(raw, ["A"])


def test_a_table_under_a_title_starts_at_its_header(tmp_path):
    raw = write_text(tmp_path, "A title,,\n,,\nBorough,Rate,\nCamden,6,\nNote: short\n")

    table = table_from_rows(raw, read_rows(raw), header_row=2)

    assert table.column("Borough").tolist() == ["Camden", "Note: short"]
    assert table.column("Rate").tolist() == ["6", ""]
    with pytest.raises(SourceError, match="file, sheet A: expected rows under the header; came none"):
        table_from_rows(raw, [["Code"], [""]], header_row=0, place="sheet A")


def test_columns_are_compared_as_words():
    assert has_columns(["Ward_Name", " CODE", None], "ward name", "Code")
    assert not has_columns(["Ward"], "Code")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_tables_and_rows_are_the_same_whatever_ends_a_line(tmp_path, end):
    raw = write_text(tmp_path, end.join(["code,count", "E1,3", "E2,4", ""]))

    assert read_rows(raw) == [["code", "count"], ["E1", "3"], ["E2", "4"]]
    assert read_table(raw).body[1].tolist() == ["3", "4"]


def test_rows_with_an_endless_cell_are_refused(tmp_path):
    raw = write_text(tmp_path, "a,b\n1," + "x" * 200_000 + "\n")

    with pytest.raises(SourceError, match="file: expected a table of text; came field larger than field limit"):
        read_rows(raw)
