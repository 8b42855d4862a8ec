"""Who lives in a ward: shares by characteristic, beside its borough and London."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.evidence import Evidence, find_positions
from scoring.percentile import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Residents:
    """People of one characteristic: a row a group, a column a ward, NaN where the pack has no count."""

    groups: tuple[str, ...]
    counts: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupShare:
    """One group: its people in the ward, and its share of the ward's, the borough's and London's people."""

    group: str
    count: float
    ward: float
    borough: float
    london: float


def lay_out_people(evidence: Evidence, people: pd.DataFrame) -> dict[str, Residents]:
    """Lay the people of a pack out by characteristic, group and ward; groups by age, else largest first."""
    wards = find_positions(people["area_code"], evidence.wards.codes)
    here = people[wards >= 0]
    wards = wards[wards >= 0]
    found = {}
    for characteristic in sorted(here["characteristic"].astype(str).unique()):
        rows = (here["characteristic"].astype(str) == characteristic).to_numpy()
        groups, which = np.unique(here["group"].astype(str).to_numpy()[rows], return_inverse=True)
        counts = np.full((len(groups), len(evidence.wards)), np.nan)
        counts[which, wards[rows]] = here["count"].to_numpy(dtype=float, na_value=np.nan)[rows]
        order = _order([str(group) for group in groups], np.nansum(counts, axis=1))
        found[characteristic] = Residents(groups=tuple(str(groups[each]) for each in order), counts=counts[order])
    return found


def share_people(evidence: Evidence, residents: Residents, ward: int) -> tuple[GroupShare, ...]:
    """Give each group's share of the people in a ward, in its borough and in London.

    A share is over the people of all groups of the characteristic; wards without a count are left out of the sums.
    """
    counts = residents.counts
    neighbours = evidence.borough_of_ward == evidence.borough_of_ward[ward]
    shares = [_shares(counts[:, [ward]]), _shares(counts[:, neighbours]), _shares(counts)]
    return tuple(
        GroupShare(group=group, count=float(counts[place, ward]), ward=own, borough=borough, london=london)
        for place, (group, own, borough, london) in enumerate(zip(residents.groups, *shares, strict=True))
    )


def _shares(counts: Floats) -> list[float]:
    whole = counts[:, ~np.isnan(counts).any(axis=0)]
    total = whole.sum()
    if not total > 0:
        return [float("nan")] * len(counts)
    return [float(share) for share in whole.sum(axis=1) / total]


def _order(groups: list[str], totals: Floats) -> npt.NDArray[np.intp]:
    """Order ages by their first year and other groups by size, largest first, then by name.

    >>> _order(["10-14", "5-9", "85+"], np.array([1.0, 2.0, 3.0])).tolist()
    [1, 0, 2]
    """
    starts = [_years(group) for group in groups]
    keys = [
        (float(span[0]) if span and all(starts) else -float(total), group)
        for span, total, group in zip(starts, totals, groups, strict=True)
    ]
    return np.array(sorted(range(len(groups)), key=lambda place: keys[place]), dtype=np.intp)


def _years(group: str) -> tuple[int, int] | None:
    """Read an age group.

    >>> _years("10-14"), _years("85+"), _years("White")
    ((10, 14), (85, 200), None)
    """
    found = re.fullmatch(r"(?:aged? )?(\d{1,3})(?:\s*(?:-|to)\s*(\d{1,3})|(\+))?(?: years)?", group.strip().lower())
    if found is None:
        return None
    first = int(found[1])
    return first, int(found[2]) if found[2] else 200 if found[3] else first
