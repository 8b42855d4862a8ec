"""Measures from figures: scores and shares over small areas, and figures published for the area itself."""

import fnmatch
from collections.abc import Iterable

import numpy as np
import pandas as pd

from loaders.build.built import Built, Missing, lay_out
from loaders.build.folder import Held
from loaders.build.place import Places, leave_out, of_kind
from loaders.extract import Geography, Kind
from loaders.measure_registry import Entry
from loaders.recipes import CountShare, People, Published, SmallAreaMean, SmallAreaShare
from loaders.small_areas import SmallAreas, counts_to_2021, mean_by_weight, scores_to_2021, sum_to_wards
from scoring.errors import name_some
from scoring.measures import Level

LEAST_COVERED = 0.8
"""The share of a ward's people that must live in small areas with a figure; with less its figure is unreliable."""

MOST_APART = 0.2
"""How far the people that published percentages imply may be from the census before it is said."""

NO_SMALL_AREAS = "no lookup of small areas to these wards, or no residents of small areas"

SmallAreaRecipe = SmallAreaMean | SmallAreaShare


def build_from_small_areas(
    entry: Entry, recipe: SmallAreaRecipe, tables: list[Held], places: Places, small: SmallAreas | None
) -> Built | Missing:
    """Build a measure from the newest small-area table that has its series."""
    if small is None:
        return _without_small_areas(entry, recipe, tables, places)
    for held in of_kind(tables, Kind.FIGURES, format=recipe.format):
        if held.extract.geography not in (Geography.LSOA11, Geography.LSOA21):
            continue
        found = find_series(held.extract.table, recipe.series)
        rows = held.extract.table
        if not found or (isinstance(recipe, SmallAreaShare) and len(found) < len(recipe.series)):
            continue
        wanted = found if isinstance(recipe, SmallAreaShare) else found[:1]
        chosen = rows[rows["series"].isin(wanted)]
        period = str(chosen["period"].max())
        figures = _derive(recipe, chosen[chosen["period"] == period], small, is_2011=_is_2011(held))
        if figures is None:
            continue
        _account(held, small, places)
        values = lay_out(places.wards.codes, figures)
        return _built(entry, held, period=period, values=values)
    return Missing(entry, f"no table of small areas that can be used has the series {name_some(recipe.series)}")


def _without_small_areas(
    entry: Entry, recipe: SmallAreaRecipe | CountShare, tables: list[Held], places: Places
) -> Missing:
    for held in of_kind(tables, Kind.FIGURES, format=recipe.format):
        if find_series(held.extract.table, recipe.series):
            places.ledger.pass_over(held, NO_SMALL_AREAS)
    return Missing(entry, NO_SMALL_AREAS, ("census", "best_fit_lookup"))


def find_series(table: pd.DataFrame, patterns: Iterable[str]) -> list[str]:
    """Give the series of a table that match any of the patterns, in the order of the patterns."""
    known = table["series"].unique()
    return [name for pattern in patterns for name in known if fnmatch.fnmatchcase(name, pattern)]


def _is_2011(held: Held) -> bool:
    return held.extract.geography is Geography.LSOA11


def _derive(recipe: SmallAreaRecipe, rows: pd.DataFrame, small: SmallAreas, *, is_2011: bool) -> pd.DataFrame | None:
    if is_2011 and small.from_2011 is None:
        return None
    if isinstance(recipe, SmallAreaMean):
        return _mean(recipe, rows.set_index("area_code")["value"], small, is_2011=is_2011)
    given = rows["count"]
    if recipe.suppressed is not None:
        given = given.mask(rows["note"] == "c", recipe.suppressed)
    counts = given.groupby(rows["area_code"]).sum(min_count=1)
    whole = rows.groupby("area_code")["denominator"].first()
    if is_2011 and small.from_2011 is not None:
        counts, whole = counts_to_2021(counts, small.from_2011), counts_to_2021(whole, small.from_2011)
    return _share(counts, whole if recipe.of is None else _people(small, recipe.of), small)


def _mean(recipe: SmallAreaMean, scores: pd.Series, small: SmallAreas, *, is_2011: bool) -> pd.DataFrame:
    """Average a score by ward; the ward's figure is unreliable where many people live in areas without a score."""
    if is_2011 and small.from_2011 is not None:
        scores = scores_to_2021(scores, small.from_2011)
    mean, covered = mean_by_weight(scores, _people(small, recipe.weight), small.ward)
    return pd.DataFrame({"value": mean * recipe.scale, "note": _notes(covered)})


def _share(counts: pd.Series, whole: pd.Series, small: SmallAreas) -> pd.DataFrame:
    """Add up count and whole over the small areas that have both, and give the percentage."""
    pairs = pd.DataFrame({"count": counts, "whole": whole})
    has = pairs.notna().all(axis=1)
    everyone = sum_to_wards(pairs["whole"], small.ward)
    count, total = (
        sum_to_wards(pairs.loc[has, name], small.ward).reindex(everyone.index) for name in ("count", "whole")
    )
    covered = (total / everyone.where(everyone > 0)).fillna(0.0)
    return _percentage(count, total, _notes(covered))


def _percentage(count: pd.Series, whole: pd.Series, notes: pd.Series) -> pd.DataFrame:
    """Give value = 100 x count / whole. More than all is everyone, and unreliable: then the count is the whole."""
    is_over = count > whole
    whole = whole.where(~is_over, count)
    value = 100.0 * count / whole.where(whole > 0)
    return pd.DataFrame({"value": value, "count": count, "denominator": whole, "note": notes.mask(is_over, "u")})


def _notes(covered: pd.Series) -> pd.Series:
    notes = np.select([covered == 0, covered < LEAST_COVERED], ["x", "u"], "")
    return pd.Series(notes, index=covered.index, dtype="object")


def _people(small: SmallAreas, people: People) -> pd.Series:
    return small.children if people is People.CHILDREN else small.residents


def _account(held: Held, small: SmallAreas, places: Places) -> None:
    known = small.from_2011["from_code"] if _is_2011(held) and small.from_2011 is not None else small.ward.index
    outside = ~held.extract.table["area_code"].isin(known)
    leave_out(places.ledger, held, outside, "small areas outside London")


def build_count_share(
    entry: Entry, recipe: CountShare, tables: list[Held], places: Places, small: SmallAreas | None
) -> Built | Missing:
    """Build a percentage from counts published by ward and the people of the wards."""
    if small is None:
        return _without_small_areas(entry, recipe, tables, places)
    for held in of_kind(tables, Kind.FIGURES, Geography.WARD, recipe.format):
        found = find_series(held.extract.table, recipe.series)
        placed = places.on_wards(held) if found else None
        if placed is None:
            continue
        period, rows = _newest(placed, found[0])
        counts = rows.groupby("area_code")["count"]
        count = counts.sum(min_count=1)
        reasons = rows["note"].where(rows["note"].isin(["c", "x"]), "x").groupby(rows["area_code"]).min()
        notes = reasons.mask(count.notna(), "").mask((counts.count() < counts.size()) & count.notna(), "u")
        people = sum_to_wards(_people(small, recipe.of), small.ward)
        _compare_wholes(entry, rows, people, held, places)
        figures = _percentage(count, people.reindex(count.index), notes)
        values = lay_out(places.wards.codes, figures)
        return _built(entry, held, period=period, values=values)
    return Missing(entry, f"no table by ward that can be used has the series {name_some(recipe.series)}")


def _compare_wholes(entry: Entry, rows: pd.DataFrame, people: pd.Series, held: Held, places: Places) -> None:
    """Say where the percentages that the publisher gives are of quite another number of people."""
    own = rows.groupby("area_code")["denominator"].sum(min_count=1).dropna()
    ours = people.reindex(own.index).sum()
    if len(own) and not 1 - MOST_APART < own.sum() / ours < 1 + MOST_APART:
        places.ledger.choose(
            f"{entry.id}: counts over the census's people, not the percentages in {held.name}: those imply "
            f"{own.sum():,.0f} people where the census has {ours:,.0f}"
        )


def build_published(entry: Entry, recipe: Published, tables: list[Held], places: Places) -> Built | Missing:
    """Build a measure from figures published for its own level: the newest period of the newest release."""
    geography = Geography.WARD if entry.level is Level.WARD else Geography.BOROUGH
    for held in of_kind(tables, Kind.FIGURES, geography, recipe.format):
        found = find_series(held.extract.table, recipe.series)
        if not found:
            continue
        placed = places.on_wards(held) if entry.level is Level.WARD else places.on_boroughs(held)
        if placed is None:
            continue
        period, rows = _newest(placed, found[0])
        figures = rows.drop_duplicates("area_code").set_index("area_code")
        scaled = figures.assign(**{name: figures[name] * recipe.scale for name in ("value", "lower", "upper")})
        areas = places.wards.codes if entry.level is Level.WARD else pd.Index(places.wards.boroughs)
        return _built(entry, held, period=period, values=lay_out(areas, scaled))
    return Missing(entry, f"no table by {entry.level} that can be used has the series {name_some(recipe.series)}")


def _newest(rows: pd.DataFrame, series: str) -> tuple[str, pd.DataFrame]:
    """Give the newest period of a series and its rows: periods sort as text, since the year stands first."""
    chosen = rows[rows["series"] == series]
    period = str(max(chosen["period"].unique()))
    return period, chosen[chosen["period"] == period]


def _built(entry: Entry, held: Held, *, period: str, values: pd.DataFrame) -> Built:
    return Built(entry=entry, period=period, release=held.extract.release, values=values, sources=(held,))
