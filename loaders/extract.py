"""What a reader gives: one table of a known kind from one file, with an account of every row that came in."""

from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd


class Kind(StrEnum):
    """What a table holds; each kind has its columns."""

    BOUNDARIES = "boundaries"
    LOOKUP = "lookup"
    COUNTS = "counts"
    FIGURES = "figures"
    PEOPLE = "people"
    POINTS = "points"


COLUMNS: dict[Kind, tuple[str, ...]] = {
    # one row an area, a GeoDataFrame in EPSG:4326, valid polygons; borough_* empty where the file has none
    Kind.BOUNDARIES: ("area_code", "area_name", "borough_code", "borough_name", "geometry"),
    # one row a pair; `share` of the source area that goes to the target (1 for a best fit), names empty where unknown
    Kind.LOOKUP: ("from_code", "to_code", "to_name", "borough_code", "borough_name", "share"),
    # one row a series, area and month; a month that the file holds but an area doesn't means 0 (say so in `is_sparse`)
    Kind.COUNTS: ("series", "area_code", "area_name", "borough_name", "month", "count"),
    # one row a series, area and period; `note` is "", c, x or u; proportions stay as published, see `unit`
    Kind.FIGURES: (
        "series",
        "area_code",
        "area_name",
        "borough_name",
        "period",
        "value",
        "count",
        "denominator",
        "lower",
        "upper",
        "note",
    ),
    # one row an area, characteristic (age, sex, ethnic group, disability) and group; counts of residents
    Kind.PEOPLE: ("area_code", "characteristic", "group", "count"),
    # one row a series, police force, published map point (degrees) and month; wards come from `points.count_points`
    Kind.POINTS: ("series", "force", "longitude", "latitude", "month", "count"),
}


class Geography(StrEnum):
    """The kind of area that a table's codes (or names) stand for."""

    WARD = "ward"
    BOROUGH = "borough"
    LSOA11 = "lsoa11"
    LSOA21 = "lsoa21"
    POINT = "point"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that a reader did not use, and why; `total` is what they summed to, where that means something."""

    reason: str
    rows: int
    total: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One table read from one file.

    `format` is the reader's id, `release` what makes one release newer than another when compared as text
    (`2026-03` for counts up to March 2026, `2025` for the Indices of 2025), `vintage` the year of the areas where the
    file tells. `total_in` and `total_out` are sums over everything that can be summed (counts, people), so that a loss
    can't hide: total_in = total_out + the totals left out.
    """

    format: str
    kind: Kind
    geography: Geography
    release: str
    table: pd.DataFrame
    rows_read: int
    rows_used: int
    left_out: tuple[LeftOut, ...] = ()
    total_in: float | None = None
    total_out: float | None = None
    to_geography: Geography | None = None
    vintage: int | None = None
    is_sparse: bool = False
    notes: tuple[str, ...] = field(default=())
    part: str = ""
