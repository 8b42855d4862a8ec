"""Tables on the pack's wards and boroughs: chosen by match rate, refused below 95%, the rest accounted for."""

from dataclasses import replace

import pandas as pd
import pytest

from loaders.build.place import of_kind
from loaders.build.wards import Wards
from loaders.city import CITY_WARD
from loaders.extract import Geography, Kind, LeftOut
from tests.loaders.build.made_tables import CAMDEN, HACKNEY, A, B, C, counts, figures, hold, make_places

OLD = [f"E05011{number:03d}" for number in range(100, 200)]
"""Codes of London's wards of 2018."""


def test_codes_are_placed_and_the_city_folded_into_one():
    held = counts(
        [("theft", A, "2025-01", 4), ("theft", "E05009288", "2025-01", 2), ("theft", "E05009297", "2025-01", 1)]
    )

    placed = make_places().on_wards(held)

    assert placed["area_code"].tolist() == [A, CITY_WARD, CITY_WARD]
    assert placed["count"].sum() == 7


@pytest.mark.parametrize(("strays", "is_taken"), [(5, True), (6, False)])
def test_wards_of_another_year_are_refused_below_95_percent(strays, is_taken):
    # 100 wards, of which 95 or 94 are in the file of 100 codes: 95% and 94% match
    mine = [f"E05013{number:03d}" for number in range(600, 700)]
    places = replace(make_places(), wards=many_wards(mine), sets={2022: set(mine), 2018: set(OLD)})
    held = counts([("theft", code, "2025-01", 1) for code in [*mine[strays:], *OLD[:strays]]])

    placed = places.on_wards(held)

    assert (placed is not None) is is_taken
    if is_taken:
        assert places.ledger.account(held).left_out == [LeftOut("code not among the wards of 2022", 5, 5.0)]
    else:
        assert places.ledger.account(held).unused == (
            "expected wards of 2022; 94% match, at least 95% must; by its newest codes it is for the wards of 2022"
        )


def test_the_refusal_says_which_wards_the_file_is_for():
    places = replace(make_places(), sets={2022: {A, B, C}, 2018: set(OLD)})
    held = counts([("theft", code, "2025-01", 1) for code in OLD])

    assert places.on_wards(held) is None
    assert places.ledger.account(held).unused == (
        "expected wards of 2022; 0% match, at least 95% must; "
        "it seems to be for the wards of 2018 (100% of its codes match those)"
    )


def test_codes_of_another_country_are_refused():
    places = make_places()
    held = counts([("theft", f"W0500000{number}", "2025-01", 1) for number in range(1, 9)])

    assert places.on_wards(held) is None
    assert places.ledger.account(held).unused == (
        "expected wards of 2022; 0% match, at least 95% must; its codes fit no wards of London known here"
    )


def test_a_table_of_england_fits_by_the_wards_that_it_covers():
    places = make_places()
    held = figures([("score", code, "2025", 1.0) for code in (A, B, C, *(f"E05001{n:03d}" for n in range(90)))])

    placed = places.on_wards(held)

    assert placed is not None
    assert placed["area_code"].tolist() == [A, B, C]


def test_names_are_placed_with_their_borough():
    columns = ("series", "borough_name", "area_name", "count")
    held = hold(Kind.COUNTS, [("vawg", "Camden", "Abbey", 3), ("vawg", "Hackney", "Abbey", 5)], columns)

    placed = make_places().on_wards(held)

    assert placed[["area_code", "count"]].to_numpy().tolist() == [[A, 3], [C, 5]]


def test_names_of_other_wards_are_refused():
    columns = ("series", "borough_name", "area_name", "count")
    held = hold(Kind.COUNTS, [("vawg", "Camden", name, 1) for name in ("Abbey", "Old Town")], columns)
    places = make_places()

    assert places.on_wards(held) is None
    assert places.ledger.account(held).unused == (
        "expected wards of 2022; 50% match, at least 95% must; its names are those of other wards"
    )


def test_a_table_is_placed_once():
    places = make_places()
    held = counts([("theft", A, "2025-01", 4)])

    assert places.on_wards(held) is places.on_wards(held)


def test_boroughs_are_found_by_code_or_name_and_the_rest_left_out():
    rows = [("trust", CAMDEN, "", 1.0), ("trust", "", "Hackney", 2.0), ("trust", "", "Leeds", 3.0)]
    held = hold(Kind.FIGURES, rows, ("series", "area_code", "borough_name", "value"), geography=Geography.BOROUGH)
    places = make_places()

    placed = places.on_boroughs(held)

    assert placed[["area_code", "value"]].to_numpy().tolist() == [[CAMDEN, 1.0], [HACKNEY, 2.0]]
    assert places.ledger.account(held).left_out == [LeftOut("not one of London's boroughs", 1, None)]


def test_tables_come_newest_first():
    tables = [counts([("theft", A, "2025-01", 1)], release=release) for release in ("2024-12", "2025-11", "2025-02")]

    found = of_kind(tables, Kind.COUNTS, Geography.WARD, "mps_ward")

    assert [held.extract.release for held in found] == ["2025-11", "2025-02", "2024-12"]
    assert of_kind(tables, Kind.FIGURES) == []
    assert of_kind(tables, Kind.COUNTS, format="vawg") == []


def many_wards(codes: list[str]) -> Wards:
    table = pd.DataFrame({"area_code": codes, "area_name": codes, "borough_code": CAMDEN})
    return Wards(2022, table, make_places().wards.held)
