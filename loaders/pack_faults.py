"""What can be wrong inside a pack: every check of its two documents and its tables, each with its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from loaders.pack_tables import AREAS, FORMAT, KINDS, MONTHLY, NOTES, TABLES, VALUES, Holds, Table
from scoring.errors import name_some
from scoring.evidence import find_positions
from scoring.measures import MEASURE_ID, Direction, Level, Role

YEARS = range(1900, 2101)
"""The years a month may lie in; one beyond is a slip that would stretch every series over centuries."""

MOST_COUNTED = 1_000_000_000
"""More people or events than any city has: a count beyond is a slip, and too large to be drawn from."""

DESCRIPTIVE_KEYS = ("period", "source", "publisher", "licence", "description")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `blocks` when it could make a figure wrong, so that the pack must not open."""

    text: str
    blocks: bool = True


def find_document_faults(path: Path, about: Mapping[str, Any]) -> list[Fault]:
    """Check pack.toml."""
    faults = []
    expected = {"title": str, "kind": str, "ward_vintage": int, "format": int}
    for key, kind in expected.items():
        if key not in about:
            faults.append(Fault(f"{path}: {key} is missing; add it, see docs/data-pack.md"))
        elif not isinstance(about[key], kind) or isinstance(about[key], bool):
            faults.append(Fault(f"{path}: {key}: expected {_kind_words(kind)}; it is {about[key]!r}"))
    if "built" not in about:
        faults.append(Fault(f"{path}: built (the day the pack was made) is missing; add it"))
    if isinstance(about.get("kind"), str) and about["kind"] not in KINDS:
        faults.append(Fault(f"{path}: kind: expected {' or '.join(KINDS)}; it is {about['kind']!r}"))
    if isinstance(about.get("format"), int) and about["format"] != FORMAT:
        faults.append(Fault(f"{path}: format: this tool reads {FORMAT}; it is {about['format']}; build the pack again"))
    for key in ("attribution", "warnings"):
        texts = about.get(key, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            faults.append(Fault(f"{path}: {key}: expected a list of texts; it is {texts!r}"))
    return faults


def find_measure_faults(path: Path, listed: Mapping[str, Any]) -> list[Fault]:
    """Check measures.toml."""
    entries = listed.get("measure")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        return [Fault(f"{path}: expected at least one [[measure]]; there is none")]
    faults = []
    for number, entry in enumerate(entries, start=1):
        faults += _find_entry_faults(f"{path}: measure {entry.get('id', number)!r}", entry)
    ids = pd.Series([str(entry.get("id")) for entry in entries])
    if repeated := sorted(set(ids[ids.duplicated()])):
        faults.append(Fault(f"{path}: id: each measure needs its own; given twice: {name_some(repeated)}"))
    return faults


def _find_entry_faults(place: str, entry: Mapping[str, Any]) -> list[Fault]:
    faults = []
    for key in ("id", "label", "theme"):
        if not isinstance(entry.get(key), str) or not entry[key]:
            faults.append(Fault(f"{place}: {key}: expected text; {_came(entry, key)}"))
        elif key != "label" and not MEASURE_ID.fullmatch(entry[key]):
            faults.append(Fault(f"{place}: {key}: expected small letters, digits and _; it is {entry[key]!r}"))
    for key, choices in {"direction": Direction, "level": Level, "role": Role}.items():
        if entry.get(key, Role.NEED if key == "role" else None) not in list(choices):
            faults.append(Fault(f"{place}: {key}: expected {' or '.join(choices)}; {_came(entry, key)}"))
    decimals = entry.get("decimals", 1)
    if not isinstance(decimals, int) or isinstance(decimals, bool) or not 0 <= decimals <= 6:
        faults.append(Fault(f"{place}: decimals: expected a whole number from 0 to 6; it is {decimals!r}"))
    for key in (*DESCRIPTIVE_KEYS, "unit", "url", "caveat", "denominator"):
        if key in entry and not isinstance(entry[key], str):
            faults.append(Fault(f"{place}: {key}: expected text; it is {entry[key]!r}"))
    silent = [key for key in DESCRIPTIVE_KEYS if not entry.get(key)]
    # an index has no unit, but a pack says so
    if silent := [*silent, *(["unit"] if "unit" not in entry else [])]:
        faults.append(Fault(f"{place}: {', '.join(silent)}: a reader needs this; fill it in", blocks=False))
    return faults


def find_table_faults(
    folder: Path, tables: Mapping[str, pd.DataFrame | None], measure_ids: Sequence[str] | None
) -> list[Fault]:
    """Check the tables on their own, then against each other and the measures (None when those can't be read)."""
    faults = []
    for table in TABLES:
        rows = tables.get(table.name)
        if rows is not None:
            faults += _find_cell_faults(table.path(folder), table, rows)
    areas = tables.get(AREAS.name)
    if areas is not None:
        faults += _find_area_faults(AREAS.path(folder), areas)
        for table in TABLES[1:]:
            rows = tables.get(table.name)
            if rows is not None:
                faults += _unknown(table.path(folder), rows, "area_code", areas["area_code"], "areas.parquet")
    if measure_ids is not None:
        for table in (VALUES, MONTHLY):
            rows = tables.get(table.name)
            if rows is not None:
                faults += _unknown(table.path(folder), rows, "measure_id", measure_ids, "measures.toml")
    values = tables.get(VALUES.name)
    if values is not None and not any(fault.blocks for fault in faults):
        faults += _find_value_faults(VALUES.path(folder), values)
    return faults


def _find_cell_faults(path: Path, table: Table, rows: pd.DataFrame) -> list[Fault]:
    faults = []
    if rows.empty and table.is_required:
        faults.append(Fault(f"{path}: expected at least one row; the table is empty"))
    for name, holds in table.columns.items():
        cells = rows[name]
        if holds is Holds.CODE and (cells.isna().any() or (cells == "").any()):
            faults.append(
                Fault(f"{path}: {name}: expected {holds} in each row; {_rows(cells.isna() | (cells == ''))} none")
            )
        elif holds in (Holds.NUMBER, Holds.COUNT):
            faults += _find_number_faults(f"{path}: {name}", cells, holds)
        elif holds is Holds.MONTH:
            faults += _find_month_faults(f"{path}: {name}", cells)
    repeated = rows.duplicated(list(table.key), keep="first")
    if repeated.any():
        keys = [" / ".join(map(_word, key)) for key in rows.loc[repeated, list(table.key)].itertuples(index=False)]
        words = " and ".join(table.key)
        faults.append(
            Fault(f"{path}: expected one row for each {words}; given twice: {name_some(dict.fromkeys(keys))}")
        )
    return faults


def _find_number_faults(place: str, cells: pd.Series, holds: Holds) -> list[Fault]:
    numbers = cells.to_numpy(dtype=float)
    if np.isinf(numbers).any():
        return [Fault(f"{place}: expected finite numbers; {_rows(np.isinf(numbers))} infinite")]
    if holds is Holds.COUNT and (numbers < 0).any():
        came = name_some(numbers[numbers < 0])
        return [Fault(f"{place}: expected {holds}; it holds {came}; correct the source")]
    if holds is Holds.COUNT and (numbers > MOST_COUNTED).any():
        came = name_some(f"{number:g}" for number in numbers[numbers > MOST_COUNTED])
        return [Fault(f"{place}: expected no more than {MOST_COUNTED:,}; it holds {came}; correct the source")]
    return []


def _find_month_faults(place: str, cells: pd.Series) -> list[Fault]:
    is_month = (cells.dt.day == 1) & (cells == cells.dt.normalize()) & cells.dt.year.isin(YEARS)
    if is_month.all():
        return []
    came = name_some(dict.fromkeys(map(_word, cells[~is_month])))
    return [Fault(f"{place}: expected {Holds.MONTH} from {YEARS[0]} to {YEARS[-1]}; it holds {came}")]


def _find_area_faults(path: Path, areas: pd.DataFrame) -> list[Fault]:
    faults = []
    levels = areas["level"].astype(object)
    if wrong := sorted({_word(level) for level in levels if level not in list(Level)}):
        faults.append(Fault(f"{path}: level: expected {' or '.join(Level)}; it holds {name_some(wrong)}"))
    names = areas["area_name"].astype(object)
    nameless = (names.isna() | (names == "")).to_numpy()
    if nameless.any():
        codes = name_some(map(_word, areas.loc[nameless, "area_code"]))
        faults.append(Fault(f"{path}: area_name: expected a name in each row; none for {codes}; fill it in"))
    boroughs = areas.loc[levels == Level.BOROUGH.value, "area_code"]
    wards = areas[levels == Level.WARD.value]
    if wards.empty:
        faults.append(Fault(f"{path}: expected at least one ward; there is none"))
    homeless = find_positions(wards["borough_code"], list(dict.fromkeys(boroughs))) < 0
    if homeless.any():
        named = name_some(
            f"{_word(code)} ({_word(borough)})"
            for code, borough in wards.loc[homeless, ["area_code", "borough_code"]].itertuples(index=False)
        )
        faults.append(
            Fault(f"{path}: borough_code: expected the code of a borough row for each ward; wrong for {named}")
        )
    return faults


def _find_value_faults(path: Path, values: pd.DataFrame) -> list[Fault]:
    faults = []
    notes = values["note"].astype(object).where(values["note"].notna(), "")
    if wrong := sorted(set(notes) - set(NOTES)):
        faults.append(
            Fault(
                f"{path}: note: expected one of {', '.join(map(repr, NOTES))}; it holds {name_some(wrong)}",
                blocks=False,
            )
        )
    value = values["value"].to_numpy(dtype=float, na_value=np.nan)
    lower, upper = (values[name].to_numpy(dtype=float, na_value=np.nan) for name in ("lower", "upper"))
    keys = values["measure_id"].astype(str) + " / " + values["area_code"].astype(str)
    checks = {
        "lower and upper: expected lower to be no more than upper": (lower > upper, True),
        "value: expected it within its own interval": ((value < lower) | (value > upper), False),
        "note: expected a reason (c, x or u) where the value is missing": (
            np.isnan(value) & (notes == "").to_numpy(),
            False,
        ),
        "value: expected none where the note says suppressed or not available": (
            ~np.isnan(value) & notes.isin(["c", "x"]).to_numpy(),
            False,
        ),
    }
    for words, (wrong_rows, blocks) in checks.items():
        if wrong_rows.any():
            faults.append(Fault(f"{path}: {words}; wrong for {name_some(keys[wrong_rows])}", blocks=blocks))
    return faults


def _unknown(path: Path, rows: pd.DataFrame, column: str, known: Iterable[str], where: str) -> list[Fault]:
    keys = rows[column]
    # each known key once, because a code that stands there twice is a fault of its own and told as that
    unknown = find_positions(keys, list(dict.fromkeys(known))) < 0
    unknown &= keys.notna().to_numpy()
    if not unknown.any():
        return []
    named = name_some(dict.fromkeys(keys[unknown]))
    return [Fault(f"{path}: {column}: expected only those of {where}; unknown: {named}")]


def _kind_words(kind: type) -> str:
    return {str: "text", int: "a whole number"}[kind]


def _came(entry: Mapping[str, Any], key: str) -> str:
    return f"it is {entry[key]!r}" if key in entry else "it is missing"


def _word(cell: object) -> str:
    """Write a cell of a code, text or month; an empty one in words."""
    if isinstance(cell, pd.Timestamp):
        return str(cell.date() if cell == cell.normalize() else cell)
    return str(cell) if isinstance(cell, str) and cell else "nothing"


def _rows(wrong: "np.typing.NDArray[np.bool_] | pd.Series") -> str:
    positions = np.flatnonzero(np.asarray(wrong))
    return f"row {name_some(int(position) + 1 for position in positions)}:"
