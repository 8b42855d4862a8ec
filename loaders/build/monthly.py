"""Crime measures: months of counts from one or several releases, and the rate of the last twelve."""

import fnmatch
from collections.abc import Iterable

import numpy as np
import pandas as pd

from loaders.build.built import Built, Missing, lay_out
from loaders.build.folder import Held
from loaders.build.people import Residents
from loaders.build.place import Places, of_kind
from loaders.extract import Geography, Kind
from loaders.measure_registry import Entry
from loaders.months import name_month
from loaders.recipes import WINDOW_MONTHS, CountRate
from scoring.errors import name_some

MOST_REVISED = 0.03
"""How far two releases may differ over the months they share and still count the same thing.

Revisions move a London total by up to 2%; another definition moves it by far more, in every month.
"""

NO_RESIDENTS = "no residents of these wards to divide by"


def build_count_rate(
    entry: Entry, recipe: CountRate, tables: list[Held], places: Places, *, residents: Residents
) -> Built | Missing:
    """Build a rate from the newest release, its months lengthened by older ones that count the same thing."""
    newest: Held | None = None
    counts = pd.DataFrame()
    used: list[Held] = []
    for held in of_kind(tables, Kind.COUNTS, Geography.WARD, recipe.format):
        placed = places.on_wards(held)
        if placed is None:
            continue
        found = _count_months(placed, recipe.series, places)
        if found is None:
            continue
        if newest is None:
            newest, counts = held, found
            used.append(held)
        elif (longer := _lengthen(entry, counts, found, held, places)) is not None:
            counts = longer
            used.append(held)
    if newest is None:
        return Missing(entry, f"no table by ward that can be used has the series {name_some(recipe.series)}")
    if residents.by_ward.empty:
        for held in used:
            places.ledger.pass_over(held, NO_RESIDENTS)
        return Missing(entry, NO_RESIDENTS, ("census", "best_fit_lookup"))
    counts = _without_gaps(entry, counts, newest, places)
    if counts.shape[1] < WINDOW_MONTHS:
        return Missing(entry, f"expected {WINDOW_MONTHS} months in a row; {newest.name} gives {counts.shape[1]}")
    last = counts.columns[-WINDOW_MONTHS:]
    events = counts[last].sum(axis=1, skipna=False)
    people = residents.by_ward.reindex(counts.index)
    rate = events / people.where(people > 0) * recipe.per
    figures = pd.DataFrame({"value": rate, "count": events, "denominator": people})
    return Built(
        entry=entry,
        period=f"{last[0]:%B %Y} to {last[-1]:%B %Y}",
        release=newest.extract.release,
        values=lay_out(places.wards.codes, figures.where(rate.notna())),
        monthly=counts.dropna(how="all"),
        sources=tuple(used),
        residents=residents.words,
    )


def _count_months(placed: pd.DataFrame, series: Iterable[str], places: Places) -> pd.DataFrame | None:
    """Lay counts out by ward and month: 0 where a ward of a borough in the table has no row, missing elsewhere.

    A row without a number is not 0: the ward's count of that month is missing. Every month that the table has for
    anything is a month of each of its series: what isn't listed didn't happen.
    """
    known = placed["series"].unique()
    wanted = [name for name in known if any(fnmatch.fnmatchcase(name, pattern) for pattern in series)]
    if not wanted:
        return None
    months = pd.DatetimeIndex(sorted(placed["month"].unique()))
    rows = placed[placed["series"].isin(wanted)]
    counts = _by_month(rows["count"], rows).reindex(index=places.wards.codes, columns=months).fillna(0.0)
    unknown = _by_month(rows["count"].isna(), rows).reindex_like(counts) > 0
    counts = counts.astype(float).mask(unknown)
    borough = places.wards.table.set_index("area_code")["borough_code"]
    covered = set(borough.reindex(placed["area_code"].unique()))
    counts[~borough.reindex(counts.index).isin(covered).to_numpy()] = np.nan
    return counts


def _by_month(cells: pd.Series, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(cells.groupby([rows["area_code"], rows["month"]]).sum().unstack("month"))


def _lengthen(
    entry: Entry, counts: pd.DataFrame, older: pd.DataFrame, held: Held, places: Places
) -> pd.DataFrame | None:
    """Add the months that only the older release has, where the months that both have show the same definition."""
    common = counts.columns.intersection(older.columns)
    extra = pd.DatetimeIndex(older.columns.difference(counts.columns))
    if extra.empty:
        places.ledger.note(held, f"{entry.id}: every month is in a newer release")
        return None
    if common.empty:
        places.ledger.note(
            held, f"{entry.id}: no month in common with newer releases to compare definitions by; not used"
        )
        return None
    shared = "1 month" if len(common) == 1 else f"{len(common)} months"
    now, then = counts[common].sum(), older[common].sum()
    apart = float((now - then).abs().sum() / max(now.sum(), 1.0))
    if apart > MOST_REVISED:
        places.ledger.note(
            held,
            f"{entry.id}: differs by {apart:.1%} from the newer release over the {shared} that both have, so it "
            "counts something else; not used",
        )
        return None
    places.ledger.choose(
        f"{entry.id}: {name_month(extra[0])} to {name_month(extra[-1])} from {held.name}, the {shared} in "
        f"common from newer releases ({apart:.2%} apart)"
    )
    return pd.concat([counts, older[extra]], axis=1).sort_index(axis=1)


def _without_gaps(entry: Entry, counts: pd.DataFrame, held: Held, places: Places) -> pd.DataFrame:
    """Keep the newest months that follow each other without a gap."""
    months = pd.DatetimeIndex(counts.columns)
    steps = np.diff(months.year * 12 + months.month)
    gaps = np.flatnonzero(steps != 1)
    if not gaps.size:
        return counts
    first = int(gaps[-1]) + 1
    places.ledger.note(
        held, f"{entry.id}: months before {name_month(months[first])} left out, because some are missing"
    )
    return counts.iloc[:, first:]
