"""Every check of a pack's documents and tables says what was expected, what came and where."""

import datetime

import pandas as pd
import pytest

from loaders.pack import examine_pack
from tests.loaders.broken_packs import edit_table, edit_text, faults_of, set_cells

ABOUT = "pack.toml"
LISTED = "measures.toml"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Sample London, tiny"', "", "pack.toml: title is missing; add it, see docs/data-pack.md"),
        ('title = "Sample London, tiny"', "title = 5", "pack.toml: title: expected text; it is 5"),
        ("ward_vintage = 2022", "ward_vintage = true", "pack.toml: ward_vintage: expected a whole number; it is True"),
        ("ward_vintage = 2022", "ward_vintage = 1.5", "pack.toml: ward_vintage: expected a whole number; it is 1.5"),
        ('built = "2031-04-01"', "", "pack.toml: built (the day the pack was made) is missing; add it"),
        ('kind = "sample"', 'kind = "test"', "pack.toml: kind: expected sample or official; it is 'test'"),
        ("format = 1", "format = 2", "pack.toml: format: this tool reads 1; it is 2; build the pack again"),
        (
            '"Nothing here is real.",',
            "5,",
            "pack.toml: warnings: expected a list of texts; it is [5]",
        ),
    ],
)
def test_what_is_wrong_in_the_first_document_is_said(pack_folder, old, new, said):
    edit_text(pack_folder, ABOUT, old, new)

    assert faults_of(pack_folder) == [said]


def test_a_date_without_quotes_is_a_day_too(pack_folder):
    edit_text(pack_folder, ABOUT, 'built = "2031-04-01"', "built = 2031-04-01")

    pack, faults = examine_pack(pack_folder)

    assert faults == []
    assert pack is not None
    assert pack.built == "2031-04-01"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "youth_clubs"', 'id = "Youth clubs"', "id: expected small letters, digits and _; it is 'Youth clubs'"),
        ('label = "Youth clubs"', 'label = ""', "label: expected text; it is ''"),
        ('label = "Youth clubs"', "", "label: expected text; it is missing"),
        ('theme = "health"', 'theme = "a b"', "theme: expected small letters, digits and _; it is 'a b'"),
        ('role = "strength"', 'role = "asset"', "role: expected need or strength; it is 'asset'"),
        ('unit = "number"', "unit = 4", "unit: expected text; it is 4"),
        ("decimals = 0", "decimals = 7", "decimals: expected a whole number from 0 to 6; it is 7"),
        ("decimals = 0", "decimals = true", "decimals: expected a whole number from 0 to 6; it is True"),
        ('unit = "number"', "", "unit: a reader needs this; fill it in"),
    ],
)
def test_what_is_wrong_with_a_measure_is_said(pack_folder, old, new, said):
    edit_text(pack_folder, LISTED, old, new)

    assert faults_of(pack_folder)[0].endswith(said)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'direction = "lower_is_worse"',
            'direction = "rank"',
            (
                "measures.toml: measure 'trust_in_police': direction: expected higher_is_worse or lower_is_worse; "
                "it is 'rank'"
            ),
        ),
        (
            'level = "borough"',
            'level = "street"',
            "measures.toml: measure 'trust_in_police': level: expected ward or borough; it is 'street'",
        ),
    ],
)
def test_a_choice_beyond_the_closed_ones_is_refused(pack_folder, old, new, said):
    edit_text(pack_folder, LISTED, old, new)

    assert said in faults_of(pack_folder)


def test_two_measures_of_one_id_are_refused(pack_folder):
    edit_text(pack_folder, LISTED, 'id = "youth_clubs"', 'id = "robbery"')

    assert "measures.toml: id: each measure needs its own; given twice: robbery" in faults_of(pack_folder)


@pytest.mark.parametrize("text", ["", "measure = []", "measure = 5", "measure = [1]", "[measure]\nid = 'a'"])
def test_a_list_without_measures_is_refused(pack_folder, text):
    (pack_folder / LISTED).write_text(text)

    assert faults_of(pack_folder) == ["measures.toml: expected at least one [[measure]]; there is none"]


@pytest.mark.parametrize(
    ("table", "column", "cells", "said"),
    [
        (
            "values",
            "value",
            {0: float("inf"), 2: float("-inf")},
            "values.parquet: value: expected finite numbers; row 1, 3: infinite",
        ),
        (
            "values",
            "count",
            {0: -3.0},
            "values.parquet: count: expected a number of 0 or more; it holds -3.0; correct the source",
        ),
        (
            "areas",
            "population",
            {1: -1.0},
            "areas.parquet: population: expected a number of 0 or more; it holds -1.0; correct the source",
        ),
        (
            "monthly",
            "count",
            {5: -2.0},
            "monthly.parquet: count: expected a number of 0 or more; it holds -2.0; correct the source",
        ),
        (
            "values",
            "note",
            {0: "z"},
            "values.parquet: note: expected one of '', 'c', 'x', 'u'; it holds z",
        ),
        (
            "values",
            "note",
            {4: ""},
            (
                "values.parquet: note: expected a reason (c, x or u) where the value is missing; "
                "wrong for robbery / S05000005"
            ),
        ),
        (
            "values",
            "note",
            {0: "x"},
            (
                "values.parquet: value: expected none where the note says suppressed or not available; "
                "wrong for robbery / S05000001"
            ),
        ),
        (
            "values",
            "area_code",
            {0: "E05000026"},
            "values.parquet: area_code: expected only those of areas.parquet; unknown: E05000026",
        ),
        (
            "values",
            "measure_id",
            {0: "theft"},
            "values.parquet: measure_id: expected only those of measures.toml; unknown: theft",
        ),
        (
            "monthly",
            "area_code",
            {0: "W05000001"},
            "monthly.parquet: area_code: expected only those of areas.parquet; unknown: W05000001",
        ),
        (
            "values",
            "area_code",
            {1: "S05000001"},
            "values.parquet: expected one row for each measure_id and area_code; given twice: robbery / S05000001",
        ),
        ("values", "measure_id", {2: ""}, "values.parquet: measure_id: expected a code in each row; row 3: none"),
        (
            "areas",
            "borough_code",
            {0: "S09000009"},
            (
                "areas.parquet: borough_code: expected the code of a borough row for each ward; "
                "wrong for S05000001 (S09000009)"
            ),
        ),
        (
            "areas",
            "level",
            {0: "region"},
            "areas.parquet: level: expected ward or borough; it holds region",
        ),
    ],
)
def test_a_cell_that_can_not_be_is_named(pack_folder, table, column, cells, said):
    set_cells(pack_folder, table, column, cells)

    assert said in faults_of(pack_folder)


def test_many_wrong_rows_are_counted_and_five_named(pack_folder):
    set_cells(pack_folder, "monthly", "area_code", {place: f"X{place}" for place in range(8)})

    assert (
        "monthly.parquet: area_code: expected only those of areas.parquet; unknown: X0, X1, X2, X3, X4 and 3 more"
        in (faults_of(pack_folder))
    )


def test_an_interval_upside_down_blocks_and_one_beside_the_value_does_not(pack_folder):
    # the borough rows follow the five wards of robbery: the first has 60 in 55 to 65
    set_cells(pack_folder, "values", "lower", {5: 70.0})
    assert examine_pack(pack_folder)[0] is None
    assert faults_of(pack_folder)[0] == (
        "values.parquet: lower and upper: expected lower to be no more than upper; "
        "wrong for trust_in_police / S09000001"
    )

    set_cells(pack_folder, "values", "lower", {5: 62.0})
    assert examine_pack(pack_folder)[0] is not None
    assert faults_of(pack_folder) == [
        "values.parquet: value: expected it within its own interval; wrong for trust_in_police / S09000001"
    ]


@pytest.mark.parametrize(
    ("day", "came"),
    [
        (datetime.date(2030, 1, 2), "2030-01-02"),
        (datetime.date(1030, 1, 1), "1030-01-01"),
        (None, "nothing"),
    ],
)
def test_a_month_that_is_no_month_is_named(pack_folder, day, came):
    set_cells(pack_folder, "monthly", "month", {0: day})

    assert faults_of(pack_folder) == [
        f"monthly.parquet: month: expected the first day of a month from 1900 to 2100; it holds {came}"
    ]


def test_a_month_with_a_time_of_day_is_named(pack_folder):
    edit_table(
        pack_folder, "monthly", lambda rows: rows.assign(month=pd.to_datetime(rows["month"]) + pd.Timedelta(hours=6))
    )

    assert faults_of(pack_folder)[0].startswith(
        "monthly.parquet: month: expected the first day of a month from 1900 to 2100; it holds 2029-01-01 06:00:00"
    )


@pytest.mark.parametrize("table", ["areas", "values"])
def test_an_empty_table_is_refused(pack_folder, table):
    edit_table(pack_folder, table, lambda rows: rows.iloc[:0])

    assert f"{table}.parquet: expected at least one row; the table is empty" in faults_of(pack_folder)


def test_a_pack_without_wards_is_refused(pack_folder):
    edit_table(pack_folder, "areas", lambda rows: rows[rows["level"] == "borough"])

    assert "areas.parquet: expected at least one ward; there is none" in faults_of(pack_folder)
