"""A made-up pack of a country's size: 7,000 wards whose outlines have some 90 points each and share their borders."""

from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from benchmarks.made_up import BOROUGHS, make_areas, make_measures, make_values
from loaders.pack import Pack
from loaders.pack_write import write_pack

ACROSS, DOWN = 100, 70
POINTS_A_SIDE = 24
WEST, SOUTH, WIDE, HIGH = -4.0, 50.5, 0.05, 0.04


def write_country(folder: Path, *, measures: int = 16) -> None:
    """Write the pack."""
    told, areas = make_measures(measures), make_areas(ACROSS * DOWN)
    wards = areas[areas["level"] == "ward"]
    outlines = gpd.GeoDataFrame({"area_code": wards["area_code"]}, geometry=list(_outlines()[_cells()]), crs=4326)
    homes = outlines.assign(area_code=wards["borough_code"].to_numpy())
    pack = Pack(
        title="Sample country",
        kind="sample",
        built="2026-01-31",
        ward_vintage=2022,
        measures=told,
        areas=areas,
        values=make_values(told, areas),
        geometry={"wards": outlines, "boroughs": homes.dissolve("area_code").reset_index()},
    )
    write_pack(pack, folder)


def _cells() -> npt.NDArray[np.intp]:
    """Say which cell of the net each ward lies in, so that a borough's wards, every 33rd, lie together."""
    cells = np.empty(ACROSS * DOWN, dtype=np.intp)
    upright = np.arange(ACROSS * DOWN).reshape(DOWN, ACROSS).T.ravel()
    for borough, strip in enumerate(np.array_split(upright, BOROUGHS)):
        cells[borough::BOROUGHS] = strip
    return cells


def _outlines() -> npt.NDArray[np.object_]:
    """Lay out a net of crooked squares: each side is drawn once and used by both wards that it parts."""
    chance = np.random.default_rng(7)
    knots = chance.normal(0, 0.06, (DOWN + 1, ACROSS + 1, 2)) + np.stack(
        np.meshgrid(np.arange(ACROSS + 1), np.arange(DOWN + 1)), axis=2
    )
    level = np.array([[_side(a, b, chance) for a, b in pairwise(row)] for row in knots])
    upright = np.array(
        [[_side(a, b, chance) for a, b in zip(one, other, strict=True)] for one, other in pairwise(knots)]
    )
    rings = [
        np.concatenate([level[y, x], upright[y, x + 1], level[y + 1, x][::-1], upright[y, x][::-1]])
        for y in range(DOWN)
        for x in range(ACROSS)
    ]
    return np.array([shapely.Polygon(ring * [WIDE, HIGH] + [WEST, SOUTH]) for ring in rings], dtype=object)


def _side(
    start: npt.NDArray[np.float64], end: npt.NDArray[np.float64], chance: np.random.Generator
) -> npt.NDArray[np.float64]:
    along = np.linspace(0, 1, POINTS_A_SIDE)[:, None]
    off = np.cumsum(chance.normal(0, 0.008, POINTS_A_SIDE))
    off -= np.linspace(off[0], off[-1], POINTS_A_SIDE)
    run = end - start
    return start + run * along + np.array([-run[1], run[0]]) * off[:, None]
