"""MPS recorded crime by borough."""

import pytest

from loaders.extract import Geography, LeftOut
from loaders.formats.mps_borough import READER
from loaders.rawfile import RawFile
from tests.reference import reference_dir

TEXT = """MajorText,MinorText,BoroughName,202401,202402
THEFT,SHOPLIFTING,Camden,30,20
THEFT,SHOPLIFTING,Kingston Upon Thames,4,0
THEFT,SHOPLIFTING,Unknown,1,2
THEFT,SHOPLIFTING,London Heathrow and London City Airports,5,0
"""


def write(tmp_path, text):
    path = tmp_path / "x"
    path.write_text(text)
    return RawFile(path)


def test_names_become_codes_and_the_rest_is_accounted_for(tmp_path):
    raw = write(tmp_path, TEXT)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    assert list(extract.table["area_code"]) == ["E09000007", "E09000007", "E09000021"]
    assert list(extract.table["count"]) == [30, 20, 4]
    assert extract.geography is Geography.BOROUGH
    reason = "not one of London's boroughs: London Heathrow and London City Airports, Unknown"
    assert extract.left_out == (LeftOut(reason, 2, 8),)
    assert (extract.rows_read, extract.rows_used, extract.total_in, extract.total_out) == (4, 2, 62, 54)


def test_leaves_the_ward_and_small_area_files_to_their_readers(tmp_path):
    head = "WardName,WardCode,MajorText,MinorText,LookUp_BoroughName,202401"
    assert not READER.recognises(write(tmp_path, f"{head}\nAbbey,E05000001,THEFT,SHOPLIFTING,Camden,1\n"))
    head = "lsoa_code,lsoa_name,borough,major_category,minor_category,202401"
    assert not READER.recognises(write(tmp_path, f"{head}\nE01000001,City 001A,E09000001,THEFT,SHOPLIFTING,1\n"))


reference = reference_dir()


@pytest.mark.skipif(reference is None, reason="the reference files are not here")
@pytest.mark.parametrize("pattern", ["crime_mps/borough*/*.csv", "crime_mps_reconstructed/MPS Borough*.csv"])
def test_official_files_hold_32_boroughs(pattern):
    (path,) = reference.glob(pattern)

    (extract,) = READER.read(RawFile(path))

    assert extract.table["area_code"].nunique() == 32
    assert extract.total_in == extract.total_out + sum(entry.total for entry in extract.left_out)
