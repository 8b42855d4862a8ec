"""The Department for Education's open data on suspensions and exclusions, by local authority.

Series: `exclusions:` and the column's words, such as `exclusions:susp rate` (per 100 pupils as published, with the
number of suspensions as count and the pupils, `headcount`, as denominator) and `exclusions:perm excl rate`. The
period is the school year, `2022/23`. Columns of numbers that have no rate beside them are series of their own.

Used are the rows of London's local authorities for whole school years (rates of single terms are about a third of a
year's); of the columns that part pupils or schools into groups, the total rows. Tokens: `c` suppressed, `low` (above
nought, rounded to it) suppressed, `x` and `z` not available.
"""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from loaders.areacodes import AreaKind, area_kinds
from loaders.cells import Numbers, parse_numbers
from loaders.errors import SourceError
from loaders.extract import Extract, Geography, Kind, LeftOut
from loaders.figures import Figure, duplicate_faults, figures_table, negative_faults, number_faults, share_faults
from loaders.headers import words
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import Table, fault, has_columns, read_table
from scoring.errors import name_some

IDENTITY = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
    *("region_name", "old_la_code", "new_la_code", "la_name"),
)
MARKS = ("time_period", "geographic_level", "new_la_code", "la_name")
WHOLE_YEAR = ("academic year", "")
TOTALS = ("total", "all", "all pupils", "all schools", "state-funded")
RATE = re.compile(r"(.+?) (?:rate|percent|pct)")
PUPILS = "headcount"


def _recognises(raw: RawFile) -> bool:
    names = {words(name) for name in raw.header}
    return has_columns(raw.header, *MARKS) and any(re.search(r"\b(?:excl|susp)", name) for name in names)


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw)
    is_london = (area_kinds(table.column("new_la_code")) == AreaKind.BOROUGH) & (
        table.column("geographic_level").str.lower() == "local authority"
    )
    if not is_london.any():
        came = name_some(repr(level) for level in table.column("geographic_level").unique())
        raise SourceError(fault(raw, expected="rows of London's local authorities", came=came))
    is_year = table.column("time_identifier").str.lower().isin(WHOLE_YEAR)
    if not (is_london & is_year).any():
        came = name_some(repr(text) for text in table.column("time_identifier")[is_london].unique())
        remedy = "choose the file of the whole academic year"
        raise SourceError(
            fault(raw, place="column time_identifier", expected="'Academic year'", came=came, remedy=remedy)
        )
    is_london_year = is_london & is_year
    rest = {number: header for number, header in table.headers_besides(*IDENTITY).items() if header}
    groups, parsed = _parted(table, rest, is_london_year)
    is_used, faults = _totals(raw, table, groups, is_london_year)
    periods = table.column("time_period").map(_school_year)
    codes, names = table.column("new_la_code"), table.column("la_name")
    areas = pd.DataFrame({"area_code": codes, "area_name": names, "borough_name": names})
    faults += duplicate_faults(
        raw, "local authority and year", areas.assign(period=periods)[is_used][["area_name", "period"]]
    )
    figures = _figures(raw, rest, parsed, is_used, faults)
    if faults:
        raise SourceError(faults)
    used_periods = periods[is_used].to_list()
    left_out = {
        "rows of other areas than London's local authorities": int((~is_london).sum()),
        "single terms, which are no whole school year": int((is_london & ~is_year).sum()),
        "parts of the pupils or schools, where a total is given": int((is_london_year & ~is_used).sum()),
    }
    return [
        Extract(
            format=READER.id,
            kind=Kind.FIGURES,
            geography=Geography.BOROUGH,
            release=max(used_periods),
            table=figures_table(areas[is_used], figures).assign(period=used_periods * len(figures)),
            rows_read=len(codes),
            rows_used=int(is_used.sum()),
            left_out=tuple(LeftOut(reason, rows) for reason, rows in left_out.items() if rows),
        )
    ]


def _parted(table: Table, rest: dict[int, str], is_london: pd.Series) -> tuple[list[int], dict[int, Numbers]]:
    """Part the other columns into those that group pupils or schools (words) and those of numbers."""
    groups, parsed = [], {}
    for number in rest:
        numbers = parse_numbers(table.body[number])
        if numbers.trouble and np.isfinite(numbers.values[is_london]).mean() < 0.5:
            groups.append(number)
        else:
            parsed[number] = numbers
    return groups, parsed


def _totals(raw: RawFile, table: Table, groups: list[int], is_london: pd.Series) -> tuple[pd.Series, list[str]]:
    """Choose the rows of the total in every column that groups; a column without one is a fault."""
    is_used, faults = is_london, []
    for number in groups:
        values = table.body[number]
        is_total = values.str.lower().isin(TOTALS)
        if is_total.any():
            is_used = is_used & is_total
        elif values[is_london].nunique() > 1:
            came = name_some(repr(value) for value in values.unique())
            faults.append(fault(raw, place=f"column {table.header[number]}", expected="rows of the total", came=came))
    if not faults and not is_used.any():
        faults.append(fault(raw, expected="rows of the total for London's local authorities", came="none"))
    return is_used, faults


def _figures(
    raw: RawFile, rest: dict[int, str], parsed: dict[int, Numbers], is_used: pd.Series, faults: list[str]
) -> list[Figure]:
    """Join each rate with its number and the pupils; the numbers without a rate stand alone."""
    by_name = {words(rest[number]): numbers for number, numbers in parsed.items()}
    rows = is_used.to_numpy()
    bases = {name: _base_of(match[1], by_name) for name in by_name if (match := RATE.fullmatch(name))}
    figures = []
    for name, numbers in by_name.items():
        values = numbers.values[rows]
        faults += number_faults(raw, f"column {name}", numbers)
        faults += negative_faults(raw, f"column {name}", values)
        is_rate = name in bases
        if not is_rate and name in bases.values():
            continue
        if is_rate and name.startswith("one plus"):
            faults += share_faults(raw, f"column {name}", values, top=100)
        base = by_name.get(bases[name]) if is_rate else numbers
        pupils = by_name.get(PUPILS) if is_rate else None
        figures.append(
            Figure(
                series=f"exclusions:{name}",
                period="",
                values=values,
                notes=numbers.notes[rows],
                count=base.values[rows] if base else None,
                denominator=pupils.values[rows] if pupils else None,
            )
        )
    return figures


def _base_of(stem: str, names: Iterable[str]) -> str:
    """Name the column of numbers that a rate is of (`susp_rate` is the rate of `suspension`); empty for none."""
    numbers = [name for name in names if name.startswith(stem) and not RATE.fullmatch(name)]
    return stem if stem in numbers else next(iter(numbers), "")


def _school_year(period: str) -> str:
    """Write 202223 as 2022/23; other periods stay."""
    return f"{period[:4]}/{period[4:]}" if re.fullmatch(r"20\d{4}", period) else period


READER = Reader(
    "exclusions", "Suspensions and exclusions by local authority", "Department for Education", _recognises, _read
)
