"""Three sources of doubt, drawn jointly: where thresholds lie, what weights are, and each figure's sampling error."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.errors import SettingsError
from scoring.evidence import Column
from scoring.intervals import NORMAL_95
from scoring.percentile import NO_DATA, Floats
from scoring.poisson import PoissonSampler, PoissonTables
from scoring.score import MeasureResult
from scoring.threshold import least_passed

MAX_DRAWS = 100_000
"""Far beyond what moves a share by a point, and as many as fit into memory for ten thousand wards."""

CELLS_AT_ONCE = 2**17


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """How much is left open: each source has its own switch, 0 or False."""

    draws: int = 2_000
    threshold_spread: float = 2.0
    weight_spread: float = 0.25
    value_noise: bool = True
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse impossible spreads, all at once."""
        faults = []
        if not 1 <= self.draws <= MAX_DRAWS:
            faults.append(f"draws: expected 1 to {MAX_DRAWS:,}; it is {self.draws!r}; 2000 is usual")
        if not 0 <= self.threshold_spread <= 100:
            faults.append(f"threshold spread: expected 0 to 100 points; it is {self.threshold_spread!r}; 2 is usual")
        if not 0 <= self.weight_spread <= 1:
            faults.append(f"weight spread: expected a share from 0 to 1; it is {self.weight_spread!r}; 0.25 is usual")
        if self.seed < 0:
            faults.append(f"seed: expected a whole number of 0 or more; it is {self.seed!r}")
        if faults:
            raise SettingsError(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoisyColumn:
    """One measure, ready for drawing: the areas with data, and how each one's figure may differ.

    `counted` cells are Poisson counts times `per_event`; `surveyed` cells lie in a published interval, drawn from a
    normal curve whose two halves fit the two halves of the interval. Other cells, and counts of 0, stay as they are.
    """

    result: MeasureResult
    known: npt.NDArray[np.intp]
    need: npt.NDArray[np.float32]
    counted: npt.NDArray[np.intp]
    per_event: npt.NDArray[np.float32]
    sampler: PoissonSampler | None
    surveyed: npt.NDArray[np.intp]
    error_below: npt.NDArray[np.float32]
    error_above: npt.NDArray[np.float32]

    @property
    def is_noisy(self) -> bool:
        """Tell whether any figure of this measure has a known sampling error."""
        return len(self.counted) + len(self.surveyed) > 0

    def draw_need(self, generator: np.random.Generator, draws: int) -> npt.NDArray[np.float32]:
        """Draw the need in each area with data, one row a draw; more is always worse."""
        if self.sampler is not None and len(self.counted) == len(self.known):
            return self._draw_counted(generator, self.sampler, draws)
        need = np.tile(self.need, (draws, 1))
        if self.sampler is not None:
            need[:, self.counted] = self._draw_counted(generator, self.sampler, draws)
        if len(self.surveyed):
            error = generator.standard_normal((draws, len(self.surveyed)), dtype=np.float32)
            need[:, self.surveyed] += np.where(error < 0, error * self.error_below, error * self.error_above)
        return need

    def _draw_counted(
        self, generator: np.random.Generator, sampler: PoissonSampler, draws: int
    ) -> npt.NDArray[np.float32]:
        """Draw the counted cells, a few rows at a time so that they stay in the processor's cache."""
        need = np.empty((draws, len(self.counted)), dtype=np.float32)
        rows = max(1, CELLS_AT_ONCE // len(self.counted))
        for start in range(0, draws, rows):
            part = need[start : start + rows]
            part[:] = sampler.draw(generator, len(part)) * self.per_event
        return need


def counted_cells(column: Column) -> npt.NDArray[np.bool_]:
    """Tell which cells vary like counts: a count of 1 or more behind the value and no published interval."""
    has_events = (column.count > 0) & ~np.isnan(column.value) & (column.value != 0)
    return np.asarray(~_surveyed_cells(column) & has_events)


def _surveyed_cells(column: Column) -> npt.NDArray[np.bool_]:
    return ~np.isnan(column.lower) & ~np.isnan(column.upper) & ~np.isnan(column.value)


def prepare_column(result: MeasureResult, tables: PoissonTables | None) -> NoisyColumn:
    """Lay out one measure for drawing; without tables no figure varies."""
    column = result.column
    sign = 1.0 if column.measure.higher_is_worse else -1.0
    known = np.flatnonzero(~np.isnan(column.value))
    value = column.value[known]
    empty = np.zeros(len(known), dtype=bool)
    surveyed = empty if tables is None else _surveyed_cells(column)[known]
    counted = empty if tables is None else counted_cells(column)[known]
    per_event = np.divide(value, column.count[known], out=np.zeros(len(known)), where=counted)
    down = (value - column.lower[known])[surveyed] / NORMAL_95
    up = (column.upper[known] - value)[surveyed] / NORMAL_95
    if sign < 0:
        down, up = up, down
    return NoisyColumn(
        result=result,
        known=known,
        need=(sign * value).astype(np.float32),
        counted=np.flatnonzero(counted),
        per_event=(sign * per_event[counted]).astype(np.float32),
        sampler=tables.sampler(column.count[known][counted]) if tables is not None and counted.any() else None,
        surveyed=np.flatnonzero(surveyed),
        error_below=down.astype(np.float32),
        error_above=up.astype(np.float32),
    )


def draw_needed(
    generator: np.random.Generator, result: MeasureResult, doubt: Doubt, draws: int, area_count: int
) -> npt.NDArray[np.int64]:
    """Draw how many areas an area must be worse than to be above; nothing moves an absolute value."""
    top_percent = result.cut.threshold.top_percent
    if top_percent is None:
        return np.zeros(draws, dtype=np.int64)
    if doubt.threshold_spread == 0:
        return np.full(draws, least_passed(top_percent, area_count), dtype=np.int64)
    moved = top_percent + generator.uniform(-doubt.threshold_spread, doubt.threshold_spread, draws)
    share = 1.0 - np.clip(moved, 0.0, 100.0) / 100.0
    return np.ceil(share * (area_count - 1)).astype(np.int64)


def draw_weights(generator: np.random.Generator, result: MeasureResult, doubt: Doubt, draws: int) -> Floats:
    """Draw a weight for each draw, uniform within the spread around the user's own."""
    if doubt.weight_spread == 0:
        return np.full(draws, result.weight)
    return result.weight * generator.uniform(1.0 - doubt.weight_spread, 1.0 + doubt.weight_spread, draws)


def flag_draws(
    column: NoisyColumn, need: npt.NDArray[np.float32] | None, needed: npt.NDArray[np.int64], *, include_ties: bool
) -> npt.NDArray[np.bool_]:
    """Say which areas with data are above in each draw, by the rule of `scoring.threshold`.

    An area is worse than at least k others when it lies strictly beyond the k-th smallest need; with ties included,
    when it is no less than the next one. Without drawn needs the whole-number standing decides, so nothing is lost to
    rounding.
    """
    threshold = column.result.cut.threshold
    if need is None:
        if threshold.value is not None:
            fixed = column.result.column.standing.need[column.known]
            limit = threshold.value if column.result.measure.higher_is_worse else -threshold.value
            return np.broadcast_to(fixed >= limit, (len(needed), len(fixed)))
        passed = column.result.column.standing.passed_under(include_ties=include_ties)[column.known]
        return np.asarray((passed >= needed[:, None]) & (passed != NO_DATA))
    if threshold.value is not None:
        limit = threshold.value if column.result.measure.higher_is_worse else -threshold.value
        return need >= np.float32(limit)
    if len(column.known) < 2:
        return np.zeros(need.shape, dtype=bool)  # one figure has nothing to be compared with (R3)
    if include_ties:
        above = need >= _pick_smallest(need, needed)
        is_constant = need.min(axis=1) == need.max(axis=1)
        above[is_constant & (needed > 0)] = False
        return above
    cut = _pick_smallest(need, np.maximum(needed - 1, 0))
    cut[needed == 0] = -np.inf
    return need > cut


def _pick_smallest(need: npt.NDArray[np.float32], position: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Give in each row the need that stands at a position from the least, counted from 0, as one column.

    Thresholds of the same measure lie close together, so only what stands beyond the lowest of them is sorted.
    """
    lowest = int(position.min())
    beyond = np.sort(np.partition(need, lowest, axis=1)[:, lowest:], axis=1)
    return np.take_along_axis(beyond, position[:, None] - lowest, axis=1)
