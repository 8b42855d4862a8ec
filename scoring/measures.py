"""What a measure is: one column of evidence, with all that a reader needs to judge it."""

import re
from dataclasses import dataclass
from enum import StrEnum

MEASURE_ID = re.compile(r"[a-z][a-z0-9_]{0,62}")
"""Measure and theme ids: they become column names, keys in settings and parts of addresses."""

THEME_LABELS = {"crime": "Crime", "perceptions": "Perceptions", "health": "Public health"}
"""The three themes that every reader knows; a pack may add others, shown under their own id."""


class Direction(StrEnum):
    """Whether need grows or falls with the value (rule R1)."""

    HIGHER_IS_WORSE = "higher_is_worse"
    LOWER_IS_WORSE = "lower_is_worse"


class Level(StrEnum):
    """The level at which a measure is published and ranked (rule R2)."""

    WARD = "ward"
    BOROUGH = "borough"


class Role(StrEnum):
    """Whether a measure counts as need, or is a strength shown beside the score."""

    NEED = "need"
    STRENGTH = "strength"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure as a pack describes it in `measures.toml`."""

    id: str
    label: str
    theme: str
    direction: Direction
    level: Level
    unit: str
    decimals: int = 1
    period: str
    source: str
    publisher: str
    licence: str
    url: str = ""
    description: str
    caveat: str = ""
    denominator: str = ""
    role: Role = Role.NEED

    @property
    def higher_is_worse(self) -> bool:
        """Tell whether need grows with the value."""
        return self.direction is Direction.HIGHER_IS_WORSE


def theme_label(theme: str) -> str:
    """Give the words a reader sees for a theme.

    >>> theme_label("health"), theme_label("school_life")
    ('Public health', 'School life')
    """
    return THEME_LABELS.get(theme, theme.replace("_", " ").capitalize())
