"""The year of a set of wards is told by how many codes match."""

import pandas as pd
import pytest

from loaders.city import CITY_WARD, fold_city
from loaders.vintage import describe_seeming, detect_vintage, match_codes


def test_a_table_of_england_fits_by_the_share_of_areas():
    codes = ["E05013501", "E05013502", "E05000650", "E05000651"]

    match = match_codes(codes, ["E05013501", "E05013502"])

    assert (match.share_of_codes, match.share_of_areas) == (0.5, 1.0)
    assert match.fits


def test_some_codes_in_common_are_no_match():
    match = match_codes(["E05000026", "E05000027", "E05000028", "E05009317"], ["E05009317", "E05013501"])

    assert match.rate == 0.5
    assert not match.fits


def test_the_city_tells_nothing_about_the_vintage():
    assert match_codes(["E05009288", "E09000001", "E05013501"], ["E05013501", CITY_WARD]).share_of_codes == 1.0


@pytest.mark.parametrize(
    ("codes", "stated", "expected"),
    [
        ({"E05000026", "E05009400"}, None, 2014),
        ({"E05000026", "E05011100"}, None, 2018),
        ({"E05009317", "E05013501"}, None, 2022),
        ({"E05013501"}, 2024, 2022),
        ({"E05013501", "E05020001"}, 2026, 2026),
        ({"E05000026"}, None, None),
        ({"E05000026"}, 2011, 2011),
    ],
)
def test_the_vintage_shows_in_the_newest_codes(codes, stated, expected):
    assert detect_vintage(codes, stated=stated) == expected


def test_codes_that_do_not_fit_are_described_by_what_they_fit_best():
    old = {f"E0501{number}" for number in range(1100, 1140)}

    assert describe_seeming(old, {2022: {"E05013501"}, 2018: old}) == (
        "it seems to be for the wards of 2018 (100% of its codes match those)"
    )
    assert describe_seeming(old, {2022: {"E05013501"}}) == "by its newest codes it is for the wards of 2018"
    assert describe_seeming({"W05000001"}, {}) == "its codes fit no wards of London known here"


def test_every_form_of_the_city_becomes_one_area():
    codes = pd.Series(["E05009312", "E05000001", "E00000001", "E09000001", "E05009313"])

    assert fold_city(codes).tolist() == [CITY_WARD] * 4 + ["E05009313"]
