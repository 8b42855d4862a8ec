"""MPS violence against women and girls: ward names without codes, recorded and committed months, stacked sheets."""

import pandas as pd
import pytest

from loaders.errors import SourceError
from loaders.extract import LeftOut
from loaders.formats.vawg import READER
from loaders.rawfile import RawFile
from tests.reference import reference_dir

HEAD = (
    "BCU_Location,Borough_Name,Ward_Name_Clean_2,Recorded_Date_Months,"
    "Date_Committed_From_Date_Months,Count,VAWG_Offence"
)
ROWS = [
    "Central North,Camden,Abbey,01/01/2024,01/01/2024,5,",
    "Central North,Camden,Abbey,01/01/2024,01/12/1987,1,",
    "Central East,Hackney,Abbey,01/01/2024,,2,",
    "Other,Other,N/K,01/01/2024,01/01/2024,9,",
    "Central North,Camden,,01/01/2024,01/01/2024,3,",
    "West Area,Hounslow,Non MET police force,01/01/2024,01/01/2024,4,",
    ",,,01/01/2024,01/01/2024,20,Stalking",
]


def write(tmp_path, *, head=HEAD, rows=ROWS):
    path = tmp_path / "vawg.csv"
    path.write_text("\n".join([head, *rows]) + "\n")
    return RawFile(path)


def test_wards_by_name_and_borough_in_the_month_of_recording(tmp_path):
    raw = write(tmp_path)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    table = extract.table
    assert list(zip(table["borough_name"], table["area_name"], table["area_code"], table["count"], strict=True)) == [
        ("Camden", "Abbey", "", 6),
        ("Hackney", "Abbey", "", 2),
    ]
    assert set(table["month"]) == {pd.Timestamp("2024-01-01")}
    assert set(table["series"]) == {"vawg:offences"}


def test_every_row_is_accounted_for(tmp_path):
    (extract,) = READER.read(write(tmp_path))

    assert extract.left_out == (
        LeftOut("rows by offence class, without a place: the same offences once more", 1),
        LeftOut("no ward name, or no borough", 2, 12),
        LeftOut("recorded by another police force", 1, 4),
    )
    assert (extract.rows_read, extract.rows_used, extract.total_in, extract.total_out) == (7, 3, 24, 8)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([*ROWS, ROWS[0]], "expected each row once, but repeated are 1: Camden, Abbey"),
        ([*ROWS, "B,Camden,Bow,01/01/2024,,-1,"], "expected counts from 0, came 1: -1 in row 9"),
        ([*ROWS, "B,Camden,Bow,later,,1,"], "expected months such as 2024-03, came 1: later in row 9"),
        (ROWS[3:4], "expected rows with an area, but no row has one"),
    ],
)
def test_refuses_what_is_wrong(tmp_path, rows, message):
    with pytest.raises(SourceError, match=f"vawg.csv: .*{message}"):
        READER.read(write(tmp_path, rows=rows))


def test_leaves_the_table_of_victims_alone(tmp_path):
    assert not READER.recognises(write(tmp_path, head=HEAD.replace("VAWG_Offence", "Victim_Age")))


reference = reference_dir()


@pytest.mark.skipif(reference is None, reason="the reference files are not here")
def test_the_official_file():
    (path,) = reference.glob("crime_mps_parquet_fenneh/vawg-offences.parquet")

    (extract,) = READER.read(RawFile(path))

    assert extract.rows_read == 411_341
    assert extract.total_in == extract.total_out + sum(entry.total or 0 for entry in extract.left_out)
    assert extract.table["month"].nunique() == 146
    assert extract.total_out / extract.total_in > 0.96
