"""Indices of Deprivation 2019 by ward: extents are fractions, and the City has its borough code."""

import pytest

from loaders.errors import SourceError
from loaders.formats.deprivation_wards import READER
from tests.loaders.formats.made_files import check_account, needs_reference, reference_file, series_of, write_book

HEADER = [
    *["Ward Code", "Ward Name", "Borough", "Population", "IMD Extent %", "IMD Extent Rank", "IMD average score"],
    *["Rank of worst LSOA", "Worst LSOA Code", "Worst LSOA: % of resident in ward", "IDACI score", "IDACI score rank"],
]
ROWS = [
    ["E05000901", "North", "Camden", 12000, 0.25, 82, 31.5, 5010, "E01000901", 1, 0.2, 7],
    ["E05009297", "City of London", "City of London", 6687, 0.0, 400, 14.5, 8678, "E01000005", 1, 0.07, 570],
]


def test_scores_are_kept_and_the_city_has_its_borough_code(tmp_path):
    raw = write_book(tmp_path, {"wards_id_summary": [HEADER, *ROWS]})
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert (extract.vintage, extract.release) == (2018, "2019")
    assert set(extract.table["series"]) == {
        "iod:summary/population",
        "iod:summary/imd extent",
        "iod:summary/imd average score",
        "iod:summary/idaci score",
    }
    assert series_of(extract, "iod:summary/imd average score") == {"E05000901": 31.5, "E09000001": 14.5}
    assert series_of(extract, "iod:summary/population", "count") == {"E05000901": 12000, "E09000001": 6687}


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (4, 25, "column 'IMD Extent %': expected shares from 0 to 1; came 25"),
        (3, -5, "column 'Population': expected counts of 0 or more; came -5"),
        (6, "high", "column 'IMD average score': expected numbers; came 1 that are no number: 'high'"),
        (0, "E05009297", "expected each ward code once"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, column, value, said):
    first = [*ROWS[0][:column], value, *ROWS[0][column + 1 :]]
    second = ["E05009297", "Other", "Camden", *ROWS[1][3:]]

    with pytest.raises(SourceError, match=said):
        READER.read(write_book(tmp_path, {"a": [HEADER, first, second]}))


def test_a_header_alone_is_refused(tmp_path):
    with pytest.raises(SourceError, match="sheet a: expected rows under the header; came none"):
        READER.read(write_book(tmp_path, {"a": [HEADER]}))


def test_rows_of_boroughs_alone_are_refused(tmp_path):
    rows = [["E09000007", "Camden", *ROWS[0][2:]]]

    with pytest.raises(SourceError, match="expected ward codes; came 'E09000007'"):
        READER.read(write_book(tmp_path, {"a": [HEADER, *rows]}))


@needs_reference
def test_the_real_workbook_holds_633_wards():
    name = "London wards id2019 summary measures.xlsx"
    (extract,) = READER.read(reference_file("deprivation", "london_datastore_iod2019", name))

    check_account(extract)
    assert extract.rows_used == 633
    assert "E09000001" in set(extract.table["area_code"])
