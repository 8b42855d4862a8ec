"""The areas of a pack: which set of wards, their boroughs, and outlines that are light enough for a browser."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import shapely

from loaders.boroughs import BOROUGHS, borough_codes
from loaders.build.folder import Held
from loaders.build.ledger import Ledger
from loaders.city import CITY_NAME, CITY_WARD, fold_city
from loaders.errors import SourceError
from loaders.extract import Geography, Kind
from loaders.publications import PUBLICATIONS
from scoring.errors import name_some

if TYPE_CHECKING:
    import geopandas as gpd

NATIONAL_GRID = 27_700
MAX_CORNERS = 60_000
"""Corners of outlines in all that a browser should be asked to draw."""
TOLERANCES_M = (5.0, 10.0, 20.0, 40.0, 80.0)
"""How far outlines are simplified, least first, until they are light enough."""


@dataclass(frozen=True, slots=True)
class Wards:
    """The wards of one vintage: `table` has area_code, area_name, borough_code and geometry, ordered by code."""

    year: int
    table: "gpd.GeoDataFrame"
    held: Held

    @property
    def codes(self) -> "pd.Index[str]":
        """Give the ward codes in order."""
        codes: pd.Index[str] = pd.Index(self.table["area_code"])
        return codes

    @property
    def boroughs(self) -> list[str]:
        """Give the codes of the boroughs that the wards lie in, in order."""
        return sorted(set(self.table["borough_code"]))


def choose_wards(tables: Sequence[Held], ledger: Ledger, *, year: int | None) -> tuple[Wards, dict[int, set[str]]]:
    """Choose the newest complete set of London's wards, or that of the year asked for; and give all sets by year.

    Of several files for one year the one that names boroughs itself is chosen, then the more detailed.
    """
    candidates = [
        held for held in tables if held.extract.kind is Kind.BOUNDARIES and held.extract.geography is Geography.WARD
    ]
    complete: list[Wards] = []
    for held in candidates:
        table = _with_boroughs(held, tables)
        lacking = sorted(set(BOROUGHS) - set(table["borough_code"]))
        if lacking or held.extract.vintage is None:
            what = f"no ward of {name_some(BOROUGHS[code] for code in lacking)}" if lacking else "no year can be told"
            ledger.pass_over(held, f"not a complete set of London's wards: {what}")
            continue
        complete.append(Wards(held.extract.vintage, table, held))
    sets = {wards.year: set(wards.codes) for wards in complete}
    wanted = [wards for wards in complete if year in (None, wards.year)]
    if not wanted:
        raise SourceError(_no_wards(candidates, sets, year))
    best = max(wanted, key=lambda wards: (wards.year, _names_boroughs(wards.held), _corners(wards.table)))
    ledger.use(best.held, "wards")
    others = [wards for wards in complete if wards is not best]
    for other in others:
        why = "wards of another year" if other.year != best.year else "another file of the same wards was chosen"
        ledger.pass_over(other.held, f"{why}: {best.held.name} has those of {best.year}")
    if others:
        over = name_some(f"{other.held.name} ({other.year})" for other in others)
        ledger.choose(f"wards of {best.year} from {best.held.name}, over {over}")
    return best, sets


def make_outlines(wards: Wards) -> "dict[str, gpd.GeoDataFrame]":
    """Make the outlines for the web: wards simplified with their shared borders, boroughs made of the same lines."""
    import geopandas as gpd

    grid = wards.table.to_crs(NATIONAL_GRID)
    outlines = shapely.make_valid(grid.geometry.to_numpy())
    tolerances = iter(TOLERANCES_M)
    lighter = outlines
    while (
        shapely.get_num_coordinates(lighter).sum() > MAX_CORNERS and (tolerance := next(tolerances, None)) is not None
    ):
        lighter = shapely.coverage_simplify(outlines, tolerance)
    shapes = gpd.GeoSeries(lighter, crs=NATIONAL_GRID).to_crs(4326).to_numpy()
    light = gpd.GeoDataFrame({"area_code": wards.table["area_code"].to_numpy()}, geometry=_surfaces(shapes), crs=4326)
    members = light.assign(area_code=wards.table["borough_code"].to_numpy())
    boroughs = members.dissolve("area_code", as_index=False, sort=True)
    return {"wards": light, "boroughs": boroughs.set_geometry(_surfaces(boroughs.geometry.to_numpy()))}


def _surfaces(shapes: "shapely.typing.ArrayLike") -> list[shapely.Geometry]:
    """Mend what rounding may have broken and keep only surfaces."""
    return [
        shape if shape.is_valid and shape.geom_type in ("Polygon", "MultiPolygon") else shapely.buffer(shape, 0)
        for shape in shapes
    ]


def _with_boroughs(held: Held, tables: Sequence[Held]) -> "gpd.GeoDataFrame":
    """Give London's wards of a file with the codes of their boroughs, from a lookup where the file has none."""
    table = held.extract.table
    codes = table["borough_code"].where(table["borough_code"] != "", borough_codes(table["borough_name"]))
    if (codes == "").any():
        known = _boroughs_of_wards(tables)
        codes = codes.where(codes != "", table["area_code"].map(known).fillna(""))
    london = table.assign(borough_code=codes, area_code=fold_city(table["area_code"]))[codes.isin(list(BOROUGHS))]
    named = london.assign(area_name=london["area_name"].where(london["area_code"] != CITY_WARD, CITY_NAME))
    return named[["area_code", "area_name", "borough_code", "geometry"]].sort_values("area_code").reset_index(drop=True)


def _boroughs_of_wards(tables: Sequence[Held]) -> dict[str, str]:
    known: dict[str, str] = {}
    for held in tables:
        extract = held.extract
        if extract.kind is Kind.LOOKUP and Geography.WARD in (extract.geography, extract.to_geography):
            ward = "from_code" if extract.geography is Geography.WARD else "to_code"
            pairs = extract.table[extract.table["borough_code"] != ""].drop_duplicates(ward)
            known.update(zip(pairs[ward], pairs["borough_code"], strict=True))
    return known


def _names_boroughs(held: Held) -> bool:
    return bool((held.extract.table["borough_code"] != "").all())


def _corners(table: "gpd.GeoDataFrame") -> int:
    return int(shapely.get_num_coordinates(table.geometry.to_numpy()).sum())


def _no_wards(candidates: Sequence[Held], sets: dict[int, set[str]], year: int | None) -> str:
    publication = PUBLICATIONS["boundaries"]
    wanted = f"boundaries of London's wards{f' of {year}' if year else ''}"
    if sets:
        came = f"there are those of {name_some(sorted(sets))}"
    elif candidates:
        came = f"{name_some(held.name for held in candidates)} can't be used (not complete, or of no known year)"
    else:
        came = "there are none that can be read"
    return f"expected {wanted} in the folder; {came}; {publication.name}: {publication.where}"
