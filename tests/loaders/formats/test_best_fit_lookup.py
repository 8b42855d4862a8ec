"""Best-fit lookups: London's pairs under any year's headers, headers edited by hand, and a map server's JSON."""

import json

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.best_fit_lookup import READER
from loaders.rawfile import RawFile
from tests.loaders.formats.made_files import needs_reference, reference, write_text

BEST_FIT = """\ufeffLSOA21CD,LSOA21NM,LSOA21NMW,WD25CD,WD25NM,WD25NMW,LAD25CD,LAD25NM,LAD25NMW,ObjectId
E01000901,Camden 001A,,E05013501,North,,E09000007,Camden,,1
E01000902,Camden 001B,,E05013502,South,,E09000007,Camden,,2
W01000001,Isle of Anglesey 001A,,W05001501,Twrcelyn,,W06000001,Isle of Anglesey,,3
"""
PLAIN = "LSOA21CD,WD25CD,LAD25CD\nE01000901,E05013501,E09000007\n"


def test_a_best_fit_keeps_london_and_accounts_for_the_rest(tmp_path):
    raw = write_text(tmp_path, BEST_FIT)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    assert (extract.geography, extract.to_geography, extract.vintage) == (Geography.LSOA21, Geography.WARD, 2025)
    assert extract.table["from_code"].tolist() == ["E01000901", "E01000902"]
    assert extract.table["to_name"].tolist() == ["North", "South"]
    assert extract.table["share"].tolist() == [1.0, 1.0]
    assert (extract.rows_read, extract.rows_used) == (3, 2)
    assert [(left.reason, left.rows) for left in extract.left_out] == [("outside London", 1)]


def test_a_header_edited_by_hand_is_understood(tmp_path):
    raw = write_text(tmp_path, "WD23CD, WardName,LAD23CD,LAD23NM\nE05013501,North,E09000007,Camden\n")

    (extract,) = READER.read(raw)

    assert (extract.geography, extract.to_geography) == (Geography.WARD, Geography.BOROUGH)
    assert extract.table.iloc[0].tolist() == ["E05013501", "E09000007", "Camden", "E09000007", "Camden", 1.0]


def test_a_lookup_without_boroughs_keeps_all_rows(tmp_path):
    raw = write_text(tmp_path, "LSOA11CD,WD17CD\nE01000001,E05000026\nE01012012,E05001511\n")

    (extract,) = READER.read(raw)

    assert extract.geography is Geography.LSOA11
    assert extract.rows_used == 2


def test_the_json_of_a_map_server_is_read_too(tmp_path):
    rows = [{"LSOA21CD": "E01000901", "WD22CD": "E05013501", "LAD22CD": "E09000007", "ObjectId": 1}]
    document = {"objectIdFieldName": "ObjectId", "features": [{"attributes": row} for row in rows]}
    raw = write_text(tmp_path, json.dumps(document))

    (extract,) = READER.read(raw)

    assert READER.recognises(raw)
    assert extract.vintage == 2022
    assert extract.table["to_code"].tolist() == ["E05013501"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "E01000901,E05013501,E09000007\nE01000901,E05013502,E09000007\n",
            "expected each from_code once; came more than one row for E01000901",
        ),
        ("W01000001,W05001501,W06000001\n", "expected areas of London; came 1 rows outside London; choose the file"),
        ("E01000901,,E09000007\n", "expected areas of London; came 1 rows no code in one of the columns"),
        ("E01000901,E05013501\n", "expected 3 cells in every row; came row 2 has 2"),
        ("", "expected rows under the header; came none"),
    ],
)
def test_a_faulty_lookup_is_refused(tmp_path, rows, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, f"LSOA21CD,WD25CD,LAD25CD\n{rows}"))


def test_a_row_without_a_code_is_left_out(tmp_path):
    (extract,) = READER.read(write_text(tmp_path, PLAIN + "E01000902,,E09000007\n"))

    assert [(left.reason, left.rows) for left in extract.left_out] == [("no code in one of the columns", 1)]


@needs_reference
@pytest.mark.parametrize(
    ("pattern", "rows"),
    [("LSOA_(2021)_to_Electoral*", 4994), ("Ward_to_Local*", 704), ("derived*/LSOA21_to_WD24*", 4994)],
)
def test_real_lookups_cover_london(pattern, rows):
    (path,) = (reference / "lookups").glob(pattern)

    (extract,) = READER.read(RawFile(path))

    assert extract.rows_used == rows
