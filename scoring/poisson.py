"""Draw many Poisson counts fast: one alias table for each distinct mean, exact to the resolution of a 32-bit draw."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from scoring.percentile import Floats

TAIL_WIDTH = 8.0
"""How many standard deviations to either side a table reaches; beyond lies less than 1e-13 of the mass."""
MAX_BITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PoissonTables:
    """Alias tables (Walker 1977, built as in Vose 1991) for a set of means, laid end to end.

    For a mean, entries `start` to `start + 2**bits - 1` stand for the counts from `lowest` up. A 32-bit draw picks an
    entry with its low bits and decides with its high bits between the entry's own count and its alias.
    """

    means: Floats
    start: npt.NDArray[np.int64]
    bits: npt.NDArray[np.uint32]
    lowest: npt.NDArray[np.int64]
    keep_below: npt.NDArray[np.uint32]
    alias: npt.NDArray[np.int32]

    def sampler(self, means: Floats) -> "PoissonSampler":
        """Make a sampler for cells with these means, each of which must be among the tables' own."""
        row = np.searchsorted(self.means, means)
        bits = self.bits[row]
        return PoissonSampler(
            tables=self,
            mask=((np.uint64(1) << bits.astype(np.uint64)) - np.uint64(1)).astype(np.uint32),
            shift=bits,
            start=self.start[row].astype(np.uint32),
            offset=(self.lowest[row] - self.start[row]).astype(np.int32),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PoissonSampler:
    """Draws counts for a fixed row of cells."""

    tables: PoissonTables
    mask: npt.NDArray[np.uint32]
    shift: npt.NDArray[np.uint32]
    start: npt.NDArray[np.uint32]
    offset: npt.NDArray[np.int32]

    def draw(self, generator: np.random.Generator, draws: int) -> npt.NDArray[np.int32]:
        """Draw counts, one row a draw and one column a cell."""
        bits = generator.integers(0, 2**32, size=(draws, len(self.mask)), dtype=np.uint32)
        entry = bits & self.mask
        entry += self.start
        bits >>= self.shift
        position = entry.view(np.int32)
        keeps = bits < self.tables.keep_below.take(position, mode="clip")
        counts = np.where(keeps, position, self.tables.alias.take(position, mode="clip"))
        counts += self.offset
        return counts


def build_tables(means: Floats) -> PoissonTables:
    """Build the tables for all distinct positive means."""
    distinct = np.unique(means)
    width = 2 * (TAIL_WIDTH * np.sqrt(distinct) + TAIL_WIDTH)
    bits = np.clip(np.ceil(np.log2(width)), 5, MAX_BITS).astype(np.uint32)
    size = (np.uint64(1) << bits.astype(np.uint64)).astype(np.int64)
    start = np.concatenate([[0], np.cumsum(size)[:-1]]).astype(np.int64)
    lowest = np.maximum(0, np.floor(distinct) - size // 2).astype(np.int64)
    keep_below = np.empty(int(size.sum()), dtype=np.uint32)
    alias = np.empty(len(keep_below), dtype=np.int32)
    for width_bits in np.unique(bits):
        rows = np.flatnonzero(bits == width_bits)
        entries = start[rows, None] + np.arange(1 << int(width_bits))
        counts = lowest[rows, None] + np.arange(1 << int(width_bits))
        log_mass = counts * np.log(distinct[rows, None]) - distinct[rows, None] - scipy.special.gammaln(counts + 1.0)
        kept, own_alias = _share_out(np.exp(log_mass))
        keep_below[entries] = np.minimum(kept * 2.0 ** (32 - int(width_bits)), 2.0**32 - 1).astype(np.uint32)
        alias[entries] = start[rows, None] + own_alias
    return PoissonTables(means=distinct, start=start, bits=bits, lowest=lowest, keep_below=keep_below, alias=alias)


def _share_out(mass: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Build alias tables for many distributions at once, one a row.

    Each step settles one entry in each row: the next entry with less than its fair share takes the rest from the
    current rich entry, until that is below its own share and becomes the poor one itself.
    """
    rows, columns = mass.shape
    fair = mass * (columns / mass.sum(axis=1, keepdims=True))
    order = np.argsort(fair, axis=1, kind="stable")
    ordered = np.take_along_axis(fair, order, axis=1)
    kept = np.ones_like(fair)
    alias = np.tile(np.arange(columns), (rows, 1))
    every = np.arange(rows)
    poor, rich = np.zeros(rows, dtype=np.int64), np.full(rows, columns - 1)
    left = ordered[:, -1].copy()
    for _ in range(columns - 1):
        has_sunk = left < 1.0
        next_rich = np.maximum(rich - 1, 0)
        settled = np.where(has_sunk, rich, poor)
        share = np.where(has_sunk, left, ordered[every, settled])
        giver = np.where(has_sunk, next_rich, rich)
        entry = order[every, settled]
        kept[every, entry] = share
        alias[every, entry] = order[every, giver]
        left = np.where(has_sunk, ordered[every, next_rich] - (1.0 - left), left - (1.0 - share))
        poor += ~has_sunk
        rich = np.where(has_sunk, next_rich, rich)
    return np.clip(kept, 0.0, 1.0), alias
