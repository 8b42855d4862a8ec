"""Outlines of the sample's wards, boroughs and river: one net of lines, so that neighbours share theirs exactly."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from loaders.sample.noise import Floats, draw_bell
from loaders.sample.places import SEAWARD, UPSTREAM, read_points
from loaders.sample.terrain import Ground, Whole, bend
from scoring.errors import DataToolError

Shapes = npt.NDArray[np.object_]

CHARING_CROSS = (-0.1278, 51.5074)
KM_PER_DEGREE = (69.2, 111.2)
"""Kilometres in a degree of longitude and of latitude in London."""

DECIMALS = 5
"""About a metre. Corners are rounded while neighbours still share them, so that rounding opens no gap."""

DETAIL_KM = 0.11
"""Corners that stand out by a triangle smaller than about this squared are left out, for both neighbours alike."""


def draw_wards(rng: np.random.Generator, ground: Ground, ward: Whole) -> Shapes:
    """Give each ward's outline in degrees; together they cover London without gap or overlap."""
    corners = _snap(ground.corners)
    outlines = [_fill(rings, corners) for rings in _walk_rings(ground, ward)]
    simple = shapely.coverage_simplify(np.array(outlines, dtype=object), DETAIL_KM)
    for shortest_km in (0.24, 0.16, 0.1):
        simple = _wrinkle(rng, simple, shortest_km=shortest_km)
    return np.asarray(shapely.normalize(shapely.transform(simple, _to_degrees)), dtype=object)


def draw_boroughs(wards: Shapes, borough_of_ward: Whole) -> Shapes:
    """Dissolve the wards of each borough; their outer lines stay as they are."""
    groups = [wards[borough_of_ward == position] for position in range(borough_of_ward.max() + 1)]
    return np.array([shapely.normalize(shapely.coverage_union_all(group)) for group in groups], dtype=object)


def draw_rivers(ground: Ground) -> dict[str, shapely.Geometry]:
    """Give the Thames, which widens towards the sea, and the Lea as areas."""
    upstream, seaward = bend(read_points(UPSTREAM)), bend(read_points(SEAWARD))
    thames = np.concatenate([upstream[:0:-1], ground.thames, seaward[1:]])
    east = thames[:, 0]
    half = 0.045 + 0.0035 * np.maximum(east + 14, 0) + 0.0003 * np.maximum(east, 0) ** 2
    return {"River Thames": _widen(thames, half), "River Lea": _widen(ground.lea, np.full(len(ground.lea), 0.03))}


def _widen(line: Floats, half_width_km: Floats) -> shapely.Geometry:
    rounds = shapely.buffer(shapely.points(line), half_width_km, quad_segs=4)
    reaches = shapely.convex_hull(shapely.multipolygons(np.stack([rounds[:-1], rounds[1:]], axis=1)))
    area = shapely.simplify(shapely.union_all(reaches), 0.004)
    return shapely.normalize(shapely.set_precision(shapely.transform(area, _to_degrees), 10.0**-DECIMALS))


def frame_shapes(codes: list[str], shapes: Shapes) -> gpd.GeoDataFrame:
    """Put outlines beside their codes."""
    return gpd.GeoDataFrame({"area_code": codes}, geometry=gpd.GeoSeries(shapes), crs="EPSG:4326")


def _to_degrees(points: Floats) -> Floats:
    return np.round(points / KM_PER_DEGREE + CHARING_CROSS, DECIMALS)


def _snap(points: Floats) -> Floats:
    """Move points, in kilometres, to where they lie once degrees are rounded."""
    return (_to_degrees(points) - CHARING_CROSS) * KM_PER_DEGREE


def _wrinkle(rng: np.random.Generator, outlines: Shapes, *, shortest_km: float) -> Shapes:
    """Push the middle of each long straight piece aside, once for both neighbours, but never across another line."""
    first, last, piece_of_segment = _find_pieces(outlines)
    along = last - first
    length = np.sqrt((along**2).sum(axis=1))
    push = np.clip(draw_bell(rng, len(along)) * 0.1 * rng.random(len(along)), -0.05 / length, 0.05 / length)
    push[length < shortest_km] = 0
    while True:
        middles = _snap((first + last) / 2 + np.stack([-along[:, 1], along[:, 0]], axis=1) * push[:, None])
        wrinkled = _insert(outlines, piece_of_segment, middles, push != 0)
        is_torn = _find_torn(wrinkled)
        if not is_torn.any():
            return wrinkled
        torn_pieces = np.concatenate([piece_of_segment[number] for number in np.flatnonzero(is_torn)])
        if not push[torn_pieces].any():
            raise DataToolError("seed: expected outlines that fit together; this one's cross; choose another number")
        push[torn_pieces] = 0


def _find_torn(outlines: Shapes) -> npt.NDArray[np.bool_]:
    """Find the outlines that cross themselves or a neighbour."""
    return np.asarray(~shapely.is_valid(outlines) | ~shapely.is_empty(shapely.coverage_invalid_edges(outlines)))


def _find_pieces(outlines: Shapes) -> tuple[Floats, Floats, list[Whole]]:
    """Give the ends of every straight piece, shared ones once, and for each outline its pieces in order."""
    rings = [shapely.get_coordinates(outline.exterior) for outline in outlines]
    starts, stops = (np.concatenate([ring[cut] for ring in rings]) for cut in (slice(None, -1), slice(1, None)))
    is_turned = (starts[:, 0] > stops[:, 0]) | ((starts[:, 0] == stops[:, 0]) & (starts[:, 1] > stops[:, 1]))
    ends = np.hstack([np.where(is_turned[:, None], *pair) for pair in ((stops, starts), (starts, stops))])
    pieces, piece_of_segment = np.unique(ends, axis=0, return_inverse=True)
    borders = np.cumsum([len(ring) - 1 for ring in rings])[:-1]
    return pieces[:, :2], pieces[:, 2:], np.split(piece_of_segment, borders)


def _insert(outlines: Shapes, pieces: list[Whole], middles: Floats, is_pushed: npt.NDArray[np.bool_]) -> Shapes:
    bent = []
    for outline, mine in zip(outlines, pieces, strict=True):
        after = np.flatnonzero(is_pushed[mine])
        ring = np.insert(shapely.get_coordinates(outline.exterior), after + 1, middles[mine[after]], axis=0)
        bent.append(shapely.Polygon(ring, outline.interiors))
    return np.array(bent, dtype=object)


def _walk_rings(ground: Ground, ward: Whole) -> list[list[list[int]]]:
    """Follow the sides between different wards round each ward, corner by corner."""
    left, right = ward[ground.sides].T
    is_border = left != right
    neighbours: list[dict[int, list[int]]] = [{} for _ in range(ward.max() + 1)]
    for (one, other), start, end in zip(
        ground.sides[is_border].tolist(), *ground.ends[is_border].T.tolist(), strict=True
    ):
        for number in (int(ward[one]), int(ward[other])):
            if number >= 0:
                neighbours[number].setdefault(start, []).append(end)
                neighbours[number].setdefault(end, []).append(start)
    return [_close_rings(links) for links in neighbours]


def _close_rings(links: dict[int, list[int]]) -> list[list[int]]:
    """Walk from corner to corner until home; each corner has exactly two links, as three cells meet in it."""
    rings = []
    unseen = set(links)
    for start in links:
        if start in unseen:
            ring, here = [start], links[start][0]
            unseen.discard(start)
            while here != start:
                ring.append(here)
                unseen.discard(here)
                here = next(step for step in links[here] if step != ring[-2])
            rings.append(ring)
    return rings


def _fill(rings: list[list[int]], corners: Floats) -> shapely.Polygon:
    """Make an area of its outermost ring, with the others as holes."""
    loops = sorted((shapely.Polygon(corners[ring]) for ring in rings), key=lambda loop: -loop.area)
    return shapely.Polygon(loops[0].exterior, [loop.exterior for loop in loops[1:]])
