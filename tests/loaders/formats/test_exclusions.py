"""Suspensions and exclusions: rates with their numbers and pupils, of whole years, all pupils and London alone."""

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.exclusions import READER
from tests.loaders.formats.made_files import check_account, series_of, write_text

HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name,education_phase,headcount,suspension,susp_rate,one_plus_susp,one_plus_susp_rate,perm_excl,"
    "perm_excl_rate"
)


def row(
    code: str = "E09000007",
    name: str = "Camden",
    phase: str = "Total",
    figures: str = "20000,1500,7.5,640,3.2,10,0.05",
    *,
    year: str = "202223",
    term: str = "Academic year",
    level: str = "Local authority",
) -> str:
    return f"{year},{term},{level},E92000001,England,E12000007,Inner London,202,{code},{name},{phase},{figures}\n"


ROWS = (
    row(),
    row("E09000012", "Hackney", figures="10000,c,c,low,low,z,z"),
    row(phase="State-funded secondary", figures="9000,1400,15.56,600,6.67,9,0.1"),
    row("E08000001", "Bolton"),
    row("", "", level="National"),
)


def write(tmp_path, *rows: str):
    return write_text(tmp_path, f"{HEADER}\n{''.join(rows or ROWS)}")


def test_a_rate_has_the_number_behind_it_and_the_pupils(tmp_path):
    raw = write(tmp_path)
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert (extract.geography, extract.release) == (Geography.BOROUGH, "2022/23")
    assert list(dict.fromkeys(extract.table["series"])) == [
        "exclusions:headcount",
        "exclusions:susp rate",
        "exclusions:one plus susp rate",
        "exclusions:perm excl rate",
    ]
    # 1,500 suspensions of 20,000 pupils: 7.5 per 100
    assert series_of(extract, "exclusions:susp rate")["E09000007"] == 7.5
    assert series_of(extract, "exclusions:susp rate", "count")["E09000007"] == 1500
    assert series_of(extract, "exclusions:susp rate", "denominator")["E09000007"] == 20_000
    assert series_of(extract, "exclusions:perm excl rate", "count")["E09000007"] == 10
    assert set(extract.table["period"]) == {"2022/23"}


def test_tokens_are_missing_with_their_reason_and_never_nought(tmp_path):
    (extract,) = READER.read(write(tmp_path))

    notes = {name: series_of(extract, f"exclusions:{name} rate", "note") for name in ("susp", "one plus susp")}
    assert notes["susp"] == {"E09000007": "", "E09000012": "c"}
    assert notes["one plus susp"] == {"E09000007": "", "E09000012": "c"}
    assert series_of(extract, "exclusions:perm excl rate", "note")["E09000012"] == "x"


def test_parts_of_the_pupils_and_other_areas_are_left_out_and_counted(tmp_path):
    (extract,) = READER.read(write(tmp_path))

    assert set(extract.table["area_code"]) == {"E09000007", "E09000012"}
    assert [(entry.reason, entry.rows) for entry in extract.left_out] == [
        ("rows of other areas than London's local authorities", 2),
        ("parts of the pupils or schools, where a total is given", 1),
    ]


def test_several_years_are_several_periods(tmp_path):
    (extract,) = READER.read(write(tmp_path, row(), row(year="202122", figures="19000,950,5,400,2.1,8,0.04")))

    susp = extract.table[extract.table["series"] == "exclusions:susp rate"]
    assert dict(zip(susp["period"], susp["value"], strict=True)) == {"2022/23": 7.5, "2021/22": 5}
    assert extract.release == "2022/23"


def test_single_terms_are_left_out_beside_years_and_refused_alone(tmp_path):
    autumn = row(term="Autumn term", figures="20000,500,2.5,300,1.5,3,0.02")

    (extract,) = READER.read(write(tmp_path, row(), autumn))

    check_account(extract)
    assert [(entry.reason, entry.rows) for entry in extract.left_out] == [
        ("single terms, which are no whole school year", 1)
    ]
    with pytest.raises(
        SourceError, match="column time_identifier: expected 'Academic year'; came 'Autumn term'; choose the file"
    ):
        READER.read(write(tmp_path, autumn))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((row("E08000001", "Bolton"),), "expected rows of London's local authorities; came 'Local authority'"),
        ((row(), row()), "expected each local authority and year once; came more than one row for Camden / 2022/23"),
        (
            (row(phase="Primary"), row(phase="Special")),
            "column education_phase: expected rows of the total; came 'Primary', 'Special'",
        ),
        ((row(phase="Primary"), row("E08000001", "B")), "expected rows of the total for London's local authorities"),
        ((row(figures="20000,-5,7.5,1,1,1,1"),), "column suspension: expected counts of 0 or more; came -5"),
        ((row(figures="20000,5,7.5,1,320,1,1"),), "column one plus susp rate: expected shares from 0 to 100; came 320"),
        (
            (row(), row("E09000012", "Hackney", figures="?,1,1,1,1,1,1"), row("E09000011", "Greenwich")),
            "column headcount: expected numbers; came 1 that are no number: '\\?'",
        ),
        (("202223,Academic year,Local auth",), "expected 18 cells in every row; came row 2 has 3"),
        (("",), "expected rows under the header; came none"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, rows, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write(tmp_path, *rows))


def test_other_tables_of_the_department_are_left_alone(tmp_path):
    absence = HEADER.replace("suspension,susp_rate", "absence,absence_rate").replace("one_plus_susp", "late")
    absence = absence.replace("perm_excl", "authorised")

    assert not READER.recognises(write_text(tmp_path, f"{absence}\n{ROWS[0]}"))
