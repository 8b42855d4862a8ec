"""Unemployment by borough: the table is found below its title and above its notes."""

import pytest

from loaders.boroughs import BOROUGHS
from loaders.errors import SourceError
from loaders.formats.unemployment import READER
from loaders.rawfile import RawFile
from tests.loaders.formats.made_files import check_account, needs_reference, reference, series_of, write_text

TITLE = 'Unemployment rate by London borough,,,\n"","","",""\n'
ROWS = "".join(f"{name},5,4.5,0.5\n" for name in BOROUGHS.values() if name != "City of London")
END = 'City of London,NA,NA,NA\nLondon,5,4.5,0.5\n,,,\n"Note: unemployment, by model",,,\nhttp://example.org/data,,,\n'
TABLE = "Borough,2024 Q3,2023 Q3,Change\n" + ROWS + END


@pytest.mark.parametrize("title", ["", TITLE])
def test_the_table_is_found_below_a_title_and_above_the_notes(tmp_path, title):
    raw = write_text(tmp_path, title + TABLE)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert extract.release == "2024 Q3"
    assert extract.table["period"].unique().tolist() == ["2024 Q3", "2023 Q3"]
    latest = extract.table[extract.table["period"] == "2024 Q3"].set_index("area_code")
    assert latest.loc["E09000007", "value"] == 5
    assert latest.loc["E09000001", "note"] == "x"
    assert series_of(extract, "unemployment:rate", "note").keys() == set(BOROUGHS)
    assert [(entry.reason, entry.rows) for entry in extract.left_out] == [
        ("London as a whole, notes and the source", 3),
        ("empty rows", 1),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Camden,5,", "Camden,five,", "column 2024 Q3: expected numbers; came 1 that are no number: 'five'"),
        ("Camden,5,", "Camden,105,", "column 2024 Q3: expected shares from 0 to 100; came 105"),
        ("Camden", "Barnet", "expected each borough once; came more than one row for Barnet"),
        (ROWS[-200:], "", r"expected at least 32 boroughs; came \d+ \(cut off\?\)"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, TABLE.replace(old, new)))


def test_a_header_alone_is_refused(tmp_path):
    raw = write_text(tmp_path, "Unemployment,,,\nBorough,2024 Q3,2023 Q3,Change\n,,,\n")

    with pytest.raises(SourceError, match="expected rows under the header; came none"):
        READER.read(raw)


@needs_reference
def test_both_real_files_hold_33_boroughs_in_two_quarters():
    for path in sorted((reference / "economy").glob("*.csv")):
        (extract,) = READER.read(RawFile(path))
        check_account(extract)
        assert extract.rows_used == 33
        assert len(extract.table) == 66
