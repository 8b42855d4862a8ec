"""Metropolitan Police monthly crime dashboard: knife crime and the like, wards and boroughs in one table.

Series: `dashboard:<type>/<subtype>` for offences, such as `dashboard:knife crime/knife crime with injury` and
`dashboard:knife crime/knife injury victims (non da 1-24)`; other measures go under their own name, as in
`dashboard positive outcomes:knife crime/knife crime`. Subtypes overlap: a knife injury is also a knife crime, so they
are never added up. Wards come as Safer Neighbourhood Teams. Codes have trailing spaces, and a ward may be listed twice
in a month, once with them and once without, or under two boroughs: added up by code. `N/K`, `-1`, `NON ATHENA FORCE`
and empty codes are no place. Two extracts: wards and boroughs, each holding all offences of London.
"""

import pandas as pd

from loaders.extract import Extract, Geography
from loaders.layout import Layout, read_table
from loaders.monthly_rows import check_rows, count_rows
from loaders.mps_categories import normalise
from loaders.rawfile import RawFile
from loaders.readers import Reader

_LAYOUT = Layout(
    {
        "month": ("monthyear",),
        "area_type": ("areatype",),
        "area_code": ("areacode",),
        "crime_type": ("crimetype", "offencegroup"),
        "crime_subtype": ("crimesubtype", "offencesubgroup"),
        "measure": ("measure",),
        "count": ("count",),
    },
    {"listed_as": ("boroughsnt",), "area_name": ("areaname",), "refreshed": ("refreshdate",)},
)
_TEAMS, _BOROUGH = "safer neighbourhood teams", "borough"
_WARD_CODE, _BOROUGH_CODE = r"[ENSW]05\d{6}", r"E09\d{6}"
_KEY = ["month", "area_type", "area_code", "listed_as", "area_name", "crime_type", "crime_subtype", "measure"]


def _read(raw: RawFile) -> list[Extract]:
    table = read_table(raw, _LAYOUT, strip=False)
    table = table.assign(**{name: "" for name in ("listed_as", "area_name") if name not in table})
    checked = check_rows(raw, table, key=_KEY)
    checked = checked.assign(**{name: checked[name].str.strip() for name in ("area_code", "listed_as", "area_name")})
    area_type = normalise(checked["area_type"])
    checked = checked.assign(series=_series(checked), borough_name=_boroughs(checked), outside=_outside(checked))
    is_borough = area_type == _BOROUGH
    parts = (("ward", Geography.WARD, ~is_borough), ("borough", Geography.BOROUGH, is_borough))
    return [
        count_rows(
            raw,
            checked[rows].drop(columns="outside"),
            format="mps_dashboard",
            geography=geography,
            outside=checked.loc[rows, "outside"],
            part=part,
        )
        for part, geography, rows in parts
        if (checked.loc[rows, "outside"] == "").any()
    ]


def _series(rows: pd.DataFrame) -> pd.Series:
    measure = normalise(rows["measure"])
    prefix = ("dashboard " + measure).where(measure != "offences", "dashboard")
    return prefix + ":" + normalise(rows["crime_type"]) + "/" + normalise(rows["crime_subtype"])


def _boroughs(rows: pd.DataFrame) -> pd.Series:
    """Give the borough out of `Camden Primrose Hill`: what stands before the ward's own name, empty without it."""
    pairs = rows[["listed_as", "area_name"]].drop_duplicates()
    known = {
        (listed, name): listed if listed == name else listed.removesuffix(name).strip() if listed.endswith(name) else ""
        for listed, name in pairs.itertuples(index=False)
    }
    boroughs = [known[pair] for pair in zip(rows["listed_as"], rows["area_name"], strict=True)]
    return pd.Series(boroughs, index=rows.index, dtype="str")


def _outside(rows: pd.DataFrame) -> pd.Series:
    """Say why a row has no place, as the file puts it; empty for a row with a ward's or borough's code."""
    area_type = normalise(rows["area_type"])
    code = rows["area_code"]
    is_placed = code.str.fullmatch(_WARD_CODE) & (area_type == _TEAMS)
    is_placed |= code.str.fullmatch(_BOROUGH_CODE) & (area_type == _BOROUGH)
    is_known = area_type.isin([_TEAMS, _BOROUGH])
    reason = ("no ward or borough code, but " + code.where(code != "", "nothing")).where(
        is_known, "another kind of area: " + area_type
    )
    return reason.where(~is_placed, "")


READER = Reader(
    id="mps_dashboard",
    label="MPS monthly crime dashboard",
    publisher="Metropolitan Police Service",
    recognises=_LAYOUT.is_in,
    read=_read,
)
