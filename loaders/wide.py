"""Read a wide table, a row for each area and a column for each series and period, as ward and borough profiles are."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.areacodes import GEOGRAPHIES, AreaKind, area_kinds
from loaders.boroughs import CITY_OF_LONDON
from loaders.cells import Numbers, parse_numbers
from loaders.errors import SourceError
from loaders.extract import Extract, Kind, LeftOut
from loaders.figures import (
    Figure,
    duplicate_faults,
    figures_table,
    is_count,
    negative_faults,
    number_faults,
    share_faults,
    share_top,
)
from loaders.headers import split_period
from loaders.rawfile import RawFile
from loaders.tables import fault
from scoring.errors import name_some


@dataclass(frozen=True, slots=True, kw_only=True)
class WideTable:
    """A wide table as text: `headers` names the columns of `body` that hold figures, `areas` who the rows are."""

    format: str
    areas: pd.DataFrame
    body: pd.DataFrame
    headers: Mapping[int, str]
    vintage: int | None = None
    notes: tuple[str, ...] = ()


def read_wide(raw: RawFile, wide: WideTable) -> list[Extract]:
    """Give one extract for each kind of area (wards, boroughs) in a wide table; totals rows are left out and counted.

    The City of London as the one row among the wards stays a ward row under its borough code.
    """
    kinds = _kinds_of_rows(wide.areas["area_code"])
    is_area = kinds.isin(list(GEOGRAPHIES))
    if not is_area.any():
        came = name_some(repr(code) for code in wide.areas["area_code"].unique()) or "none"
        raise SourceError(fault(raw, expected="codes of wards or boroughs", came=came))
    figures, notes, faults = _figures(raw, wide, is_area)
    if not figures and not faults:
        faults.append(fault(raw, expected="columns of numbers", came="none"))
    extracts = []
    for kind in GEOGRAPHIES:
        rows = (kinds == kind).to_numpy()
        if rows.any():
            areas = wide.areas[rows]
            faults += duplicate_faults(raw, "area code", areas[["area_code"]])
            extracts.append((kind, areas, rows))
    if faults:
        raise SourceError(faults)
    return [
        Extract(
            format=wide.format,
            kind=Kind.FIGURES,
            geography=GEOGRAPHIES[kind],
            release=max((figure.period for figure in figures), default=""),
            table=figures_table(areas, [_rows_of(figure, rows) for figure in figures]),
            rows_read=len(kinds),
            rows_used=int(rows.sum()),
            left_out=left_out_rows(kinds, kept=kind, others=[other for other, _, _ in extracts]),
            vintage=wide.vintage,
            notes=wide.notes + notes,
            part=kind.value if len(extracts) > 1 else "",
        )
        for kind, areas, rows in extracts
    ]


def _kinds_of_rows(codes: pd.Series) -> pd.Series:
    """Tell the kind of each row; the City's row directly before a ward's stands for its wards."""
    kinds = area_kinds(codes)
    following = kinds.shift(-1)
    return kinds.mask((codes == CITY_OF_LONDON) & (following == AreaKind.WARD), AreaKind.WARD)


def left_out_rows(kinds: pd.Series, *, kept: AreaKind, others: list[AreaKind]) -> tuple[LeftOut, ...]:
    """Account for the rows of other kinds than the one kept."""
    counts = kinds[kinds != kept].value_counts()
    return tuple(
        LeftOut(f"{kind.value}: given as a table of their own" if kind in others else kind.value, int(counts[kind]))
        for kind in AreaKind
        if kind in counts.index
    )


def _rows_of(figure: Figure, rows: np.ndarray) -> Figure:
    return Figure(
        series=figure.series,
        period=figure.period,
        values=figure.values[rows],
        notes=figure.notes[rows],
        count=None if figure.count is None else figure.count[rows],
    )


def _figures(raw: RawFile, wide: WideTable, is_area: pd.Series) -> tuple[list[Figure], tuple[str, ...], list[str]]:
    """Read every column of figures; give them, what to say of the columns left out, and the faults."""
    kept: dict[tuple[str, str], Figure] = {}
    clashing: dict[tuple[str, str], None] = {}
    texts, repeated = [], []
    faults: list[str] = []
    for number, header in wide.headers.items():
        numbers = _parse_areas_only(wide.body[number], is_area)
        if numbers is None:
            texts.append(header)
            continue
        place = f"column {header!r}"
        faults += number_faults(raw, place, numbers)
        top = share_top(header)
        faults += share_faults(raw, place, numbers.values, top=top) if top else []
        faults += negative_faults(raw, place, numbers.values) if is_count(header) else []
        name, period = split_period(header)
        figure = Figure(
            series=f"{wide.format}:{name}",
            period=period,
            values=numbers.values,
            notes=numbers.notes,
            count=numbers.values if is_count(header) else None,
        )
        first = kept.setdefault((name, period), figure)
        if first is not figure:
            same = np.array_equal(first.values, figure.values, equal_nan=True)
            repeated.append(header)
            if not same:
                clashing[(name, period)] = None
    for key in clashing:
        del kept[key]
    notes = []
    if texts:
        notes.append(f"columns of text left out: {name_some(texts)}")
    if repeated:
        notes.append(f"columns repeated under one header: {name_some(dict.fromkeys(repeated))}")
    if clashing:
        notes.append(
            "left out, since columns of the same header disagree: "
            + name_some(f"{name} {period}".strip() for name, period in clashing)
        )
    return list(kept.values()), tuple(notes), faults


def _parse_areas_only(column: pd.Series, is_area: pd.Series) -> Numbers | None:
    """Read the cells of area rows as numbers; nothing for a column of words. Other rows hold totals and notes."""
    numbers = parse_numbers(column[is_area])
    is_missing = np.isnan(numbers.values)
    if numbers.trouble and (~is_missing).sum() < (is_missing & (numbers.notes == "")).sum():
        return None
    values = np.full(len(column), np.nan)
    notes = np.full(len(column), "", dtype=object)
    values[is_area], notes[is_area] = numbers.values, numbers.notes
    return Numbers(values, notes, numbers.trouble)
