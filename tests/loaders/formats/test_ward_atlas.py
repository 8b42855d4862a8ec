"""Ward atlas: headers of three levels, a second row of headers, totals that are no areas."""

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.ward_atlas import READER
from tests.loaders.formats.made_files import check_account, series_of, write_text

TEXT = """,,,,Crime; Crime rate; 2014/15,Population; Aged 0-15;,Population; Aged 0-15;,House Prices; Median (£); 2014
Codes,New Code,Borough,Names,2014/15,2011,2012,2014
00AA,E09000001,City of London,City of London,n/a,500,510,800000
00AGGD,E05000901,Camden,North,81.5,"2,100","2,200",500000
00AGGE,E05000902,Camden,South,40,1000,1100,450000
#1,,,London,75.2,1,1,1
#2,,,England,60,1,1,1
"""


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_the_second_row_of_headers_names_the_years_and_is_no_area(tmp_path, encoding):
    raw = write_text(tmp_path, TEXT, encoding=encoding)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert extract.geography is Geography.WARD
    assert series_of(extract, "ward_atlas:crime; crime rate") == pytest.approx(
        {"E09000001": float("nan"), "E05000901": 81.5, "E05000902": 40}, nan_ok=True
    )
    children = extract.table[extract.table["series"] == "ward_atlas:population; aged 0-15"]
    north = children[children["area_code"] == "E05000901"]
    assert dict(zip(north["period"], north["value"], strict=True)) == {"2011": 2100, "2012": 2200}
    assert "ward_atlas:house prices; median (£)" in set(extract.table["series"])
    assert [(entry.reason, entry.rows) for entry in extract.left_out] == [
        ("rows without an area code", 2),
        ("the second header row", 1),
    ]


def test_a_copy_with_underscores_for_spaces_is_read_too(tmp_path):
    raw = write_text(tmp_path, TEXT.replace("New Code", "New_Code"))
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    assert extract.rows_used == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("00AGGE,E05000902", "00AGGE,E05000901", "expected each area code once; came more than one row for E05000901"),
        ('"2,100"', "-5", "expected counts of 0 or more; came -5"),
        (",40,1000,", ",forty,1000,", "expected numbers; came 1 that are no number: 'forty'"),
        ("#2,,,England,60,1,1,1", "#2,,,Eng", "expected 8 cells in every row; came row 7 has 4"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, TEXT.replace(old, new)))


def test_headers_without_areas_are_refused(tmp_path):
    text = "".join(TEXT.splitlines(keepends=True)[:2])

    with pytest.raises(SourceError, match="expected codes of wards or boroughs; came none"):
        READER.read(write_text(tmp_path, text))


def test_a_table_with_one_row_of_headers_is_left_alone(tmp_path):
    assert not READER.recognises(write_text(tmp_path, "Codes,New Code,Borough,Names,2014\n00AGGD,E05000901,C,N,1\n"))
