"""MPS recorded crime by small area."""

from loaders.extract import Geography
from loaders.formats.mps_lsoa import READER
from loaders.rawfile import RawFile


def test_reads_small_areas(tmp_path):
    path = tmp_path / "x"
    path.write_text(
        "lsoa_code,lsoa_name,borough,major_category,minor_category,202401,202402\n"
        "E01000001,Camden 001A,E09000007,THEFT,SHOPLIFTING,3,2\n"
        ",,E09000007,THEFT,SHOPLIFTING,1,1\n"
    )
    raw = RawFile(path)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    assert extract.geography is Geography.LSOA21
    assert list(extract.table["count"]) == [3, 2]
    assert [(entry.reason, entry.total) for entry in extract.left_out] == [("no LSOA code", 2)]
