"""Ward profiles: Windows-1252, the City twice, boroughs and totals below the wards."""

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.ward_profiles import READER
from tests.loaders.formats.made_files import check_account, series_of, write_text

TEXT = """Ward name,Old code,New code,Population - 2015,Median House Price (£) - 2014,\
Crime rate - 2014/15,% Owned - 2011
City of London,00AA,E09000001,8100,"799,999",656.4,42
Camden - North,00AGGD,E05000901,"13,600",500000,n/a,30
Camden - St Pancras - East,00AGGE,E05000902,12000,450000,81.5,25
City of London,00AA,E09000001,8100,"799,999",656.4,42
Camden,00AG,E09000007,"230,000",485000,100,29
London,H,E12000007,8500000,365000,84,48
England,921,E92000001,54000000,200000,60,64
"""


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_wards_and_boroughs_part_and_the_citys_first_row_is_its_ward(tmp_path, encoding):
    raw = write_text(tmp_path, TEXT, encoding=encoding)
    assert READER.recognises(raw)

    wards, boroughs = READER.read(raw)

    check_account(wards)
    check_account(boroughs)
    assert (wards.geography, boroughs.geography) == (Geography.WARD, Geography.BOROUGH)
    assert series_of(wards, "ward_profiles:population") == {"E09000001": 8100, "E05000901": 13_600, "E05000902": 12_000}
    assert series_of(wards, "ward_profiles:crime rate", "note")["E05000901"] == "x"
    assert series_of(wards, "ward_profiles:median house price (£)")["E09000001"] == 799_999
    assert series_of(boroughs, "ward_profiles:crime rate") == {"E09000001": 656.4, "E09000007": 100}
    assert [(entry.reason, entry.rows) for entry in boroughs.left_out] == [
        ("wards: given as a table of their own", 3),
        ("regions, counties and countries", 2),
    ]


def test_the_borough_before_the_first_dash_is_taken_off_the_name(tmp_path):
    wards, _ = READER.read(write_text(tmp_path, TEXT))

    names = wards.table.drop_duplicates("area_code")[["area_name", "borough_name"]].to_numpy().tolist()
    assert names == [["City of London", ""], ["North", "Camden"], ["St Pancras - East", "Camden"]]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("E05000902", "E05000901", "expected each area code once; came more than one row for E05000901"),
        ("81.5,25", "81.5,250", "column '% Owned - 2011': expected shares from 0 to 100; came 250"),
        ("12000,450000", "-3,450000", "column 'Population - 2015': expected counts of 0 or more; came -3"),
        ("81.5,25", "many,25", "column 'Crime rate - 2014/15': expected numbers; came 1 that are no number: 'many'"),
        ("England,921,", "Engl", "expected 7 cells in every row; came row 8 has 5"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, TEXT.replace(old, new)))
