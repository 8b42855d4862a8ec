"""MPS homicide victims: one row a victim, equal rows are separate victims."""

import pytest

from loaders.errors import SourceError
from loaders.formats.homicide import READER
from loaders.months import name_month
from loaders.rawfile import RawFile
from tests.reference import reference_dir

HEAD = "Count of Victims,Age Group,Sex,Method of Killing,Domestic Abuse,Recorded Date,Borough"
ROWS = [
    "1,13 to19,Male,Knife or Sharp Implement,Not Domestic Abuse,Jan-03,Ealing ",
    "1,13 to19,Male,Knife or Sharp Implement,Not Domestic Abuse,Jan-03,Ealing ",
    "1,65 and over,Female,Other Methods of Killing,Not Domestic Abuse,Mar-23,Kingston Upon Thames",
    "1,25 to 34,Male,Shooting,Not Domestic Abuse,Mar-23,Heathrow ",
]


def write(tmp_path, rows=ROWS):
    path = tmp_path / "victims"
    path.write_text("\n".join([HEAD, *rows]) + "\n")
    return RawFile(path)


def test_equal_rows_are_separate_victims_and_gaps_are_no_fault(tmp_path):
    raw = write(tmp_path)
    assert READER.recognises(raw)

    everyone, knife, young = READER.read(raw)

    table = everyone.table
    assert list(zip(table["area_code"], table["month"].map(name_month), table["count"], strict=True)) == [
        ("E09000009", "2003-01", 2),
        ("E09000021", "2023-03", 1),
    ]
    assert [(entry.reason, entry.total) for entry in everyone.left_out] == [
        ("not one of London's boroughs: Heathrow", 1)
    ]
    assert (knife.total_out, young.total_out) == (2, 2)
    assert set(young.table["series"]) == {"homicide:victims under 25"}
    for extract in (everyone, knife, young):
        assert extract.rows_read == extract.rows_used + sum(entry.rows for entry in extract.left_out)
        assert extract.total_in == extract.total_out + sum(entry.total for entry in extract.left_out) == 4


def test_refuses_months_that_cannot_be_read(tmp_path):
    with pytest.raises(SourceError, match="victims: expected months such as 2024-03, came 1: 03-Jan in row 6"):
        READER.read(write(tmp_path, [*ROWS, ROWS[0].replace("Jan-03", "03-Jan")]))


reference = reference_dir()


@pytest.mark.skipif(reference is None, reason="the reference files are not here")
def test_the_official_file_keeps_its_33_equal_rows():
    (path,) = reference.glob("crime_thematic/homicide/*.csv")

    everyone, *_ = READER.read(RawFile(path))

    assert (everyone.rows_read, everyone.total_out) == (2_912, 2_911)
