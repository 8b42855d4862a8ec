"""Whether one ward is on the list, for many rankings at once: what the smallest change asks over and over."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.percentile import Floats
from scoring.priority import fill_missing_keys
from scoring.ranking import TOLERANCE
from scoring.score import ScoreResult, tie_keys_of
from scoring.settings import Settings

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Who stands before one ward: `ahead` certainly, `level` with it on score and tie-break."""

    ahead: Mask
    level: Mask


def tie_keys_or_none(result: ScoreResult) -> Floats | None:
    """Give what the settings' tie-break orders wards by, missing keys last; None without a tie-break."""
    keys = tie_keys_of(result.evidence, result.measures, result.settings)
    return None if keys is None else np.asarray(fill_missing_keys(keys), dtype=np.float64)


def find_rivals(scores: Floats, own: Floats | float, ward: int, keys: Floats | None) -> Rivals:
    """Compare the scores of all wards (last axis) with one ward's own score; NaN scores are nobody's rivals.

    The tie-break's keys are the same for all rankings, or given for each like the scores.
    """
    own = np.asarray(own)[..., None]
    ahead = scores > own + TOLERANCE
    level = np.abs(scores - own) <= TOLERANCE
    if keys is None:
        return Rivals(ahead=ahead, level=level)
    own_key = keys[..., ward, None]
    better = keys > own_key + TOLERANCE
    same = np.abs(keys - own_key) <= TOLERANCE
    return Rivals(ahead=ahead | (level & better), level=level & same)


def is_on_list(settings: Settings, *, ahead: npt.NDArray[np.int64], level: npt.NDArray[np.int64], own: Floats) -> Mask:
    """Tell whether a ward with so many ahead of it, and so many level with it (itself among them), is on the list."""
    if settings.min_score is not None:
        return np.asarray(own >= settings.min_score - TOLERANCE)
    return np.asarray(ahead + level <= (settings.list_size or 0))
