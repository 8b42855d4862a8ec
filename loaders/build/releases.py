"""Several copies of one release: the same figures twice are one table, contradicting figures are refused."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pandas as pd

from loaders.build.folder import Held
from loaders.build.ledger import Ledger
from loaders.extract import Kind
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
    tables = [held.extract.table for held in (first, second)]
    if "series" in keys:
        common = set(tables[0]["series"].unique()) & set(tables[1]["series"].unique())
        if not common:
            return 0, []
        tables = [_with_place(table[table["series"].isin(common)]) for table in tables]
    both = tables[0].merge(tables[1], on=list(keys), suffixes=("", "_other"))
    one, other = both[value], both[f"{value}_other"]
    if pd.api.types.is_numeric_dtype(one):
        differs = ~np.isclose(one.astype(float), other.astype(float), rtol=1e-6, atol=1e-9, equal_nan=True)
    else:
        differs = (one != other).to_numpy()
    named = [
        f"{' / '.join(str(part) for part in row[:-2] if str(part))}: {row[-2]} and {row[-1]}"
        for row in both.loc[differs, [*keys, value, f"{value}_other"]].itertuples(index=False)
    ]
    return len(both), named


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
