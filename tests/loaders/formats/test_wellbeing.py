"""Ward well-being: notes with line breaks as first row, repeated headers, boroughs in capitals, empty rows."""

import pytest

from loaders.errors import SourceError
from loaders.formats.wellbeing import READER
from tests.loaders.formats.made_files import check_account, series_of, write_text

HAPPY = '"Subjective well-being average score, 2011/12 and 2012/13"'
TEXT = (
    f"Old Ward Code,New ward code,Ward,Borough,Crime rate - 2013,Childhood Obesity - 2013,{HAPPY},{HAPPY}\n"
    '"Source:\rGLA",,,,"Metropolitan Police\r2013",NHS,ONS,ONS\n'
    "00AGGD,E05000901,North,Camden,81.5,22.5,7.2,7.2\n"
    "00AGGE,E05000902,South,Camden,n/a,19.5,7.4,7.4\n"
    "00AG,E09000007,CAMDEN,Camden,90.0,21,7.3,7.3\n"
    ",,Standard deviation,,12.5,3,0.2,0.2\n"
    ",,,,,,,\n"
)


def test_notes_and_empty_rows_are_left_out_and_boroughs_part(tmp_path):
    raw = write_text(tmp_path, TEXT)
    assert READER.recognises(raw)

    wards, boroughs = READER.read(raw)

    check_account(wards)
    check_account(boroughs)
    assert series_of(wards, "wellbeing:crime rate", "note") == {"E05000901": "", "E05000902": "x"}
    assert series_of(wards, "wellbeing:childhood obesity") == {"E05000901": 22.5, "E05000902": 19.5}
    assert boroughs.table["area_name"].unique().tolist() == ["Camden"]
    assert wards.table["area_name"].unique().tolist() == ["North", "South"]
    assert [(entry.reason, entry.rows) for entry in wards.left_out] == [
        ("boroughs: given as a table of their own", 1),
        ("rows without an area code", 3),
    ]


def test_repeated_headers_are_kept_once_where_the_figures_agree(tmp_path):
    wards, _ = READER.read(write_text(tmp_path, TEXT))

    happy = "wellbeing:subjective well-being average score"
    assert series_of(wards, happy) == {"E05000901": 7.2, "E05000902": 7.4}
    assert wards.notes[0].startswith("columns repeated under one header: Subjective well-being average score")


def test_repeated_headers_are_left_out_where_the_figures_differ(tmp_path):
    wards, _ = READER.read(write_text(tmp_path, TEXT.replace("7.4,7.4", "7.4,3.1")))

    assert not wards.table["series"].str.contains("subjective").any()
    assert wards.notes[-1].startswith("left out, since columns of the same header disagree: subjective")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("E05000902", "E05000901", "expected each area code once; came more than one row for E05000901"),
        (",19.5,", ",high,", "column 'Childhood Obesity - 2013': expected numbers; came 1 that are no number: 'high'"),
        (",,,,,,,\n", ",,,\n", "expected 8 cells in every row; came row 7 has 4"),
        (",,,,,,,\n", '"cut', "expected every quoted cell to end"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, TEXT.replace(old, new)))
