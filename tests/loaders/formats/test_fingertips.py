"""Fingertips: whole populations of wards and boroughs, each figure once, with its count, people and interval."""

import pytest

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.formats.fingertips import READER
from tests.loaders.formats.examples import FINGERTIPS_HEADER
from tests.loaders.formats.made_files import check_account, series_of, write_text

VIOLENCE = "fingertips:11201/admissions for violence/persons/all ages"
CAMDEN = ("E09000007", "Camden")


def row(
    area: tuple[str, str] = CAMDEN,
    figures: str = "40,30,50",
    *,
    parent: str = "London region",
    kind: str = "UA",
    sex: str = "Persons",
    category: str = ",",
    period: str = "2021/22,20210000",
    name: str = "11201,Admissions for violence",
    count: str = "100,250000",
    note: str = "",
) -> str:
    written, sortable = period.split(",")
    return (
        f"{name},E12000007,{parent},{area[0]},{area[1]},{kind},{sex},All ages,{category},{written},{figures},,,{count},"
        f"{note},,,,{sortable},,,3y\n"
    )


ENGLAND = row(("E92000001", "England"), "45,44,46", kind="England")


def write(tmp_path, *rows: str):
    return write_text(tmp_path, f"{FINGERTIPS_HEADER}\n{''.join(rows)}")


def test_a_figure_comes_with_its_interval_count_and_people(tmp_path):
    raw = write(tmp_path, ENGLAND, row(), row(period="2022/23,20220000", figures="42,32,52"))
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    check_account(extract)
    assert (extract.geography, extract.release) == (Geography.BOROUGH, "20220000")
    first = extract.table.iloc[0]
    assert first[["series", "area_code", "borough_name", "period"]].tolist() == [
        VIOLENCE,
        "E09000007",
        "Camden",
        "2021/22",
    ]
    assert first[["value", "count", "denominator", "lower", "upper"]].tolist() == [40, 100, 250_000, 30, 50]
    assert extract.left_out[0].reason == "England, regions and areas other than wards and boroughs"


def test_one_sex_and_categories_are_left_out_where_everyone_is_given(tmp_path):
    raw = write(
        tmp_path,
        row(),
        row(sex="Male", figures="60,50,70"),
        row(sex="Female", figures="20,10,30"),
        row(category="Deprivation deciles,Most deprived decile", figures="90,80,99"),
    )

    (extract,) = READER.read(raw)

    check_account(extract)
    assert series_of(extract, VIOLENCE) == {"E09000007": 40}
    assert {entry.reason: entry.rows for entry in extract.left_out} == {
        "a part of the population, by category": 1,
        "one sex, where persons are given": 2,
    }


def test_an_indicator_given_by_sex_alone_keeps_both(tmp_path):
    births = "90200,Life expectancy"
    raw = write(tmp_path, row(sex="Male", name=births, figures="79,78,80"), row(sex="Female", name=births))

    (extract,) = READER.read(raw)

    assert series_of(extract, "fingertips:90200/life expectancy/male/all ages") == {"E09000007": 79}
    assert series_of(extract, "fingertips:90200/life expectancy/female/all ages") == {"E09000007": 40}


def test_a_borough_given_for_each_type_of_authority_counts_once(tmp_path):
    raw = write(tmp_path, row(), row(kind="District"), row(kind="Counties & UAs (pre Apr 2019)"))

    (extract,) = READER.read(raw)

    check_account(extract)
    assert series_of(extract, VIOLENCE) == {"E09000007": 40}
    assert [(entry.reason, entry.rows) for entry in extract.left_out] == [
        ("the same figures again, for another type of area", 2)
    ]


def test_wards_take_their_borough_from_the_parent_and_come_apart_from_boroughs(tmp_path):
    raw = write(tmp_path, row(("E05000128", "Bloomsbury"), parent="Camden", kind="Ward"), row())

    wards, boroughs = READER.read(raw)

    check_account(wards)
    check_account(boroughs)
    assert (wards.part, boroughs.part) == ("wards", "boroughs")
    assert wards.table.iloc[0][["area_name", "borough_name"]].tolist() == ["Bloomsbury", "Camden"]
    assert wards.left_out[0].reason == "the other kind of area, given as a table of its own"


def test_a_missing_value_says_why(tmp_path):
    hackney, brent = ("E09000012", "Hackney"), ("E09000005", "Brent")
    raw = write(
        tmp_path,
        row(figures=",,", count=",", note="Value suppressed for disclosure control due to small count"),
        row(hackney, ",,", count=",", note="Value missing in source data"),
        row(brent),
    )

    (extract,) = READER.read(raw)

    assert series_of(extract, VIOLENCE, "note") == {"E09000007": "c", "E09000012": "x", "E09000005": ""}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((ENGLAND,), "expected rows of wards or London boroughs for their whole population; came rows of 'England'"),
        ((row(category="Ethnic groups,Asian"),), "for their whole population; came rows of 'UA'"),
        ((row(), row()), "expected each indicator, area and period once; came more than one row for .* / E09000007 /"),
        ((row(), row(figures="41,30,50", kind="District")), "expected each indicator, area and period once"),
        ((row(figures="60,30,50"),), r"expected each value within its interval; came 60 \(30 to 50\)"),
        ((row(figures="high,30,50"),), "column Value: expected numbers; came 1 that are no number: 'high'"),
        ((row(count="-1,250000"),), "column Count: expected counts of 0 or more; came -1"),
        (
            (row(name="90301,Percentage of pupils absent", figures="140,130,150"),),
            "column Value of a percentage: expected shares from 0 to 100; came 140",
        ),
        ((row(), "11201,Adm"), "expected 27 cells in every row; came row 3 has 2"),
        ((), "expected rows under the header; came none"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, rows, said):
    with pytest.raises(SourceError, match=said):
        READER.read(write(tmp_path, *rows))
