"""Read GeoJSON as plain JSON."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from loaders.errors import SourceError

if TYPE_CHECKING:
    import geopandas as gpd

DEFAULT_CRS = "EPSG:4326"
_CRS84 = re.compile(r"CRS:?:?84$", re.IGNORECASE)
_EPSG = re.compile(r"EPSG:{1,2}(\d{4,6})$", re.IGNORECASE)


def read_geojson(path: Path) -> "gpd.GeoDataFrame":
    """Read a feature collection with its coordinate system: longitude and latitude unless it names another."""
    import geopandas as gpd

    document = _parse(path)
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise SourceError(f"{path.name}: expected GeoJSON with a list of features; it has none; fetch it again")
    strange = [place for place, feature in enumerate(features, 1) if not _is_feature(feature)]
    if strange:
        raise SourceError(
            f"{path.name}: expected each feature to have properties and a geometry; {len(strange):,} have not, "
            f"the first is feature {strange[0]}; fetch the file again as GeoJSON"
        )
    written = [json.dumps(feature["geometry"]) if feature["geometry"] else None for feature in features]
    outlines = shapely.from_geojson(written, on_invalid="ignore")
    broken = [place for place, text in enumerate(written) if text is not None and outlines[place] is None]
    if broken:
        raise SourceError(
            f"{path.name}: expected outlines that can be read; {len(broken):,} can't, the first is that of feature "
            f"{broken[0] + 1}; fetch the file again"
        )
    rows = [feature["properties"] or {} for feature in features]
    return gpd.GeoDataFrame(rows, geometry=np.asarray(outlines), crs=_crs(path, document))


def _parse(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"{path.name}: expected whole JSON; it can't be read ({error}); it may have been cut short, fetch it again"
        ) from error
    return document if isinstance(document, dict) else {}


def _is_feature(feature: object) -> bool:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties", {}), dict | None):
        return False
    geometry = feature.get("geometry", False)
    return "properties" in feature and (geometry is None or isinstance(geometry, dict))


def _crs(path: Path, document: dict[str, Any]) -> str:
    """Give the coordinate system that an older file names; today's standard has only one."""
    named = document.get("crs")
    if not isinstance(named, dict):
        return DEFAULT_CRS
    properties = named.get("properties")
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if _CRS84.search(name):
        return DEFAULT_CRS
    found = _EPSG.search(name)
    if not found or not _is_known(f"EPSG:{found[1]}"):
        raise SourceError(f"{path.name}: crs: expected a name such as EPSG:4326 or EPSG:27700; it is {name!r}")
    return f"EPSG:{found[1]}"


def _is_known(name: str) -> bool:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        CRS.from_user_input(name)
    except CRSError:
        return False
    return True
