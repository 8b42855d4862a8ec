"""Outlines of wards, boroughs and small areas: ONS GeoJSON, London Datastore shapefiles, MapInfo tables, GeoPackages.

Recognised by an ONS code (or, for boroughs, by the 33 names) in a column of a file of outlines, or of an archive that
holds some. Columns are found by what they hold, because the same code is called WD22CD, GSS_CODE or ward22_code.
Gives areas in longitude and latitude, outlines repaired, parts of an area joined, the City of London as one area
`E09000001`. A file without a coordinate system is refused: guessing one could move every ward.
"""

import re
import zipfile
from typing import TYPE_CHECKING

import pandas as pd

from loaders.boroughs import BOROUGHS, CITY_OF_LONDON, borough_codes
from loaders.errors import SourceError
from loaders.extract import COLUMNS, Extract, Geography, Kind, LeftOut
from loaders.geodata import OUTLINES, Layer, list_archived, read_layers
from loaders.outlines import join_parts, mend, merge_city, project
from loaders.rawfile import Content, RawFile
from loaders.readers import Reader
from loaders.vintage import BOROUGH_CODE, LSOA_CODE, WARD_CODE, detect_vintage
from scoring.errors import name_some

if TYPE_CHECKING:
    import geopandas as gpd

FORMAT = "boundaries"
OUTLINE_ENDINGS = (".shp", ".tab", ".gpkg", ".geojson")
MIN_SHARE = 0.95
"""The share of cells that must be codes for a column to be one of codes."""
_CODED = re.compile(rb"[EWSN]\d{8}")
_YEAR = re.compile(r"(?<!\d)(?:20)?([12]\d)(?!\d)")
_AREA_NAME = re.compile(r"(?:(?:wd|lad|lsoa)\d\dnm|name|ward[ _]?name|area[ _]?name|borough[ _]?name)", re.IGNORECASE)
_BOROUGH_NAME = re.compile(r"(?:lad\d\dnm|district|borough|borough[ _]?name|lad[ _]?name)", re.IGNORECASE)


def recognise(raw: RawFile) -> bool:
    """Tell a file of outlines with ONS codes or borough names, whole or broken."""
    if raw.content is Content.ARCHIVE:
        return any(
            entry.filename.lower().endswith((".shp", ".tab", ".gpkg", ".geojson")) for entry in list_archived(raw.path)
        )
    if raw.content is Content.JSON:
        is_collection = b'"FeatureCollection"' in raw.head and b'"coordinates"' in raw.head
        return is_collection and bool(_CODED.search(raw.head) or _names_boroughs(raw.text_head))
    return raw.content in OUTLINES


def read(raw: RawFile) -> list[Extract]:
    """Read each set of outlines in the file; all that is wrong with any of them comes in one error."""
    try:
        layers = read_layers(raw)
    except (zipfile.BadZipFile, OSError) as error:
        raise SourceError(f"{raw.path.name}: the file can't be opened ({error}); fetch it again") from error
    extracts: list[Extract] = []
    faults: list[str] = []
    for layer in layers:
        try:
            extracts.append(_extract(layer, is_only=len(layers) == 1))
        except SourceError as error:
            faults += error.faults
    if faults:
        raise SourceError(faults)
    if not extracts:
        raise SourceError(f"{raw.path.name}: expected outlines in the archive; found none; fetch it again")
    return extracts


def _names_boroughs(text: str) -> bool:
    return any(name in text for name in BOROUGHS.values())


def _extract(layer: Layer, *, is_only: bool) -> Extract:
    rows = layer.frame
    columns = {str(name): _text(rows[name]) for name in rows.columns if name != rows.geometry.name}
    codes, geography, vintage = _find_codes(layer.name, columns)
    area_names = _first(columns, _AREA_NAME)
    boroughs, borough_names = _find_boroughs(columns, codes, geography)
    table = rows[[rows.geometry.name]].assign(
        area_code=codes, area_name=area_names, borough_code=boroughs, borough_name=borough_names
    )
    if rows.geometry.name != "geometry":
        table = table.rename_geometry("geometry")
    left_out: list[LeftOut] = []
    notes: list[str] = []
    table = _drop(table, table["area_code"] == "", "no code", left_out)
    table = _drop(table, table.geometry.isna() | table.geometry.is_empty, "no outline", left_out)
    if geography in (Geography.WARD, Geography.BOROUGH):
        outside = (table["borough_code"] != "") & ~table["borough_code"].isin(list(BOROUGHS))
        table = _drop(table, outside, "outside London", left_out)
    if table.empty:
        raise SourceError(f"{layer.name}: expected outlines of London's areas; after {_why(left_out)} none is left")
    rows_used = len(table)
    table = mend(project(layer.name, mend(table, notes)), notes)
    if geography is Geography.WARD:
        table = merge_city(table, notes)
    table = join_parts(table, notes)
    year = detect_vintage(set(table["area_code"]), stated=vintage) if geography is Geography.WARD else vintage
    return Extract(
        format=FORMAT,
        kind=Kind.BOUNDARIES,
        geography=geography,
        release=str(vintage or year or ""),
        table=table[list(COLUMNS[Kind.BOUNDARIES])],
        rows_read=len(rows),
        rows_used=rows_used,
        left_out=tuple(left_out),
        vintage=year,
        notes=tuple(notes),
        part="" if is_only else layer.name,
    )


def _text(cells: pd.Series) -> pd.Series:
    return cells.astype("object").where(cells.notna(), "").astype("str").str.strip()


def _find_codes(name: str, columns: dict[str, pd.Series]) -> tuple[pd.Series, Geography, int | None]:
    """Find the column of the smallest areas that the file has, what they are and of which year."""
    patterns = {
        Geography.LSOA21: LSOA_CODE.pattern,
        Geography.WARD: f"{WARD_CODE.pattern}|{CITY_OF_LONDON}",
        Geography.BOROUGH: BOROUGH_CODE.pattern,
    }
    for geography, pattern in patterns.items():
        for title, cells in columns.items():
            is_code = cells.str.fullmatch(pattern)
            if is_code.mean() >= MIN_SHARE and (geography is not Geography.WARD or not cells.eq(CITY_OF_LONDON).all()):
                found = _YEAR.search(title)
                year = 2000 + int(found[1]) if found else None
                is_older = geography is Geography.LSOA21 and year == 2011
                return cells.where(is_code, ""), Geography.LSOA11 if is_older else geography, year
    for cells in columns.values():
        codes = borough_codes(cells)
        if (codes != "").mean() >= MIN_SHARE and codes.nunique() > 1:
            return codes, Geography.BOROUGH, None
    raise SourceError(
        f"{name}: expected a column of ward, borough or small-area codes (such as E05013496 or E09000007); "
        f"its columns are {name_some(columns) or 'none'}; use boundaries with ONS codes"
    )


def _find_boroughs(
    columns: dict[str, pd.Series], codes: pd.Series, geography: Geography
) -> tuple[pd.Series, pd.Series]:
    """Find each area's borough, by code or else by name; empty where the file has neither."""
    names = _first(columns, _BOROUGH_NAME)
    if geography is Geography.BOROUGH:
        return codes, _first(columns, _AREA_NAME)
    for cells in columns.values():
        if cells is not codes and cells.str.fullmatch(BOROUGH_CODE.pattern).mean() >= MIN_SHARE:
            return cells, names
    by_name = borough_codes(names)
    return by_name.where((names != "") | (codes != CITY_OF_LONDON), CITY_OF_LONDON), names


def _first(columns: dict[str, pd.Series], pattern: re.Pattern[str]) -> pd.Series:
    for title, cells in columns.items():
        if pattern.fullmatch(title.strip()):
            return cells
    index = next(iter(columns.values())).index
    return pd.Series("", index=index, dtype="str")


def _drop(table: "gpd.GeoDataFrame", rows: pd.Series, reason: str, left_out: list[LeftOut]) -> "gpd.GeoDataFrame":
    if not rows.any():
        return table
    left_out.append(LeftOut(reason, int(rows.sum())))
    return table[~rows]


def _why(left_out: list[LeftOut]) -> str:
    return ", ".join(f"leaving out {left.rows:,} ({left.reason})" for left in left_out) or "reading it"


READER = Reader(
    id=FORMAT,
    label="Boundaries of wards, boroughs or small areas",
    publisher="Office for National Statistics; London Datastore",
    recognises=recognise,
    read=read,
)
