"""Street-level crimes to ward counts: five million made-up rows, and a smaller number beside pandas and GeoPandas."""

import atexit
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import shapely
from pyarrow import csv as arrow_csv

from benchmarks.case import Case
from loaders.points import count_points

SEED = 20_260_101
MONTHS = 60
ROWS_A_MONTH = 83_334
SMALL_MONTHS = 6
SNAP_POINTS = 150_000
"""About as many map points as London has, a few of them with very many crimes."""

WARDS = 680
WEST, SOUTH, EAST, NORTH = -0.51, 51.29, 0.33, 51.69
STEP = 0.0003
"""Wards get a corner each 20 to 30 metres, about 290 in all, as detailed outlines have."""

TYPES = {
    "Violence and sexual offences": 22,
    "Anti-social behaviour": 20,
    "Other theft": 11,
    "Vehicle crime": 9,
    "Theft from the person": 9,
    "Shoplifting": 8,
    "Burglary": 5,
    "Public order": 5,
    "Criminal damage and arson": 5,
    "Robbery": 3,
    "Drugs": 3,
}
FORCE = "Metropolitan Police Service"


def cases() -> Iterable[Case]:
    """Give the figure that the limit is for, and one small enough to put beside the usual way."""
    yield Case(
        name="street-level crimes by ward, 5,000,000 rows",
        run=lambda: count_points(_files(), _wards()),
        limit_ms=90_000,
        limit_mb=2_000,
        repeats=2,
    )
    yield Case(
        name="street-level crimes by ward, 500,000 rows",
        run=lambda: count_points(_files()[:SMALL_MONTHS], _wards()),
        baseline=lambda: _count_with_geopandas(_files()[:SMALL_MONTHS], _wards()),
        baseline_name="pandas.read_csv and geopandas.sjoin",
        min_ratio=2,
        repeats=3,
        baseline_repeats=2,
    )


def _count_with_geopandas(paths: list[Path], wards: gpd.GeoDataFrame) -> pd.DataFrame:
    crimes = pd.concat([pd.read_csv(path) for path in paths], ignore_index=True)
    located = crimes.dropna(subset=["Longitude", "Latitude"])
    where = gpd.points_from_xy(located["Longitude"], located["Latitude"], crs=4326)
    placed = gpd.sjoin(gpd.GeoDataFrame(located, geometry=where), wards, predicate="intersects")
    return pd.DataFrame(placed.groupby(["Crime type", "area_code", "Month"]).size().rename("count").reset_index())


@cache
def _wards() -> gpd.GeoDataFrame:
    rng = np.random.default_rng(SEED)
    ground = shapely.box(WEST, SOUTH, EAST, NORTH)
    middles = shapely.multipoints(rng.uniform((WEST, SOUTH), (EAST, NORTH), (WARDS, 2)))
    cells = np.array(shapely.voronoi_polygons(middles, extend_to=ground).geoms)
    outlines = shapely.segmentize(shapely.intersection(cells, ground), STEP)
    return gpd.GeoDataFrame({"area_code": [f"S05{place:06d}" for place in range(WARDS)]}, geometry=outlines, crs=4326)


@cache
def _files() -> list[Path]:
    """Write one file a month in the published layout, in a folder that goes when this process ends."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    rng = np.random.default_rng(SEED)
    places = rng.uniform((WEST - 0.01, SOUTH), (EAST, NORTH), (SNAP_POINTS, 2))
    longitudes, latitudes = (np.char.mod("%.6f", places[:, axis]) for axis in range(2))
    popularity = rng.pareto(1.2, SNAP_POINTS) + 0.05
    paths = []
    for month in pd.period_range("2019-01", periods=MONTHS, freq="M"):
        point = rng.choice(SNAP_POINTS, ROWS_A_MONTH, p=popularity / popularity.sum())
        path = folder / f"{month}-metropolitan-street.csv"
        rows = _rows(rng, str(month), longitudes[point], latitudes[point])
        arrow_csv.write_csv(rows, path, arrow_csv.WriteOptions(quoting_style="none", quoting_header="none"))
        paths.append(path)
    return paths


def _rows(
    rng: np.random.Generator, month: str, longitude: npt.NDArray[np.str_], latitude: npt.NDArray[np.str_]
) -> pa.Table:
    size = len(longitude)
    weights = np.array(list(TYPES.values())) / sum(TYPES.values())
    kind = rng.choice(list(TYPES), size, p=weights)
    crime_id = np.frombuffer(rng.bytes(32 * size).hex().encode(), dtype="S64").astype(str)
    is_nowhere = rng.random(size) < 0.015
    return pa.table(
        {
            "Crime ID": np.where(kind == "Anti-social behaviour", "", crime_id),
            "Month": np.repeat(month, size),
            "Reported by": np.repeat(FORCE, size),
            "Falls within": np.repeat(FORCE, size),
            "Longitude": np.where(is_nowhere, "", longitude),
            "Latitude": np.where(is_nowhere, "", latitude),
            "Location": np.where(is_nowhere, "No Location", "On or near Sample High Street"),
            "LSOA code": np.repeat("E01000000", size),
            "LSOA name": np.repeat("Sample 001A", size),
            "Crime type": kind,
            "Last outcome category": np.repeat("Status update unavailable", size),
            "Context": np.repeat("", size),
        }
    )
