"""What the running tool keeps: opened packs with their shapes, and results, each under what it was made from."""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from charts.web_geometry import WebGeometry, make_web_geometry
from loaders.errors import PackError
from loaders.pack import Pack, Part, read_pack
from scoring.borough_part import BoroughPart, measure_borough_part
from scoring.certainty import CertaintyResult, Progress, assess_certainty
from scoring.change import ChangeResult, compare_periods
from scoring.concentration import Concentration, measure_concentration
from scoring.doubt import Doubt
from scoring.evidence import MONTHLY_COLUMNS, Evidence
from scoring.leave_one_out import Omission, leave_each_out
from scoring.months import Series, lay_out_months
from scoring.people import Residents, lay_out_people
from scoring.places import Scope
from scoring.score import ScoreResult, score_wards
from scoring.settings import Settings
from scoring.smallest_change import SmallestChange, find_smallest_changes

Kept = TypeVar("Kept")

WHOLE_EARTH = np.array([180.0, 90.0, 180.0, 90.0])
POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPack:
    """A pack made ready for pages: its evidence, and its shapes where it has any."""

    folder: Path
    pack: Pack
    evidence: Evidence
    geometry: WebGeometry | None


class Keeper:
    """Keeps the last few things made, for all sessions; each is made once, while others may take what is there."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Give what is kept under a key, or make and keep it; who asks for it meanwhile waits for the same one."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]  # type: ignore[return-value]
            try:
                made = make()
                with self._lock:
                    self._kept[key] = made
                    if len(self._kept) > self._most:
                        self._kept.popitem(last=False)
            finally:
                with self._lock:
                    self._making.pop(key, None)
            return made


_PACKS = Keeper(8)
_RESULTS = Keeper(256)
_CERTAINTIES = Keeper(64)
_OMISSIONS = Keeper(16)
_BOROUGH_PARTS = Keeper(64)
_COMPARISONS = Keeper(32)
_MONTHS = Keeper(8)
_PEOPLE = Keeper(8)
_SMALLEST_CHANGES = Keeper(256)
_CONCENTRATIONS = Keeper(64)
_ASSETS: dict[str, bytes] = {}


def open_pack(folder: Path) -> OpenPack:
    """Open a pack; one that was replaced on disk is opened anew."""
    found = [(file.name, file.stat()) for file in os.scandir(folder)] if folder.is_dir() else []
    stamp = tuple(sorted((name, about.st_mtime_ns, about.st_size) for name, about in found))
    return _PACKS.get((str(folder), stamp), lambda: _open(folder))


def score(opened: OpenPack, settings: Settings) -> ScoreResult:
    """Score a pack under some settings, once for all who ask."""
    key = (opened.pack.fingerprint, settings.fingerprint)
    return _RESULTS.get(key, lambda: score_wards(opened.evidence, settings))


def assess(opened: OpenPack, settings: Settings, doubt: Doubt, progress: Progress | None = None) -> CertaintyResult:
    """Say how firm the list is under some settings and some doubt, once for all who ask."""
    key = (opened.pack.fingerprint, settings.fingerprint, doubt)
    return _CERTAINTIES.get(key, lambda: assess_certainty(score(opened, settings), doubt, progress=progress))


def leave_out(opened: OpenPack, settings: Settings) -> list[Omission]:
    """Score again without each measure, once for all who ask."""
    key = (opened.pack.fingerprint, settings.fingerprint)
    return _OMISSIONS.get(key, lambda: leave_each_out(score(opened, settings)))


def find_borough_part(opened: OpenPack, settings: Settings) -> BoroughPart:
    """Say how much of the list rests on borough figures, once for all who ask."""
    key = (opened.pack.fingerprint, settings.fingerprint)
    return _BOROUGH_PARTS.get(key, lambda: measure_borough_part(score(opened, settings)))


def compare(
    opened: OpenPack, *, measure_ids: tuple[str, ...] = (), window: int = 12, scope: Scope = Scope.PUBLISHED
) -> ChangeResult:
    """Compare two periods of a pack's monthly counts; without named measures, all of them tested together."""
    monthly = _monthly(opened)
    key = (opened.pack.fingerprint, measure_ids, window, scope)
    return _COMPARISONS.get(
        key,
        lambda: compare_periods(opened.evidence, monthly, measure_ids=measure_ids, window=window, scope=scope),
    )


def find_months(opened: OpenPack) -> dict[str, Series]:
    """Lay out a pack's monthly counts by measure; none where it has no such counts."""
    return _MONTHS.get(opened.pack.fingerprint, lambda: lay_out_months(opened.evidence, _monthly(opened)))


def find_people(opened: OpenPack) -> dict[str, Residents]:
    """Lay out who lives in a pack's wards; none where it doesn't say."""
    people = opened.pack.people
    if people is None:
        return {}
    # a pack's fingerprint is that of what scoring reads, and people are not scored
    stamp = (str(opened.folder), (opened.folder / "people.parquet").stat().st_mtime_ns)
    return _PEOPLE.get(stamp, lambda: lay_out_people(opened.evidence, people))


def find_changes(opened: OpenPack, settings: Settings, ward: int) -> SmallestChange:
    """Find the smallest single changes that flip a ward's place on the list."""
    key = (opened.pack.fingerprint, settings.fingerprint, ward)
    return _SMALLEST_CHANGES.get(key, lambda: find_smallest_changes(score(opened, settings), ward))


def concentrate(opened: OpenPack, measure_id: str) -> Concentration:
    """Measure how concentrated a measure's events are, once for all who ask."""
    key = (opened.pack.fingerprint, measure_id)
    return _CONCENTRATIONS.get(key, lambda: measure_concentration(opened.evidence, measure_id))


def find_asset(name: str) -> bytes | None:
    """Give a compressed file for browsers by its name, if an opened pack has it."""
    return _ASSETS.get(name)


def _monthly(opened: OpenPack) -> pd.DataFrame:
    return pd.DataFrame(columns=list(MONTHLY_COLUMNS)) if opened.pack.monthly is None else opened.pack.monthly


def _open(folder: Path) -> OpenPack:
    pack = read_pack(folder, include={Part.MONTHLY, Part.PEOPLE})
    evidence = pack.arrange()
    geometry = _shapes(folder, evidence)
    if geometry is not None:
        _ASSETS.update({asset.name: asset.compressed for asset in geometry.assets})
    return OpenPack(folder=folder, pack=pack, evidence=evidence, geometry=geometry)


def _shapes(folder: Path, evidence: Evidence) -> WebGeometry | None:
    """Read shapes straight from the file: the geography library is slow to start and isn't needed for this."""
    path = folder / "wards.parquet"
    if not path.exists():
        return None
    codes, shapes = _read_shapes(path)
    context = folder / "context.parquet"
    drawn = _read_shapes(context)[1] if context.exists() else np.array([], dtype=object)
    if not pd.Index(evidence.wards.codes).isin(codes).any():
        raise PackError(f"{path}: expected shapes for the pack's wards; none of its codes is among them")
    if not np.isin(shapely.get_type_id(shapes), POLYGONS).all():
        raise PackError(f"{path}: geometry: expected polygons; there are other shapes; build the pack again")
    return make_web_geometry(evidence, codes, shapes, drawn)


def _read_shapes(path: Path) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """Read codes (where the file has them) and shapes; `python -m loaders check` looks closer at them."""
    try:
        table = pq.read_table(path)
        shapes = shapely.from_wkb(table["geometry"].to_numpy())
    except (pa.ArrowException, OSError, ValueError, LookupError, TypeError, shapely.errors.ShapelyError) as error:
        raise PackError(f"{path}: expected GeoParquet; it can't be read ({error}); build the pack again") from None
    if (shapely.is_missing(shapes) | shapely.is_empty(shapes)).any():
        raise PackError(f"{path}: geometry: expected an outline in each row; some have none; build the pack again")
    if len(shapes) and (np.abs(shapely.total_bounds(shapes)) > WHOLE_EARTH).any():
        raise PackError(f"{path}: expected degrees (EPSG:4326); its coordinates reach further; build the pack again")
    codes = table["area_code"].to_pylist() if "area_code" in table.column_names else [None] * len(shapes)
    return np.asarray(codes, dtype=object), shapes
