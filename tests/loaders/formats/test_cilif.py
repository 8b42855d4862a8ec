"""Children in low-income families: headers under bands and notes, tokens, impossible percentages."""

import pytest

from loaders.errors import SourceError
from loaders.formats.cilif import READER
from tests.loaders.formats.made_files import check_account, needs_reference, reference_file, series_of, write_book

BANDS = [None, None, None, "Number of dependent children under 16 living in low income families", None, None]
BANDS += ["Percentage of children under 16 living in low income families", None]
HEADER = ["Ward code", "Wards (2022)", "Borough", "FYE 2022", "FYE 2023", None, "FYE 2022", "FYE 2023"]
TITLES = [["Under 16s living in low income families"], [None], ["[low] = nil or negligible. "], [None]]
ROWS = [
    ["E05000901", "North", "Camden", 300, 301, None, "x", 35.0],
    ["E05000902", "South", "Camden", "low", "..", None, "x", "x"],
    ["E05000903", "East", "Camden", ".", 40, None, "x", 12.5],
]
ALL_CHILDREN = [
    ["Children living in low income families"],
    [None, None, None, "Number of dependent children living in low income families"],
    ["Ward code", "Wards (2022)", "Borough", "FYE 2022", "FYE 2023"],
    ["E05000901", "North", "Camden", 310, 320],
]


def book(tmp_path, rows=ROWS, *, above=TITLES, header=HEADER, bands=BANDS):
    return write_book(tmp_path, {"Metadata": [["Title", "Children"]], "Under 16s": [*above, bands, header, *rows]})


@pytest.mark.parametrize("lines_above", [1, 4, 20])
def test_the_header_is_found_by_content_under_its_bands(tmp_path, lines_above):
    raw = book(tmp_path, above=(TITLES * 5)[:lines_above])
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert (extract.release, extract.vintage, extract.part) == ("FYE 2023", 2022, "Under 16s")
    assert extract.total_in == 300 + 301 + 40
    latest = extract.table[extract.table["period"] == "FYE 2023"].set_index("area_code")
    assert latest.loc["E05000901", ["value", "count", "denominator"]].tolist() == [35, 301, 860]
    assert latest["note"].to_dict() == {"E05000901": "", "E05000902": "x", "E05000903": ""}
    assert latest["count"].isna().to_dict() == {"E05000901": False, "E05000902": True, "E05000903": False}
    assert latest.loc["E05000903", "denominator"] == 320


def test_all_dependent_children_have_a_number_and_no_percentage(tmp_path):
    (extract,) = READER.read(write_book(tmp_path, {"All dependent children": ALL_CHILDREN}))

    check_account(extract)
    assert extract.table["series"].unique().tolist() == ["cilif:all dependent children"]
    assert extract.table["count"].tolist() == [310, 320]
    assert extract.table["note"].tolist() == ["x", "x"]


def test_a_rare_percentage_over_100_is_missing_unreliable_and_named(tmp_path):
    rows = [[f"E05{n:06}", f"Ward {n}", "Camden", 10, 10, None, 10, 10] for n in range(199)]
    rows.append(["E05000999", "Few residents", "Camden", 600, 10, None, 164.3, 10])

    (extract,) = READER.read(book(tmp_path, rows))

    check_account(extract)
    row = extract.table[(extract.table["area_code"] == "E05000999") & (extract.table["period"] == "FYE 2022")].iloc[0]
    assert (row["note"], row["count"]) == ("u", 600)
    assert extract.notes == ("cilif:under 16, FYE 2022: over 100 % in Few residents, kept as missing and unreliable",)
    assert series_of(extract, "cilif:under 16", "note")["E05000001"] == ""


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (3, -3, "sheet Under 16s, number in FYE 2022: expected counts of 0 or more; came -3"),
        (3, "many", "sheet Under 16s, number in FYE 2022: expected numbers; came 1 that are no number: 'many'"),
        (7, 135, "sheet Under 16s, percentage in FYE 2023: expected shares from 0 to 100; came 135"),
        (0, "E05000902", "expected each ward code once; came more than one row for E05000902"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, column, value, said):
    first = [*ROWS[0][:column], value, *ROWS[0][column + 1 :]]

    with pytest.raises(SourceError, match=said):
        READER.read(book(tmp_path, [first, *ROWS[1:]]))


def test_a_missing_year_is_refused(tmp_path):
    header = [cell.replace("2022", "2020") if cell and cell.startswith("FYE") else cell for cell in HEADER]

    with pytest.raises(SourceError, match="expected every year; came none for 2021, 2022"):
        READER.read(book(tmp_path, header=header))


def test_a_header_alone_and_rows_without_codes_are_refused(tmp_path):
    with pytest.raises(SourceError, match="expected rows under the header; came none"):
        READER.read(book(tmp_path, []))
    with pytest.raises(SourceError, match="expected rows of wards; came none"):
        READER.read(book(tmp_path, [["London", "", "", 1, 1, None, 1, 1]]))


@needs_reference
def test_the_real_workbook():
    raw = reference_file("poverty", "cilif", "Children in low income families.xlsx")

    sheets = READER.read(raw)

    assert [sheet.rows_used for sheet in sheets] == [686, 686, 686]
    assert {sheet.release for sheet in sheets} == {"FYE 2023"}
    for sheet in sheets:
        check_account(sheet)
        assert sheet.table["period"].nunique() == 9
    under_16 = sheets[2].table
    published = under_16.dropna(subset=["value"])
    worked_back = published["count"] / published["denominator"] * 100
    assert (worked_back - published["value"]).abs().max() < 0.01
