"""How far one measure's threshold must move to flip a ward: every possible cut is tried at once, by counting."""

from fractions import Fraction

import numpy as np
import numpy.typing as npt

from scoring.membership import Mask, find_rivals, is_on_list, tie_keys_or_none
from scoring.percentile import NO_DATA
from scoring.score import MeasureResult, ScoreResult
from scoring.settings import Ties
from scoring.threshold import ABOVE, least_passed

GRID = 10**9
"""A share is moved in steps of a billionth of a point, far below what any slider shows."""


def find_threshold(result: ScoreResult, each: MeasureResult, ward: int) -> float | None:
    """Find the nearest threshold of one measure, in its own terms, that flips whether the ward is on the list."""
    top_percent, value = each.cut.threshold.top_percent, each.cut.threshold.value
    if top_percent is not None:
        passed = each.column.standing.passed_under(include_ties=result.settings.ties is Ties.INCLUDE)
        count = each.column.standing.area_count
        if count < 2:
            return None
        now = least_passed(top_percent, count)
        flips = _find_flips(result, each, ward, passed, now, count)
        shares = [_share_for(cut, count, lowers=cut > now) for cut in flips]
        return min(shares, key=lambda share: abs(share - top_percent), default=None)
    if value is None:
        return None
    sign = 1.0 if each.measure.higher_is_worse else -1.0
    need = each.column.standing.need
    steps = np.unique(need[~np.isnan(need)])
    ordinal = np.where(np.isnan(need), NO_DATA, np.searchsorted(steps, need)).astype(np.int32)
    now = int(np.searchsorted(steps, sign * value, side="left"))
    flips = _find_flips(result, each, ward, ordinal, now, len(steps) + 1)
    limits = [sign * (steps[cut] if cut < now else np.nextafter(steps[cut - 1], np.inf)) for cut in flips]
    return min(map(float, limits), key=lambda limit: abs(limit - value), default=None)


def _find_flips(
    result: ScoreResult, each: MeasureResult, ward: int, standing: npt.NDArray[np.int32], now: int, cuts: int
) -> list[int]:
    """Give the nearest cut below and above the present one at which the ward's place on the list flips.

    A ward is above at cut k when its `standing` is at least k. Who is ahead of the ward depends on each rival's own
    flag alone, so counting rivals by standing answers all cuts in one pass.
    """
    of_ward = result.evidence.on_wards(each.column, standing).astype(np.int64)
    without = np.asarray(result.score - each.weight * (each.flags == ABOVE), dtype=float)
    keys = tie_keys_or_none(result)
    on_list = np.zeros(cuts, dtype=bool)
    for is_above in (False, True):
        own = float(without[ward]) + each.weight * is_above
        unflagged = find_rivals(without, own, ward, keys)
        flagged = find_rivals(without + each.weight, own, ward, keys)
        here = (of_ward[ward] >= np.arange(cuts)) & (of_ward[ward] != NO_DATA)
        members = is_on_list(
            result.settings,
            ahead=_count_by_cut(unflagged.ahead, flagged.ahead, of_ward, cuts, ward, counts_itself=False),
            level=_count_by_cut(unflagged.level, flagged.level, of_ward, cuts, ward, counts_itself=True),
            own=np.full(cuts, own),
        )
        on_list = np.where(here == is_above, members, on_list)
    different = np.flatnonzero(on_list != on_list[now]) if now < cuts else np.flatnonzero([])
    below, above = different[different < now], different[different > now]
    return [int(side) for side in (*below[-1:], *above[:1])]


def _count_by_cut(
    unflagged: Mask,
    flagged: Mask,
    standing: npt.NDArray[np.int64],
    cuts: int,
    ward: int,
    *,
    counts_itself: bool,
) -> npt.NDArray[np.int64]:
    """Count rivals at each cut: those that rival the ward when flagged, from the cuts that flag them, else when not."""
    when_not, when_flagged = unflagged.copy(), flagged.copy()
    when_not[ward] = when_flagged[ward] = counts_itself
    known = standing != NO_DATA
    change = when_flagged.astype(np.int64) - when_not.astype(np.int64)
    by_standing = np.bincount(np.minimum(standing[known], cuts - 1), weights=change[known], minlength=cuts)
    return int(when_not.sum()) + np.cumsum(by_standing[::-1])[::-1].astype(np.int64)


def _share_for(cut: int, count: int, *, lowers: bool) -> float:
    """Give the share nearest to the present one that asks to be worse than `cut` areas.

    Asking for more areas means any share below the one at which fewer would do, so the nearest is one step of the
    grid below that; asking for fewer begins exactly at a share, rounded up to the grid.
    """
    if lowers:
        bound = 100 * (1 - Fraction(cut - 1, count - 1)) * GRID
        steps = -int(-bound // 1) - 1
    else:
        bound = 100 * (1 - Fraction(cut, count - 1)) * GRID
        steps = -int(-bound // 1)
    return float(Fraction(steps, GRID))
