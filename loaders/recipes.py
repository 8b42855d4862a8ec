"""How a measure comes from what readers give: the few kinds of derivation, as data."""

from dataclasses import dataclass
from enum import StrEnum

WINDOW_MONTHS = 12
"""Months in a crime rate: the last twelve whole ones, so that every season counts once."""


class People(StrEnum):
    """Whom a rate or a weighted mean counts."""

    RESIDENTS = "residents"
    CHILDREN = "residents aged 0 to 15"


@dataclass(frozen=True, slots=True)
class CountRate:
    """Events of the last twelve whole months per 1,000 residents, and the months themselves.

    Series may end in `*`; all that match are added up, which is how a category that was parted keeps its meaning.
    """

    format: str
    series: tuple[str, ...]
    per: float = 1_000.0


@dataclass(frozen=True, slots=True)
class SmallAreaMean:
    """The mean of a score over the ward's small areas, weighted by people. The first series present is used."""

    format: str
    series: tuple[str, ...]
    weight: People = People.RESIDENTS
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class SmallAreaShare:
    """A percentage: a count added up over the ward's small areas, out of another.

    The whole is the figures' own denominator, or people of the census where `of` names them. A suppressed count is
    taken as `suppressed`, where the publisher says what it can be, else its small area is left out on both sides.
    """

    format: str
    series: tuple[str, ...]
    of: People | None = None
    suppressed: float | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as published for the measure's own level, times `scale` (100 turns a proportion into per cent)."""

    format: str
    series: tuple[str, ...]
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class CountShare:
    """A percentage: a count published by ward, out of people of the census in the ward."""

    format: str
    series: tuple[str, ...]
    of: People


Recipe = CountRate | SmallAreaMean | SmallAreaShare | CountShare | Published
