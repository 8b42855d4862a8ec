"""Kinds of area are told from codes alone."""

import pandas as pd

from loaders.areacodes import AreaKind, area_kind, area_kinds


def test_codes_tell_what_they_stand_for():
    expected = {
        "E05000026": AreaKind.WARD,
        "S05000123": AreaKind.WARD,
        "E09000007": AreaKind.BOROUGH,
        "E06000001": AreaKind.DISTRICT,
        "E01000001": AreaKind.LSOA,
        "W01000001": AreaKind.LSOA,
        "E02000001": AreaKind.MSOA,
        "E12000007": AreaKind.WIDER,
        "K02000001": AreaKind.WIDER,
        "00BKGW": AreaKind.NONE,
        "#1": AreaKind.NONE,
        "E05ABCDEF": AreaKind.NONE,
        "": AreaKind.NONE,
    }

    assert {code: area_kind(code) for code in expected} == expected
    assert area_kinds(pd.Series(list(expected), dtype="str")).tolist() == list(expected.values())
