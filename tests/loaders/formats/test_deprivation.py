"""Indices of Deprivation by small area: scores and never ranks, whatever the edition and the layout."""

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.deprivation import READER
from tests.loaders.formats.made_files import (
    check_account,
    needs_reference,
    reference_file,
    series_of,
    write_book,
    write_text,
)

IDENTITY = [
    "LSOA code (2011)",
    "LSOA name (2011)",
    "Local Authority District code (2019)",
    "Local Authority District name (2019)",
]
FILE_7 = [
    *IDENTITY,
    "Index of Multiple Deprivation (IMD) Score",
    "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
    "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
    "Income Score (rate)",
    "Total population: mid 2015 (excluding prisoners)",
]
ROWS = [
    ["E01000901", "Camden 001A", "E09000007", "Camden", "31.5", "100", "1", "0.25", "1500"],
    ["E01000902", "Camden 001B", "E09000007", "Camden", "2.25", "32000", "10", "0.01", "1600"],
]


def as_text(header: list[str], rows: list[list[str]]) -> str:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in [header, *rows]) + "\n"


def test_file_7_gives_scores_and_people_and_never_ranks(tmp_path):
    raw = write_text(tmp_path, "\ufeff" + as_text(FILE_7, ROWS))
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert (extract.geography, extract.vintage, extract.release) == (Geography.LSOA11, 2011, "2019")
    assert set(extract.table["series"]) == {"iod:imd/score", "iod:income/score", "iod:population/total"}
    assert series_of(extract, "iod:imd/score") == {"E01000901": 31.5, "E01000902": 2.25}
    assert series_of(extract, "iod:population/total", "count") == {"E01000901": 1500, "E01000902": 1600}
    assert set(extract.table["borough_name"]) == {"Camden"}
    assert "1 is the most deprived" in extract.notes[0]


@pytest.mark.parametrize(
    ("area_year", "district_year", "release", "geography"),
    [
        ("2011", "2013", "2015", Geography.LSOA11),
        ("2011", "2019", "2019", Geography.LSOA11),
        ("2021", "2024", "2025", Geography.LSOA21),
    ],
)
def test_the_edition_is_told_by_the_years_of_areas(tmp_path, area_year, district_year, release, geography):
    header = [name.replace("(2011)", f"({area_year})").replace("(2019)", f"({district_year})") for name in FILE_7]

    (extract,) = READER.read(write_text(tmp_path, as_text(header, ROWS)))

    assert (extract.release, extract.geography) == (release, geography)


def test_a_repack_with_short_headers_gives_the_same_series(tmp_path):
    text = "lsoa21_code,IMD_decile,IMD_rank,IMD_score,Housing_and_Services_score\nE01000901,1,100,31.5,2.5\n"
    raw = write_text(tmp_path, text)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert set(extract.table["series"]) == {"iod:imd/score", "iod:barriers to housing and services/score"}
    assert extract.release == "2025"


def test_a_blank_indicator_is_suppressed_and_a_numerator_is_a_count(tmp_path):
    header = [*IDENTITY, "Income Domain numerator", "Mood and anxiety disorders indicator"]
    rows = [[*ROWS[0][:4], "", "-0.5"], [*ROWS[1][:4], "35", ""]]

    (extract,) = READER.read(write_text(tmp_path, as_text(header, rows)))

    check_account(extract)
    assert series_of(extract, "iod:income/numerator", "note") == {"E01000901": "c", "E01000902": ""}
    assert series_of(extract, "iod:income/numerator", "count")["E01000902"] == 35
    assert series_of(extract, "iod:indicator/mood and anxiety disorders", "note")["E01000902"] == "c"


def test_a_workbook_gives_its_sheets_and_skips_those_of_words(tmp_path):
    padded = [[*row, None, None] for row in [FILE_7, *ROWS]] + [[None] * 11] * 3
    borough = [
        [
            *("Local Authority District code (2019)", "Local Authority District name (2019)", "IMD - Average rank "),
            *("IMD - Rank of average rank ", "IMD - Average score ", None, "IMD 2019 - Extent "),
        ],
        ["E09000007", "Camden", 12420.5, 208, 20.25, None, 0.125],
        [None] * 7,
    ]
    raw = write_book(
        tmp_path, {"Notes": [["English Indices"]], "IMD 2019": padded, "Borough summary measures": borough}
    )
    assert READER.recognises(raw)

    small, summary = READER.read(raw)

    check_account(small)
    check_account(summary)
    assert (small.part, small.rows_used, small.geography) == ("IMD 2019", 2, Geography.LSOA11)
    assert (summary.part, summary.geography) == ("Borough summary measures", Geography.BOROUGH)
    assert set(summary.table["series"]) == {"iod:summary/imd average score", "iod:summary/imd extent"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("31.5", "high", r"column 'Index of Multiple Deprivation \(IMD\) Score': expected numbers; came .*'high'"),
        ("0.25", "25", r"column 'Income Score \(rate\)': expected shares from 0 to 1; came 25"),
        ("1500", "-1", "expected counts of 0 or more; came -1"),
        ("E01000902", "E01000901", "expected each area code once; came more than one row for E01000901"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, old, new, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write_text(tmp_path, as_text(FILE_7, ROWS).replace(old, new)))


def test_codes_of_other_areas_are_refused(tmp_path):
    with pytest.raises(SourceError, match="expected codes of small areas"):
        READER.read(write_text(tmp_path, as_text(FILE_7, ROWS).replace("E0100", "E0200")))


def test_other_tables_of_small_areas_are_left_alone(tmp_path):
    assert not READER.recognises(write_text(tmp_path, "lsoa11,samhi_index.2011\nE01000901,0.5\n"))
    assert not READER.recognises(write_text(tmp_path, "LSOA21CD,WD25CD\nE01000901,E05000901\n"))


@needs_reference
def test_the_real_editions():
    (scores,) = READER.read(reference_file("deprivation", "derived_csv", "imd2025_england_lsoa21.csv"))
    (indicators,) = READER.read(reference_file("deprivation", "derived_csv", "imd2025_england_lsoa21_indicators.csv"))

    check_account(scores)
    assert scores.rows_used == indicators.rows_used == 33_755
    assert scores.table["series"].nunique() == 8
    assert "iod:idaci/numerator" in set(indicators.table["series"])


@needs_reference
def test_the_real_workbook_of_london():
    sheets = READER.read(reference_file("deprivation", "london_datastore_iod2019", "ID 2019 for London.xlsx"))

    assert [sheet.rows_used for sheet in sheets] == [4835, 4835, 4835, 33, 33, 33, 4835, 4835]
    for sheet in sheets:
        check_account(sheet)
