"""Public Attitude Survey: three ways of writing give the same figures, and a file cut off is refused."""

import datetime

import pytest

from loaders.boroughs import BOROUGHS
from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.pas import READER
from tests.loaders.formats.made_files import (
    check_account,
    needs_reference,
    reference_file,
    series_of,
    write_book,
    write_text,
)

SEMICOLONS = '''Date;Survey;Borough;Measure;Proportion;MPS
30/09/2023;PAS;Camden;"""Good Job"" local";0,56;0,67
30/09/2023;PAS;Richmond upon Thames;"""Good Job"" local";0,6;0,67
31/12/2023;PAS;Camden;"""Good Job"" local";0,58;0,66
31/12/2023;PAS;Richmond Upon Thames;"""Good Job"" local";0,61;0,66
'''
QUOTED = '''Date,Survey,Borough,Measure,Proportion,MPS,Unnamed: 6,Unnamed: 7
30/09/2023,PAS,Camden,"""Good Job"" local","0,56","0,67",,
30/09/2023,PAS,Richmond upon Thames,"""Good Job"" local","0,6","0,67",,
31/12/2023,PAS,Camden,"""Good Job"" local","0,58","0,66",,
31/12/2023,PAS,Richmond Upon Thames,"""Good Job"" local","0,61","0,66",,
'''
AMERICAN = '''Date,Survey,Borough,Measure,Proportion,MPS,,,,
9/30/2023,PAS,Camden,"""Good Job"" local",0.56,0.67,,,,
9/30/2023,PAS,Richmond upon Thames,"""Good Job"" local",0.6,0.67,,,,
12/31/2023,PAS,Camden,"""Good Job"" local",0.58,0.66,,,,
12/31/2023,PAS,Richmond Upon Thames,"""Good Job"" local",0.61,0.66,,,,
'''


@pytest.mark.parametrize("text", [SEMICOLONS, QUOTED, AMERICAN], ids=["semicolons", "quoted commas", "American"])
def test_three_ways_of_writing_give_the_same_figures(tmp_path, text):
    raw = write_text(tmp_path, text)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert extract.geography is Geography.BOROUGH
    assert extract.release == "2023-12"
    rows = extract.table[["series", "area_code", "period", "value"]].to_numpy().tolist()
    assert rows == [
        ["pas:good job local", "E09000007", "2023-09", 0.56],
        ["pas:good job local", "E09000027", "2023-09", 0.6],
        ["pas:good job local", "E09000007", "2023-12", 0.58],
        ["pas:good job local", "E09000027", "2023-12", 0.61],
    ]
    assert set(extract.table["area_name"]) == {"Camden", "Richmond upon Thames"}


def test_the_workbook_gives_its_borough_sheet(tmp_path):
    day = datetime.datetime(2023, 12, 31)  # noqa: DTZ001 - workbooks know no time zones
    header = ["Date", "Survey", "Borough", "Measure", "Proportion", "MPS"]
    raw = write_book(
        tmp_path,
        {
            "Borough": [header, [day, "PAS", "City of Westminster", "Trust MPS", 0.7, 0.6]],
            "MPS": [["Date", "Survey", "Measure", "MPS"], [day, "PAS", "Trust MPS", 0.6]],
        },
    )
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert series_of(extract, "pas:trust mps") == {"E09000033": 0.7}
    assert (extract.part, extract.release) == ("Borough", "2023-12")


def test_a_missing_proportion_is_missing_and_other_areas_are_counted(tmp_path):
    text = AMERICAN.replace('Camden,"""Good Job"" local",0.58', 'Camden,"""Good Job"" local",n/a')
    raw = write_text(tmp_path, text + '12/31/2023,PAS,Elsewhere,"""Good Job"" local",0.5,0.66,,,,\n')

    (extract,) = READER.read(raw)

    check_account(extract)
    assert extract.table["note"].tolist() == ["", "", "x", ""]
    assert extract.left_out[0].reason == "not a London borough: Elsewhere"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("0.58", "1.58", "column Proportion: expected shares from 0 to 1; came 1.58"),
        ("0.58", "-0.1", "column Proportion: expected shares from 0 to 1; came -0.1"),
        ("0.58", "lots", "column Proportion: expected numbers; came 1 that are no number: 'lots'"),
        ("12/31/2023", "13/31/2023", "column Date: expected dates; came days first and months first in one column"),
        ("9/30/2023", "3/31/2023", "expected every quarter in the range; came none for 2023Q2, 2023Q3"),
        ("Richmond Upon", "Richmond upon Thames,x\n12/31/2023,PAS,Upon", "expected 10 cells in every row"),
        ("12/31/2023,PAS,Richmond Upon", "9/30/2023,PAS,Richmond Upon", "expected each borough, measure and date once"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, AMERICAN.replace(old, new)))


def test_a_file_cut_between_rows_is_refused(tmp_path):
    cut = AMERICAN.rstrip("\n").rpartition("\n")[0]

    with pytest.raises(SourceError, match="expected 2 boroughs each quarter; came 1 at the end"):
        READER.read(write_text(tmp_path, cut))


def test_no_borough_at_all_is_refused(tmp_path):
    text = AMERICAN.replace("Camden", "Leeds").replace("Richmond upon Thames", "York").replace("Richmond Upon", "York")

    with pytest.raises(SourceError, match="column Borough: expected names of London boroughs; came 'Leeds', 'York'"):
        READER.read(write_text(tmp_path, text))


@needs_reference
def test_two_real_exports_agree():
    (commas,) = READER.read(reference_file("pas_mopac", "borough_commaquote_decimalcomma", "PAS_Dashboard_Borough.csv"))
    (points,) = READER.read(reference_file("pas_mopac", "borough_usdate_decimalpoint", "pas_dataset_boroughs.csv"))

    check_account(commas)
    assert commas.table.equals(points.table)
    assert commas.rows_used == 9312
    assert commas.table["period"].nunique() == 37
    assert set(commas.table["area_code"]) == set(BOROUGHS) - {"E09000001"}
    assert commas.table["series"].nunique() == 8
