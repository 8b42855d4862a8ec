"""Packs of a few made-up areas, small enough to work a result out by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.evidence import AREA_COLUMNS, VALUE_COLUMNS, Evidence, PackIdentity, arrange_evidence
from scoring.measures import Direction, Level, Measure, Role

IDENTITY = PackIdentity(title="Five wards", kind="sample", built="2026-01-31", ward_vintage=2022, fingerprint="f00")
NONE = float("nan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One measure of a small pack: a figure for each ward, or for each borough; NaN where there is none."""

    value: Sequence[float]
    count: Sequence[float] | None = None
    denominator: Sequence[float] | None = None
    lower: Sequence[float] | None = None
    upper: Sequence[float] | None = None
    lower_is_worse: bool = False
    level: Level = Level.WARD
    theme: str = "crime"
    role: Role = Role.NEED


def ward_codes(number: int) -> list[str]:
    return [f"W{place:05}" for place in range(1, number + 1)]


def small_evidence(
    measures: Mapping[str, Given | Sequence[float]],
    *,
    boroughs: Sequence[int] | None = None,
    population: Sequence[float] | None = None,
) -> Evidence:
    """Lay out a small pack; `boroughs` gives each ward's borough by number from 0, all in one unless given."""
    told, areas, values = small_tables(measures, boroughs=boroughs, population=population)
    return arrange_evidence(identity=IDENTITY, measures=told, areas=areas, values=values)


def small_tables(
    measures: Mapping[str, Given | Sequence[float]],
    *,
    boroughs: Sequence[int] | None = None,
    population: Sequence[float] | None = None,
) -> tuple[list[Measure], pd.DataFrame, pd.DataFrame]:
    """Give the measures, the areas and the values of a small pack as a pack holds them."""
    given = {name: each if isinstance(each, Given) else Given(value=each) for name, each in measures.items()}
    wards = next((len(each.value) for each in given.values() if each.level is Level.WARD), len(boroughs or ()))
    borough_of = list(boroughs) if boroughs is not None else [0] * wards
    borough_codes = [f"B{number}" for number in range(max(borough_of) + 1)]
    codes = {Level.WARD: ward_codes(wards), Level.BOROUGH: borough_codes}
    people = list(population) if population is not None else [1000.0] * wards
    areas = [
        (code, f"Ward {place}", "ward", f"B{borough_of[place - 1]}", people[place - 1])
        for place, code in enumerate(codes[Level.WARD], start=1)
    ]
    areas += [(code, f"Borough {code[1:]}", "borough", code, 10_000.0) for code in borough_codes]
    return (
        [_measure(name, each) for name, each in given.items()],
        pd.DataFrame(areas, columns=list(AREA_COLUMNS)),
        pd.concat([_rows(name, each, codes[each.level]) for name, each in given.items()], ignore_index=True),
    )


def monthly_counts(counts: Mapping[str, Mapping[str, Sequence[float]]], *, first: str = "2024-01") -> pd.DataFrame:
    """Lay out monthly counts given as measure -> area -> one count a month from the first."""
    rows = [
        (measure, area, month, count)
        for measure, areas in counts.items()
        for area, series in areas.items()
        for month, count in zip(pd.date_range(first, periods=len(series), freq="MS"), series, strict=True)
    ]
    return pd.DataFrame(rows, columns=["measure_id", "area_code", "month", "count"])


def _measure(name: str, each: Given) -> Measure:
    return Measure(
        id=name,
        label=name.replace("_", " ").capitalize(),
        theme=each.theme,
        direction=Direction.LOWER_IS_WORSE if each.lower_is_worse else Direction.HIGHER_IS_WORSE,
        level=each.level,
        unit="per 1,000",
        period="2025",
        source="made up",
        publisher="nobody",
        licence="none",
        description="made up",
        role=each.role,
    )


def _rows(name: str, each: Given, codes: Sequence[str]) -> pd.DataFrame:
    empty = [NONE] * len(codes)
    rows = pd.DataFrame(
        {
            "measure_id": name,
            "area_code": list(codes),
            "value": each.value,
            "count": empty if each.count is None else each.count,
            "denominator": empty if each.denominator is None else each.denominator,
            "lower": empty if each.lower is None else each.lower,
            "upper": empty if each.upper is None else each.upper,
            "note": np.where(np.isnan(np.asarray(each.value, dtype=float)), "x", ""),
        }
    )
    return rows[list(VALUE_COLUMNS)]
