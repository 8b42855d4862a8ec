"""The City of London: 25 small wards, or one merged row under several codes; here it is always one area."""

from collections.abc import Iterable

import pandas as pd

from loaders.boroughs import BOROUGHS, CITY_OF_LONDON

CITY_NAME = BOROUGHS[CITY_OF_LONDON]
CITY_WARD = "E09000001W"
"""The City as a ward of a pack. Its borough is E09000001 and codes are unique, so the ward has one of its own."""

_SINCE_2013 = range(9_288, 9_313)
_BEFORE_2013 = range(1, 26)
CITY_WARD_CODES = frozenset(f"E0500{number:04d}" for numbers in (_SINCE_2013, _BEFORE_2013) for number in numbers)
"""The City's own wards; a merged row may keep one of these for the whole City (Castle Baynard's in 2018)."""

CITY_CODES = CITY_WARD_CODES | {CITY_OF_LONDON, CITY_WARD, "E00000001", "00AA"}
"""Every code that stands for the City or a part of it in a table of wards; the last two are of old census tables."""


def fold_city(codes: pd.Series, *, into: str = CITY_WARD) -> pd.Series:
    """Give the same codes with all that stand for the City, or a part of it, turned into one.

    >>> fold_city(pd.Series(["E05009288", "E05009297", "E09000001", "E05013500"])).tolist()
    ['E09000001W', 'E09000001W', 'E09000001W', 'E05013500']
    """
    return codes.astype("str").where(~codes.isin(CITY_CODES), into).astype("str")


def without_city(codes: Iterable[str]) -> set[str]:
    """Give the codes that are not the City's: those that tell one set of wards from another."""
    return set(codes) - CITY_CODES
