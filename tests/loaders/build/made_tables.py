"""Made-up tables as readers give them, and wards to put them on, for the tests of single steps of a build."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
from shapely.geometry import box

from loaders.build.folder import Held, SourceFile, State
from loaders.build.ledger import Ledger
from loaders.build.names import ward_names
from loaders.build.place import Places
from loaders.build.wards import Wards
from loaders.city import CITY_WARD
from loaders.extract import COLUMNS, Extract, Geography, Kind
from loaders.reader_registry import READERS

CAMDEN, HACKNEY, CITY = "E09000007", "E09000012", "E09000001"
A, B, C = "E05013501", "E05013502", "E05013503"
"""Two wards of Camden and one of Hackney."""


def hold(
    kind: Kind,
    rows: Sequence[Sequence[object]],
    columns: Sequence[str],
    *,
    name: str = "file.csv",
    format: str = "mps_ward",
    geography: Geography = Geography.WARD,
    release: str = "2025",
    **more: object,
) -> Held:
    """Give a table of a kind with the given columns filled and the others empty."""
    table = pd.DataFrame(list(rows), columns=list(columns))
    for column in COLUMNS[kind]:
        if column not in table:
            is_number = column in ("value", "count", "denominator", "lower", "upper", "share")
            table[column] = float("nan") if is_number else ""
    told = {"rows_read": len(table), "rows_used": len(table), **more}
    extract = Extract(
        format=format, kind=kind, geography=geography, release=release, table=table[list(COLUMNS[kind])], **told
    )
    source = SourceFile(name=name, size=1, sha256="0", state=State.READ, reader=READERS[format], extracts=(extract,))
    return Held(source, extract)


def counts(rows: Sequence[tuple[str, str, str, float]], **more: object) -> Held:
    """Give counts: series, ward, month (2025-01) and count; as the police's tables, what isn't listed is 0."""
    dated = [(series, ward, pd.Timestamp(f"{month}-01"), count) for series, ward, month, count in rows]
    total = float(sum(row[3] for row in rows))
    told = {"is_sparse": True, "total_in": total, "total_out": total, **more}
    return hold(Kind.COUNTS, dated, ("series", "area_code", "month", "count"), **told)


def figures(rows: Sequence[tuple[str, str, str, float]], **more: object) -> Held:
    """Give figures: series, area, period and value."""
    return hold(Kind.FIGURES, rows, ("series", "area_code", "period", "value"), **more)


def make_wards(year: int = 2022) -> Wards:
    """Give three wards and the City in a row of squares."""
    rows = [(CITY_WARD, "City of London", CITY), (A, "Abbey", CAMDEN), (B, "Bow", CAMDEN), (C, "Abbey", HACKNEY)]
    table = gpd.GeoDataFrame(
        sorted(rows),
        columns=["area_code", "area_name", "borough_code"],
        geometry=[box(place, 0, place + 1, 1) for place in range(4)],
        crs=4326,
    )
    return Wards(year, table, hold(Kind.BOUNDARIES, [], (), name="wards.geojson", format="boundaries"))


def make_places(*tables: Held, sets: dict[int, set[str]] | None = None) -> Places:
    """Give the places of the made-up wards, with the names that the tables use for them."""
    wards = make_wards()
    return Places(wards, ward_names(wards, tables), sets or {2022: set(wards.codes)}, Ledger())
