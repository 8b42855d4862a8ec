"""Open files of outlines safely: each by the one format its content shows, and nothing that it may point to.

The geographic library (GDAL) tries many formats on a file, some of which only name another file to open (a "VRT").
So JSON and GeoPackages are read here without it; a shapefile or MapInfo table is copied with its parts into a folder
of its own, checked to be what it claims, and opened there with all pointing formats switched off.
"""

import os
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import TYPE_CHECKING

import shapely

from loaders.errors import SourceError
from loaders.geojson import read_geojson
from loaders.geopackage import read_geopackage
from loaders.rawfile import Content, RawFile

if TYPE_CHECKING:
    import geopandas as gpd

DRIVERS = {Content.SHAPEFILE: "ESRI Shapefile", Content.MAPINFO: "MapInfo File"}
REQUIRED_PARTS = {Content.SHAPEFILE: (".shx", ".dbf"), Content.MAPINFO: (".dat", ".map", ".id")}
OPTIONAL_PARTS = {Content.SHAPEFILE: (".prj", ".cpg"), Content.MAPINFO: (".ind",)}
MAIN_PART = {Content.SHAPEFILE: ".shp", Content.MAPINFO: ".tab"}
OUTLINES = frozenset({Content.JSON, Content.GEOPACKAGE, *DRIVERS})
ARCHIVED = (".shp", ".shx", ".dbf", ".prj", ".cpg", ".tab", ".dat", ".map", ".id", ".ind", ".gpkg", ".geojson", ".json")
"""The only kinds of files that are taken out of an archive."""
MAX_ENTRIES = 2_000
SKIPPED_DRIVERS = "OGR_VRT,GDALG,HTTP,WFS,OAPIF,OGCAPI,EEDA"
"""Formats that open something else than the file itself."""
_POINTS_ELSEWHERE = re.compile(
    r'<|\bfile\s+"|\bopen\s+table\b|\bcreate\s+view\b|\btype\s+(?!native\b)\w+', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Layer:
    """One set of outlines with its columns; `name` says where it was found, for messages."""

    name: str
    frame: "gpd.GeoDataFrame"


def read_layers(raw: RawFile) -> list[Layer]:
    """Read every set of outlines in a file, or say all that is wrong with it."""
    if raw.content is Content.ARCHIVE:
        return _read_archive(raw)
    name = raw.path.name
    if raw.content is Content.JSON:
        return [Layer(name, read_geojson(raw.path))]
    if raw.content is Content.GEOPACKAGE:
        return [Layer(f"{name}, layer {title}", frame) for title, frame in read_geopackage(raw.path).items()]
    return [Layer(name, _read_with_gdal(raw))]


def list_archived(path: Path) -> list[zipfile.ZipInfo]:
    """Give the entries of an archive that may hold outlines."""
    with zipfile.ZipFile(path) as archive:
        return [
            entry
            for entry in archive.infolist()
            if not entry.is_dir() and PurePosixPath(entry.filename).suffix.lower() in ARCHIVED
        ]


def _read_archive(raw: RawFile) -> list[Layer]:
    entries = list_archived(raw.path)
    if len(entries) > MAX_ENTRIES:
        raise SourceError(
            f"{raw.path.name}: expected at most {MAX_ENTRIES:,} files in the archive; it has {len(entries):,}"
        )
    layers: list[Layer] = []
    faults: list[str] = []
    with _private_folder() as folder, zipfile.ZipFile(raw.path) as archive:
        for path in _unpack(archive, entries, folder):
            inner = RawFile(path)
            if inner.content in OUTLINES:
                try:
                    found = read_layers(inner)
                except SourceError as error:
                    faults += [f"{raw.path.name}: {fault}" for fault in error.faults]
                else:
                    layers += [Layer(f"{raw.path.name}: {layer.name}", layer.frame) for layer in found]
    if faults:
        raise SourceError(faults)
    return layers


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], folder: Path) -> list[Path]:
    """Copy entries under names of our own making: an entry's path never decides where a file goes."""
    homes: dict[str, Path] = {}
    unpacked: list[Path] = []
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/"))
        home = homes.setdefault(str(parts.parent), folder / str(len(homes)))
        home.mkdir(exist_ok=True)
        target = home / (re.sub(r"[^\w -]", "_", parts.stem)[:80] + parts.suffix.lower())
        try:
            with archive.open(entry) as source, target.open("wb") as copy:
                _copy_at_most(source.read, copy.write, entry.file_size)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError) as error:
            raise SourceError(
                f"{archive.filename}: expected a whole archive; can't unpack {parts.name} ({error}); fetch it again"
            ) from error
        unpacked.append(target)
    return unpacked


def _copy_at_most(read: Callable[[int], bytes], write: Callable[[bytes], int], limit: int) -> None:
    copied = 0
    while chunk := read(1 << 20):
        copied += len(chunk)
        if copied > limit:
            raise zipfile.BadZipFile("it unpacks to more than it declares")
        write(chunk)


def _read_with_gdal(raw: RawFile) -> "gpd.GeoDataFrame":
    content, path = raw.content, raw.path
    parts = _find_parts(path, content)
    if content is Content.MAPINFO:
        _refuse_pointing(raw)
    else:
        _refuse_cut_short(raw)
        _refuse_unknown_system(raw, parts.get(".prj"))
    pyogrio = _gdal()
    with _private_folder() as folder:
        copies = {suffix: folder / f"layer{suffix}" for suffix in parts}
        for suffix, part in parts.items():
            shutil.copyfile(part, copies[suffix])
        main = copies[MAIN_PART[content]]
        try:
            driver = pyogrio.read_info(main)["driver"]
            if driver != DRIVERS[content]:
                raise SourceError(f"{path.name}: expected {content}; it opens as {driver}, so it was not read")
            return pyogrio.read_dataframe(main)
        except (
            pyogrio.errors.DataSourceError,
            pyogrio.errors.DataLayerError,
            shapely.errors.GEOSException,
            ValueError,
        ) as error:
            raise SourceError(
                f"{path.name}: expected {content} that can be opened; it is damaged; fetch it again"
            ) from error


def _find_parts(path: Path, content: Content) -> dict[str, Path]:
    """Find the files that belong together, whatever the case of their names, or name all that are missing."""
    beside = {found.name.lower(): found for found in path.parent.iterdir() if found.is_file()}
    parts = {MAIN_PART[content]: path}
    for suffix in (*REQUIRED_PARTS[content], *OPTIONAL_PARTS[content]):
        found = beside.get((path.stem + suffix).lower())
        if found is not None:
            parts[suffix] = found
    missing = [suffix for suffix in REQUIRED_PARTS[content] if suffix not in parts]
    if missing:
        raise SourceError(
            f"{path.name}: expected {content} with its parts beside it ({', '.join(REQUIRED_PARTS[content])}); "
            f"{' and '.join(missing)} missing; put all parts of the download into one folder"
        )
    return parts


def _refuse_pointing(raw: RawFile) -> None:
    text = raw.path.read_bytes()[:65_536].decode("latin-1")
    if found := _POINTS_ELSEWHERE.search(text):
        raise SourceError(
            f"{raw.path.name}: expected a MapInfo table that holds its own outlines (Type NATIVE); it has "
            f"{found[0].strip()!r}, which can point at another file, so it was not opened"
        )


def _refuse_cut_short(raw: RawFile) -> None:
    declared = 2 * int(struct.unpack(">i", raw.head[24:28])[0]) if len(raw.head) >= 100 else 100
    size = raw.path.stat().st_size
    if size < declared:
        raise SourceError(
            f"{raw.path.name}: expected the {declared:,} bytes that the shapefile declares; it has {size:,}, "
            "so it was cut short; fetch it again"
        )


def _refuse_unknown_system(raw: RawFile, definition: Path | None) -> None:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    if definition is None:
        return
    try:
        CRS.from_wkt(definition.read_text("utf-8-sig"))
    except (CRSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{raw.path.name}: expected a coordinate system in {definition.name}; it can't be understood; "
            "fetch the boundaries again with all their parts"
        ) from error


def _gdal() -> ModuleType:
    """Import the geographic library with its pointing formats left out, which only works before its first import."""
    os.environ["GDAL_SKIP"] = SKIPPED_DRIVERS
    import pyogrio
    import pyogrio.errors

    module: ModuleType = pyogrio
    return module


@contextmanager
def _private_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="outlines-") as folder:
        yield Path(folder)
