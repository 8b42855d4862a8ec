"""The GLA's population and density of wards and of boroughs: one row for each area and year, estimates and projections.

Series: `housing_density:population`, the year as period, value and count both the number of residents. Where the file
has a column Source, `housing_density:population estimate` and `housing_density:population projection` instead. The
file of wards has none and mixes both in one column: years after its making are projections, which the notes say.
"""

import pandas as pd

from loaders.areacodes import GEOGRAPHIES, AreaKind, area_kinds
from loaders.cells import parse_numbers
from loaders.errors import SourceError
from loaders.extract import Extract, Kind, LeftOut
from loaders.figures import Figure, duplicate_faults, figures_table, negative_faults, number_faults
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import Table, fault, has_columns, read_table
from scoring.errors import name_some

MIXED = "estimates and projections stand in one column and the file does not say where the projections begin"


def _recognises(raw: RawFile) -> bool:
    return has_columns(raw.header, "Code", "Year", "Population", "Population per hectare")


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw)
    codes, years = table.column("Code"), table.column("Year")
    kinds = area_kinds(codes)
    present = [kind for kind in GEOGRAPHIES if (kinds == kind).any()]
    population = parse_numbers(table.column("Population"))
    faults = number_faults(raw, "column Population", population)
    faults += negative_faults(raw, "column Population", population.values)
    faults += duplicate_faults(raw, "area and year", pd.DataFrame({"code": codes, "year": years})[kinds.isin(present)])
    if not years.str.fullmatch(r"\d{4}").all():
        wrong = years[~years.str.fullmatch(r"\d{4}")].unique()
        faults.append(fault(raw, place="column Year", expected="years", came=name_some(repr(year) for year in wrong)))
    if not present:
        came = name_some(repr(code) for code in codes.unique())
        faults.append(fault(raw, expected="codes of wards or boroughs", came=came))
    faults += [message for kind in present for message in _year_faults(raw, years[kinds == kind])]
    if faults:
        raise SourceError(faults)
    figures = figures_table(
        pd.DataFrame({"area_code": codes, "area_name": _names(table), "borough_name": _boroughs(table)}),
        [Figure(series="", period="", values=population.values, notes=population.notes, count=population.values)],
    ).assign(series=_series(table), period=years)
    return [_extract(table, figures, kinds, kind, present) for kind in present]


def _extract(table: Table, figures: pd.DataFrame, kinds: pd.Series, kind: AreaKind, present: list[AreaKind]) -> Extract:
    is_used = kinds == kind
    people = figures["count"]
    left_out = tuple(
        LeftOut(other.value, int((kinds == other).sum()), float(people[kinds == other].sum()))
        for other in AreaKind
        if other is not kind and (kinds == other).any()
    )
    return Extract(
        format=READER.id,
        kind=Kind.FIGURES,
        geography=GEOGRAPHIES[kind],
        release=str(figures["period"].max()),
        table=figures[is_used].reset_index(drop=True),
        rows_read=len(figures),
        rows_used=int(is_used.sum()),
        left_out=left_out,
        total_in=float(people.sum()),
        total_out=float(people[is_used].sum()),
        notes=() if table.place("Source") >= 0 else (MIXED,),
        part=kind.value if len(present) > 1 else "",
    )


def _names(table: Table) -> pd.Series:
    return table.column("Ward Name", "Name", "Borough")


def _boroughs(table: Table) -> pd.Series:
    return table.column("Borough", "Name")


def _series(table: Table) -> pd.Series | str:
    if table.place("Source") < 0:
        return "housing_density:population"
    is_projection = table.column("Source").str.lower().str.contains("project")
    return "housing_density:population " + is_projection.map({True: "projection", False: "estimate"})


def _year_faults(raw: RawFile, years: pd.Series) -> list[str]:
    """Say which years are missing in the range, and which have fewer areas than is usual (a file cut off)."""
    counts = years.value_counts()
    numbers = sorted(int(year) for year in counts.index if year.isdecimal())
    missing = sorted(set(range(numbers[0], numbers[-1] + 1)) - set(numbers)) if numbers else []
    faults = [fault(raw, expected="every year in the range", came=f"none for {name_some(missing)}")] if missing else []
    usual = int(counts.mode().max())
    short = sorted(f"{year} ({count})" for year, count in counts.items() if count < usual)
    return faults + (
        [fault(raw, expected=f"{usual} areas each year", came=f"fewer in {name_some(short)}")] if short else []
    )


READER = Reader(
    "housing_density", "Population and density by ward or borough", "Greater London Authority", _recognises, _read
)
