"""The City of London is one area under whichever of its codes."""

import pandas as pd
import pytest

from loaders.boroughs import CITY_OF_LONDON
from loaders.city import CITY_CODES, CITY_NAME, CITY_WARD, CITY_WARD_CODES, fold_city, without_city


@pytest.mark.parametrize("code", ["E05009288", "E05009312", "E05000001", "E05000025", "E09000001", "E00000001", "00AA"])
def test_every_code_of_the_city_becomes_one(code):
    assert fold_city(pd.Series([code, "E05000026"])).tolist() == [CITY_WARD, "E05000026"]


@pytest.mark.parametrize("code", ["E05009287", "E05009313", "E05000026", "E09000002", ""])
def test_codes_beside_the_citys_stay(code):
    assert fold_city(pd.Series([code])).tolist() == [code]


def test_the_city_has_25_wards_in_each_of_two_numberings_and_a_code_of_its_own():
    assert len(CITY_WARD_CODES) == 50
    assert CITY_WARD != CITY_OF_LONDON
    assert CITY_NAME == "City of London"
    assert fold_city(pd.Series([CITY_WARD]), into=CITY_OF_LONDON).tolist() == [CITY_OF_LONDON]


def test_what_tells_sets_of_wards_apart_is_without_the_city():
    assert without_city([*CITY_CODES, "E05013501"]) == {"E05013501"}
