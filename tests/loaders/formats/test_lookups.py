"""Lookups of small areas, wards and boroughs: best fit, changes of 2011 to 2021, headers edited by hand."""

import json

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats import best_fit_lookup, lsoa_change_lookup
from loaders.rawfile import RawFile
from tests.reference import reference_dir

BEST_FIT = """\ufeffLSOA21CD,LSOA21NM,LSOA21NMW,WD25CD,WD25NM,WD25NMW,LAD25CD,LAD25NM,LAD25NMW,ObjectId
E01000901,Camden 001A,,E05013501,North,,E09000007,Camden,,1
E01000902,Camden 001B,,E05013502,South,,E09000007,Camden,,2
W01000001,Isle of Anglesey 001A,,W05001501,Twrcelyn,,W06000001,Isle of Anglesey,,3
"""
CHANGES = """LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM,LAD22NMW,ObjectId
E01000001,A,E01000001,A,U,E09000007,Camden,,1
E01000002,B,E01033001,B1,S,E09000007,Camden,,2
E01000002,B,E01033002,B2,S,E09000007,Camden,,3
E01000003,C,E01033003,CD,M,E09000007,Camden,,4
E01000004,D,E01033003,CD,M,E09000007,Camden,,5
"""


def write(tmp_path, text: str) -> RawFile:
    path = tmp_path / "lookup.csv"
    path.write_text(text, "utf-8")
    return RawFile(path)


def test_a_best_fit_keeps_london_and_accounts_for_the_rest(tmp_path):
    raw = write(tmp_path, BEST_FIT)

    (extract,) = best_fit_lookup.READER.read(raw)

    assert best_fit_lookup.READER.recognises(raw)
    assert not lsoa_change_lookup.READER.recognises(raw)
    assert (extract.geography, extract.to_geography, extract.vintage) == (Geography.LSOA21, Geography.WARD, 2025)
    assert extract.table["from_code"].tolist() == ["E01000901", "E01000902"]
    assert extract.table["to_name"].tolist() == ["North", "South"]
    assert extract.table["share"].tolist() == [1.0, 1.0]
    assert (extract.rows_read, extract.rows_used) == (3, 2)
    assert [(left.reason, left.rows) for left in extract.left_out] == [("outside London", 1)]


def test_a_header_edited_by_hand_is_understood(tmp_path):
    raw = write(tmp_path, "WD23CD, WardName,LAD23CD,LAD23NM\nE05013501,North,E09000007,Camden\n")

    (extract,) = best_fit_lookup.READER.read(raw)

    assert (extract.geography, extract.to_geography) == (Geography.WARD, Geography.BOROUGH)
    assert extract.table.iloc[0].tolist() == ["E05013501", "E09000007", "Camden", "E09000007", "Camden", 1.0]


def test_a_lookup_without_boroughs_keeps_all_rows(tmp_path):
    raw = write(tmp_path, "LSOA11CD,WD17CD\nE01000001,E05000026\nE01012012,E05001511\n")

    (extract,) = best_fit_lookup.READER.read(raw)

    assert extract.geography is Geography.LSOA11
    assert extract.rows_used == 2


def test_the_json_of_a_map_server_is_read_too(tmp_path):
    rows = [{"LSOA21CD": "E01000901", "WD22CD": "E05013501", "LAD22CD": "E09000007", "ObjectId": 1}]
    document = {"objectIdFieldName": "ObjectId", "features": [{"attributes": row} for row in rows]}
    raw = write(tmp_path, json.dumps(document))

    (extract,) = best_fit_lookup.READER.read(raw)

    assert best_fit_lookup.READER.recognises(raw)
    assert extract.vintage == 2022
    assert extract.table["to_code"].tolist() == ["E05013501"]


def test_map_json_that_is_cut_short_is_refused(tmp_path):
    raw = write(tmp_path, '{"features": [{"attributes": {"LSOA21CD": "E01000901", "WD22CD": "E05013501"}}, {"attr')

    assert best_fit_lookup.READER.recognises(raw)
    with pytest.raises(SourceError, match="expected a map server's JSON with features and attributes"):
        best_fit_lookup.READER.read(raw)


def test_changes_share_out_split_areas(tmp_path):
    raw = write(tmp_path, CHANGES)

    (extract,) = lsoa_change_lookup.READER.read(raw)

    assert lsoa_change_lookup.READER.recognises(raw)
    assert not best_fit_lookup.READER.recognises(raw)
    assert (extract.geography, extract.to_geography) == (Geography.LSOA11, Geography.LSOA21)
    assert extract.table["share"].tolist() == [1.0, 0.5, 0.5, 1.0, 1.0]
    assert extract.notes == ("2 pairs in London are parts of split areas",)


def test_a_table_of_figures_with_the_same_codes_is_no_lookup(tmp_path):
    raw = write(tmp_path, "LSOA11CD,LSOA21CD,LAD22CD,samhi_index.2022\nE01000001,E01000001,E09000007,0.25\n")

    assert not lsoa_change_lookup.READER.recognises(raw)
    assert not best_fit_lookup.READER.recognises(raw)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "LSOA21CD,WD25CD,LAD25CD\nE01000901,E05013501,E09000007\nE01000901,E05013502,E09000007\n",
            "expected each from_code once; came more than one row for E01000901",
        ),
        ("LSOA21CD,WD25CD,LAD25CD\nW01000001,W05001501,W06000001\n", "expected areas of London; came 1 rows outside"),
        ("LSOA21CD,WD25CD,LAD25CD\nE01000901,E05013501\n", "expected 3 cells in every row; came row 2 has 2"),
        ("LSOA21CD,WD25CD,LAD25CD\n", "expected rows under the header; came none"),
    ],
)
def test_a_faulty_lookup_is_refused(tmp_path, text, words):
    with pytest.raises(SourceError) as caught:
        best_fit_lookup.READER.read(write(tmp_path, text))

    assert words in str(caught.value)


def test_a_row_without_a_code_is_left_out(tmp_path):
    raw = write(tmp_path, "LSOA21CD,WD25CD,LAD25CD\nE01000901,E05013501,E09000007\nE01000902,,E09000007\n")

    (extract,) = best_fit_lookup.READER.read(raw)

    assert [(left.reason, left.rows) for left in extract.left_out] == [("no code in one of the columns", 1)]


@pytest.mark.skipif(reference_dir() is None, reason="the reference files are not here")
@pytest.mark.parametrize(
    ("pattern", "rows"),
    [("LSOA_(2021)_to_Electoral*", 4994), ("Ward_to_Local*", 704), ("derived*/LSOA21_to_WD24*", 4994)],
)
def test_real_lookups_cover_london(pattern, rows):
    (path,) = (reference_dir() / "lookups").glob(pattern)

    (extract,) = best_fit_lookup.READER.read(RawFile(path))

    assert extract.rows_used == rows


@pytest.mark.skipif(reference_dir() is None, reason="the reference files are not here")
def test_the_real_changes_of_small_areas_are_many_to_many():
    (path,) = (reference_dir() / "lookups").glob("LSOA_(2011)_to_LSOA_(2021)*")

    (extract,) = lsoa_change_lookup.READER.read(RawFile(path))

    assert extract.rows_used == 5016
    assert extract.table.groupby("from_code")["share"].sum().round(9).eq(1).all()
