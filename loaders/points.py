"""Count street-level crimes by ward: any number of published files, in bounded memory.

The police move each crime to one of a fixed set of map points before they publish it, so a crime near a border may be
counted in the ward next to its own: prefer counts published by ward, and say so wherever these counts are shown.
The files are read by DuckDB a batch at a time and collapsed to distinct points; each point is put into a ward once,
with Shapely, however many crimes and months share it.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import shapely

from loaders.errors import SourceError
from loaders.extract import Extract, Geography, Kind, LeftOut
from loaders.months import name_month
from loaders.points_engine import (
    BATCH_BYTES,
    CAVEAT,
    MEMORY_LIMIT,
    REPEATED,
    THREADS,
    batches,
    load_batch,
    open_engine,
)
from scoring.errors import name_some

OUTSIDE = -1
"""Stands for the ward of a point that lies in none."""

_TABLES = """
    CREATE TABLE places (longitude VARCHAR, latitude VARCHAR, ward INTEGER);
    CREATE TABLE counted (ward INTEGER, crime_type VARCHAR, month VARCHAR, crime_count BIGINT);
    CREATE TABLE account (fate VARCHAR, row_count BIGINT, crime_count BIGINT);
    CREATE TABLE covered (filename VARCHAR, force VARCHAR, month VARCHAR);
"""
_NEW_PLACES = """
    SELECT DISTINCT longitude, latitude FROM batch ANTI JOIN places USING (longitude, latitude)
    WHERE longitude IS NOT NULL AND latitude IS NOT NULL
"""
_COUNT = f"""
    CREATE OR REPLACE TEMP TABLE placed AS SELECT * FROM batch LEFT JOIN places USING (longitude, latitude);
    INSERT INTO counted SELECT ward, crime_type, month, sum(crime_count) FROM placed WHERE ward >= 0 GROUP BY ALL;
    INSERT INTO account SELECT
        CASE WHEN ward IS NULL THEN 'nowhere' WHEN ward = {OUTSIDE} THEN 'outside' ELSE 'used' END AS fate,
        sum(row_count), sum(crime_count) FROM placed GROUP BY ALL;
    INSERT INTO covered SELECT DISTINCT filename, force, month FROM batch;
"""
_RESULT = r"""
    SELECT 'police_uk:' || lower(trim(regexp_replace(crime_type, '\s+', ' ', 'g'))) AS series, ward,
           strptime(month, '%Y-%m') AS month, sum(crime_count)::BIGINT AS count
    FROM counted GROUP BY ALL ORDER BY ALL
"""


def count_points(
    paths: Sequence[Path],
    wards: gpd.GeoDataFrame,
    *,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
    batch_bytes: int = BATCH_BYTES,
) -> Extract:
    """Count the crimes of street-level files by ward, type and month.

    `wards` has `area_code` and polygons in any coordinate system, and may have `area_name` and `borough_name`. A point
    on a border between wards counts in the first of them by code; a crime without a place, or outside all wards, is
    left out and accounted for. `memory_limit` is the engine's; the points and polygons come on top.
    """
    outlines = _outlines(wards)
    if not paths:
        raise SourceError("expected files of street-level crime, but none was given; name at least one")
    with tempfile.TemporaryDirectory() as spill:
        engine = open_engine(memory_limit=memory_limit, threads=threads, spill_folder=Path(spill))
        try:
            engine.execute(_TABLES)
            tree = shapely.STRtree(outlines.geometry.to_numpy())
            shared = 0
            faults: list[str] = []
            for batch in batches(paths, batch_bytes=batch_bytes):
                try:
                    load_batch(engine, batch)
                except SourceError as error:
                    faults += error.faults
                else:
                    shared += _place(engine, tree)
                    engine.execute(_COUNT)
            if faults:
                raise SourceError(faults)
            _refuse_overlaps_and_gaps(engine)
            return _extract(engine, outlines, shared=shared)
        finally:
            engine.close()


def _outlines(wards: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give the wards in longitude and latitude, by code."""
    if wards.crs is None:
        raise SourceError(
            "expected wards in a known coordinate system, but theirs is not given; set it before counting"
        )
    repeated = wards["area_code"][wards["area_code"].duplicated()].unique()
    if len(repeated):
        raise SourceError(f"expected each ward once, but {name_some(repeated)} stand twice; join their parts first")
    named = wards.assign(**{name: "" for name in ("area_name", "borough_name") if name not in wards})
    return named.to_crs(4326).sort_values("area_code", ignore_index=True)


def _place(engine: duckdb.DuckDBPyConnection, tree: shapely.STRtree) -> int:
    """Put the points of a batch that are new into wards; give how many lie on a border between wards."""
    fresh = engine.sql(_NEW_PLACES).to_arrow_table()
    longitude, latitude = (fresh[name].cast(pa.float64()).to_numpy() for name in ("longitude", "latitude"))
    ward, shared = wards_of(longitude, latitude, tree)
    engine.register("fresh", fresh.append_column("ward", pa.array(ward, pa.int32())))
    engine.execute("INSERT INTO places SELECT longitude, latitude, ward FROM fresh")
    engine.unregister("fresh")
    return shared


def wards_of(
    longitude: npt.NDArray[np.float64], latitude: npt.NDArray[np.float64], tree: shapely.STRtree
) -> tuple[npt.NDArray[np.int32], int]:
    """Give the place of each point's ward in the tree (the first of several, -1 outside all); how many had several."""
    point, ward = tree.query(shapely.points(longitude, latitude), predicate="intersects")
    found = np.full(len(longitude), OUTSIDE, dtype=np.int32)
    order = np.lexsort((-ward, point))
    found[point[order]] = ward[order]
    return found, int((np.bincount(point, minlength=1) > 1).sum())


def _refuse_overlaps_and_gaps(engine: duckdb.DuckDBPyConnection) -> None:
    """Refuse a month of a force that stands in two files, or is missing while other files cover it."""
    covered = engine.execute("SELECT * FROM covered ORDER BY force, month, filename").df()
    faults = []
    for (force, month), files in covered.groupby(["force", "month"])["filename"]:
        if len(files) > 1:
            names = name_some(Path(name).name for name in files)
            faults.append(
                f"expected each month of a force in one file, but {len(files)} hold {month} of {force}: {names}"
            )
    whole = pd.date_range(covered["month"].min(), covered["month"].max(), freq="MS").strftime("%Y-%m")
    for force, months in covered.groupby("force")["month"]:
        if gaps := sorted(set(whole) - set(months)):
            faults.append(
                f"expected every force to cover {whole[0]} to {whole[-1]}, but {force!s} lacks {name_some(gaps)}: its "
                "wards would seem to have had no crime; add these files or leave the other forces' months out"
            )
    if faults:
        raise SourceError(faults)


def _extract(engine: duckdb.DuckDBPyConnection, outlines: gpd.GeoDataFrame, *, shared: int) -> Extract:
    """Put the counts and the account of all rows into the form that readers give."""
    counted = engine.execute(_RESULT).df()
    if counted.empty:
        raise SourceError("expected crimes in the wards given, but every one is without a place or outside all of them")
    account = engine.execute(
        "SELECT fate, sum(row_count)::BIGINT, sum(crime_count)::BIGINT FROM account GROUP BY ALL"
    ).fetchall()
    crimes = {fate: count for fate, _, count in account}
    rows_read = sum(rows for _, rows, _ in account)
    repeats = rows_read - sum(crimes.values())
    left_out = (
        LeftOut(REPEATED, repeats, float(repeats)),
        LeftOut("no location", crimes.get("nowhere", 0), float(crimes.get("nowhere", 0))),
        LeftOut("outside all wards", crimes.get("outside", 0), float(crimes.get("outside", 0))),
    )
    notes = [CAVEAT]
    if shared:
        notes.append(f"{shared:,} map points lie on a border between wards: counted in the first of them by code")
    ward = counted["ward"].to_numpy()
    table = pd.DataFrame(
        {
            "series": counted["series"],
            **{name: outlines[name].take(ward).array for name in ("area_code", "area_name", "borough_name")},
            "month": counted["month"].astype("datetime64[us]"),
            "count": counted["count"],
        }
    )
    return Extract(
        format="police_uk",
        kind=Kind.COUNTS,
        geography=Geography.WARD,
        release=name_month(counted["month"].max()),
        table=table,
        rows_read=rows_read,
        rows_used=crimes["used"],
        left_out=tuple(entry for entry in left_out if entry.rows),
        total_in=float(rows_read),
        total_out=float(crimes["used"]),
        is_sparse=True,
        notes=tuple(notes),
    )
