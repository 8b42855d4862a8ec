"""Wide tables: wards and boroughs part, columns of words stay out, all faults come at once."""

import pandas as pd
import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.wide import WideTable, read_wide
from tests.loaders.formats.made_files import check_account, series_of, write_text

CODES = ["E09000001", "E05000901", "E05000902", "E09000001", "E09000002", "E12000007", ""]


def wide(columns: dict[str, list[str]], *, codes: list[str] = CODES) -> WideTable:
    areas = pd.DataFrame({"area_code": codes, "area_name": "A", "borough_name": "B"}, dtype="str")
    body = pd.DataFrame(dict(enumerate(columns.values())), dtype="str")
    return WideTable(format="made", areas=areas, body=body, headers=dict(enumerate(columns)))


@pytest.fixture
def raw(tmp_path):
    return write_text(tmp_path, "Code,Score\nE1,1\n")


def test_wards_and_boroughs_part_and_the_citys_first_row_is_a_ward(raw):
    table = wide({"Crime rate - 2014/15": ["1", "2", "n/a", "4", "5", "6", "seven"]})

    wards, boroughs = read_wide(raw, table)

    check_account(wards)
    check_account(boroughs)
    assert (wards.geography, boroughs.geography) == (Geography.WARD, Geography.BOROUGH)
    assert series_of(wards, "made:crime rate", "note") == {"E09000001": "", "E05000901": "", "E05000902": "x"}
    assert series_of(boroughs, "made:crime rate") == {"E09000001": 4, "E09000002": 5}
    assert wards.release == "2014/15"
    assert [(entry.reason, entry.rows) for entry in wards.left_out] == [
        ("boroughs: given as a table of their own", 2),
        ("regions, counties and countries", 1),
        ("rows without an area code", 1),
    ]


def test_columns_of_words_are_left_out_and_said(raw):
    extract = read_wide(raw, wide({"Score": ["1"] * 7, "Control": ["Labour"] * 7}))[0]

    assert extract.table["series"].unique().tolist() == ["made:score"]
    assert extract.notes == ("columns of text left out: Control",)


def test_a_header_twice_is_kept_once_if_the_figures_agree_and_else_not_at_all(tmp_path, raw):
    columns = pd.DataFrame({0: ["1", "2"], 1: ["1", "2"], 2: ["3", "4"], 3: ["3", "5"], 4: ["6", "6"]}, dtype="str")
    areas = pd.DataFrame({"area_code": ["E05000901", "E05000902"], "area_name": "A", "borough_name": "B"})
    headers = {0: "Same 2013", 1: "Same 2013", 2: "Other 2013", 3: "Other 2013", 4: "Kept 2013"}

    (extract,) = read_wide(raw, WideTable(format="made", areas=areas, body=columns, headers=headers))

    assert extract.table["series"].unique().tolist() == ["made:same", "made:kept"]
    assert extract.notes == (
        "columns repeated under one header: Same 2013, Other 2013",
        "left out, since columns of the same header disagree: other 2013",
    )


def test_counts_are_given_as_counts_too(raw):
    extract = read_wide(raw, wide({"Number of jobs": ["1,000", "2", "3", "4", "5", "6", ""]}))[0]

    assert series_of(extract, "made:number of jobs", "count")["E09000001"] == 1000


def test_all_faults_come_in_one_message(raw):
    columns = {
        "Number of jobs": ["-1", "2", "3", "4", "5", "6", ""],
        "% obese": ["101", "2", "3", "4", "5", "6", ""],
        "Score": ["1", "2", "3", "many", "5", "6", ""],
    }
    codes = [*CODES[:2], CODES[1], *CODES[3:]]

    with pytest.raises(SourceError) as caught:
        read_wide(raw, wide(columns, codes=codes))

    said = "\n".join(caught.value.faults)
    assert len(caught.value.faults) == 4
    assert "column 'Number of jobs': expected counts of 0 or more; came -1" in said
    assert "column '% obese': expected shares from 0 to 100; came 101" in said
    assert "column 'Score': expected numbers; came 1 that are no number: 'many'" in said
    assert "expected each area code once; came more than one row for E05000901" in said


def test_no_ward_and_no_borough_is_refused(raw):
    with pytest.raises(SourceError, match="expected codes of wards or boroughs; came 'E12000007', ''"):
        read_wide(raw, wide({"Score": ["1", "2"]}, codes=["E12000007", ""]))


def test_a_column_of_mostly_missing_figures_is_still_one_of_figures(raw):
    columns = {"Score": ["n/a", "n/a", "n/a", "n/a", "5", "6", ""], "Rate": ["n/a", "n/a", "n/a", "much", "5", "6", ""]}

    with pytest.raises(SourceError, match="column 'Rate': expected numbers; came 1 that are no number: 'much'"):
        read_wide(raw, wide(columns))


def test_columns_of_words_alone_are_refused(raw):
    with pytest.raises(SourceError, match="expected columns of numbers; came none"):
        read_wide(raw, wide({"Control": ["Labour"] * 7}))
