"""Population and density: a row for each area and year, estimates beside projections, no year and no area missing."""

import pandas as pd
import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.housing_density import MIXED, READER
from tests.loaders.formats.made_files import check_account, needs_reference, reference_file, write_text

WARDS = """Code,Borough,Ward_Name,Year,Population,Hectares,Square_Kilometres,Population_per_hectare
E05000901,Camden,North,2011,12000,100,1,120
E05000901,Camden,North,2012,12100,100,1,121
E05000902,Camden,South,2011,8000,100,1,80
E05000902,Camden,South,2012,8200,100,1,82
"""
BOROUGHS = """Code,Name,Year,Source,Population,Inland_Area _Hectares,Total_Area_Hectares,Population_per_hectare
E09000007,Camden,2011,ONS MYE,220000,2179,2179,101
E09000007,Camden,2012,GLA Projection,225000,2179,2179,103
E13000001,Inner London,2011,ONS MYE,3200000,31929,31929,100
E13000001,Inner London,2012,GLA Projection,3300000,31929,31929,103
"""


def test_wards_have_residents_for_each_year_and_the_mixture_is_said(tmp_path):
    raw = write_text(tmp_path, WARDS)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert (extract.geography, extract.release, extract.notes) == (Geography.WARD, "2012", (MIXED,))
    table = extract.table
    assert table[["area_code", "period", "count"]].to_numpy().tolist()[0] == ["E05000901", "2011", 12_000]
    assert set(table["series"]) == {"housing_density:population"}
    # 12,000 + 12,100 + 8,000 + 8,200
    assert (extract.total_in, extract.total_out) == (40_300, 40_300)


def test_boroughs_part_estimates_from_projections_and_leave_wider_areas_out(tmp_path):
    (extract,) = READER.read(write_text(tmp_path, BOROUGHS))

    check_account(extract)
    table = extract.table
    assert dict(zip(table["series"], table["count"], strict=True)) == {
        "housing_density:population estimate": 220_000,
        "housing_density:population projection": 225_000,
    }
    assert extract.notes == ()
    assert [(entry.reason, entry.rows, entry.total) for entry in extract.left_out] == [
        ("regions, counties and countries", 2, 6_500_000)
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2012,8200", "2012,-1", "column Population: expected counts of 0 or more; came -1"),
        ("2012,8200", "2012,many", "column Population: expected numbers; came 1 that are no number: 'many'"),
        ("2012,8200", "2011,8200", "expected each area and year once; came more than one row for E05000902 / 2011"),
        ("2012,8200", "year,8200", "column Year: expected years; came 'year'"),
        (",2012,", ",2014,", "expected every year in the range; came none for 2012, 2013"),
        ("E05000902,Camden,South,2012,8200,100,1,82\n", "", r"expected 2 areas each year; came fewer in 2012 \(1\)"),
        ("E0500", "E0600", "expected codes of wards or boroughs; came 'E06000901', 'E06000902'"),
        (",100,1,82", ",10", "expected 8 cells in every row; came row 5 has 6"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, WARDS.replace(old, new)))


@needs_reference
def test_the_real_file_of_wards_keeps_everyone():
    raw = reference_file("population", "ward", "housing-density-ward.csv")

    (extract,) = READER.read(raw)

    check_account(extract)
    plain = pd.read_csv(raw.path, encoding="cp1252", thousands=",")
    assert extract.rows_used == len(plain) == 24_960
    assert extract.total_out == plain["Population"].sum()
