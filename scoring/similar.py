"""The wards most like one ward in what the measures say."""

from dataclasses import dataclass

import numpy as np

from scoring.score import ScoreResult

LEAST_SHARED = 0.5
"""Two wards are compared when both have data in at least half of the measures that count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarWard:
    """A ward, how far its percentiles differ on average, and in how many measures both have data."""

    ward: int
    difference: float
    shared: int


def find_similar_wards(
    result: ScoreResult, ward: int, *, most: int = 5, other_boroughs: bool = False
) -> tuple[SimilarWard, ...]:
    """Find the wards whose percentiles differ least from one ward's.

    The difference is the mean over the measures that count, in which both have data, of the absolute difference of
    their percentiles; every measure counts alike. Wards that share data in fewer than half of the measures are left
    out. Equal differences come by ward code. `other_boroughs` leaves the ward's own borough out, whose wards share
    their borough figures with it.
    """
    count = len(result.evidence.wards)
    if not result.measures:
        return ()
    places = np.array([result.percentiles(each) for each in result.measures])
    apart = np.abs(places - places[:, [ward]])
    shared = (~np.isnan(apart)).sum(axis=0)
    difference = np.divide(np.nansum(apart, axis=0), shared, out=np.full(count, np.inf), where=shared > 0)
    is_candidate = shared >= LEAST_SHARED * len(result.measures)
    is_candidate[ward] = False
    if other_boroughs:
        is_candidate &= result.evidence.borough_of_ward != result.evidence.borough_of_ward[ward]
    candidates = np.flatnonzero(is_candidate)
    nearest = candidates[np.argsort(np.round(difference[candidates], 9), kind="stable")][:most]
    return tuple(
        SimilarWard(ward=int(each), difference=float(difference[each]), shared=int(shared[each])) for each in nearest
    )
