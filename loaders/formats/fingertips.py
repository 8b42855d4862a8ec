"""OHID's Fingertips: indicators with intervals, in the one CSV layout of its web service and downloads.

Series: `fingertips:<id>/<indicator>/<sex>/<age>` in lower case, such as `fingertips:11201/hospital admissions for
violence/persons/all ages`; the period is the publisher's text. Value, count, denominator and the 95% interval as
published.

Used are the rows of wards and London boroughs, whole populations only: rows of a category (a deprivation decile, an
ethnic group) are left out, and rows of one sex where the indicator is also given for persons. A borough may come once
for each type of authority that it has been; rows that repeat its figures are left out. England, regions and other
areas are left out. Each is counted.
"""

import numpy as np
import pandas as pd

from loaders.areacodes import GEOGRAPHIES, AreaKind, area_kinds
from loaders.cells import NOT_AVAILABLE, SUPPRESSED, Numbers, parse_numbers
from loaders.errors import SourceError
from loaders.extract import Extract, Kind, LeftOut
from loaders.figures import (
    Figure,
    duplicate_faults,
    figures_table,
    negative_faults,
    number_faults,
    share_faults,
    share_top,
)
from loaders.headers import words
from loaders.rawfile import RawFile
from loaders.readers import Reader
from loaders.tables import Table, fault, has_columns, read_table
from scoring.errors import name_some

MARKS = ("Indicator ID", "Indicator Name", "Area Code", "Area Type", "Sex", "Age", "Time period", "Value")
NUMBERS = {
    "value": "Value",
    "count": "Count",
    "denominator": "Denominator",
    "lower": "Lower CI 95.0 limit",
    "upper": "Upper CI 95.0 limit",
}
SMALL_NUMBERS = "suppress|small number|disclosure"


def _recognises(raw: RawFile) -> bool:
    return has_columns(raw.header, *MARKS)


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw)
    kinds = area_kinds(table.column("Area Code"))
    reasons = _reasons(table, kinds)
    present = [kind for kind in GEOGRAPHIES if ((kinds == kind) & (reasons == "")).any()]
    if not present:
        came = f"rows of {name_some(repr(name) for name in table.column('Area Type').unique())}"
        raise SourceError(fault(raw, expected="rows of wards or London boroughs for their whole population", came=came))
    return [_extract(raw, table, kinds, reasons, kind, present) for kind in present]


def _reasons(table: Table, kinds: pd.Series) -> pd.Series:
    """Say of each row why it is not used; empty for the rows that are."""
    sex = table.column("Sex").str.lower()
    about = table.column("Indicator ID") + "/" + table.column("Age") + "/" + table.column("Time period")
    has_persons = about.isin(about[(sex == "persons") & kinds.isin(list(GEOGRAPHIES))])
    reasons = pd.Series("", index=kinds.index, dtype="str")
    reasons = reasons.mask(has_persons & (sex != "persons"), "one sex, where persons are given")
    reasons = reasons.mask(table.column("Category") != "", "a part of the population, by category")
    reasons = reasons.mask(~kinds.isin(list(GEOGRAPHIES)), "England, regions and areas other than wards and boroughs")
    key = {name: table.column(name) for name in ("Indicator ID", "Sex", "Age", "Time period", "Area Code")}
    figures = {name: table.column(name) for name in NUMBERS.values()}
    used = reasons == ""
    is_again = pd.DataFrame({**key, **figures})[used].duplicated()
    is_other_type = ~pd.DataFrame({**key, "type": table.column("Area Type")})[used].duplicated()
    again = (is_again & is_other_type).reindex(reasons.index, fill_value=False)
    return reasons.mask(again, "the same figures again, for another type of area")


def _extract(
    raw: RawFile, table: Table, kinds: pd.Series, reasons: pd.Series, kind: AreaKind, present: list[AreaKind]
) -> Extract:
    is_used = (reasons == "") & (kinds == kind)
    used = Table(table.header, table.body[is_used].reset_index(drop=True))
    series = (
        "fingertips:"
        + used.column("Indicator ID")
        + "/"
        + used.column("Indicator Name").map(words)
        + "/"
        + used.column("Sex").map(words)
        + "/"
        + used.column("Age").map(words)
    )
    numbers = {name: parse_numbers(used.column(header)) for name, header in NUMBERS.items()}
    periods = used.column("Time period")
    keys = pd.DataFrame({"series": series, "area": used.column("Area Code"), "period": periods})
    faults = _faults(raw, numbers, series) + duplicate_faults(raw, "indicator, area and period", keys)
    if faults:
        raise SourceError(faults)
    names = used.column("Area Name")
    areas = pd.DataFrame(
        {
            "area_code": used.column("Area Code"),
            "area_name": names,
            "borough_name": names if kind is AreaKind.BOROUGH else used.column("Parent Name"),
        }
    )
    figure = Figure(
        series="",
        period="",
        values=numbers["value"].values,
        notes=_notes(used, numbers["value"]),
        count=numbers["count"].values,
        denominator=numbers["denominator"].values,
        lower=numbers["lower"].values,
        upper=numbers["upper"].values,
    )
    others = reasons.mask((reasons == "") & (kinds != kind), "the other kind of area, given as a table of its own")
    return Extract(
        format=READER.id,
        kind=Kind.FIGURES,
        geography=GEOGRAPHIES[kind],
        release=str(max(used.column("Time period Sortable").max(), periods.max()) if len(used.body) else ""),
        table=figures_table(areas, [figure]).assign(series=series, period=periods),
        rows_read=len(kinds),
        rows_used=int(is_used.sum()),
        left_out=tuple(LeftOut(reason, int((others == reason).sum())) for reason in sorted(others.unique()) if reason),
        part=kind.value if len(present) > 1 else "",
    )


def _faults(raw: RawFile, numbers: dict[str, Numbers], series: pd.Series) -> list[str]:
    faults = [
        message for name, cells in numbers.items() for message in number_faults(raw, f"column {NUMBERS[name]}", cells)
    ]
    for name in ("count", "denominator"):
        faults += negative_faults(raw, f"column {NUMBERS[name]}", numbers[name].values)
    is_share = series.str.split("/").str[1].map(lambda name: share_top(name) is not None).to_numpy(dtype=bool)
    faults += share_faults(raw, "column Value of a percentage", numbers["value"].values[is_share], top=100)
    value, lower, upper = (numbers[name].values for name in ("value", "lower", "upper"))
    is_outside = (value < lower) | (value > upper)
    if is_outside.any():
        faults.append(
            fault(
                raw,
                expected="each value within its interval",
                came=name_some(
                    f"{v:g} ({a:g} to {b:g})" for v, a, b in np.column_stack([value, lower, upper])[is_outside]
                ),
            )
        )
    return faults


def _notes(table: Table, values: Numbers) -> np.ndarray:
    """Say why a value is missing, by the publisher's note beside it."""
    is_small = table.column("Value note").str.contains(SMALL_NUMBERS, case=False).to_numpy(dtype=bool)
    reasons = np.where(is_small, SUPPRESSED, NOT_AVAILABLE)
    return np.where(np.isnan(values.values), reasons, "").astype(object)


READER = Reader(
    "fingertips",
    "Fingertips public health indicators",
    "Office for Health Improvement and Disparities",
    _recognises,
    _read,
)
