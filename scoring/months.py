"""Monthly counts laid out by measure, area and month, with stub months left out and said."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.errors import RequestError
from scoring.evidence import Areas, Evidence, find_positions
from scoring.measures import Measure
from scoring.percentile import Floats

STUB_SHARE = 0.5
"""A first or last month whose London total is under this share of its neighbour's is a stub."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One measure's counts: one row an area that has any, one column a month, without gaps between months.

    `is_held` tells which months the pack holds; one in between that it doesn't is a gap, not a month without events.
    A count is NaN where the pack says that it is missing.
    """

    measure: Measure
    areas: Areas
    area_positions: npt.NDArray[np.intp]
    months: npt.NDArray[np.datetime64]
    is_held: npt.NDArray[np.bool_]
    counts: Floats


def lay_out_months(evidence: Evidence, monthly: pd.DataFrame) -> dict[str, Series]:
    """Lay monthly counts out by measure, for the areas of the measure's own level.

    An area that is in the table at all but not in some month counted nothing in that month; one that is there without
    a count is missing, which is not 0.
    """
    months = pd.to_datetime(monthly["month"]).to_numpy().astype("datetime64[M]")
    counts = monthly["count"].to_numpy(dtype=float, na_value=np.nan)
    which = find_positions(monthly["measure_id"], [measure.id for measure in evidence.measures])
    found = {}
    for position, measure in enumerate(evidence.measures):
        rows = np.flatnonzero(which == position)
        if len(rows):
            areas = evidence.areas(measure.level)
            places = find_positions(monthly["area_code"].iloc[rows], areas.codes)
            known = places >= 0
            if (known & ~np.isnan(counts[rows])).any():
                found[measure.id] = _series(measure, areas, places[known], months[rows][known], counts[rows][known])
    return found


def _series(
    measure: Measure,
    areas: Areas,
    places: npt.NDArray[np.intp],
    months: npt.NDArray[np.datetime64],
    counts: Floats,
) -> Series:
    is_given = ~np.isnan(counts)
    every = np.arange(months[is_given].min(), months[is_given].max() + 1)
    columns = (months - every[0]).astype(np.intp)
    within = (columns >= 0) & (columns < len(every))
    positions, rows = np.unique(places, return_inverse=True)
    laid = np.zeros((len(positions), len(every)))
    np.add.at(laid, (rows[within], columns[within]), counts[within])
    return Series(
        measure=measure,
        areas=areas,
        area_positions=positions,
        months=every,
        is_held=np.isin(np.arange(len(every)), columns[is_given]),
        counts=laid,
    )


def leave_out_stubs(series: Series) -> tuple[Series, list[str]]:
    """Leave out a first or last month that holds under half of its neighbour's London total, and say so."""
    totals = np.nansum(series.counts, axis=0)
    start, stop, notices = 0, len(totals), []
    if len(totals) >= 2 and series.is_held[1] and totals[0] < STUB_SHARE * totals[1]:
        start = 1
        notices.append(_stub_notice(series, 0, 1, totals))
    if stop - start >= 2 and series.is_held[-2] and totals[-1] < STUB_SHARE * totals[-2]:
        stop -= 1
        notices.append(_stub_notice(series, -1, -2, totals))
    kept = slice(start, stop)
    trimmed = replace(series, months=series.months[kept], is_held=series.is_held[kept], counts=series.counts[:, kept])
    return trimmed, notices


def _stub_notice(series: Series, stub: int, neighbour: int, totals: Floats) -> str:
    return (
        f"{series.measure.label}: {series.months[stub]} is left out: it holds {totals[stub]:,.0f} events, "
        f"under half of the {totals[neighbour]:,.0f} of {series.months[neighbour]}, so it looks incomplete"
    )


def find_series(evidence: Evidence, held: dict[str, Series], measure_ids: list[str]) -> list[Series]:
    """Give the series of the measures asked for (all, when none is named), or say which have no monthly counts."""
    faults = []
    for measure_id in measure_ids:
        if measure_id not in evidence.columns:
            faults.append(
                f"measure {measure_id!r}: expected one of the pack's measures with monthly counts "
                f"({', '.join(held) or 'it has none'}); correct the name"
            )
        elif measure_id not in held:
            faults.append(
                f"measure {measure_id!r}: it has no monthly counts; those that have: {', '.join(held) or 'none'}"
            )
    if faults:
        raise RequestError(faults)
    if not held:
        raise RequestError("the pack holds no monthly counts, so nothing can be said about change; build it with them")
    return [held[measure_id] for measure_id in dict.fromkeys(measure_ids)] if measure_ids else list(held.values())
