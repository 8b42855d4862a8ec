"""Census tables from Nomis: the bulk layout (a column for each category) and the web service.

Age, sex, ethnic group and disability give people: groups of age are written `0-4` to `85+`, the others in the
publisher's words; only groups that add up to everyone are used, not the finer ones within them. Other tables give
figures: `census:tenure of household/social rented` and so on, value in per cent of all households or people of the
table, with count and denominator. An answer of the web service with nothing but codes and numbers gives
`census:residents`.

Counts of the census are slightly altered by the publisher to protect people, so groups may miss their total by a
little.
"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.areacodes import AreaKind, area_kinds
from loaders.cells import parse_numbers
from loaders.errors import SourceError
from loaders.extract import COLUMNS, Extract, Geography, Kind, LeftOut
from loaders.figures import Figure, duplicate_faults, figures_table, negative_faults, number_faults
from loaders.headers import words
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import Table, fault, read_table
from scoring.errors import name_some

CHARACTERISTICS = {"age": "age", "sex": "sex", "ethnic group": "ethnic group", "disability": "disability"}
DIMENSION = re.compile(r"c(?:\d{4})?_([a-z_]+?)(?:_\d+)?_name")
DIMENSION_NAMES = {"age": "age", "sex": "sex", "eth": "ethnic group", "disability": "disability"}
ANSWER = ("geography code", "obs value")
BULK = ["date", "geography", "geography code"]
AGE_BAND = re.compile(r"aged (\d+) (?:to (\d+) years|years and (under|over))")
MAX_GAP = 0.01


@dataclass(frozen=True, slots=True)
class Counts:
    """A census table, whatever its layout: a row for each area, a column for each category (a path of words)."""

    variable: str
    year: str
    areas: pd.DataFrame
    paths: list[tuple[str, ...]]
    numbers: pd.DataFrame
    rows_per_area: int = 1
    percentages_left_out: int = 0


def _recognises(raw: RawFile) -> bool:
    header = [words(name) for name in raw.header]
    return (header[:3] == BULK and len(header) > 3) or set(ANSWER) <= set(header)


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw)
    counts = _from_bulk(raw, table) if [words(name) for name in table.header[:3]] == BULK else _from_answer(raw, table)
    kinds = area_kinds(counts.areas["area_code"])
    lsoa = Geography.LSOA21 if counts.year >= "2021" else Geography.LSOA11
    geographies = {AreaKind.LSOA: lsoa, AreaKind.WARD: Geography.WARD, AreaKind.BOROUGH: Geography.BOROUGH}
    present = {kind: geography for kind, geography in geographies.items() if (kinds == kind).any()}
    if not present:
        came = name_some(repr(code) for code in counts.areas["area_code"].unique())
        raise SourceError(fault(raw, expected="codes of small areas (LSOA), wards or London boroughs", came=came))
    return [
        _extract(raw, counts, kinds, kind=kind, geography=geography, has_others=len(present) > 1)
        for kind, geography in present.items()
    ]


def _from_bulk(raw: RawFile, table: Table) -> Counts:
    paths, variables, columns = [], set(), {}
    faults: list[str] = []
    for number in table.numbers[3:]:
        variable, *path = [part.strip() for part in table.header[number].split(";")[0].split(":")]
        variables.add(words(variable))
        paths.append(tuple(path))
        columns[number] = _whole_numbers(raw, table.body[number], table.header[number], faults)
    if len(variables) != 1:
        came = name_some(sorted(variables))
        faults.append(fault(raw, expected="one variable of the census in all headers", came=came))
    years = table.body[0].unique()
    if len(years) != 1:
        faults.append(fault(raw, place="column date", expected="one year", came=name_some(years)))
    areas = table.body[[2, 1]].set_axis(["area_code", "area_name"], axis="columns").assign(borough_name="")
    faults += duplicate_faults(raw, "area code", areas[["area_code"]])
    if faults:
        raise SourceError(faults)
    return Counts(variables.pop(), str(years[0]), areas, paths, pd.DataFrame(columns))


def _from_answer(raw: RawFile, table: Table) -> Counts:
    named = {
        number: match
        for number in table.numbers
        if (match := DIMENSION.fullmatch(words(table.header[number]).replace(" ", "_")))
    }
    dimensions = {
        number: match[1] for number, match in named.items() if match[1] not in ("geography", "date", "measures")
    }
    faults: list[str] = []
    values = _whole_numbers(raw, table.column("obs_value"), "OBS_VALUE", faults)
    if len(dimensions) > 1:
        came = name_some(table.header[number] for number in dimensions)
        faults.append(fault(raw, expected="at most one dimension besides the areas", came=came, remedy="ask for one"))
    categories = table.body[next(iter(dimensions))] if dimensions else pd.Series("residents", index=values.index)
    rows = pd.DataFrame({"area_code": table.column("geography_code"), "category": categories, "count": values})
    if table.place("measures_name") >= 0:
        rows = rows[table.column("measures_name").str.lower() == "value"]
    percentages = len(values) - len(rows)
    faults += duplicate_faults(raw, "area and category", rows[["area_code", "category"]])
    if faults:
        raise SourceError(faults)
    wide = rows.pivot(index="area_code", columns="category", values="count")
    if wide.isna().to_numpy().any():
        short = wide.index[wide.isna().any(axis="columns")]
        raise SourceError(fault(raw, expected="every category for every area", came=f"fewer for {name_some(short)}"))
    order = [str(category) for category in rows["category"].unique()]
    wide = wide[order]
    names = rows.assign(name=table.column("geography_name")).drop_duplicates("area_code").set_index("area_code")["name"]
    areas = pd.DataFrame(
        {"area_code": wide.index.to_series(), "area_name": names.reindex(wide.index), "borough_name": ""}
    )
    dimension = next(iter(dimensions.values()), "residents")
    years = [year for year in table.column("date").unique() if year] or ["2021"]
    return Counts(
        DIMENSION_NAMES.get(dimension, dimension.replace("_", " ")),
        str(years[0]),
        areas.reset_index(drop=True),
        [tuple(part.strip() for part in category.split(":")) for category in order],
        wide.reset_index(drop=True).set_axis(range(len(order)), axis="columns"),
        rows_per_area=len(order),
        percentages_left_out=percentages,
    )


def _whole_numbers(raw: RawFile, column: pd.Series, header: str, faults: list[str]) -> pd.Series:
    numbers = parse_numbers(column)
    place = f"column {header!r}"
    faults += number_faults(raw, place, numbers) + negative_faults(raw, place, numbers.values)
    if not numbers.trouble and np.isnan(numbers.values).any():
        came = f"{int(np.isnan(numbers.values).sum())} cells without one"
        faults.append(fault(raw, place=place, expected="a count in every cell", came=came))
    return pd.Series(numbers.values, index=column.index)


def _is_total(path: tuple[str, ...]) -> bool:
    return words(path[0]).startswith(("total", "all ")) if path else True


def _extract(
    raw: RawFile, counts: Counts, kinds: pd.Series, *, kind: AreaKind, geography: Geography, has_others: bool
) -> Extract:
    characteristic = CHARACTERISTICS.get(counts.variable)
    rows = (kinds == kind).to_numpy()
    if characteristic:
        table, base, notes = _people(raw, counts, characteristic, rows)
    else:
        table, base, notes = _census_figures(counts, rows)
    left_out = [
        LeftOut(
            other.value,
            int((kinds == other).sum()) * counts.rows_per_area,
            float(base[(kinds == other).to_numpy()].sum()),
        )
        for other in AreaKind
        if other is not kind and (kinds == other).any()
    ]
    if counts.percentages_left_out:
        left_out.append(LeftOut("percentages, which follow from the counts", counts.percentages_left_out))
    return Extract(
        format=READER.id,
        kind=Kind.PEOPLE if characteristic else Kind.FIGURES,
        geography=geography,
        release=counts.year,
        table=table,
        rows_read=len(kinds) * counts.rows_per_area + counts.percentages_left_out,
        rows_used=int(rows.sum()) * counts.rows_per_area,
        left_out=tuple(left_out),
        total_in=float(base.sum()),
        total_out=float(base[rows].sum()),
        vintage=int(counts.year) if kind is AreaKind.LSOA else None,
        notes=notes,
        part=kind.value if has_others else "",
    )


def _people(
    raw: RawFile, counts: Counts, characteristic: str, rows: np.ndarray
) -> tuple[pd.DataFrame, np.ndarray, tuple[str, ...]]:
    """Give the residents of each group, of the groups that add up to everyone."""
    groups = {number: path for number, path in enumerate(counts.paths) if not _is_total(path)}
    top = {number: path for number, path in groups.items() if len(path) == 1} or groups
    if characteristic == "age":
        top = {number: path for number, path in top.items() if AGE_BAND.fullmatch(path[0].lower())} or top
    chosen = counts.numbers.iloc[:, list(top)]
    base = chosen.sum(axis="columns").to_numpy()
    totals = [number for number, path in enumerate(counts.paths) if _is_total(path)]
    if totals:
        everyone = counts.numbers.iloc[:, totals[0]].to_numpy()
        if abs(base.sum() - everyone.sum()) > MAX_GAP * everyone.sum():
            came = f"{base.sum():,.0f} in groups of {everyone.sum():,.0f}"
            raise SourceError(fault(raw, expected=f"groups of {characteristic} that add up to the total", came=came))
    names = [group_name(characteristic, path) for path in top.values()]
    codes = counts.areas["area_code"][rows].reset_index(drop=True)
    long = pd.DataFrame(
        {
            "area_code": codes.take(np.tile(np.arange(len(codes)), len(names))).reset_index(drop=True),
            "group": pd.Series(names, dtype="str").take(np.repeat(np.arange(len(names)), len(codes))).to_list(),
            "count": chosen[rows].to_numpy().T.ravel(),
        }
    ).assign(characteristic=characteristic)
    finer = len(groups) - len(top)
    notes = (f"{finer} finer groups within these are left out",) if finer else ()
    return long[list(COLUMNS[Kind.PEOPLE])], base, notes


def group_name(characteristic: str, path: tuple[str, ...]) -> str:
    """Name a group of people; groups of age in digits.

    >>> group_name("age", ("Aged 10 to 14 years",)), group_name("age", ("Aged 85 years and over",))
    ('10-14', '85+')
    """
    match = AGE_BAND.fullmatch(path[0].lower()) if characteristic == "age" else None
    if not match:
        return ": ".join(path)
    if match[2]:
        return f"{match[1]}-{match[2]}"
    return f"{match[1]}+" if match[3] == "over" else f"0-{match[1]}"


def _census_figures(counts: Counts, rows: np.ndarray) -> tuple[pd.DataFrame, np.ndarray, tuple[str, ...]]:
    """Give the percentage of each category in all that the table counts."""
    if counts.variable == "residents":
        base = counts.numbers.iloc[:, 0].to_numpy()
        none = np.full(int(rows.sum()), "", dtype=object)
        figure = Figure(series="census:residents", period=counts.year, values=base[rows], notes=none, count=base[rows])
        return figures_table(counts.areas[rows], [figure]), base, ()
    totals = [number for number, path in enumerate(counts.paths) if _is_total(path)]
    top = [number for number, path in enumerate(counts.paths) if len(path) == 1 and not _is_total(path)]
    base = counts.numbers.iloc[:, totals[:1] or top].sum(axis="columns").to_numpy()
    figures = []
    for number, path in enumerate(counts.paths):
        if _is_total(path):
            continue
        count = counts.numbers.iloc[:, number].to_numpy()
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(base > 0, count / base * 100, np.nan)
        figures.append(
            Figure(
                series=f"census:{counts.variable}/{words(': '.join(path))}",
                period=counts.year,
                values=share[rows],
                notes=np.where(np.isnan(share[rows]), "x", "").astype(object),
                count=count[rows],
                denominator=base[rows],
            )
        )
    notes = () if totals else ("the file has no total: the categories were added up",)
    return figures_table(counts.areas[rows], figures), base, notes


READER = Reader("census", "Census tables", "Office for National Statistics", _recognises, _read)
