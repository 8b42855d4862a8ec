"""Small areas of 2011 to those of 2021: many to many, and what is split is shared out whole."""

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats import best_fit_lookup
from loaders.formats.lsoa_change_lookup import READER
from loaders.rawfile import RawFile
from tests.loaders.formats.made_files import needs_reference, reference, write_text

CHANGES = """\ufeffLSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM,LAD22NMW,ObjectId
E01000001,A,E01000001,A,U,E09000007,Camden,,1
E01000002,B,E01033001,B1,S,E09000007,Camden,,2
E01000002,B,E01033002,B2,S,E09000007,Camden,,3
E01000003,C,E01033003,CD,M,E09000007,Camden,,4
E01000004,D,E01033003,CD,M,E09000007,Camden,,5
W01000001,E,W01000001,E,U,W06000001,Isle of Anglesey,,6
"""


def test_changes_share_out_split_areas(tmp_path):
    raw = write_text(tmp_path, CHANGES)
    assert READER.recognises(raw)
    assert not best_fit_lookup.READER.recognises(raw)

    (extract,) = READER.read(raw)

    assert (extract.geography, extract.to_geography) == (Geography.LSOA11, Geography.LSOA21)
    assert extract.table["share"].tolist() == [1.0, 0.5, 0.5, 1.0, 1.0]
    assert extract.notes == ("2 pairs in London are parts of split areas",)
    assert [(left.reason, left.rows) for left in extract.left_out] == [("outside London", 1)]


def test_a_pair_given_twice_is_refused(tmp_path):
    twice = CHANGES + "E01000002,B,E01033002,B2,S,E09000007,Camden,,7\n"

    with pytest.raises(
        SourceError, match="expected each from_code and to_code once; came more than one row for E01000002"
    ):
        READER.read(write_text(tmp_path, twice))


def test_a_file_cut_short_is_refused(tmp_path):
    with pytest.raises(SourceError, match="expected 9 cells in every row; came row 7 has 1"):
        READER.read(write_text(tmp_path, CHANGES[: CHANGES.index(",E,W01")]))


def test_a_table_of_figures_with_the_same_codes_is_no_lookup(tmp_path):
    raw = write_text(tmp_path, "LSOA11CD,LSOA21CD,LAD22CD,samhi_index.2022\nE01000001,E01000001,E09000007,0.25\n")

    assert not READER.recognises(raw)
    assert not best_fit_lookup.READER.recognises(raw)


@needs_reference
def test_the_real_changes_of_small_areas_are_many_to_many():
    (path,) = (reference / "lookups").glob("LSOA_(2011)_to_LSOA_(2021)*")

    (extract,) = READER.read(RawFile(path))

    assert extract.rows_used == 5016
    assert extract.table.groupby("from_code")["share"].sum().round(9).eq(1).all()
