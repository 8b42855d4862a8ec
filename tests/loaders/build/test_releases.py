"""Copies of one release: equal ones count once, contradicting ones are refused by name, parts are all kept."""

import pytest

from loaders.build.ledger import Ledger
from loaders.build.releases import settle_copies
from loaders.extract import Geography, Kind
from tests.loaders.build.made_tables import A, B, C, counts, figures, hold

JANUARY = [("theft", A, "2025-01", 4), ("theft", B, "2025-01", 2)]


def settle(*tables):
    ledger = Ledger()
    return settle_copies(tables, ledger), ledger


def test_equal_copies_are_one_table():
    first, second = counts(JANUARY, name="a.csv"), counts(JANUARY[::-1], name="b.csv")

    kept, ledger = settle(first, second)

    assert kept == [first]
    assert ledger.account(second).unused == "the same figures as a.csv"
    assert ledger.refusals == []


def test_contradicting_copies_are_both_refused_and_the_cells_named():
    first = counts(JANUARY, name="a.csv")
    second = counts([("theft", A, "2025-01", 4), ("theft", B, "2025-01", 3)], name="b.csv")

    kept, ledger = settle(first, second)

    assert kept == []
    assert ledger.refusals == [
        (
            "a.csv and b.csv: expected two copies of release 2025 (MPS recorded crime by ward) to agree; "
            f"1 of 2 figures differ: theft / {B} / 2025-01: 2 and 3; neither is used; "
            "leave only the right one in the folder"
        )
    ]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_count_that_one_copy_does_not_list_is_a_0_that_contradicts(is_first):
    # ward B has 5 offences of robbery in one copy and, by its silence, none in the other
    fuller = counts([*JANUARY, ("robbery", A, "2025-01", 1), ("robbery", B, "2025-01", 5)], name="full.csv")
    thinner = counts([*JANUARY, ("robbery", A, "2025-01", 1)], name="thin.csv")

    kept, ledger = settle(*((fuller, thinner) if is_first else (thinner, fuller)))

    assert kept == []
    assert (
        f"1 of 4 figures differ: robbery / {B} / 2025-01: {'5 and 0' if is_first else '0 and 5'}" in ledger.refusals[0]
    )


def test_a_third_copy_of_two_that_contradict_is_refused_too():
    tables = [counts([("theft", A, "2025-01", count)], name=name) for name, count in (("a", 1), ("b", 2), ("c", 1))]

    kept, ledger = settle(*tables)

    assert kept == []
    assert len(ledger.refusals) == 2  # a and b, then c and b


def test_releases_series_and_places_of_their_own_are_all_kept():
    tables = [
        counts(JANUARY, name="ours.csv"),
        counts([("theft", A, "2025-01", 9)], name="older.csv", release="2024"),
        counts([("robbery", A, "2025-01", 9)], name="robbery.csv"),
        counts([("theft", C, "2025-01", 9)], name="hackney.csv"),
        figures([("theft", A, "2025", 9.0)], name="figures.csv"),
        figures([("theft", "E01000901", "2025", 9.0)], name="small.csv", geography=Geography.LSOA21),
    ]

    kept, ledger = settle(*tables)

    assert kept == tables
    assert ledger.refusals == []


def test_a_copy_with_more_series_is_kept_beside_its_twin():
    short = figures([("score", A, "2025", 1.5)], name="short.csv")
    long = figures([("score", A, "2025", 1.5), ("rate", A, "2025", 3.0)], name="long.csv")

    kept, _ = settle(short, long)

    assert kept == [short, long]


def test_figures_that_differ_by_rounding_alone_agree():
    first = figures([("score", A, "2025", 1_000_000.0)], name="a.csv")
    second = figures([("score", A, "2025", 1_000_000.5)], name="b.csv")

    assert settle(first, second)[0] == [first]


def test_files_of_places_by_name_are_compared_by_borough_and_name():
    columns = ("series", "borough_name", "area_name", "month", "count")
    one, other = (
        hold(Kind.COUNTS, [("vawg", borough, "Abbey", "2025-01", 3)], columns, name=borough, is_sparse=True)
        for borough in ("Camden", "Hackney")
    )

    assert settle(one, other)[0] == [one, other]  # two wards of one name


def test_lookups_that_send_a_small_area_to_two_wards_contradict_each_other():
    one, other = (
        hold(
            Kind.LOOKUP,
            [("E01000901", ward)],
            ("from_code", "to_code"),
            name=f"{ward}.csv",
            format="best_fit_lookup",
            geography=Geography.LSOA21,
        )
        for ward in (A, B)
    )

    kept, ledger = settle(one, other)

    assert kept == []
    assert f"1 of 1 figures differ: E01000901: {A} and {B}" in ledger.refusals[0]
