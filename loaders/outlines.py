"""Turn outlines as they come into outlines that can be trusted: in the right place, valid, one for each area."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from loaders.boroughs import CITY_OF_LONDON
from loaders.city import CITY_NAME, CITY_WARD_CODES
from loaders.errors import SourceError
from scoring.errors import name_some

if TYPE_CHECKING:
    import geopandas as gpd

CHARTED = (-9.5, 49.0, 2.5, 61.5)
"""Longitudes and latitudes between which the United Kingdom lies."""
GRID = (0.0, 0.0, 700_000.0, 1_300_000.0)
"""Eastings and northings, in metres, that the British National Grid has."""


def project(name: str, table: "gpd.GeoDataFrame") -> "gpd.GeoDataFrame":
    """Turn the outlines into longitude and latitude by the definition that the file gives."""
    bounds = table.total_bounds
    if table.crs is None:
        is_grid = _within(bounds, GRID) and not _within(bounds, CHARTED)
        guess = "its numbers look like British National Grid metres (EPSG:27700)" if is_grid else "nothing tells which"
        raise SourceError(
            f"{name}: expected a coordinate system (a .prj file or the like); there is none; {guess}; "
            "add the .prj of the original download, or fetch the boundaries again"
        )
    from pyproj.exceptions import ProjError

    try:
        projected = table.to_crs(4326)
    except ProjError as error:
        raise SourceError(
            f"{name}: expected a coordinate system that longitudes and latitudes can be worked out from; it has "
            f"{table.crs.name!r}; fetch the boundaries again"
        ) from error
    if not _within(projected.total_bounds, CHARTED):
        west, south, east, north = projected.total_bounds
        raise SourceError(
            f"{name}: expected outlines within the United Kingdom; they span longitudes {west:.1f} to {east:.1f} and "
            f"latitudes {south:.1f} to {north:.1f}; the coordinate system or the order of the axes is wrong"
        )
    return projected


def _within(bounds: npt.NDArray[np.float64], frame: tuple[float, float, float, float]) -> bool:
    west, south, east, north = frame
    return bool(bounds[0] >= west and bounds[1] >= south and bounds[2] <= east and bounds[3] <= north)


def mend(table: "gpd.GeoDataFrame", notes: list[str]) -> "gpd.GeoDataFrame":
    """Mend outlines that cross themselves, and keep only surfaces."""
    outlines = shapely.force_2d(table.geometry.to_numpy())
    invalid = ~shapely.is_valid(outlines)
    if invalid.any():
        # coordinates out of all bounds overflow here, and are refused when their place is looked at
        with np.errstate(all="ignore"):
            outlines[invalid] = [_surfaces(outline) for outline in shapely.make_valid(outlines[invalid])]
        named = name_some(table.loc[invalid, "area_code"])
        notes.append(f"{int(invalid.sum())} outlines crossed themselves and were mended: {named}")
    return table.assign(geometry=outlines)


def _surfaces(outline: shapely.Geometry) -> shapely.Geometry:
    parts = [part for part in shapely.get_parts(outline) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts)


def merge_city(table: "gpd.GeoDataFrame", notes: list[str]) -> "gpd.GeoDataFrame":
    """Give every part of the City of London, however it is modelled, the code of the one area that it is here."""
    is_city = table["area_code"].isin(CITY_WARD_CODES | {CITY_OF_LONDON}) | (table["borough_code"] == CITY_OF_LONDON)
    if not is_city.any():
        notes.append("the City of London is not in it")
        return table
    notes.append(f"the City of London ({int(is_city.sum())} rows) is held as one area, {CITY_OF_LONDON}")
    columns = ["area_code", "area_name", "borough_code", "borough_name"]
    merged = table.copy()
    merged.loc[is_city, columns] = [CITY_OF_LONDON, CITY_NAME, CITY_OF_LONDON, CITY_NAME]
    return merged


def join_parts(table: "gpd.GeoDataFrame", notes: list[str]) -> "gpd.GeoDataFrame":
    """Give one outline for each code, ordered by code."""
    repeated = table["area_code"].duplicated(keep=False)
    if not repeated.any():
        return table.sort_values("area_code").reset_index(drop=True)
    several = [code for code in dict.fromkeys(table.loc[repeated, "area_code"]) if code != CITY_OF_LONDON]
    if several:
        notes.append(f"{len(several)} areas came in several rows and were joined: {name_some(several)}")
    return table.dissolve("area_code", aggfunc="first", as_index=False, sort=True)
