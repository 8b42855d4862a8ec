"""Boroughs have one code whatever name a publisher gives them."""

import pandas as pd
import pytest

from loaders.boroughs import BOROUGHS, borough_code, borough_codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Westminster", "E09000033"),
        ("City of Westminster", "E09000033"),
        ("Richmond Upon Thames", "E09000027"),
        ("KINGSTON UPON THAMES", "E09000021"),
        ("Kingston-upon-Thames", "E09000021"),
        ("Royal Borough of Kensington & Chelsea", "E09000020"),
        ("City and County of the City of London", "E09000001"),
        ("London Borough of Camden", "E09000007"),
        ("Unknown", ""),
        ("Aviation Security (SO18)", ""),
        ("London", ""),
    ],
)
def test_usual_names_find_their_borough(name, code):
    assert borough_code(name) == code


def test_every_borough_finds_itself():
    names = pd.Series(BOROUGHS.values(), dtype="str")

    assert len(BOROUGHS) == 33
    assert borough_codes(names).tolist() == list(BOROUGHS)
    assert borough_codes(names.str.upper()).tolist() == list(BOROUGHS)
