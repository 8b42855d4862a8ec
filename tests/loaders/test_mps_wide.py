"""Tables with a column for each month: adding up keeps every count, whatever rows repeat a ward."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import SourceError
from loaders.extract import Geography
from loaders.mps_wide import WideTable, read_wide, wide_extract, wide_layout
from loaders.rawfile import RawFile

RAW = RawFile(Path("given.csv"))
MONTHS = [pd.Timestamp("2024-01-01"), pd.Timestamp("2024-02-01")]


def extract(rows, counts):
    names = ["series", "area_code", "area_name", "borough_name"]
    table = WideTable(pd.DataFrame(rows, columns=names), MONTHS, np.array(counts, dtype=float))
    placed = table.rows["area_code"] != ""
    return wide_extract(RAW, table, format="f", geography=Geography.WARD, is_placed=placed, elsewhere="no code")


def test_a_ward_takes_its_name_and_borough_from_the_rows_with_most_offences():
    rows = [("s", "W1", "Heathrow", "Elsewhere"), ("s", "W1", "Heathrow Villages", "Hillingdon")]

    given = extract(rows, [[1, 2], [8, 9]])

    assert list(given.table["count"]) == [9, 11]
    assert set(given.table["area_name"]) == {"Heathrow Villages"}
    assert set(given.table["borough_name"]) == {"Hillingdon"}


def test_columns_are_listed_by_series_area_and_month():
    given = extract([("t", "W1", "a", "b"), ("s", "W2", "a", "b"), ("s", "W1", "a", "b")], [[1, 2], [3, 4], [5, 6]])

    assert list(given.table["count"]) == [5, 6, 3, 4, 1, 2]
    assert list(given.table["month"])[:2] == MONTHS


def test_reads_the_columns_by_name_and_adds_the_series(tmp_path):
    path = tmp_path / "x"
    path.write_text('Group,SubGroup,Place,202402,202401\nTheft,Other Theft,A,"1,234",2\nTheft,Shoplifting,A,3,4\n')

    table = read_wide(RawFile(path), wide_layout({"area_name": ("place",)}))

    assert list(table.rows["series"]) == ["mps:theft/other theft", "mps:theft/shoplifting"]
    assert table.months == MONTHS
    assert table.counts.tolist() == [[2, 1234], [4, 3]]


@pytest.mark.parametrize("count", ["1e400", "99999999999999999999"])
def test_a_count_beyond_all_counts_is_refused(tmp_path, count):
    path = tmp_path / "x"
    path.write_text(f"Group,SubGroup,Place,202401\nTheft,Other Theft,A,{count}\n")

    with pytest.raises(SourceError, match=r"column 202401: expected whole numbers from 0, came 1 too large to be \("):
        read_wide(RawFile(path), wide_layout({"area_name": ("place",)}))


@given(
    st.lists(
        st.tuples(st.sampled_from("st"), st.sampled_from(["W1", "W2", ""]), st.integers(0, 9), st.integers(0, 9)),
        max_size=12,
    )
)
def test_totals_in_are_totals_out_and_left_out(cells):
    rows = [("s", "W1", "a", "b"), *((series, code, "a", "b") for series, code, *_ in cells)]
    counts = [[1, 1], *((first, second) for *_, first, second in cells)]

    given = extract(rows, counts)

    assert given.total_in == np.sum(counts) == given.total_out + sum(entry.total for entry in given.left_out)
    assert given.table["count"].sum() == given.total_out
    assert not given.table.duplicated(["series", "area_code", "month"]).any()
