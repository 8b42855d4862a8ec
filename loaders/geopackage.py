"""Read a GeoPackage as the SQLite database that it is."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import shapely

from loaders.errors import SourceError

if TYPE_CHECKING:
    import geopandas as gpd

ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
HEADER_BYTES = 8
LAYERS = """
select g.table_name, g.column_name, s.definition, s.srs_id
from gpkg_geometry_columns g
join sqlite_master m on m.name = g.table_name and m.type = 'table'
left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id
"""


def read_geopackage(path: Path) -> "dict[str, gpd.GeoDataFrame]":
    """Read every layer of outlines, each with its coordinate system (none where the file gives none)."""
    import geopandas as gpd
    from pyproj.exceptions import CRSError

    layers = {}
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            for table, column, definition, system in database.execute(LAYERS).fetchall():
                name = table.replace('"', '""')
                rows = pd.read_sql_query(f'select * from "{name}"', database)
                outlines = shapely.from_wkb([_wkb(path, blob) for blob in rows.pop(column)])
                has_system = isinstance(system, int) and system > 0
                layers[table] = gpd.GeoDataFrame(rows, geometry=outlines, crs=definition if has_system else None)
    except KeyError as error:
        raise SourceError(
            f"{path.name}: expected a whole GeoPackage; it has no column {error} of outlines; fetch it again"
        ) from error
    except (
        sqlite3.DatabaseError,
        pd.errors.DatabaseError,
        ValueError,
        shapely.errors.GEOSException,
        CRSError,
    ) as error:
        raise SourceError(f"{path.name}: expected a whole GeoPackage; {error}; fetch it again") from error
    if not layers:
        raise SourceError(f"{path.name}: expected a GeoPackage with a layer of outlines; it has none")
    return layers


def _wkb(path: Path, blob: object) -> bytes | None:
    """Take the plain geometry out of a GeoPackage cell: after two letters, version, flags, system and envelope."""
    if blob is None:
        return None
    if not isinstance(blob, bytes) or len(blob) < HEADER_BYTES or blob[:2] != b"GP":
        raise SourceError(f"{path.name}: expected outlines in GeoPackage form; found something else; fetch it again")
    envelope = ENVELOPE_BYTES.get((blob[3] >> 1) & 7, 0)
    return blob[HEADER_BYTES + envelope :]
