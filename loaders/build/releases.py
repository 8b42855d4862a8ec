"""Several copies of one release: the same figures twice are one table, contradicting figures are refused."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pandas as pd

from loaders.build.folder import Held
from loaders.build.ledger import Ledger
from loaders.extract import Kind
from loaders.months import name_month
from scoring.errors import name_some

KEYS: dict[Kind, tuple[tuple[str, ...], str]] = {
    Kind.COUNTS: (("series", "place", "month"), "count"),
    Kind.FIGURES: (("series", "place", "period"), "value"),
    Kind.PEOPLE: (("area_code", "characteristic", "group"), "count"),
    Kind.LOOKUP: (("from_code",), "to_code"),
}


def settle_copies(tables: Sequence[Held], ledger: Ledger) -> list[Held]:
    """Keep one of each set of equal tables, and none of those of one release that contradict each other.

    Tables of one format and release that share no figure (two sheets, two topics) are all kept.
    """
    groups: dict[tuple[str, ...], list[Held]] = defaultdict(list)
    for held in tables:
        extract = held.extract
        groups[extract.format, extract.kind, extract.geography, extract.to_geography or "", extract.release].append(
            held
        )
    kept: list[Held] = []
    for group in groups.values():
        kept += _settle(group, ledger) if len(group) > 1 and group[0].extract.kind in KEYS else group
    order = {held: place for place, held in enumerate(tables)}
    return sorted(kept, key=lambda held: order[held])


def _settle(group: list[Held], ledger: Ledger) -> list[Held]:
    kept: list[Held] = []
    refused: set[Held] = set()
    for held in group:
        twin = None
        for other in kept:
            shared, differing = _compare(other, held)
            if differing:
                refused |= {other, held}
                ledger.refuse([other, held], _contradiction(other, held, shared, differing))
            elif shared:
                twin = other
        if twin is None or _has_more(held, twin):
            kept.append(held)
        elif held not in refused:
            ledger.pass_over(held, f"the same figures as {twin.name}")
    return [held for held in kept if held not in refused]


def _has_more(held: Held, twin: Held) -> bool:
    """Tell whether a table has series that its twin lacks."""
    columns = [table.extract.table for table in (held, twin)]
    if "series" not in columns[0]:
        return len(columns[0]) > len(columns[1])
    return not set(columns[0]["series"].unique()) <= set(columns[1]["series"].unique())


def _compare(first: Held, second: Held) -> tuple[int, list[str]]:
    """Count the figures that both tables have, and name those that differ."""
    keys, value = KEYS[first.extract.kind]
    mine, theirs = first.extract.table, second.extract.table
    if "series" in keys:
        common = set(mine["series"].unique()) & set(theirs["series"].unique())
        if not common:
            return 0, []
        mine, theirs = (_with_place(table[table["series"].isin(common)]) for table in (mine, theirs))
    both = _pair(mine, theirs, keys, is_sparse=first.extract.is_sparse and second.extract.is_sparse)
    one, other = both[value], both[f"{value}_other"]
    if pd.api.types.is_numeric_dtype(one):
        differs = ~np.isclose(one.astype(float), other.astype(float), rtol=1e-6, atol=1e-9, equal_nan=True)
    else:
        differs = (one != other).to_numpy()
    named = [
        f"{' / '.join(_write(part) for part in row[:-2] if _write(part))}: {_write(row[-2])} and {_write(row[-1])}"
        for row in both.loc[differs, [*keys, value, f"{value}_other"]].itertuples(index=False)
    ]
    return len(both), named


def _write(cell: object) -> str:
    if isinstance(cell, pd.Timestamp):
        return name_month(cell)
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)


def _pair(one: pd.DataFrame, other: pd.DataFrame, keys: Sequence[str], *, is_sparse: bool) -> pd.DataFrame:
    """Put the figures of two tables side by side; where what isn't listed is 0, that is compared too."""
    if not is_sparse:
        return one.merge(other, on=list(keys), suffixes=("", "_other"))
    for key in ("place", "month"):
        common = set(one[key].unique()) & set(other[key].unique())
        one, other = (table[table[key].isin(common)] for table in (one, other))
    both = one.merge(other, on=list(keys), suffixes=("", "_other"), how="outer", indicator="side")
    lone = {"count": "right_only", "count_other": "left_only"}
    return both.assign(**{name: both[name].mask(both["side"] == side, 0) for name, side in lone.items()})


def _with_place(table: pd.DataFrame) -> pd.DataFrame:
    """Name each row's place by its code, or by borough and name where the file has no codes."""
    names = table["borough_name"].str.lower() + "/" + table["area_name"].str.lower()
    return table.assign(place=table["area_code"].where(table["area_code"] != "", names))


def _contradiction(first: Held, second: Held, shared: int, differing: list[str]) -> str:
    label = first.source.reader.label if first.source.reader else first.extract.format
    return (
        f"{first.name} and {second.name}: expected two copies of release {first.extract.release} ({label}) to agree; "
        f"{len(differing):,} of {shared:,} figures differ: {name_some(differing)}; neither is used; "
        "leave only the right one in the folder"
    )
