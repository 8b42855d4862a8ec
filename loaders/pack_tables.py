"""The tables of a pack, written down once: their columns, keys and what each column may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

FORMAT = 1
"""The version of the pack's layout that this tool reads and writes."""

DOCUMENT_KEYS = ("title", "kind", "built", "ward_vintage", "attribution", "warnings", "format")
"""The keys of pack.toml; others may stand beside them, such as the planted changes of a sample."""

KINDS = ("sample", "official")
NOTES = ("", "c", "x", "u")
"""Why a figure is missing or weak: suppressed, not available, unreliable."""


class Holds(StrEnum):
    """What a column holds, and so how it is checked."""

    CODE = "a code"
    TEXT = "text"
    NUMBER = "a number"
    COUNT = "a number of 0 or more"
    MONTH = "the first day of a month"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a pack: its columns in order, the key that no two rows share, and whether a pack needs it."""

    name: str
    columns: Mapping[str, Holds]
    key: tuple[str, ...]
    is_required: bool = False

    def path(self, folder: Path) -> Path:
        """Give the file that holds the table in a pack."""
        return folder / f"{self.name}.parquet"

    @property
    def key_columns(self) -> tuple[str, ...]:
        """Give the text columns, which are read as categories."""
        return tuple(name for name, holds in self.columns.items() if holds in (Holds.CODE, Holds.TEXT))


AREAS = Table(
    "areas",
    {
        "area_code": Holds.CODE,
        "area_name": Holds.TEXT,
        "level": Holds.TEXT,
        "borough_code": Holds.TEXT,
        "population": Holds.COUNT,
    },
    key=("area_code",),
    is_required=True,
)
VALUES = Table(
    "values",
    {
        "measure_id": Holds.CODE,
        "area_code": Holds.CODE,
        "value": Holds.NUMBER,
        "count": Holds.COUNT,
        "denominator": Holds.COUNT,
        "lower": Holds.NUMBER,
        "upper": Holds.NUMBER,
        "note": Holds.TEXT,
    },
    key=("measure_id", "area_code"),
    is_required=True,
)
MONTHLY = Table(
    "monthly",
    {"measure_id": Holds.CODE, "area_code": Holds.CODE, "month": Holds.MONTH, "count": Holds.COUNT},
    key=("measure_id", "area_code", "month"),
)
PEOPLE = Table(
    "people",
    {"area_code": Holds.CODE, "characteristic": Holds.CODE, "group": Holds.CODE, "count": Holds.COUNT},
    key=("area_code", "characteristic", "group"),
)
TABLES = (AREAS, VALUES, MONTHLY, PEOPLE)
