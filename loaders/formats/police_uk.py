"""Street-level crime of data.police.uk: one row a crime, at an anonymised map point.

Series: `police_uk:<crime type>` in lower case, such as `police_uk:violence and sexual offences`. This reader gives
points; `loaders.points.count_points` puts the points of any number of such files into wards, with the caveat that
belongs to them. `No Location` rows have no point. Rows without a crime id are anti-social behaviour, a crime each; a
crime id that is repeated at the same point is one crime with several outcomes, at another point a crime of its own.
The small areas (LSOA) of neighbouring forces occur and do no harm, as the point decides.
"""

import tempfile
from pathlib import Path

import pandas as pd

from loaders.errors import SourceError
from loaders.extract import COLUMNS, Extract, Geography, Kind, LeftOut
from loaders.mps_categories import normalise
from loaders.points_engine import CAVEAT, MEMORY_LIMIT, REPEATED, THREADS, is_street_header, load_batch, open_engine
from loaders.rawfile import Content, RawFile
from loaders.readers import Reader

_POINTS = """
    SELECT crime_type AS series, force, longitude::DOUBLE AS longitude, latitude::DOUBLE AS latitude, month,
           sum(crime_count)::BIGINT AS count
    FROM batch WHERE longitude IS NOT NULL AND latitude IS NOT NULL GROUP BY ALL ORDER BY ALL
"""


def _recognises(raw: RawFile) -> bool:
    return raw.content is Content.DELIMITED and is_street_header(raw.header)


def _read(raw: RawFile) -> list[Extract]:
    with tempfile.TemporaryDirectory() as spill:
        engine = open_engine(memory_limit=MEMORY_LIMIT, threads=THREADS, spill_folder=Path(spill))
        try:
            load_batch(engine, [raw.path])
            points = engine.execute(_POINTS).df()
            rows, crimes = engine.execute(
                "SELECT sum(row_count)::BIGINT, sum(crime_count)::BIGINT FROM batch"
            ).fetchall()[0]
        finally:
            engine.close()
    if points.empty:
        raise SourceError(
            f"{raw.path.name}: expected crimes with a location, but none of {rows:,} rows has one; fetch the file again"
        )
    placed = int(points["count"].sum())
    left_out = (
        LeftOut(REPEATED, rows - crimes, float(rows - crimes)),
        LeftOut("no location", crimes - placed, float(crimes - placed)),
    )
    latest = points["month"].max()
    months = pd.to_datetime(points["month"]).astype("datetime64[us]")
    points = points.assign(series="police_uk:" + normalise(points["series"]), month=months)
    return [
        Extract(
            format="police_uk",
            kind=Kind.POINTS,
            geography=Geography.POINT,
            release=str(latest),
            table=points[list(COLUMNS[Kind.POINTS])],
            rows_read=rows,
            rows_used=placed,
            left_out=tuple(entry for entry in left_out if entry.rows),
            total_in=float(rows),
            total_out=float(placed),
            is_sparse=True,
            notes=(CAVEAT,),
        )
    ]


READER = Reader(
    id="police_uk",
    label="Street-level crime",
    publisher="data.police.uk",
    recognises=_recognises,
    read=_read,
)
