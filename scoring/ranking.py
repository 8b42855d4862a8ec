"""Ranks with shared places (rule R8): 1 = most need, equal within 1e-9, for one ranking or many draws at once."""

from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Scores: TypeAlias = npt.NDArray[np.floating[Any]]

TOLERANCE = 1e-9
"""Scores closer than this are the same score; sums of the same weights in another order differ by far less."""

NO_RANK = 0


class Places(NamedTuple):
    """The places a ward holds: `first` is its rank, `last` the last place that its tie takes up; NO_RANK for NaN."""

    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]


def share_places(scores: Scores) -> Places:
    """Rank along the last axis, highest score first, and say how far each tie reaches.

    Two scores tie when no gap of more than 1e-9 lies between them in the ordered scores.

    >>> first, last = share_places(np.array([5.0, 7.0, 5.0, np.nan, 4.0]))
    >>> first.tolist(), last.tolist()
    ([2, 1, 2, 0, 4], [3, 1, 3, 0, 4])
    """
    order = np.argsort(-scores, axis=-1)
    ordered = np.take_along_axis(scores, order, axis=-1)
    count = ordered.shape[-1]
    is_start = np.ones(ordered.shape, dtype=bool)
    is_start[..., 1:] = ~(ordered[..., :-1] - ordered[..., 1:] <= TOLERANCE)
    is_end = np.ones(ordered.shape, dtype=bool)
    is_end[..., :-1] = is_start[..., 1:]
    places = np.arange(1, count + 1, dtype=np.int32)
    first = np.maximum.accumulate(np.where(is_start, places, 0), axis=-1)
    last = np.minimum.accumulate(np.where(is_end, places, count)[..., ::-1], axis=-1)[..., ::-1]
    has_none = np.isnan(ordered)
    shared = Places(np.empty(scores.shape, dtype=np.int32), np.empty(scores.shape, dtype=np.int32))
    for ranks, by_order in zip(shared, (first, last), strict=True):
        np.put_along_axis(ranks, order, np.where(has_none, NO_RANK, by_order).astype(np.int32), axis=-1)
    return shared


def rank_scores(scores: Scores) -> npt.NDArray[np.int32]:
    """Rank along the last axis, highest score first; ties share the rank, NaN gets NO_RANK.

    >>> rank_scores(np.array([5.0, 7.0, 5.0, np.nan, 4.0])).tolist()
    [2, 1, 2, 0, 4]
    """
    return share_places(scores).first
