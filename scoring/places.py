"""Monthly counts of wards added up to boroughs or to London, without those that lack a count."""

from dataclasses import replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from scoring.evidence import Areas, Evidence
from scoring.measures import Level
from scoring.months import Series

LONDON_CODE, LONDON_NAME = "london", "London"


class Scope(StrEnum):
    """What is compared: areas as the measure is published, boroughs, or London as one."""

    PUBLISHED = "published"
    BOROUGH = "borough"
    LONDON = "london"


def scope_level(series: Series, scope: Scope) -> str:
    """Give the level that a scope's rows have: a ward's, a borough's or London's."""
    return series.measure.level.value if scope is Scope.PUBLISHED else scope.value


def add_up_areas(
    series: Series, evidence: Evidence, scope: Scope, months: npt.NDArray[np.bool_]
) -> tuple[Series, list[str]]:
    """Add up a series to boroughs or London.

    An area that lacks a count in one of `months` is left out of all of them, so that the same areas are added up
    before and after; the notice says how many.
    """
    level = series.measure.level
    if scope is Scope.PUBLISHED or (scope is Scope.BOROUGH and level is Level.BOROUGH):
        return series, []
    is_whole = ~np.isnan(series.counts[:, months]).any(axis=1)
    kept, counts = series.area_positions[is_whole], series.counts[is_whole]
    if scope is Scope.LONDON:
        areas, groups = _london(evidence.areas(level)), np.zeros(len(kept), dtype=np.intp)
    else:
        areas, groups = evidence.boroughs, evidence.borough_of_ward[kept]
    positions, rows = np.unique(groups, return_inverse=True)
    total = np.zeros((len(positions), counts.shape[1]))
    np.add.at(total, rows, counts)
    left_out = int((~is_whole).sum())
    notices = []
    if left_out:
        unit = f"{level.value}{'' if left_out == 1 else 's'}"
        verb = "lacks" if left_out == 1 else "lack"
        notices.append(
            f"{series.measure.label}: {left_out:,} {unit} {verb} a count in some of the months and "
            f"{'is' if left_out == 1 else 'are'} left out of the sums"
        )
    return replace(series, areas=areas, area_positions=positions, counts=total), notices


def _london(areas: Areas) -> Areas:
    return Areas(
        codes=np.array([LONDON_CODE], dtype=object),
        names=np.array([LONDON_NAME], dtype=object),
        population=np.array([np.nansum(areas.population)]),
    )
