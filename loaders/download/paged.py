"""What the two kinds of paged tables have in common: limits, and what a merged table tells."""

from collections.abc import Callable
from dataclasses import dataclass

from loaders.publishers import MEGABYTE

MOST_PAGES = 1_000
MOST_PAGE_BYTES = 100 * MEGABYTE

Turn = Callable[[int, int | None], None]
"""Told after each page how many rows are here, and of how many in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of a paged table: what was asked (without the offset), and how much came."""

    address: str
    pages: int
    rows: int
