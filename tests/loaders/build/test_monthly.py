"""Rates from months of counts: the last twelve, zeros where nothing happened, older releases for earlier months."""

import pandas as pd
import pytest

from loaders.build.built import Built, Missing
from loaders.build.monthly import build_count_rate
from loaders.build.people import Residents
from loaders.city import CITY_WARD
from loaders.extract import LeftOut
from loaders.measure_registry import MEASURES
from loaders.recipes import CountRate
from tests.loaders.build.made_tables import A, B, C, counts, make_places

ENTRY = MEASURES["personal_robbery"]
RECIPE = CountRate("mps_ward", ("robbery/*",))
PEOPLE = Residents(pd.Series({A: 1_000.0, B: 4_000.0, C: 500.0, CITY_WARD: 250.0}), "residents of 2021", None)


def months(year: int, *numbers: int) -> list[str]:
    return [f"{year}-{month:02d}" for month in (numbers or range(1, 13))]


def crimes(by_month: dict[str, tuple[float, float]], **more: object):
    """Robberies of A and C by month."""
    rows = [
        ("robbery/street", ward, month, count)
        for month, pair in by_month.items()
        for ward, count in zip((A, C), pair, strict=True)
        if count
    ]
    return counts(rows, **{"release": max(by_month), **more})


def build(*tables, recipe: CountRate = RECIPE, people: Residents = PEOPLE):
    places = make_places(*tables)
    return build_count_rate(ENTRY, recipe, list(tables), places, residents=people), places


def test_a_rate_is_the_last_twelve_months_per_1000_residents():
    # 13 months: the first, with 100 robberies, is older than a year and not counted
    table = crimes({"2024-12": (100, 1), **dict.fromkeys(months(2025), (2, 1))})

    built, _ = build(table)

    assert isinstance(built, Built)
    assert built.period == "January 2025 to December 2025"
    # A: 12 x 2 = 24 in 1,000 people; C: 12 x 1 in 500
    assert built.values.loc[[A, C], "value"].tolist() == [24.0, 24.0]
    assert built.values.loc[[A, C], "count"].tolist() == [24.0, 12.0]
    assert built.values.loc[[A, C], "denominator"].tolist() == [1_000.0, 500.0]
    assert built.monthly is not None
    assert built.monthly.loc[A].tolist() == [100.0, *[2.0] * 12]


def test_a_ward_that_is_not_listed_had_none_but_the_city_has_no_figure():
    built, _ = build(crimes(dict.fromkeys(months(2025), (2, 1))))

    assert built.values.loc[B, ["value", "count", "note"]].tolist() == [0.0, 0.0, ""]
    assert built.values.loc[CITY_WARD].isna().sum() == 5
    assert built.values.loc[CITY_WARD, "note"] == "x"
    assert list(built.monthly.index) == [A, B, C]


def test_categories_of_a_pattern_are_added_up_and_others_left_alone():
    rows = [(name, A, month, 1) for month in months(2025) for name in ("robbery/street", "robbery/shop", "theft/shop")]
    rows += [("theft/shop", C, month, 9) for month in months(2025)]

    built, _ = build(counts(rows))

    assert built.values.loc[[A, C], "count"].tolist() == [24.0, 0.0]  # 12 x (1 + 1), and none in Hackney


def test_a_month_in_which_only_other_things_happened_is_a_month_without():
    rows = [("theft/shop", A, month, 1) for month in months(2025)] + [("robbery/street", A, "2025-06", 3)]

    built, _ = build(counts(rows))

    assert built.period == "January 2025 to December 2025"
    assert built.values.loc[A, "value"] == 3.0


def test_the_newest_release_wins_and_older_ones_add_earlier_months():
    # they differ by 1 of 100 in the month that both have: a revision
    newest = crimes(dict.fromkeys(months(2025), (60, 40)), name="new.csv")
    older = crimes({**dict.fromkeys(months(2024), (50, 40)), "2025-01": (61, 40)}, name="old.csv")

    built, places = build(older, newest)

    assert [held.name for held in built.sources] == ["new.csv", "old.csv"]
    assert built.release == "2025-12"
    assert built.values.loc[A, "count"] == 12 * 60
    assert built.monthly.shape[1] == 24
    assert built.monthly.loc[A, pd.Timestamp("2025-01-01")] == 60  # not 61
    assert places.ledger.choices == [
        "personal_robbery: 2024-01 to 2024-12 from old.csv, the 1 month in common from newer releases (1.00% apart)"
    ]


@pytest.mark.parametrize(("then", "months_given"), [(103, 24), (104, 12)])
def test_another_definition_is_told_by_the_months_in_common(then, months_given):
    # 100 now; 103 then is a revision of 3%, 104 is beyond it
    newest = crimes(dict.fromkeys(months(2025), (100, 0)), name="new.csv")
    older = crimes({**dict.fromkeys(months(2024), (90, 0)), "2025-01": (then, 0)}, name="old.csv")

    built, places = build(newest, older)

    assert built.monthly.shape[1] == months_given
    if months_given == 12:
        assert places.ledger.account(older).notes == [
            (
                "personal_robbery: differs by 4.0% from the newer release over the 1 month that both have, so it "
                "counts something else; not used"
            )
        ]


def test_releases_without_a_month_in_common_are_not_joined():
    newest = crimes(dict.fromkeys(months(2025), (2, 1)), name="new.csv")
    older = crimes(dict.fromkeys(months(2024), (2, 1)), name="old.csv")

    built, places = build(newest, older)

    assert built.monthly.shape[1] == 12
    assert places.ledger.account(older).notes == [
        "personal_robbery: no month in common with newer releases to compare definitions by; not used"
    ]


def test_an_older_release_within_the_newest_adds_nothing():
    newest = crimes(dict.fromkeys(months(2025), (2, 1)), name="new.csv")
    older = crimes(dict.fromkeys(months(2025, 1, 2), (2, 1)), name="old.csv")

    built, places = build(newest, older)

    assert built.sources == (newest,)
    assert places.ledger.account(older).notes == ["personal_robbery: every month is in a newer release"]


def test_months_before_a_gap_are_left_out():
    table = crimes(dict.fromkeys([*months(2023), *months(2025)], (2, 1)))

    built, places = build(table)

    assert built.monthly.shape[1] == 12
    assert places.ledger.account(table).notes == [
        "personal_robbery: months before 2025-01 left out, because some are missing"
    ]


def test_less_than_a_year_gives_no_rate():
    missing, _ = build(crimes(dict.fromkeys(months(2025, *range(2, 13)), (2, 1)), name="short.csv"))

    assert isinstance(missing, Missing)
    assert missing.reason == "expected 12 months in a row; short.csv gives 11"


def test_a_series_that_no_table_has_is_named():
    missing, _ = build(counts([("theft/shop", A, "2025-01", 1)]))

    assert isinstance(missing, Missing)
    assert missing.reason == "no table by ward that can be used has the series robbery/*"


def test_a_table_for_other_wards_is_not_used():
    other = counts([("robbery/street", f"E0501110{number}", "2025-01", 1) for number in range(9)])

    missing, places = build(other)

    assert isinstance(missing, Missing)
    assert "at least 95% must" in places.ledger.account(other).unused


def test_a_ward_without_residents_has_no_rate():
    people = Residents(pd.Series({A: 0.0, B: 4_000.0, C: 500.0}), "residents", None)

    built, _ = build(crimes(dict.fromkeys(months(2025), (2, 1))), people=people)

    assert built.values.loc[A, "note"] == "x"
    assert built.values.loc[A].isna().sum() == 5
    assert built.monthly.loc[A].sum() == 24  # the events stay, month by month


def test_a_suppressed_month_leaves_the_ward_without_a_rate():
    rows = [("robbery/street", ward, month, 2.0) for month in months(2025) for ward in (A, C)]
    rows[0] = ("robbery/street", A, "2025-01", float("nan"))

    built, _ = build(counts(rows))

    assert built.values.loc[A, "note"] == "x"
    assert built.values.loc[C, "value"] == 48.0  # 24 in 500


def test_what_was_not_placed_is_in_the_account():
    table = counts(
        [("robbery/street", ward, month, 1) for month in months(2025) for ward in (A, B, C)]
        + [("robbery/street", "E05011100", "2025-01", 4)]
    )

    _, places = build(table)

    assert places.ledger.account(table).left_out == [LeftOut("code not among the wards of 2022", 1, 4.0)]
    assert places.ledger.account(table).total_out == 36
