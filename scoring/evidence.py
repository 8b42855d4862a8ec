"""The evidence of one pack, laid out for scoring: areas, measures, and one array for each column of figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.errors import RequestError, name_some
from scoring.measures import Level, Measure, Role
from scoring.percentile import Floats, Standing, stand

AREA_COLUMNS = ("area_code", "area_name", "level", "borough_code", "population")
VALUE_COLUMNS = ("measure_id", "area_code", "value", "count", "denominator", "lower", "upper", "note")
MONTHLY_COLUMNS = ("measure_id", "area_code", "month", "count")
Number = TypeVar("Number", bound=np.generic)
Array = TypeVar("Array", bound=npt.NDArray[Any])
FIGURES = ("value", "count", "denominator", "lower", "upper")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackIdentity:
    """Which pack a result came from; every title and export is made from this."""

    title: str
    kind: str
    built: str
    ward_vintage: int
    fingerprint: str
    attribution: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_sample(self) -> bool:
        """Tell whether the figures are made up, so that everything made from them must say so."""
        return self.kind == "sample"


@dataclass(frozen=True, slots=True)
class Areas:
    """The wards or the boroughs of a pack, ordered by code."""

    codes: npt.NDArray[np.object_]
    names: npt.NDArray[np.object_]
    population: Floats

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class Column:
    """One measure on the areas of its own level, NaN where there is no figure."""

    measure: Measure
    value: Floats
    count: Floats
    denominator: Floats
    lower: Floats
    upper: Floats
    note: npt.NDArray[np.object_]
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that scoring reads. Build it from checked tables with `arrange_evidence`.

    `borough_of_ward` holds, for each ward, the position of its borough in `boroughs`.
    """

    identity: PackIdentity
    measures: tuple[Measure, ...]
    wards: Areas
    boroughs: Areas
    borough_of_ward: npt.NDArray[np.intp]
    columns: Mapping[str, Column]

    @property
    def need_measures(self) -> tuple[Measure, ...]:
        """Give the measures that can count as need, in the pack's order."""
        return tuple(measure for measure in self.measures if measure.role is Role.NEED)

    @property
    def themes(self) -> tuple[str, ...]:
        """Give the themes of the need measures, in the pack's order."""
        return tuple(dict.fromkeys(measure.theme for measure in self.need_measures))

    def areas(self, level: Level) -> Areas:
        """Give the areas of a level."""
        return self.wards if level is Level.WARD else self.boroughs

    def find_ward(self, code: str) -> int:
        """Give the position of a ward, or say that there is none with this code."""
        found = np.flatnonzero(self.wards.codes == code)
        if not len(found):
            raise RequestError(
                f"ward {code!r}: expected the code of one of the pack's {len(self.wards):,} wards, "
                f"such as {name_some(self.wards.codes, most=3)}; look it up in areas.parquet"
            )
        return int(found[0])

    def find_column(self, measure_id: str) -> Column:
        """Give a measure's column, or say that the pack has no such measure."""
        if measure_id not in self.columns:
            raise RequestError(
                f"measure {measure_id!r}: expected one of the pack's measures "
                f"({', '.join(self.columns)}); correct the name"
            )
        return self.columns[measure_id]

    def on_wards(self, column: Column, figures: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """Lay a column's figures out by ward: a ward inherits what its borough has (R2)."""
        return figures if column.measure.level is Level.WARD else figures[self.borough_of_ward]


def arrange_evidence(
    *,
    identity: PackIdentity,
    measures: Sequence[Measure],
    areas: pd.DataFrame,
    values: pd.DataFrame,
) -> Evidence:
    """Lay checked tables out by measure and area.

    The tables must have passed `loaders.check`: known codes, no duplicates, finite numbers. Areas come out
    ordered by code, so that the order of rows in a file never matters (R11). A figure published for another level
    than the measure's own is left aside.
    """
    rows_of = {level: _rows_of(areas, level) for level in Level}
    by_level = {level: _areas_of(rows) for level, rows in rows_of.items()}
    wards, boroughs = by_level[Level.WARD], by_level[Level.BOROUGH]
    borough_of_ward = find_positions(rows_of[Level.WARD]["borough_code"], boroughs.codes)
    positions = find_positions(values["measure_id"], [measure.id for measure in measures])
    columns: dict[str, Column] = {}
    placed = {level: _place(values, positions, by_level[level], len(measures)) for level in Level}
    for position, measure in enumerate(measures):
        figures, notes = placed[measure.level]
        cells = {name: figures[name][position] for name in FIGURES}
        columns[measure.id] = Column(
            measure=measure,
            note=notes[position],
            standing=stand(cells["value"], higher_is_worse=measure.higher_is_worse),
            **cells,
        )
    return Evidence(
        identity=identity,
        measures=tuple(measures),
        wards=wards,
        boroughs=boroughs,
        borough_of_ward=_frozen(borough_of_ward),
        columns=MappingProxyType(columns),
    )


def find_positions(keys: pd.Series, known: Sequence[str] | npt.NDArray[np.object_]) -> npt.NDArray[np.intp]:
    """Give each key's position among the known ones, -1 for an unknown key; fast on categories.

    >>> find_positions(pd.Series(["b", "z", "a"]), ["a", "b"]).tolist()
    [1, -1, 0]
    """
    index = pd.Index(np.asarray(known, dtype=object))
    coded = keys.astype("category").cat
    of_category = index.get_indexer(pd.Index(coded.categories.to_numpy(dtype=object)))
    codes = coded.codes.to_numpy()
    return np.where(codes < 0, -1, np.append(of_category, -1)[codes])


def _rows_of(areas: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Give the rows of one level by code; as text, because categories would sort in the order they came in."""
    rows = areas[areas["level"] == level.value]
    return rows.iloc[np.argsort(rows["area_code"].to_numpy(dtype=object), kind="stable")]


def _areas_of(rows: pd.DataFrame) -> Areas:
    return Areas(
        codes=_frozen(rows["area_code"].to_numpy(dtype=object)),
        names=_frozen(rows["area_name"].to_numpy(dtype=object)),
        population=_frozen(rows["population"].to_numpy(dtype=float, na_value=np.nan)),
    )


def _place(
    values: pd.DataFrame, measure_positions: npt.NDArray[np.intp], areas: Areas, measure_count: int
) -> tuple[dict[str, Floats], npt.NDArray[np.object_]]:
    """Spread the rows of `values` over arrays of measures x areas of one level."""
    area_positions = find_positions(values["area_code"], areas.codes)
    here = area_positions >= 0
    cell = measure_positions[here], area_positions[here]
    shape = measure_count, len(areas)
    figures: dict[str, Floats] = {}
    for name in FIGURES:
        spread = np.full(shape, np.nan)
        spread[cell] = values[name].to_numpy(dtype=float, na_value=np.nan)[here]
        figures[name] = _frozen(spread)
    notes = np.full(shape, "", dtype=object)
    notes[cell] = values["note"].to_numpy(dtype=object)[here]
    return figures, _frozen(notes)


def _frozen(array: Array) -> Array:
    array.setflags(write=False)
    return array
