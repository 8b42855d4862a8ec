"""Every reader on the publishers' real files: known by content, and its totals equal those added up without it."""

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely

from loaders.boroughs import BOROUGHS
from loaders.errors import SourceError
from loaders.extract import Extract
from loaders.rawfile import RawFile
from loaders.reader_registry import READERS, find_reader
from tests.reference import reference_dir

reference = reference_dir()
pytestmark = pytest.mark.skipif(reference is None, reason="the reference files are not here")

KNOWN = {
    "boundaries/boroughs/*.g*": "boundaries",
    "boundaries/**/*.shp": "boundaries",
    "boundaries/**/*.tab": "boundaries",
    "boundaries/ons_wards_2022_uk_derived/wards_2022_london*.geojson": "boundaries",
    "census2021/*.csv": "census",
    "census2021/*.txt": None,
    "crime_mps/borough*/*.csv": "mps_borough",
    "crime_mps/ward*/*.csv": "mps_ward",
    "crime_mps_parquet_fenneh/monthly*": "mps_dashboard",
    "crime_mps_parquet_fenneh/vawg*": "vawg",
    "crime_mps_reconstructed/*Borough*": "mps_borough",
    "crime_mps_reconstructed/*Ward*": "mps_ward",
    "crime_thematic/homicide/*": "homicide",
    "crime_thematic/recorded_offences_rates_borough/*": None,
    "deprivation/*/*imd*": "deprivation",
    "deprivation/*/ID 2019*": "deprivation",
    "deprivation/*/London wards*": "deprivation_wards",
    "economy/*": "unemployment",
    "health/*/samhi*": None,
    "lookups/LSOA_(2011)_to_LSOA*": "lsoa_change_lookup",
    "lookups/LSOA_(2021)_to*": "best_fit_lookup",
    "lookups/Ward*": "best_fit_lookup",
    "lookups/*/*WD*_derived.csv": "best_fit_lookup",
    "pas_mopac/*/*.csv": "pas",
    "police_uk/street_city*/*.csv": "police_uk",
    "population/Total*": "ward_children",
    "population/ward/housing*": "housing_density",
    "poverty/cilif/*.xlsx": "cilif",
    "poverty/cilif/*.csv": "plain_table",
    "ward_profiles/london-borough*": "borough_profiles",
    "ward_profiles/ward-profiles*": "ward_profiles",
    "ward_profiles/ward-atlas*": "ward_atlas",
    "wellbeing/*": "wellbeing",
}
NOT_FOR_LOOKUPS = "MSOA21"
"""Middle areas stand in no table that the build could use."""


@pytest.mark.parametrize("pattern", KNOWN)
def test_real_files_are_known_to_one_reader_alone(pattern):
    for path in sorted(reference.glob(pattern)):
        raw = RawFile(path)
        expected = None if path.name.startswith(NOT_FOR_LOOKUPS) else KNOWN[pattern]

        knowing = [reader.id for reader in READERS.values() if reader.recognises(raw)]

        found = find_reader(raw)
        assert (found.id if found else None) == expected, path.name
        assert set(knowing) - {"plain_table", expected} == set(), path.name


def one(pattern: str) -> RawFile:
    paths = sorted(reference.glob(pattern))
    if not paths:
        pytest.skip(f"no {pattern} among the reference files")
    return RawFile(paths[0])


def rows_of(raw: RawFile, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with raw.path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def added(cells: Iterable[object]) -> float:
    """Add up cells as plainly as can be: text without thousands commas, anything else that is no number as nothing."""
    total = 0.0
    for cell in cells:
        try:
            total += float(str(cell).replace(",", ""))
        except ValueError:
            continue
    return total


def value_sum(extract: Extract, series: str, *, period: str | None = None, column: str = "value") -> float:
    rows = extract.table[extract.table["series"] == series]
    return float(rows[column].sum() if period is None else rows.loc[rows["period"] == period, column].sum())


def test_recorded_crime_by_ward():
    raw = one("crime_mps/ward_24m_2024-03*/*.csv")
    rows = rows_of(raw)
    months = [name for name in rows[0] if name.isdecimal()]

    (extract,) = READERS["mps_ward"].read(raw)

    assert extract.total_in == sum(added(row[month] for row in rows) for month in months)
    assert extract.total_out == sum(added(row[month] for row in rows) for month in months if month != "202403")
    table = extract.table
    injuries = table[table["series"] == "mps:violence against the person/violence with injury"]
    plain = [row for row in rows if row["MinorText"] == "VIOLENCE WITH INJURY" and row["WardCode"] == "E05013570"]
    heathrow = injuries[(injuries["area_code"] == "E05013570") & (injuries["month"] == "2026-03-01")]
    assert heathrow["count"].sum() == added(row["202603"] for row in plain) > 0


def test_recorded_crime_by_borough():
    raw = one("crime_mps/borough*/*.csv")
    rows = rows_of(raw)
    months = [name for name in rows[0] if name.isdecimal()]
    names = {name.lower() for name in BOROUGHS.values()}

    (extract,) = READERS["mps_borough"].read(raw)

    london = [row for row in rows if row["BoroughName"].lower() in names]
    assert extract.total_in == sum(added(row[month] for row in rows) for month in months)
    assert extract.total_out == sum(added(row[month] for row in london) for month in months)


def test_the_dashboard_by_ward_and_by_borough():
    raw = one("crime_mps_parquet_fenneh/monthly*")
    plain = pd.read_parquet(raw.path)
    offences = plain[(plain["measure"] == "Offences") & (plain["crime_subtype"] == "Knife Crime")]

    extracts = {extract.geography.value: extract for extract in READERS["mps_dashboard"].read(raw)}

    for geography, first in {"ward": "E05", "borough": "E09"}.items():
        coded = offences["area_code"].fillna("").str.strip().str.startswith(first)
        knives = extracts[geography].table
        knives = knives[knives["series"] == "dashboard:knife crime/knife crime"]
        assert knives["count"].sum() == offences.loc[coded, "count"].sum() > 50_000


def test_violence_against_women_and_girls_counts_each_offence_once():
    raw = one("crime_mps_parquet_fenneh/vawg*")
    plain = pd.read_parquet(raw.path, columns=["sheet", "borough_name", "ward_name_clean_2", "count"])
    place = plain[plain["sheet"] == "Offence count location"]
    names = place[["borough_name", "ward_name_clean_2"]].fillna("").apply(lambda cells: cells.str.strip().str.lower())
    is_nowhere = names.isin(["", "n/k", "unknown", "other", "not known"]).any(axis="columns")
    is_elsewhere = names["ward_name_clean_2"].str.contains("police force")

    (extract,) = READERS["vawg"].read(raw)

    assert extract.total_in == place["count"].sum()
    assert extract.total_out == place.loc[~is_nowhere & ~is_elsewhere, "count"].sum()


def test_street_level_crime_counts_each_crime_once():
    raw = one("police_uk/street_city*/2022-07*")
    rows = rows_of(raw)
    # the same crime: id, month, type and point; anti-social behaviour has no id, so that each row is one
    same = [(row["Crime ID"], row["Crime type"], row["Longitude"], row["Latitude"]) for row in rows]
    crimes = [crime for number, crime in enumerate(same) if not crime[0] or crime not in same[:number]]

    (extract,) = READERS["police_uk"].read(raw)

    assert extract.total_in == len(rows) == 786
    assert extract.total_out == sum(bool(longitude) for _, _, longitude, _ in crimes)


def test_the_survey():
    raw = one("pas_mopac/borough_usdate*/*.csv")
    rows = [row for row in rows_of(raw) if row["Date"] == "12/31/2023" and row["Measure"] == "Trust MPS"]

    (extract,) = READERS["pas"].read(raw)

    assert len(rows) == 32
    assert value_sum(extract, "pas:trust mps", period="2023-12") == pytest.approx(added(r["Proportion"] for r in rows))


def test_the_indices_of_deprivation():
    raw = one("deprivation/derived_csv/imd2025_england_lsoa21.csv")
    rows = rows_of(raw)

    (extract,) = READERS["deprivation"].read(raw)

    assert value_sum(extract, "iod:imd/score") == pytest.approx(added(row["IMD_score"] for row in rows))
    assert value_sum(extract, "iod:health/score") == pytest.approx(added(row["Health_score"] for row in rows))


def sheet_of(raw: RawFile, title: str, *, header: int) -> pd.DataFrame:
    book = openpyxl.load_workbook(raw.path, read_only=True, data_only=True)
    rows = list(book[title].iter_rows(min_row=header, values_only=True))
    return pd.DataFrame(rows[1:], columns=list(rows[0]))


def test_the_wards_of_the_indices():
    raw = one("deprivation/*/London wards*")
    plain = sheet_of(raw, "wards_id_summary", header=1)

    (extract,) = READERS["deprivation_wards"].read(raw)

    assert value_sum(extract, "iod:summary/population", column="count") == plain["Population"].sum()
    assert value_sum(extract, "iod:summary/imd average score") == pytest.approx(plain["IMD average score"].sum())


def test_children_in_low_income_families():
    raw = one("poverty/cilif/*.xlsx")
    plain = sheet_of(raw, "Under 16s", header=16)
    number = plain.iloc[:, list(plain.columns).index("FYE 2023")]

    under_16 = next(extract for extract in READERS["cilif"].read(raw) if extract.part == "Under 16s")

    assert value_sum(under_16, "cilif:under 16", period="FYE 2023", column="count") == added(number)
    children = one("poverty/cilif/*.csv")
    (extract,) = READERS["plain_table"].read(children)
    assert extract.table["value"].sum() == added(row["FYE 2023"] for row in rows_of(children))


def test_the_census():
    ages, tenure = one("census2021/*ts007a-ltla.csv"), one("census2021/*ts054-ltla.csv")
    london = [row for row in rows_of(ages) if row["geography code"].startswith("E09")]

    (people,) = READERS["census"].read(ages)
    (homes,) = READERS["census"].read(tenure)

    groups = [name for name in london[0] if name.startswith("Age: Aged")]
    assert people.total_out == sum(added(row[name] for row in london) for name in groups)
    camden = next(row for row in rows_of(tenure) if row["geography"] == "Camden")
    rented = homes.table[
        (homes.table["series"] == "census:tenure of household/social rented")
        & (homes.table["area_code"] == camden["geography code"])
    ].iloc[0]
    whole = added([camden["Tenure of household: Total: All households"]])
    assert rented["value"] == pytest.approx(100 * added([camden["Tenure of household: Social rented"]]) / whole)


@pytest.mark.parametrize(
    ("pattern", "code", "column", "format", "encoding", "series"),
    [
        ("ward-profiles*", "New code", "Population - 2015", "ward_profiles", "cp1252", "population"),
        ("ward-profiles*", "New code", "Crime rate - 2014/15", "ward_profiles", "cp1252", "crime rate"),
        (
            *("london-borough*", "Code", "GLA_Population_Estimate_2017", "borough_profiles", "cp1252"),
            "gla population estimate",
        ),
        ("*wellbeing*", "New ward code", "Childhood Obesity 2011", "wellbeing", "utf-8-sig", "childhood obesity"),
    ],
)
def test_profiles(pattern, code, column, format, encoding, series):
    raw = one(f"w*/{pattern}") if format != "wellbeing" else one("wellbeing/*")
    rows = [row for row in rows_of(raw, encoding) if row[code].startswith(("E05", "E09"))]

    extracts = READERS[format].read(raw)

    tables = [extract.table for extract in extracts]
    periods = {"Population - 2015": "2015", "Crime rate - 2014/15": "2014/15", "Childhood Obesity 2011": "2011"}
    period = periods.get(column, "2017")
    found = sum(
        float(table.loc[(table["series"] == f"{format}:{series}") & (table["period"] == period), "value"].sum())
        for table in tables
    )
    assert sum(extract.rows_used for extract in extracts) == len(rows)
    assert found == pytest.approx(added(row[column] for row in rows))


@pytest.mark.parametrize(
    ("format", "pattern", "total"),
    [
        ("ward_children", "population/Total*", lambda rows: sum(added([row["Total"]]) for row in rows)),
        ("housing_density", "population/ward/housing*", lambda rows: added(row["Population"] for row in rows)),
        ("homicide", "crime_thematic/homicide/*", lambda rows: added(row["Count of Victims"] for row in rows)),
    ],
)
def test_people_and_victims(format: str, pattern: str, total: Callable[[list[dict[str, str]]], float]):
    raw = one(pattern)

    extract = READERS[format].read(raw)[0]

    assert extract.total_in == total(rows_of(raw)) > 0


def test_unemployment():
    raw = one("economy/The*")
    rows = [row for row in rows_of(raw) if row["Borough"] in BOROUGHS.values()]

    (extract,) = READERS["unemployment"].read(raw)

    assert value_sum(extract, "unemployment:rate", period="2024 Q3") == pytest.approx(added(r["2024 Q3"] for r in rows))


def test_lookups_place_every_small_area_of_london_once():
    raw = one("lookups/LSOA_(2021)_to*")
    rows = [row for row in rows_of(raw) if row["LAD25CD"] in BOROUGHS]
    changes = one("lookups/LSOA_(2011)_to_LSOA*")
    old = {row["LSOA11CD"] for row in rows_of(changes) if row["LAD22CD"] in BOROUGHS}

    (extract,) = READERS["best_fit_lookup"].read(raw)
    (changed,) = READERS["lsoa_change_lookup"].read(changes)

    pairs = extract.table[["from_code", "to_code"]].itertuples(index=False, name=None)
    assert dict(pairs) == {row["LSOA21CD"]: row["WD25CD"] for row in rows}
    assert changed.table["share"].sum() == pytest.approx(len(old)) == 4_835


@pytest.mark.parametrize("pattern", ["london_wards_2018/*/London_Ward.shp", "london_wards_2014/*/London_Ward.tab"])
def test_outlines_keep_their_ground(pattern):
    raw = one(f"boundaries/{pattern}")
    plain = pyogrio.read_dataframe(raw.path)

    (extract,) = READERS["boundaries"].read(raw)

    ground = shapely.area(plain.geometry.to_numpy()).sum()
    assert extract.table.to_crs(27700).geometry.area.sum() == pytest.approx(ground, rel=1e-5)
    assert np.all(shapely.is_valid(extract.table.geometry.to_numpy()))


def test_geojson_outlines_keep_every_ward():
    raw = one("boundaries/ons_wards_2022_uk_derived/wards_2022_london*")
    features = json.loads(raw.path.read_text("utf-8"))["features"]
    codes = {feature["properties"]["WD22CD"]: feature["properties"]["LAD22CD"] for feature in features}

    (extract,) = READERS["boundaries"].read(raw)

    assert set(extract.table["area_code"]) == {
        "E09000001" if borough == "E09000001" else code for code, borough in codes.items()
    }


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("boundaries/boroughs/LondonBoroughs_no_prj/*.shp", "there is none; its numbers look like British National"),
        ("boundaries/boroughs/broken_missing_shx_dbf/*.shp", ".shx and .dbf missing"),
        ("boundaries/lsoa_london/broken_missing_dbf/*.shp", ".dbf missing"),
    ],
)
def test_broken_downloads_are_refused(pattern, said):
    raw = one(pattern)

    with pytest.raises(SourceError) as caught:
        READERS["boundaries"].read(raw)

    assert said in str(caught.value)
    assert len(caught.value.faults) == 1


def test_every_folder_of_the_reference_is_tried():
    tried = {Path(pattern).parts[0] for pattern in KNOWN}
    there = {path.name for path in reference.iterdir() if path.is_dir()}

    assert there <= tried
