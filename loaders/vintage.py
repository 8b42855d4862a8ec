"""Which year's wards a set of codes belongs to, told by how many match and never by whether some do."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from loaders.city import without_city

MIN_MATCH = 0.95
"""The least share of codes that must match; 149 ward codes exist in both the 2018 and the 2022 wards."""

WARD_CODE = re.compile(r"(E05|W05|S13|N08|N10|E36)\d{6}")
BOROUGH_CODE = re.compile(r"(E0[6-9]|W06|S12|N09)\d{6}")
LSOA_CODE = re.compile(r"(E01|W01)\d{6}|S01\d{6}|95\w{6}")
LONDON_BOROUGH = re.compile(r"E09\d{6}")

_NEWEST_CODES = {2022: ("E05013496", "E05014119"), 2018: ("E05011095", "E05011489"), 2014: ("E05009288", "E05009405")}
"""The codes that London's ward changes brought in, by the year of the election they were made for."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well a table's codes fit a set of areas: the share of its codes, and of the areas, that are in both."""

    share_of_codes: float
    share_of_areas: float

    @property
    def rate(self) -> float:
        """Give the better of the two: a part of London fits by its codes, a table of England by London's areas."""
        return max(self.share_of_codes, self.share_of_areas)

    @property
    def fits(self) -> bool:
        """Tell whether the codes are those of the areas."""
        return self.rate >= MIN_MATCH


def match_codes(codes: Iterable[str], areas: Iterable[str]) -> Match:
    """Measure how well codes fit areas, the City of London aside (it is modelled in too many ways to tell anything)."""
    given, known = without_city(codes), without_city(areas)
    common = len(given & known)
    return Match(common / len(given) if given else 0.0, common / len(known) if known else 0.0)


def detect_vintage(codes: Collection[str], *, stated: int | None = None) -> int | None:
    """Tell the year of London's wards by the newest codes among them.

    `stated` is the year that the file gives (a column WD23CD): it decides where the codes say nothing, and where it is
    later than all years known here and the file has codes that are newer too. Otherwise the codes decide, because
    London's wards of December 2023 are those of the 2022 elections.
    """
    wards = without_city(code for code in codes if code.startswith("E05"))
    newest_known = max(_NEWEST_CODES)
    for year, (first, last) in _NEWEST_CODES.items():
        if any(first <= code <= last for code in wards):
            if stated is not None and stated > newest_known and any(code > last for code in wards):
                return stated
            return year
    return stated


def describe_seeming(codes: Collection[str], sets: Mapping[int, Collection[str]]) -> str:
    """Say which wards the codes seem to be, for a message that refuses them."""
    rates = {year: match_codes(codes, areas).rate for year, areas in sets.items()}
    best = max(rates, key=lambda year: rates[year], default=None)
    if best is not None and rates[best] >= MIN_MATCH:
        return f"it seems to be for the wards of {best} ({rates[best]:.0%} of its codes match those)"
    guess = detect_vintage(codes)
    return (
        f"by its newest codes it is for the wards of {guess}"
        if guess
        else "its codes fit no wards of London known here"
    )
