"""A measure that was built, and one that could not be."""

from dataclasses import dataclass

import pandas as pd

from loaders.build.folder import Held
from loaders.measure_registry import Entry
from loaders.publications import PUBLICATIONS
from scoring.measures import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A measure's figures: `values` by area code, with value, count, denominator, lower, upper and note.

    `monthly` holds counts where it has any: a row an area, a column a month. `sources` are the tables used, the newest
    first; `residents` says who the residents are that it counts.
    """

    entry: Entry
    period: str
    release: str
    values: pd.DataFrame
    monthly: pd.DataFrame | None = None
    sources: tuple[Held, ...]
    residents: str = ""

    @property
    def measure(self) -> Measure:
        """Give the measure as the pack holds it."""
        publication = PUBLICATIONS[self.sources[0].extract.format]
        return self.entry.measure(publication, period=self.period, release=self.release, residents=self.residents)


@dataclass(frozen=True, slots=True)
class Missing:
    """A measure that the folder's files don't give, why, and which publications it lacks beside its own."""

    entry: Entry
    reason: str
    lacks: tuple[str, ...] = ()

    @property
    def supply(self) -> str:
        """Say which files would give it."""
        if not self.lacks:
            return self.entry.supply
        return "; ".join(f"{PUBLICATIONS[id].name}: {PUBLICATIONS[id].where}" for id in self.lacks)


FIGURES = ("value", "count", "denominator", "lower", "upper")


def lay_out(areas: pd.Index, figures: pd.DataFrame) -> pd.DataFrame:
    """Lay figures out for every area: one that has none is missing, with the note x unless it has another."""
    whole = figures.reindex(areas).reindex(columns=[*FIGURES, "note"])
    notes = whole["note"].astype("object").where(whole["note"].notna(), "")
    is_missing = whole["value"].isna()
    return whole.assign(note=notes.where(~is_missing | (notes != ""), "x"))
