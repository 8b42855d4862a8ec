"""Ward names as keys: with the borough, by any spelling or older name, and never where two wards could be meant."""

import pandas as pd
import pytest

from loaders.build.names import find_by_name, plain_name, ward_names
from loaders.extract import Geography, Kind
from tests.loaders.build.made_tables import CAMDEN, HACKNEY, A, B, C, hold, make_wards


def test_the_same_name_in_two_boroughs_stands_for_two_wards():
    names = ward_names(make_wards(), [])
    rows = pd.DataFrame({"borough_name": ["Camden", "Hackney", "Camden"], "area_name": ["Abbey", "ABBEY", "Bow"]})

    assert find_by_name(rows, names).tolist() == [A, C, B]


def test_what_names_no_ward_of_that_borough_is_left_open():
    names = ward_names(make_wards(), [])
    rows = pd.DataFrame({"borough_name": ["Hackney", "Leeds", "Camden"], "area_name": ["Bow", "Abbey", ""]})

    assert find_by_name(rows, names).tolist() == ["", "", ""]


@pytest.mark.parametrize(
    ("one", "other"),
    [("St. Peter's", "St Peters"), ("Bow & Bromley", "Bow and Bromley"), ("De-Beauvoir", "De Beauvoir")],
)
def test_spellings_compare_equal(one, other):
    assert plain_name(one) == plain_name(other)


def test_another_name_of_a_ward_comes_from_files_with_codes():
    lookup = hold(
        Kind.LOOKUP,
        [("E01000901", B, "Bow East"), ("E01000902", "E05099999", "Elsewhere")],
        ("from_code", "to_code", "to_name"),
        format="best_fit_lookup",
        geography=Geography.LSOA21,
        to_geography=Geography.WARD,
    )

    names = ward_names(make_wards(), [lookup])

    assert names[CAMDEN, "boweast"] == B
    assert names[CAMDEN, "bow"] == B
    assert (CAMDEN, "elsewhere") not in names


def test_a_name_that_would_stand_for_two_wards_stands_for_none():
    columns = ("series", "area_code", "area_name")
    tables = [
        hold(Kind.COUNTS, [("theft", A, "New"), ("theft", B, "New"), ("theft", C, "New")], columns, name="a.csv"),
        hold(Kind.COUNTS, [("theft", B, "Abbey")], columns, name="b.csv"),
    ]

    names = ward_names(make_wards(), tables)

    assert (CAMDEN, "new") not in names
    assert names[HACKNEY, "new"] == C
    assert names[CAMDEN, "abbey"] == A  # the wards' own names stand
