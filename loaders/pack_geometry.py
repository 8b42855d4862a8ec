"""The outlines of a pack: read from GeoParquet, and checked against its areas."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from loaders.pack_faults import Fault
from scoring.errors import name_some
from scoring.measures import Level

if TYPE_CHECKING:
    import geopandas as gpd

LEVELS: Mapping[str, Level | None] = {"wards": Level.WARD, "boroughs": Level.BOROUGH, "context": None}
"""The GeoParquet files, with the level of their areas; `context` (optional) holds what is drawn for orientation."""

DEGREES = 4326
WHOLE_EARTH = np.array([-180.0, -90.0, 180.0, 90.0])
AGAIN = "build the pack again"


def read_geometry(folder: Path, faults: list[Fault]) -> "dict[str, gpd.GeoDataFrame]":
    """Read the outlines that are there; what can't be read goes to `faults`."""
    # here, because geopandas takes longer to import than most packs to read
    import geopandas as gpd
    from pyproj.exceptions import ProjError
    from shapely.errors import ShapelyError

    unreadable = (pa.ArrowException, OSError, ValueError, LookupError, TypeError, AttributeError)
    geometry = {}
    for name in LEVELS:
        path = folder / f"{name}.parquet"
        if path.exists():
            try:
                geometry[name] = gpd.read_parquet(path)
            except (*unreadable, ProjError, ShapelyError) as error:
                faults.append(Fault(f"{path}: expected GeoParquet; it can't be read ({error}); {AGAIN}"))
    return geometry


def find_geometry_faults(
    folder: Path, geometry: "Mapping[str, gpd.GeoDataFrame]", areas: pd.DataFrame | None
) -> list[Fault]:
    """Check each set of outlines on its own and against the areas (None when those can't be read)."""
    faults: list[Fault] = []
    for name, shapes in geometry.items():
        path, level = folder / f"{name}.parquet", LEVELS[name]
        faults += _find_place_faults(path, shapes)
        if level is None:
            continue
        if "area_code" not in shapes:
            faults.append(Fault(f"{path}: expected the columns area_code, geometry; area_code missing; {AGAIN}"))
            continue
        faults += _find_shape_faults(path, shapes)
        if areas is not None:
            faults += _find_code_faults(path, shapes["area_code"], areas, level)
    return faults


def _find_place_faults(path: Path, shapes: "gpd.GeoDataFrame") -> Iterator[Fault]:
    """Check that the coordinates are degrees; the part of the Earth that they cover tells where the label is wrong."""
    if shapes.crs is None or shapes.crs.to_epsg() != DEGREES:
        came = "no coordinate system" if shapes.crs is None else shapes.crs.name
        yield Fault(f"{path}: expected degrees (EPSG:{DEGREES}); it has {came}; {AGAIN}")
        return
    bounds = shapes.total_bounds
    if ((bounds < WHOLE_EARTH[[0, 1, 0, 1]]) | (bounds > WHOLE_EARTH[[2, 3, 2, 3]])).any():
        reach = ", ".join(f"{bound:g}" for bound in bounds)
        yield Fault(f"{path}: expected degrees (EPSG:{DEGREES}); its coordinates reach over {reach}; {AGAIN}")


def _find_shape_faults(path: Path, shapes: "gpd.GeoDataFrame") -> Iterator[Fault]:
    outlines, codes = shapes.geometry, shapes["area_code"]
    is_lacking = (outlines.isna() | outlines.is_empty).to_numpy()
    checks = {
        "expected an outline in each row; none": is_lacking,
        "expected polygons; other shapes": ~is_lacking
        & ~outlines.geom_type.isin(["Polygon", "MultiPolygon"]).to_numpy(),
        "expected valid polygons; lines that cross": ~is_lacking & ~outlines.is_valid.to_numpy(),
    }
    for words, is_wrong in checks.items():
        if is_wrong.any():
            yield Fault(f"{path}: geometry: {words} for {name_some(codes[is_wrong])}; {AGAIN}")


def _find_code_faults(path: Path, codes: pd.Series, areas: pd.DataFrame, level: Level) -> Iterator[Fault]:
    known = set(areas.loc[areas["level"].astype(object) == level.value, "area_code"].astype(object))
    given = codes.astype(object)
    if unknown := [code for code in dict.fromkeys(given) if code not in known]:
        yield Fault(f"{path}: area_code: expected only the {level}s of areas.parquet; unknown: {name_some(unknown)}")
    if twice := list(dict.fromkeys(given[given.duplicated()])):
        yield Fault(f"{path}: expected one row for each area_code; given twice: {name_some(twice)}")
    if lacking := sorted(known - set(given)):
        yield Fault(
            f"{path}: expected an outline for each {level}; none for {name_some(lacking)}; "
            "a map can't show them: add them",
            blocks=False,
        )
