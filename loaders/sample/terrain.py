"""The ground of the sample: London's outline, its two rivers, and a mesh of small cells that all borders follow."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import Voronoi, cKDTree

from loaders.sample.noise import EAST, NORTH, SOUTH, WEST, Floats, draw_bell
from loaders.sample.places import LEA, NORTHERN_EDGE, SOUTHERN_EDGE, THAMES, UPSTREAM, read_points

Whole = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

SPACING_KM = 0.13
"""How far apart the middles of two cells lie."""

BANK_KM = 0.045
"""How far from a river or the outline the cells on either side have their middles, so that cells meet on the line."""

STEP_KM = 0.10
"""How far apart such pairs of cells are along the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Small cells and the sides they share. Cells outside London have zone -1.

    `zone` is 0 west of the Lea, 1 east of the Lea, 2 south of the Thames: no borough or ward that the rivers part
    has cells on both banks, except Richmond. `sides` holds the two cells of each shared side, `ends` its corners,
    `side_km` its length.
    """

    middles: Floats
    areas_km2: Floats
    zone: Whole
    sides: Whole
    ends: Whole
    side_km: Floats
    corners: Floats
    thames: Floats
    lea: Floats


def lay_ground(rng: np.random.Generator) -> Ground:
    """Draw the outline and the rivers and cover the ground with cells that follow them."""
    thames = bend(read_points(THAMES))
    lea = bend(roughen(rng, read_points(LEA), shortest_km=0.8, share=0.12))
    south, north = (roughen(rng, read_points(edge)) for edge in (SOUTHERN_EDGE, NORTHERN_EDGE))
    upstream = bend(read_points(UPSTREAM))
    outline = np.concatenate([south, upstream[1:-1], north])
    seeds = _scatter(rng, (thames, lea, outline))
    mesh = Voronoi(seeds)
    ends = np.asarray(mesh.ridge_vertices, dtype=np.intp)
    is_closed = (ends >= 0).all(axis=1)
    sides, ends = mesh.ridge_points[is_closed].astype(np.intp), ends[is_closed]
    return Ground(
        middles=seeds,
        areas_km2=_areas(seeds, mesh.vertices, sides, ends),
        zone=_zones(seeds, thames=thames, lea=lea, outline=outline),
        sides=sides,
        ends=ends,
        side_km=np.sqrt((np.diff(mesh.vertices[ends], axis=1)[:, 0] ** 2).sum(axis=1)),
        corners=mesh.vertices,
        thames=thames,
        lea=lea,
    )


def bend(line: Floats, *, pieces: int = 8) -> Floats:
    """Lead a smooth line through all the points, as a river runs (a Catmull-Rom spline)."""
    padded = np.concatenate([2 * line[:1] - line[1:2], line, 2 * line[-1:] - line[-2:-1]])
    before, start, end, after = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    share = (np.arange(pieces) + 1)[:, None, None] / pieces
    curve = start + share * 0.5 * (
        (end - before)
        + share * (2 * before - 5 * start + 4 * end - after + share * (3 * start - before - 3 * end + after))
    )
    return np.concatenate([line[:1], curve.transpose(1, 0, 2).reshape(-1, 2)])


def roughen(rng: np.random.Generator, line: Floats, *, shortest_km: float = 0.3, share: float = 0.09) -> Floats:
    """Push the middle of each long piece aside, and the middles of its halves, until the line looks grown."""
    while True:
        pieces = np.diff(line, axis=0)
        lengths = np.sqrt((pieces**2).sum(axis=1))
        is_long = lengths > shortest_km
        if not is_long.any():
            return line
        aside = np.stack([-pieces[:, 1], pieces[:, 0]], axis=1)
        pushed = line[:-1] + pieces / 2 + aside * (draw_bell(rng, len(pieces)) * share)[:, None]
        line = np.insert(line, np.flatnonzero(is_long) + 1, pushed[is_long], axis=0)


def _scatter(rng: np.random.Generator, lines: tuple[Floats, ...]) -> Floats:
    """Scatter the middles of cells: pairs along each line, and between the lines a shaken honeycomb."""
    along = np.concatenate([_pairs(line) for line in lines])
    rows = np.arange(SOUTH, NORTH, SPACING_KM * 0.866)
    columns = np.arange(WEST, EAST, SPACING_KM)
    x, y = np.meshgrid(columns, rows)
    x[::2] += SPACING_KM / 2
    grid = np.stack([x.ravel(), y.ravel()], axis=1)
    grid += (rng.random(grid.shape) - 0.5) * SPACING_KM * 0.9
    london = shapely.buffer(shapely.polygons(lines[2]), 2 * SPACING_KM)
    shapely.prepare(london)
    grid = grid[shapely.contains_xy(london, grid)]
    distance, _ = cKDTree(along).query(grid, distance_upper_bound=SPACING_KM)
    return np.concatenate([along, grid[distance > SPACING_KM * 0.75]])


def _pairs(line: Floats) -> Floats:
    """Give the middles of the cells that meet on a line."""
    path = shapely.linestrings(line)
    places = np.arange(STEP_KM / 2, path.length, STEP_KM)
    before = shapely.get_coordinates(shapely.line_interpolate_point(path, places - STEP_KM / 2))
    after = shapely.get_coordinates(shapely.line_interpolate_point(path, places + STEP_KM / 2))
    along = (after - before) / STEP_KM
    aside = np.stack([-along[:, 1], along[:, 0]], axis=1) * BANK_KM
    on = (before + after) / 2
    return np.concatenate([on + aside, on - aside])


def _areas(seeds: Floats, corners: Floats, sides: Whole, ends: Whole) -> Floats:
    """Add up each cell's area from the triangles between its middle and its sides."""
    a, b = corners[ends[:, 0]], corners[ends[:, 1]]
    areas = np.zeros(len(seeds))
    for cell in sides.T:
        p, q = a - seeds[cell], b - seeds[cell]
        np.add.at(areas, cell, np.abs(p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]) / 2)
    return areas


def _zones(seeds: Floats, *, thames: Floats, lea: Floats, outline: Floats) -> Whole:
    """Say on which bank each cell lies."""
    south = shapely.polygons([*thames, (40, -3.4), (40, -40), (-20, -40), (-20, -30)])
    east = shapely.polygons([*lea, (9.3, -10), (40, -10), (40, 40), (8, 40)])
    london = shapely.polygons(outline)
    shapely.prepare([south, east, london])
    x, y = seeds.T
    zone = np.where(shapely.contains_xy(south, x, y), 2, np.where(shapely.contains_xy(east, x, y), 1, 0))
    return np.where(shapely.contains_xy(london, x, y), zone, -1).astype(np.intp)
