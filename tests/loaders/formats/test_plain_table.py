"""A plain table: codes first, numbers behind them, names passed over, and never the first area taken for a header."""

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.plain_table import READER
from tests.loaders.formats.made_files import check_account, series_of, write_text

TEXT = """Ward code,Ward name,Borough,Youth clubs 2024,Share (%)
E05013501,North,Camden,3,"12,5"
E05013502,South,Camden,*,"7,25"
E05013503,East,Camden,0,"8,0"
"""


def test_each_column_of_numbers_is_a_series(tmp_path):
    raw = write_text(tmp_path, TEXT)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert (extract.geography, extract.release) == (Geography.WARD, "2024")
    assert series_of(extract, "plain_table:youth clubs")["E05013501"] == 3
    assert series_of(extract, "plain_table:youth clubs", "note") == {"E05013501": "", "E05013502": "c", "E05013503": ""}
    assert series_of(extract, "plain_table:share (%)")["E05013502"] == 7.25
    assert set(extract.table["borough_name"]) == {"Camden"}
    assert extract.table["area_name"].tolist()[:3] == ["North", "South", "East"]


def test_a_table_without_a_period_has_none_and_boroughs_work_too(tmp_path):
    (extract,) = READER.read(write_text(tmp_path, "code;rate\nE09000007;1,5\nE09000012;2\n"))

    assert extract.geography is Geography.BOROUGH
    assert series_of(extract, "plain_table:rate") == {"E09000007": 1.5, "E09000012": 2}
    assert set(extract.table["period"]) == {""}


def test_a_few_rows_of_totals_are_left_out(tmp_path):
    rows = "".join(f"E05013{number},{number}\n" for number in range(501, 540))

    (extract,) = READER.read(write_text(tmp_path, f"code,clubs\n{rows}London,99\n"))

    assert extract.rows_used == 39
    assert [(entry.reason, entry.rows) for entry in extract.left_out] == [("rows without an area code", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "name,clubs\nNorth,3\n",
        "code,name\nE05013501,North\n",
        "code\nE05013501\n",
        ",clubs\nE05013501,3\n",
        "code,clubs\nE01000901,3\n",
        "code,clubs\n",
        "",
    ],
)
def test_what_has_no_codes_first_or_no_numbers_is_left_alone(tmp_path, text):
    assert not READER.recognises(write_text(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "E05013500,4\nE05013501,3\n",
            "expected a row of headers at the top; came the code 'E05013500'; put the names",
        ),
        (
            "code,clubs\nE05013501,3\nE05013501,4\n",
            "expected each area code once; came more than one row for E05013501",
        ),
        ("code,clubs,clubs\nE05013501,3,four\nE05013502,1,2\n", "column 'clubs': expected numbers; came 1 that are no"),
        ("code,name\nE05013501,3\n", "expected a column of numbers; came none; add one"),
        (
            "code,clubs\nE05013501,3\nX,4\n",
            "column 'code': expected codes of wards or boroughs in at least 95% of the rows; came 50%; not such a code",
        ),
        ("code,clubs\nE05013501,3\nE050135\n", "expected 2 cells in every row; came row 3 has 1"),
        (
            "code,% of homes\nE05013501,104\nE05013502,7\n",
            "column '% of homes': expected shares from 0 to 100; came 104",
        ),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, text))
