"""Ward names as keys, always together with the borough: 38 of London's wards share a name with another."""

import re
from collections.abc import Iterable, Sequence

import pandas as pd

from loaders.boroughs import borough_codes
from loaders.build.folder import Held
from loaders.build.wards import Wards
from loaders.city import fold_city
from loaders.extract import Geography, Kind


def plain_name(name: str) -> str:
    """Write a ward's name so that spellings of it compare equal.

    >>> plain_name("St. Peter's & Canalside"), plain_name("St Peters and Canalside")
    ('stpetersandcanalside', 'stpetersandcanalside')
    """
    return re.sub(r"[^a-z0-9]", "", name.lower().replace("&", " and "))


def ward_names(wards: Wards, tables: Sequence[Held]) -> dict[tuple[str, str], str]:
    """Give the code of each (borough code, plain name), by every name that a file with ward codes gives the ward.

    Wards are renamed without a new code; a name that would stand for two wards of a borough stands for none.
    """
    borough_of = dict(zip(wards.table["area_code"], wards.table["borough_code"], strict=True))
    own = zip(wards.table["area_code"], wards.table["area_name"], strict=True)
    names: dict[tuple[str, str], str] = {(borough_of[code], plain_name(name)): code for code, name in own}
    taken = set(names)
    doubtful: set[tuple[str, str]] = set()
    for code, name in _other_names(tables):
        if code not in borough_of or not name:
            continue
        key = borough_of[code], plain_name(name)
        if key in taken:
            continue
        if names.setdefault(key, code) != code:
            doubtful.add(key)
    return {key: code for key, code in names.items() if key not in doubtful}


def find_by_name(rows: pd.DataFrame, names: dict[tuple[str, str], str]) -> pd.Series:
    """Give the ward code of each row by its borough and ward name; empty where they name no ward."""
    pairs = rows[["borough_name", "area_name"]].drop_duplicates()
    boroughs = borough_codes(pairs["borough_name"])
    found = [
        names.get((borough, plain_name(name)), "") for borough, name in zip(boroughs, pairs["area_name"], strict=True)
    ]
    codes = pairs.assign(code=found).set_index(["borough_name", "area_name"])["code"]
    index = pd.MultiIndex.from_frame(rows[["borough_name", "area_name"]])
    return pd.Series(codes.reindex(index).to_numpy(), index=rows.index, dtype="str")


def _other_names(tables: Sequence[Held]) -> Iterable[tuple[str, str]]:
    for held in tables:
        extract = held.extract
        if extract.kind is Kind.LOOKUP and extract.to_geography is Geography.WARD:
            pairs = extract.table[["to_code", "to_name"]].drop_duplicates()
        elif extract.geography is Geography.WARD and extract.kind in (Kind.COUNTS, Kind.FIGURES):
            pairs = extract.table[["area_code", "area_name"]].drop_duplicates()
        else:
            continue
        pairs = pairs[pairs.iloc[:, 0] != ""]
        yield from zip(fold_city(pairs.iloc[:, 0]), pairs.iloc[:, 1], strict=True)
