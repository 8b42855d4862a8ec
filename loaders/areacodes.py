"""The kinds of area that official codes stand for, told from the codes themselves."""

from enum import StrEnum

import pandas as pd

from loaders.extract import Geography


class AreaKind(StrEnum):
    """What a code stands for, as messages name it."""

    WARD = "wards"
    BOROUGH = "boroughs"
    DISTRICT = "local authorities outside London"
    LSOA = "small areas (LSOA)"
    MSOA = "middle areas (MSOA)"
    WIDER = "regions, counties and countries"
    NONE = "rows without an area code"


_KINDS = {
    **dict.fromkeys(("E05", "W05", "S13", "N08", "S05"), AreaKind.WARD),
    "E09": AreaKind.BOROUGH,
    **dict.fromkeys(("E06", "E07", "E08", "W06", "S12", "N09"), AreaKind.DISTRICT),
    **dict.fromkeys(("E01", "W01", "S01", "N20"), AreaKind.LSOA),
    **dict.fromkeys(("E02", "W02", "S02", "N21"), AreaKind.MSOA),
    **dict.fromkeys(("E10", "E11", "E12", "E13", "E15", "E92", "W92", "S92", "N92"), AreaKind.WIDER),
    **dict.fromkeys(("K01", "K02", "K03", "K04"), AreaKind.WIDER),
}

GEOGRAPHIES = {
    AreaKind.WARD: Geography.WARD,
    AreaKind.BOROUGH: Geography.BOROUGH,
}


def area_kind(code: str) -> AreaKind:
    """Tell what one code stands for.

    >>> area_kind("E09000007").value, area_kind("#1").value
    ('boroughs', 'rows without an area code')
    """
    digits = code[3:]
    return _KINDS.get(code[:3], AreaKind.NONE) if len(code) == 9 and digits.isdecimal() else AreaKind.NONE


def area_kinds(codes: pd.Series) -> pd.Series:
    """Tell what each code of a column stands for."""
    kinds = codes.str[:3].map(_KINDS).where(codes.str.fullmatch(r"[A-Z]\d{8}"))
    return kinds.fillna(AreaKind.NONE)
