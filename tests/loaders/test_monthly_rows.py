"""Rows by area and month: checked, added up and accounted for."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import SourceError
from loaders.extract import Geography, LeftOut
from loaders.monthly_rows import PART_OF_MISSING, check_rows, count_rows
from loaders.rawfile import RawFile

RAW = RawFile(Path("given.csv"))


def rows(*cells, columns=("area_code", "month", "count")):
    return pd.DataFrame(cells, columns=list(columns)).assign(series="s", area_name="Abbey", borough_name="Camden")


def extract(table, *, outside=None, **options):
    checked = check_rows(RAW, table, key=[])
    reasons = pd.Series("" if outside is None else outside, index=checked.index, dtype="str")
    return count_rows(RAW, checked, format="f", geography=Geography.WARD, outside=reasons, **options)


def test_adds_up_by_series_area_and_month():
    given = extract(rows(("E1", "2024-01", 2), ("E1", "2024-01", 3), ("E2", "2024-02", 4)))

    assert list(given.table["count"]) == [5, 4]
    assert (given.rows_read, given.rows_used, given.total_in, given.total_out) == (3, 3, 9, 9)
    assert given.release == "2024-02"


def test_rows_put_aside_are_accounted_for_by_reason():
    given = extract(
        rows(("E1", "2024-01", 2), ("", "2024-01", 3), ("?", "2024-01", 4), ("", "2024-01", 1)),
        outside=["", "no code", "strange code", "no code"],
        left_out=(LeftOut("another table", 7),),
    )

    assert given.left_out == (LeftOut("another table", 7), LeftOut("no code", 2, 4), LeftOut("strange code", 1, 4))
    assert (given.rows_read, given.rows_used, given.total_in, given.total_out) == (11, 1, 10, 2)


def test_a_sum_with_a_missing_part_is_missing_and_the_rest_accounted_for():
    given = extract(rows(("E1", "2024-01", "2"), ("E1", "2024-01", "<5"), ("E2", "2024-01", "4")))

    assert given.table["count"].isna().tolist() == [True, False]
    assert given.left_out == (LeftOut(PART_OF_MISSING, 0, 2),)
    assert given.notes == ("1 cells hold no number (empty, or a token such as *): kept as missing",)


def test_a_stub_month_is_left_out_only_where_months_are_complete():
    table = rows(("E1", "2024-01", 1), ("E1", "2024-02", 9), ("E1", "2024-03", 9))

    assert extract(table).left_out == (LeftOut("2024-01 is a stub month, not a whole one", 1, 1),)
    assert extract(table, is_complete=False).left_out == ()


def test_areas_known_by_name_alone_stay_apart():
    table = rows(("", "2024-01", 1), ("", "2024-01", 2)).assign(borough_name=["Camden", "Brent"])

    assert list(extract(table).table["borough_name"]) == ["Brent", "Camden"]
    assert list(extract(table).table["count"]) == [2, 1]


def test_refuses_a_month_that_is_missing_in_between():
    with pytest.raises(SourceError, match=r"given.csv: expected every month .*2024-02 is missing; fetch"):
        extract(rows(("E1", "2024-01", 1), ("E1", "2024-03", 1)))


def test_refuses_a_table_in_which_nothing_has_an_area():
    with pytest.raises(SourceError, match=r"given.csv: expected rows with an area, but no row has one"):
        extract(rows(("", "2024-01", 1)), outside="no code")


def test_names_all_faults_at_once():
    table = rows(
        ("E1", "soon", "1"), ("E1", "2024-01", "-2"), ("E1", "2024-02", "2.5"), ("E2", "2024-03", "2"),
        ("E2", "2024-03", "2"), ("E3", "2024-03", "lots"),
    )  # fmt: skip

    with pytest.raises(SourceError) as caught:
        check_rows(RAW, table, key=["area_code", "month"])

    for part in (
        "expected months such as 2024-03, came 1: soon in row 2",
        "expected counts from 0, came 1: -2 in row 3",
        "expected whole counts, came 1: 2.5 in row 4",
        "expected each row once, but repeated are 1: E2, 2024-03 in row 6",
        "came 1 that are no number: 'lots'",
    ):
        assert part in str(caught.value)


@pytest.mark.parametrize("count", [float("inf"), 1e20])
def test_refuses_a_count_beyond_all_counts(count):
    with pytest.raises(SourceError, match="expected whole counts, came 1: "):
        check_rows(RAW, rows(("E1", "2024-01", count)), key=[])


@given(st.lists(st.tuples(st.sampled_from(["E1", "E2", ""]), st.integers(0, 50)), min_size=1))
def test_totals_in_are_totals_out_and_left_out(cells):
    table = rows(*((code, "2024-01", count) for code, count in cells), ("E1", "2024-01", 1))

    given = extract(table, outside=["" if code else "no code" for code in table["area_code"]])

    assert given.total_in == given.total_out + sum(entry.total for entry in given.left_out)
    assert given.rows_read == given.rows_used + sum(entry.rows for entry in given.left_out)
