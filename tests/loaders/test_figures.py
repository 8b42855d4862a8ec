"""Tables of figures are laid out as agreed, and impossible numbers are named."""

import numpy as np
import pandas as pd
import pytest

from loaders.cells import parse_numbers
from loaders.figures import (
    Figure,
    duplicate_faults,
    figures_table,
    is_count,
    negative_faults,
    number_faults,
    share_faults,
    share_top,
)
from tests.loaders.formats.made_files import write_text

AREAS = pd.DataFrame({"area_code": ["S1", "S2"], "area_name": ["A", "B"], "borough_name": ["N", "N"]}, index=[7, 3])


def test_figures_stand_under_each_other_with_nothing_where_nothing_is_known():
    none = np.array(["", ""], dtype=object)
    first = Figure(series="a", period="2020", values=np.array([1.0, 2.0]), notes=none, count=np.array([10.0, 20.0]))
    second = Figure(series="b", period="2021", values=np.array([3.0, np.nan]), notes=np.array(["", "c"], dtype=object))

    table = figures_table(AREAS, [first, second])

    assert table["series"].tolist() == ["a", "a", "b", "b"]
    assert table["area_code"].tolist() == ["S1", "S2", "S1", "S2"]
    assert table["period"].tolist() == ["2020", "2020", "2021", "2021"]
    assert table["count"].tolist()[:2] == [10, 20]
    assert table["count"].isna().tolist() == [False, False, True, True]
    assert table["note"].tolist() == ["", "", "", "c"]


@pytest.fixture
def raw(tmp_path):
    return write_text(tmp_path, "Code,Score\nE1,1\n")


def test_each_fault_says_where_what_and_what_to_do(raw):
    values = np.array([-1.0, 0.5, 7.0, np.nan])

    assert negative_faults(raw, "column A", values) == [
        "file, column A: expected counts of 0 or more; came -1; fetch the file again from its publisher"
    ]
    assert share_faults(raw, "column A", values, top=1) == [
        "file, column A: expected shares from 0 to 1; came -1, 7; fetch the file again from its publisher"
    ]
    assert number_faults(raw, "column A", parse_numbers(pd.Series(["many"]))) == [
        "file, column A: expected numbers; came 1 that are no number: 'many'; fetch the file again from its publisher"
    ]
    assert negative_faults(raw, "A", values[1:]) == share_faults(raw, "A", values[1:2], top=1) == []
    assert number_faults(raw, "A", parse_numbers(pd.Series(["1"]))) == []


def test_keys_that_occur_twice_are_named_and_counted(raw):
    keys = pd.DataFrame({"area": ["a", "b", "c", "d", "e", "f"] * 2, "year": [1] * 12})

    assert duplicate_faults(raw, "area and year", keys) == [
        (
            "file: expected each area and year once; came more than one row for a / 1, b / 1, c / 1, d / 1, e / 1 "
            "and 1 more; fetch the file again from its publisher"
        )
    ]
    assert duplicate_faults(raw, "area and year", keys.head(6)) == []


def test_headers_tell_shares_and_counts():
    assert [share_top(header) for header in ("% obese", "Rate (%)", "Owned, %", "Percentage of all")] == [100] * 4
    assert [share_top(header) for header in ("Crime rate", "Homes and % greenspace")] == [None, None]
    assert is_count("Population 2015")
    assert not is_count("Mean age")
