"""Packs that the browser tests open beside the sample: one with hostile names, one that can't be opened."""

import dataclasses
from pathlib import Path

import geopandas as gpd
from shapely.geometry import box

from loaders.pack import Pack
from loaders.pack_write import write_pack

HOSTILE, BROKEN = "hostile", "broken"
WARD_NAMES = (
    "<img src=x onerror=alert(1)>",
    '=cmd|"/c calc"!A1',
    "*bold* [link](https://example.org) $x^2$ :red[x]",
    "\u202edraw\u202c \u05e9\u05db\u05d5\u05e0\u05d4",
    "W" * 200,
)
BOROUGH_NAMES = ("</style><script>alert(2)</script>", "\"{name}\" & 'co' `code`")
MEASURE_LABEL = "<b onclick=alert(3)>Robbery</b> [x](javascript:alert(4))"


def write_packs(tiny: Pack, folder: Path) -> None:
    """Write both packs below a folder."""
    write_pack(_hostile(tiny), folder / HOSTILE)
    (folder / BROKEN).mkdir()
    (folder / BROKEN / "pack.toml").write_text('format = 1\ntitle = "Broken"\n', "utf-8")


def _hostile(tiny: Pack) -> Pack:
    """Give the tiny pack names that would be markup, formula or layout if anyone took them for it."""
    squares = [box(-0.2 + 0.05 * place, 51.4, -0.15 + 0.05 * place, 51.44) for place in range(5)]
    halves = [box(-0.2, 51.4, -0.1, 51.44), box(-0.1, 51.4, 0.05, 51.44)]
    codes = tiny.areas["area_code"].tolist()
    robbery, *others = tiny.measures
    return dataclasses.replace(
        tiny,
        title="Hostile <script>alert(5)</script>",
        areas=tiny.areas.assign(area_name=[*WARD_NAMES, *BOROUGH_NAMES]),
        measures=(dataclasses.replace(robbery, label=MEASURE_LABEL, caveat="<img src=y onerror=alert(6)>"), *others),
        geometry={
            "wards": gpd.GeoDataFrame({"area_code": codes[:5]}, geometry=squares, crs=4326),
            "boroughs": gpd.GeoDataFrame({"area_code": codes[5:]}, geometry=halves, crs=4326),
        },
    )
