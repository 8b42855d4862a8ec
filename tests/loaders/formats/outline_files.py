"""Made-up outline files in the publishers' formats, for the tests of boundaries and of the build."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shapely.geometry import box, mapping

WEST, SOUTH, SIZE = -0.2, 51.4, 0.01


def square(place: int) -> dict[str, Any]:
    """Give the outline of the n-th square of a row of squares in London."""
    return dict(mapping(box(WEST + place * SIZE, SOUTH, WEST + (place + 1) * SIZE, SOUTH + SIZE)))


def write_geojson(
    path: Path, rows: Sequence[dict[str, Any]], geometries: Sequence[Any] | None = None, **extra: object
) -> Path:
    """Write a feature collection: the given properties on a row of squares, or on given geometries."""
    shapes = [square(place) for place in range(len(rows))] if geometries is None else geometries
    features = [
        {"type": "Feature", "properties": row, "geometry": shape} for row, shape in zip(rows, shapes, strict=True)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", **extra, "features": features}), "utf-8")
    return path
