"""A pack's shapes made small for browsers: fetched once, named by their content, with shared borders kept."""

import gzip
import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely

from charts.map_names import Spot
from scoring.evidence import Evidence

METRES_PER_DEGREE = 111_320.0
TOLERANCE_METRES = 100.0
"""How far a simplified border may lie from the real one; nothing that shows on a map of a city."""

MOST_VERTICES = 16_000
"""Beyond this many vertices the tolerance is doubled until it holds: what a browser draws without a graphics card."""

DECIMALS = 5
Shapes = npt.NDArray[np.object_]
Step = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Asset:
    """One file for the browser, compressed, under a name that changes with its content."""

    name: str
    compressed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class WebGeometry:
    """What the map draws of a pack. `shapes` are the simplified wards in the order of the evidence."""

    wards: Asset
    ward_lines: Asset
    borough_lines: Asset
    context: Asset | None
    shapes: Shapes
    borough_names: tuple[Spot, ...]
    bounds: tuple[float, float, float, float]
    borough_bounds: dict[str, tuple[float, float, float, float]]
    _steps: dict[int, list[Step]] = field(default_factory=dict, repr=False, compare=False)

    def outline(self, wards: Sequence[int]) -> list[Step]:
        """Give the outlines of wards step by step, those between two of them once.

        Each ward's are kept, because a move outlines much the same wards again.
        """
        for ward in wards:
            if ward not in self._steps:
                self._steps[ward] = list_steps(self.shapes[ward])
        return list(dict.fromkeys(step for ward in wards for step in self._steps[ward]))

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Give all files that a browser may fetch."""
        fixed = (self.wards, self.ward_lines, self.borough_lines)
        return fixed if self.context is None else (*fixed, self.context)


def make_web_geometry(
    evidence: Evidence, codes: npt.NDArray[np.object_], shapes: Shapes, context: Shapes
) -> WebGeometry:
    """Simplify a pack's wards as one coverage, and write them, their borders and their boroughs' for the browser.

    `codes` and `shapes` are the rows of wards.parquet; wards without a shape are not drawn. Borders are files of their
    own, each step once: a browser draws single straight lines in half the time that it takes for paths or outlines.
    """
    by_code = dict(zip(codes, shapes, strict=True))
    drawn = np.array([code in by_code for code in evidence.wards.codes])
    ordered = np.array([by_code.get(code, shapely.Polygon()) for code in evidence.wards.codes], dtype=object)
    ordered[drawn] = simplify_together(ordered[drawn])
    boroughs = evidence.borough_of_ward
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(shape),
            "properties": {
                "i": position,
                "code": code,
                "name": name,
                "borough": evidence.boroughs.names[borough],
            },
        }
        for position, (shape, code, name, borough) in enumerate(
            zip(ordered, evidence.wards.codes, evidence.wards.names, boroughs, strict=True)
        )
        if drawn[position]
    ]
    outlines = {
        borough: shapely.coverage_union_all(ordered[drawn & (boroughs == borough)])
        for borough in np.unique(boroughs[drawn])
    }
    seen = find_uncovered(context, list(outlines.values()))
    return WebGeometry(
        wards=_asset("wards", {"type": "FeatureCollection", "features": features}),
        ward_lines=_lines("ward-lines", ordered[drawn]),
        borough_lines=_lines("borough-lines", np.array(list(outlines.values()), dtype=object)),
        context=_lines("context", seen) if len(seen) else None,
        shapes=ordered,
        borough_names=tuple(
            _find_spot(str(evidence.boroughs.names[borough]), outline) for borough, outline in outlines.items()
        ),
        bounds=_bounds(shapely.total_bounds(ordered[drawn])),
        borough_bounds={
            str(evidence.boroughs.codes[borough]): _bounds(shapely.bounds(outline))
            for borough, outline in outlines.items()
        },
    )


def find_uncovered(context: Shapes, ground: Sequence[shapely.Geometry]) -> Shapes:
    """Give what can be seen of lines and outlines that lie below wards: a browser need not draw the rest."""
    if not len(context):
        return context
    is_surface = shapely.get_dimensions(context) == 2
    lines = np.where(is_surface, shapely.boundary(context), context)
    seen = shapely.difference(lines, shapely.union_all(ground))
    return np.asarray(seen[~shapely.is_empty(seen)], dtype=object)


def simplify_together(shapes: Shapes) -> Shapes:
    """Simplify shapes that share borders so that they still share them, on a flat copy of the ground."""
    latitude = float(np.mean(shapely.get_y(shapely.centroid(shapes))))
    scale = np.array([METRES_PER_DEGREE * math.cos(math.radians(latitude)), METRES_PER_DEGREE])
    flat = shapely.transform(shapes, lambda points: points * scale)
    tolerance = TOLERANCE_METRES
    simple = shapely.coverage_simplify(flat, tolerance)
    while int(shapely.get_num_coordinates(simple).sum()) > max(MOST_VERTICES, 12 * len(shapes)):
        tolerance *= 2
        simple = shapely.coverage_simplify(flat, tolerance)
    return np.asarray(shapely.transform(simple, lambda points: np.round(points / scale, DECIMALS)), dtype=object)


def unique_steps(shapes: Shapes) -> npt.NDArray[np.float64]:
    """Give the borders of shapes, or lines, step by step from point to point, each once however many share it.

    The answer has a row a step: where it starts and where it ends, as longitude and latitude.
    """
    parts = shapely.get_parts(shapes)
    is_surface = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    lines = np.concatenate([shapely.get_rings(parts[is_surface]), parts[~is_surface]])
    points, line_of = shapely.get_coordinates(lines, return_index=True)
    is_step = line_of[:-1] == line_of[1:]
    steps = np.stack([points[:-1][is_step], points[1:][is_step]], axis=1)
    is_backward = (steps[:, 0, 0] > steps[:, 1, 0]) | (
        (steps[:, 0, 0] == steps[:, 1, 0]) & (steps[:, 0, 1] > steps[:, 1, 1])
    )
    steps[is_backward] = steps[is_backward][:, ::-1]
    return np.unique(steps.reshape(-1, 4), axis=0).reshape(-1, 2, 2)


def hatch(shapes: Shapes, bounds: tuple[float, float, float, float]) -> shapely.Geometry:
    """Give slanting lines across shapes, about 120 from side to side of the whole map."""
    west, south, east, north = bounds
    height = north - south
    starts = np.arange(west - height, east, (east - west + height) / 120)
    lines = shapely.linestrings([[(start, south), (start + height, north)] for start in starts])
    return shapely.intersection(shapely.multilinestrings(lines), shapely.union_all(shapes))


def _geometry(shape: shapely.Geometry) -> object:
    return json.loads(shapely.to_geojson(shape))


def list_steps(shapes: Shapes | shapely.Geometry) -> list[Step]:
    """Give the steps of `unique_steps` as numbers that travel."""
    steps = np.round(unique_steps(np.atleast_1d(np.asarray(shapes, dtype=object))), DECIMALS).tolist()
    return [((*start,), (*end,)) for start, end in steps]


def _lines(name: str, shapes: Shapes) -> Asset:
    return _asset(name, step_rows(list_steps(shapes)))


def step_rows(steps: Iterable[Step]) -> list[dict[str, tuple[float, float]]]:
    """Give steps as the rows of a line layer: from `a` to `b`."""
    return [{"a": start, "b": end} for start, end in steps]


def _asset(name: str, document: object) -> Asset:
    text = json.dumps(document, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Asset(name=f"{name}-{digest}.json", compressed=gzip.compress(text.encode(), 9, mtime=0))


def _find_spot(name: str, outline: shapely.Geometry) -> Spot:
    """Find the middle of the largest circle within a shape: there its name has most room."""
    largest = max(shapely.get_parts(outline), key=shapely.area)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=0.002)
    x, y = shapely.get_coordinates(radius)[0]
    return Spot(name, round(float(x), DECIMALS), round(float(y), DECIMALS), round(float(radius.length), DECIMALS))


def _bounds(bounds: npt.NDArray[np.float64]) -> tuple[float, float, float, float]:
    west, south, east, north = (float(bound) for bound in bounds)
    return west, south, east, north
