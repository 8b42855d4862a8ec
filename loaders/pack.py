"""A pack: a folder of checked data that the tool can open. Reading it finds every fault at once."""

import hashlib
import json
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.errors import PackError
from loaders.pack_columns import bring_to_types
from loaders.pack_faults import Fault, find_document_faults, find_measure_faults, find_table_faults
from loaders.pack_geometry import find_geometry_faults, read_geometry
from loaders.pack_tables import DOCUMENT_KEYS, TABLES, Table
from scoring.evidence import Evidence, PackIdentity, arrange_evidence
from scoring.measures import Direction, Level, Measure, Role

if TYPE_CHECKING:
    import geopandas as gpd


class Part(StrEnum):
    """The optional parts of a pack, read only when asked for."""

    MONTHLY = "monthly"
    PEOPLE = "people"
    GEOMETRY = "geometry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The tables of a pack. Columns are those of `loaders.pack_tables`; geometry is in EPSG:4326."""

    title: str
    kind: str
    built: str
    ward_vintage: int
    attribution: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    measures: tuple[Measure, ...]
    areas: pd.DataFrame
    values: pd.DataFrame
    monthly: pd.DataFrame | None = None
    people: pd.DataFrame | None = None
    geometry: Mapping[str, "gpd.GeoDataFrame"] = field(default_factory=dict)
    sources: tuple[Mapping[str, Any], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    fingerprint: str = ""

    @property
    def identity(self) -> PackIdentity:
        """Say which pack this is, for titles and exports."""
        return PackIdentity(
            title=self.title,
            kind=self.kind,
            built=self.built,
            ward_vintage=self.ward_vintage,
            fingerprint=self.fingerprint,
            attribution=self.attribution,
            warnings=self.warnings,
        )

    def arrange(self) -> Evidence:
        """Lay the pack out for scoring."""
        return arrange_evidence(identity=self.identity, measures=self.measures, areas=self.areas, values=self.values)


def read_pack(folder: Path, *, include: Collection[Part] = ()) -> Pack:
    """Open a pack, with the optional parts asked for, or name every fault that could make a figure wrong."""
    pack, faults = examine_pack(folder, include=include)
    blocking = [fault.text for fault in faults if fault.blocks]
    if pack is None or blocking:
        raise PackError(blocking)
    return pack


def examine_pack(folder: Path, *, include: Collection[Part] = tuple(Part)) -> tuple[Pack | None, list[Fault]]:
    """Read a pack and list all its faults; no pack comes back when one of them stops it from being read."""
    if not folder.is_dir():
        return None, [Fault(f"{folder}: expected a pack, a folder with pack.toml in it; there is no such folder")]
    faults: list[Fault] = []
    about = _read_toml(folder / "pack.toml", faults)
    listed = _read_toml(folder / "measures.toml", faults)
    if about is not None:
        faults += find_document_faults(folder / "pack.toml", about)
    tables = {table.name: _read_table(folder, table, faults) for table in _wanted(folder, include)}
    measures = None if listed is None else _read_measures(folder / "measures.toml", listed, faults)
    faults += find_table_faults(folder, tables, None if measures is None else [measure.id for measure in measures])
    geometry = read_geometry(folder, faults) if Part.GEOMETRY in include else {}
    faults += find_geometry_faults(folder, geometry, tables["areas"])
    sources = _read_sources(folder / "sources.json", faults)
    areas, values = tables["areas"], tables["values"]
    if about is None or measures is None or areas is None or values is None or any(fault.blocks for fault in faults):
        return None, faults
    pack = Pack(
        title=about["title"],
        kind=about["kind"],
        built=str(about["built"]),
        ward_vintage=about["ward_vintage"],
        attribution=tuple(about.get("attribution", ())),
        warnings=tuple(about.get("warnings", ())),
        measures=measures,
        areas=areas,
        values=values,
        monthly=tables.get("monthly"),
        people=tables.get("people"),
        geometry=geometry,
        sources=sources,
        extra={key: value for key, value in about.items() if key not in DOCUMENT_KEYS},
        fingerprint=fingerprint_of(folder),
    )
    return pack, faults


def fingerprint_of(folder: Path) -> str:
    """Tell packs apart by what their figures are made of: a hash of the files that scoring reads."""
    digest = hashlib.sha256()
    for name in ("pack.toml", "measures.toml", "areas.parquet", "values.parquet", "monthly.parquet"):
        path = folder / name
        if path.exists():
            digest.update(name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _wanted(folder: Path, include: Collection[Part]) -> list[Table]:
    return [table for table in TABLES if table.is_required or (table.name in include and table.path(folder).exists())]


def _read_toml(path: Path, faults: list[Fault]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        faults.append(Fault(f"{path}: the file is missing; a pack needs it, see docs/data-pack.md"))
    except (ValueError, RecursionError) as error:
        # not TOML, not UTF-8, a number of thousands of digits, or tables nested without end
        faults.append(Fault(f"{path}: expected TOML text in UTF-8; {error}; correct the file"))
    except OSError as error:
        faults.append(Fault(f"{path}: the file can't be read: {error.strerror}"))
    return None


def _read_table(folder: Path, table: Table, faults: list[Fault]) -> pd.DataFrame | None:
    path = table.path(folder)
    if path.is_dir():
        faults.append(Fault(f"{path}: expected a Parquet file; it is a folder; build the pack again"))
        return None
    try:
        read = pq.read_table(path, read_dictionary=list(table.key_columns), partitioning=None)
    except FileNotFoundError:
        faults.append(Fault(f"{path}: the file is missing; a pack needs it, see docs/data-pack.md"))
        return None
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        faults.append(Fault(f"{path}: expected a Parquet file; it can't be read ({reason}); build the pack again"))
        return None
    missing = [name for name in table.columns if name not in read.column_names]
    if missing:
        faults.append(
            Fault(
                f"{path}: expected the columns {', '.join(table.columns)}; "
                f"{', '.join(missing)} missing; it has {', '.join(read.column_names)}"
            )
        )
        return None
    typed, wrong = bring_to_types(path, table, read)
    faults += map(Fault, wrong)
    if typed is None:
        return None
    rows: pd.DataFrame = typed.to_pandas()
    return rows


def _read_sources(path: Path, faults: list[Fault]) -> tuple[Mapping[str, Any], ...]:
    if not path.exists():
        return ()
    try:
        listed = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        faults.append(Fault(f"{path}: expected JSON; {error}; build the pack again"))
        return ()
    except OSError as error:
        faults.append(Fault(f"{path}: the file can't be read: {error.strerror}"))
        return ()
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        faults.append(Fault(f"{path}: expected a JSON list with one entry a source file; build the pack again"))
        return ()
    return tuple(listed)


def _read_measures(path: Path, listed: Mapping[str, Any], faults: list[Fault]) -> tuple[Measure, ...] | None:
    found = find_measure_faults(path, listed)
    faults += found
    if any(fault.blocks for fault in found):
        return None
    return tuple(_measure(entry) for entry in listed["measure"])


def _measure(entry: Mapping[str, Any]) -> Measure:
    return Measure(
        id=entry["id"],
        label=entry["label"],
        theme=entry["theme"],
        direction=Direction(entry["direction"]),
        level=Level(entry["level"]),
        unit=entry.get("unit", ""),
        decimals=entry.get("decimals", 1),
        period=str(entry.get("period", "")),
        source=entry.get("source", ""),
        publisher=entry.get("publisher", ""),
        licence=entry.get("licence", ""),
        url=entry.get("url", ""),
        description=entry.get("description", ""),
        caveat=entry.get("caveat", ""),
        denominator=entry.get("denominator", ""),
        role=Role(entry.get("role", Role.NEED)),
    )
