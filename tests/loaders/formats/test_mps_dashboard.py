"""MPS monthly crime dashboard: wards and boroughs in one table, overlapping subtypes, codes with trailing spaces."""

import pandas as pd
import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.mps_dashboard import READER
from loaders.rawfile import RawFile
from tests.reference import reference_dir

HEAD = (
    "Month_Year,Area Type,Borough_SNT,Area name,Area code,Crime Type,Crime Subtype,Measure,"
    "Financial Year,FY_FYIndex,Count,Refresh Date"
)
TEAM, REST = "Safer Neighbourhood Teams", "fy23-24,23-24_01"
ROWS = [
    f"01/01/2024,Borough,Camden,Camden,E09000007,Knife Crime,Knife Crime,Offences,{REST},9,18/03/2024",
    f"01/01/2024,{TEAM},Camden Abbey,Abbey,E05000001 ,Knife Crime,Knife Crime,Offences,{REST},5,18/03/2024",
    f"01/01/2024,{TEAM},Camden Abbey,Abbey,E05000001,Knife Crime,Knife Crime,Offences,{REST},2,18/03/2024",
    f"01/01/2024,{TEAM},Camden Abbey,Abbey,E05000001,Knife Crime,Knife Crime with Injury,Offences,{REST},3,18/03/2024",
    f"01/01/2024,{TEAM},Camden Abbey,Abbey,E05000001,Knife Crime,Knife Crime,Positive Outcomes,{REST},1,18/03/2024",
    f"01/01/2024,{TEAM},Other / NK,N/K,N/K,Knife Crime,Knife Crime,Offences,{REST},4,18/03/2024",
    f"01/01/2024,{TEAM},Other / NK,,-1,Knife Crime,Knife Crime,Offences,{REST},1,18/03/2024",
    f"01/01/2024,{TEAM},Other / NK,,,Knife Crime,Knife Crime,Offences,{REST},2,18/03/2024",
    f"01/01/2024,Borough,N/K,N/K,,Knife Crime,Knife Crime,Offences,{REST},7,18/03/2024",
]


def write(tmp_path, *, head=HEAD, rows=ROWS):
    path = tmp_path / "knives.csv"
    path.write_text("\n".join([head, *rows]) + "\n")
    return RawFile(path)


def read(raw):
    assert READER.recognises(raw)
    extracts = READER.read(raw)
    for extract in extracts:
        assert extract.rows_read == extract.rows_used + sum(entry.rows for entry in extract.left_out)
        assert extract.total_in == extract.total_out + sum(entry.total for entry in extract.left_out)
    return {extract.part: extract for extract in extracts}


def test_wards_and_boroughs_come_apart_and_each_subtype_is_a_series(tmp_path):
    extracts = read(write(tmp_path))

    ward = extracts["ward"].table
    assert dict(zip(ward["series"], ward["count"], strict=True)) == {
        "dashboard:knife crime/knife crime": 7,  # 5 under the code with a trailing space, 2 under the code without
        "dashboard:knife crime/knife crime with injury": 3,
        "dashboard positive outcomes:knife crime/knife crime": 1,
    }
    assert set(ward["area_code"]) == {"E05000001"}
    assert set(ward["borough_name"]) == {"Camden"}
    assert list(extracts["borough"].table["count"]) == [9]
    assert extracts["borough"].geography is Geography.BOROUGH


def test_what_is_no_place_is_accounted_for(tmp_path):
    extracts = read(write(tmp_path))

    assert {entry.reason: entry.total for entry in extracts["ward"].left_out} == {
        "no ward or borough code, but N/K": 4,
        "no ward or borough code, but -1": 1,
        "no ward or borough code, but nothing": 2,
    }
    assert [entry.total for entry in extracts["borough"].left_out] == [7]


def test_another_kind_of_area_is_accounted_for(tmp_path):
    row = f"01/01/2024,BCU,Central North,Central North,,Knife Crime,Knife Crime,Offences,{REST},50,18/03/2024"

    left_out = read(write(tmp_path, rows=[*ROWS, row]))["ward"].left_out

    assert ("another kind of area: bcu", 50) in [(entry.reason, entry.total) for entry in left_out]


def test_offence_group_headers_of_the_sister_file_are_the_same_format(tmp_path):
    head = HEAD.replace("Crime Type", "Offence Group").replace("Crime Subtype", "Offence Subgroup")

    pd.testing.assert_frame_equal(read(write(tmp_path, head=head))["ward"].table, read(write(tmp_path))["ward"].table)


def test_parquet_gives_the_same_as_text(tmp_path):
    raw = write(tmp_path)
    frame = pd.read_csv(raw.path, keep_default_na=False, na_values=[""])
    frame.columns = [column.lower().replace(" ", "_") for column in frame.columns]
    frame["month_year"] = pd.to_datetime(frame["month_year"], format="%d/%m/%Y")
    frame.to_parquet(tmp_path / "x")

    pd.testing.assert_frame_equal(read(RawFile(tmp_path / "x"))["ward"].table, read(raw)["ward"].table)


def test_a_workbook_gives_the_same_as_text(tmp_path):
    raw = write(tmp_path)
    frame = pd.read_csv(raw.path, keep_default_na=False)
    frame.to_excel(tmp_path / "x.xlsx", sheet_name="MPS_MonthlyCrimeDashboard_Other", index=False)

    pd.testing.assert_frame_equal(read(RawFile(tmp_path / "x.xlsx"))["ward"].table, read(raw)["ward"].table)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "expected rows under the header"),
        ([*ROWS, ROWS[1]], "expected each row once, but repeated are 1: .*E05000001"),
        ([*ROWS, ROWS[1].replace(",5,", ",-5,")], "expected counts from 0, came 1: -5 in row 11"),
        ([*ROWS, ROWS[1].replace("01/01/2024", "soon")], "expected months such as 2024-03, came 1: soon in row 11"),
        ([*ROWS, ROWS[1].replace("01/01/2024", "01/03/2024")], "2024-02 is missing"),
    ],
)
def test_refuses_what_is_wrong(tmp_path, rows, message):
    with pytest.raises(SourceError, match=f"knives.csv: .*{message}"):
        READER.read(write(tmp_path, rows=rows))


reference = reference_dir()


@pytest.mark.skipif(reference is None, reason="the reference files are not here")
def test_the_official_dashboard_counts_each_offence_once_in_each_part():
    (path,) = reference.glob("crime_mps_parquet_fenneh/monthly-crime-dashboard.parquet")

    extracts = read(RawFile(path))

    assert extracts["ward"].rows_read + extracts["borough"].rows_read == 59_431
    assert extracts["ward"].total_in == extracts["borough"].total_in
    assert extracts["ward"].release == "2026-02"
    assert extracts["borough"].table["area_code"].nunique() == 32
