"""Who lives where: residents and children of small areas, residents of wards, and people by age and the like."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from loaders.build.folder import Held
from loaders.build.ledger import Ledger
from loaders.build.place import Places, leave_out, of_kind
from loaders.city import fold_city
from loaders.extract import Extract, Geography, Kind
from loaders.small_areas import SmallAreas, share_by_people, sum_to_wards
from loaders.vintage import match_codes
from scoring.errors import name_some

CHILD_SHARES = {"0-4": 1.0, "5-9": 1.0, "10-14": 1.0, "15-19": 0.2}
"""Children aged 0 to 15 from groups of five years: of those aged 15 to 19, a fifth are taken as 15."""
AGE = "age"
BY_WARD = {
    "census:residents": "usual residents at the Census of {release}, by ward",
    "iod:summary/population": "residents as the ward summary of the Indices of Deprivation {release} counts them",
}
"""Series that give residents by ward, and the words for them, in the order in which they are preferred."""


@dataclass(frozen=True, slots=True)
class Residents:
    """Residents by ward, the words on where they are from, and the small areas where a lookup and ages are at hand."""

    by_ward: pd.Series
    words: str
    small: SmallAreas | None


def find_residents(tables: list[Held], places: Places) -> Residents:
    """Find who lives where: from ages by small area and the best-fit lookup, else from residents by ward."""
    ledger = places.ledger
    ward = _choose_lookup(tables, places)
    ages = next((held for held in of_kind(tables, Kind.PEOPLE, Geography.LSOA21) if _has_ages(held.extract)), None)
    if ward is not None and ages is not None:
        people = ages.extract.table
        rows = people[(people["characteristic"] == AGE) & people["area_code"].isin(ward.index)]
        residents = rows.groupby("area_code")["count"].sum()
        children = (rows["count"] * rows["group"].map(CHILD_SHARES).fillna(0.0)).groupby(rows["area_code"]).sum()
        ledger.use(ages, "residents")
        small = SmallAreas(ward, residents, children, _find_changes(tables, residents, ledger))
        words = f"usual residents at the Census of {ages.extract.release}, small areas added up to wards"
        return Residents(sum_to_wards(residents, ward), words, small)
    return _residents_by_ward(tables, places)


def count_people(tables: list[Held], places: Places, small: SmallAreas | None) -> pd.DataFrame | None:
    """Give people by ward, characteristic and group: of each characteristic, the newest table that fits."""
    parts: dict[str, pd.DataFrame] = {}
    for held in of_kind(tables, Kind.PEOPLE):
        rows = _people_on_wards(held, places, small)
        if rows is None:
            continue
        for characteristic in rows["characteristic"].unique():
            if characteristic not in parts:
                parts[characteristic] = rows[rows["characteristic"] == characteristic]
                places.ledger.use(held, f"people by {characteristic}")
    if not parts:
        return None
    return pd.concat(parts.values(), ignore_index=True)


def _choose_lookup(tables: list[Held], places: Places) -> pd.Series | None:
    """Choose the best-fit lookup whose wards match best, of equal ones the newest."""
    lookups = [
        held for held in of_kind(tables, Kind.LOOKUP, Geography.LSOA21) if held.extract.to_geography is Geography.WARD
    ]
    if not lookups:
        return None
    rates = {held: match_codes(fold_city(held.extract.table["to_code"]), places.wards.codes) for held in lookups}
    best = max(lookups, key=lambda held: (round(rates[held].rate, 4), held.extract.release))
    for held in lookups:
        if not rates[held].fits:
            places.ledger.pass_over(held, f"leads to other wards: {rates[held].rate:.0%} are of {places.wards.year}")
        elif held is not best:
            places.ledger.pass_over(held, f"fits as well as {best.name}, which is newer")
    if not rates[best].fits:
        return None
    others = name_some(f"{held.name} ({rates[held].rate:.0%})" for held in lookups if held is not best)
    if others:
        places.ledger.choose(
            f"small areas to wards by {best.name} ({rates[best].rate:.0%} of codes match), over {others}"
        )
    places.ledger.use(best, "small areas to wards")
    table = best.extract.table
    codes = fold_city(table["to_code"])
    is_ours = codes.isin(places.wards.codes)
    places.ledger.leave_out(best, f"leads to no ward of {places.wards.year}", int((~is_ours).sum()), None)
    return pd.Series(codes[is_ours].to_numpy(), index=table.loc[is_ours, "from_code"].to_numpy(), dtype="str")


def _find_changes(tables: list[Held], residents: pd.Series, ledger: Ledger) -> pd.DataFrame | None:
    for held in of_kind(tables, Kind.LOOKUP, Geography.LSOA11):
        if held.extract.to_geography is Geography.LSOA21:
            ledger.use(held, "small areas of 2011 to those of 2021")
            return share_by_people(held.extract.table, residents)
    return None


def _has_ages(extract: Extract) -> bool:
    return bool((extract.table["characteristic"] == AGE).any())


def _residents_by_ward(tables: list[Held], places: Places) -> Residents:
    """Find residents in tables by ward, in the order of `BY_WARD`; none where no table fits the wards."""
    for series, words in BY_WARD.items():
        for held in of_kind(tables, Kind.FIGURES, Geography.WARD):
            placed = places.on_wards(held) if (held.extract.table["series"] == series).any() else None
            if placed is not None:
                places.ledger.use(held, "residents")
                rows = placed[placed["series"] == series]
                rows = rows[rows["period"] == rows["period"].max()]
                by_ward = rows.groupby("area_code")["value"].sum(min_count=1)
                return Residents(by_ward, words.format(release=held.extract.release), None)
    return Residents(pd.Series(dtype=float), "", None)


def _people_on_wards(held: Held, places: Places, small: SmallAreas | None) -> pd.DataFrame | None:
    rows = held.extract.table
    if held.extract.geography is Geography.LSOA21:
        if small is None:
            return None
        codes = small.ward.reindex(rows["area_code"]).to_numpy()
        is_ours = pd.Series(codes, index=rows.index).notna()
        leave_out(places.ledger, held, ~is_ours, "small areas outside London")
        placed = rows.assign(area_code=codes)[is_ours]
    elif held.extract.geography is Geography.WARD:
        on_wards = places.on_wards(held)
        if on_wards is None:
            return None
        placed = on_wards
    else:
        return None
    keys = ["area_code", "characteristic", "group"]
    return pd.DataFrame(placed.groupby(keys, sort=False)["count"].sum().reset_index())


def borough_residents(by_ward: pd.Series, boroughs: Iterable[str]) -> pd.Series:
    """Add residents of wards up to boroughs."""
    return by_ward.groupby(list(boroughs)).sum(min_count=1)
