"""Build a pack from a folder: read every file, choose, derive each measure, account for everything."""

import datetime
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from loaders.boroughs import BOROUGHS
from loaders.build.accounts import account_for
from loaders.build.built import Built, Missing
from loaders.build.figures import build_count_share, build_from_small_areas, build_published, find_series
from loaders.build.folder import Held, Say, SourceFile, held_tables, read_folder
from loaders.build.ledger import Ledger
from loaders.build.monthly import build_count_rate
from loaders.build.names import ward_names
from loaders.build.people import Residents, borough_residents, count_people, find_residents
from loaders.build.place import Places, of_kind
from loaders.build.releases import settle_copies
from loaders.build.report import BuildReport, unused_tables
from loaders.build.wards import Wards, choose_wards, make_outlines
from loaders.errors import SourceError
from loaders.extract import Kind
from loaders.measure_registry import ENTRIES, Entry
from loaders.pack import Pack
from loaders.pack_write import check_target, write_pack
from loaders.recipes import CountRate, CountShare, Published, Recipe
from scoring.measures import Level

ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    "Boundaries: contains OS data © Crown copyright and database right; source: Office for National Statistics.",
)


def build(raw: Path, out: Path, *, wards: int | None = None, say: Say, today: datetime.date) -> BuildReport:
    """Build a pack from the official files in `raw` and write it to `out`, whole or not at all.

    A faulty file is left aside and reported; SourceError is raised only when nothing can be built.
    """
    started = time.monotonic()
    check_target(out)
    if out.resolve().is_relative_to(raw.resolve()):
        raise SourceError(f"{out}: expected a place outside {raw}, or the pack would be read as a file; name another")
    sources = read_folder(raw, say=say)
    ledger = Ledger()
    held = held_tables(sources)
    tables = settle_copies(held, ledger)
    chosen, sets = _choose(tables, ledger, sources, year=wards)
    places = Places(chosen, ward_names(chosen, tables), sets, ledger)
    residents = find_residents(tables, places)
    built: list[Built] = []
    missing: list[Missing] = []
    for number, entry in enumerate(ENTRIES, 1):
        say(f"building {number} of {len(ENTRIES)}: {entry.label}")
        outcome = _build_entry(entry, tables, places, residents)
        built.append(outcome) if isinstance(outcome, Built) else missing.append(outcome)
    if not built:
        raise SourceError(
            [
                f"{raw}: no measure can be built from the files in it",
                *(f"{gap.entry.id}: {gap.reason}" for gap in missing),
            ]
        )
    people = count_people(tables, places, residents.small)
    say("writing the pack")
    write_pack(_pack(chosen, built, residents, people, account_for(sources, held, ledger), today=today), out)
    return BuildReport(
        folder=str(out),
        year=chosen.year,
        ward_count=len(chosen.codes),
        built=tuple(built),
        missing=tuple(missing),
        choices=tuple(ledger.choices),
        refusals=tuple(ledger.refusals),
        sources=tuple(sources),
        unused=tuple(unused_tables(held, ledger)),
        seconds=time.monotonic() - started,
    )


def _choose(
    tables: Sequence[Held], ledger: Ledger, sources: Sequence[SourceFile], *, year: int | None
) -> tuple[Wards, dict[int, set[str]]]:
    try:
        return choose_wards(tables, ledger, year=year)
    except SourceError as error:
        faults = [fault for source in sources for fault in source.faults]
        raise SourceError([*error.faults, *faults]) from error


def _build_entry(entry: Entry, tables: list[Held], places: Places, residents: Residents) -> Built | Missing:
    """Derive a measure in each way that its recipes give; the newest release wins, then the recipe named first."""
    outcomes = [_follow(recipe, entry, tables, places, residents) for recipe in entry.recipes]
    done = [outcome for outcome in outcomes if isinstance(outcome, Built) and outcome.values["value"].notna().any()]
    if done:
        best = max(done, key=lambda outcome: outcome.release)
        _write_down(best, done, tables, places.ledger)
        return best
    gaps = [outcome for outcome in outcomes if isinstance(outcome, Missing)]
    return gaps[0] if gaps else Missing(entry, "the file that has it gives no figure for any area of these wards")


def _write_down(best: Built, done: Sequence[Built], tables: list[Held], ledger: Ledger) -> None:
    """Write down which tables the measure uses, and which older ones it does not."""
    for held in best.sources:
        ledger.use(held, best.entry.id)
    newest = best.sources[0]
    for held in {held for other in done if other is not best for held in other.sources}:
        if held not in best.sources:
            ledger.pass_over(held, f"older or less direct than {newest.name} ({best.release})")
    series = [name for recipe in best.entry.recipes for name in recipe.series]
    for held in of_kind(tables, Kind.FIGURES, format=newest.extract.format):
        if held.extract.release < best.release and find_series(held.extract.table, series):
            ledger.pass_over(held, f"older ({held.extract.release}) than {newest.name} ({best.release})")


def _follow(recipe: Recipe, entry: Entry, tables: list[Held], places: Places, residents: Residents) -> Built | Missing:
    if isinstance(recipe, CountRate):
        return build_count_rate(entry, recipe, tables, places, residents=residents)
    if isinstance(recipe, Published):
        return build_published(entry, recipe, tables, places)
    if isinstance(recipe, CountShare):
        return build_count_share(entry, recipe, tables, places, residents.small)
    return build_from_small_areas(entry, recipe, tables, places, residents.small)


def _pack(
    wards: Wards,
    built: Sequence[Built],
    residents: Residents,
    people: pd.DataFrame | None,
    sources: tuple[dict[str, Any], ...],
    *,
    today: datetime.date,
) -> Pack:
    return Pack(
        title=f"London wards of {wards.year}, official figures",
        kind="official",
        built=today.isoformat(),
        ward_vintage=wards.year,
        attribution=ATTRIBUTION,
        measures=tuple(done.measure for done in built),
        areas=_areas(wards, residents),
        values=pd.concat([_values(done) for done in built], ignore_index=True),
        monthly=_monthly(built),
        people=people,
        geometry=make_outlines(wards),
        sources=sources,
    )


def _areas(wards: Wards, residents: Residents) -> pd.DataFrame:
    people = residents.by_ward.reindex(wards.codes)
    ward_rows = pd.DataFrame(
        {
            "area_code": wards.codes,
            "area_name": wards.table["area_name"],
            "level": Level.WARD.value,
            "borough_code": wards.table["borough_code"],
            "population": people.to_numpy(),
        }
    )
    by_borough = borough_residents(people, wards.table["borough_code"]).reindex(wards.boroughs)
    borough_rows = pd.DataFrame(
        {
            "area_code": wards.boroughs,
            "area_name": [BOROUGHS[code] for code in wards.boroughs],
            "level": Level.BOROUGH.value,
            "borough_code": wards.boroughs,
            "population": by_borough.to_numpy(),
        }
    )
    return pd.concat([ward_rows, borough_rows], ignore_index=True)


def _values(done: Built) -> pd.DataFrame:
    rows = done.values.rename_axis("area_code").reset_index()
    return rows.assign(measure_id=done.entry.id)


def _monthly(built: Sequence[Built]) -> pd.DataFrame | None:
    parts = [_months_of(done.entry.id, done.monthly) for done in built if done.monthly is not None]
    return pd.concat(parts, ignore_index=True) if parts else None


def _months_of(measure_id: str, counts: pd.DataFrame) -> pd.DataFrame:
    """Write counts as one row an area and month."""
    months = pd.DatetimeIndex(counts.columns)
    return pd.DataFrame(
        {
            "measure_id": measure_id,
            "area_code": np.repeat(counts.index.to_numpy(), len(months)),
            "month": np.tile(months.to_numpy(), len(counts)),
            "count": counts.to_numpy().ravel(),
        }
    )
