"""A build from real official files, held against figures worked out from the same files with plain pandas."""

import datetime

import pandas as pd
import pytest

from loaders.boroughs import BOROUGHS
from loaders.build.assemble import build
from loaders.build.folder import State
from loaders.city import CITY_WARD, fold_city
from loaders.pack import Part, examine_pack, read_pack
from scoring.measures import Level, Role
from tests.loaders.formats.made_files import needs_reference, reference

pytestmark = needs_reference

NAMED = {
    "crime": [
        *("violence_with_injury", "knife_crime", "knife_crime_with_injury", "knife_injury_under_25"),
        *("personal_robbery", "sexual_offences", "weapon_possession"),
    ],
    "perceptions": ["police_good_job", "trust_in_police", "police_listen", "police_treat_fairly"],
    "health": [
        *("deprivation", "child_income_deprivation", "health_deprivation", "mental_health", "child_education"),
        *("children_low_income", "unemployment"),
    ],
}
BY_BOROUGH = {*NAMED["perceptions"], "unemployment"}
CENSUS = "census2021/census2021-ts007a-lsoa.csv"
LOOKUP = "lookups/LSOA_(2021)_to_Electoral_Ward_(2025)_to_LAD_(2025)_Best_Fit_Lookup_in_EW_v2.csv"
CRIME = "crime_mps/ward_24m_2024-03_to_2026-03/MPS Ward Level Crime (most recent 24 months).csv"
DASHBOARD = "crime_mps_parquet_fenneh/monthly-crime-dashboard.parquet"
SCORES = "deprivation/derived_csv/imd2025_england_lsoa21.csv"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("reference") / "pack"
    report = build(reference, out, say=lambda _: None, today=datetime.date(2026, 4, 30))
    return report, read_pack(out, include=list(Part)), out


@pytest.fixture(scope="module")
def small():
    """Ward and residents of London's small areas, read as plainly as can be."""
    lookup = pd.read_csv(reference / LOOKUP, encoding="utf-8-sig", usecols=["LSOA21CD", "WD25CD", "LAD25CD"])
    lookup = lookup[lookup["LAD25CD"].str.startswith("E09")]
    census = pd.read_csv(reference / CENSUS, usecols=["geography code", "Age: Total"]).set_index("geography code")
    ward = fold_city(lookup["WD25CD"])
    return pd.DataFrame(
        {"ward": ward.to_numpy(), "residents": census["Age: Total"].reindex(lookup["LSOA21CD"]).to_numpy()},
        index=lookup["LSOA21CD"],
    )


def values_of(pack, measure_id, column):
    rows = pack.values[pack.values["measure_id"] == measure_id]
    return rows.set_index(rows["area_code"].astype("object"))[column].dropna()


def test_the_pack_is_sound_and_holds_the_measures_that_were_asked_for(made):
    _, pack, folder = made

    assert examine_pack(folder)[1] == []
    by_theme = {theme: {m.id for m in pack.measures if m.theme == theme} for theme in NAMED}
    for theme, ids in NAMED.items():
        assert set(ids) <= by_theme[theme]
    needs = [measure for measure in pack.measures if measure.role is Role.NEED]
    assert len(needs) >= 18
    assert {measure.id for measure in needs if measure.level is Level.BOROUGH} >= BY_BOROUGH


def test_its_areas_are_680_wards_of_2022_with_the_city_once(made, small):
    _, pack, _ = made

    wards = pack.areas[pack.areas["level"] == "ward"]
    assert pack.ward_vintage == 2022
    assert len(wards) == 680
    assert (wards["area_code"] == CITY_WARD).sum() == 1
    assert set(wards["borough_code"]) == set(BOROUGHS)
    assert wards["population"].sum() == small["residents"].sum()
    assert {name: len(shapes) for name, shapes in pack.geometry.items()} == {"wards": 680, "boroughs": 33}


def test_violence_is_what_the_newest_file_adds_up_to(made, small):
    _, pack, _ = made
    months = [f"2025{month:02d}" for month in range(4, 13)] + [f"2026{month:02d}" for month in range(1, 4)]
    table = pd.read_csv(reference / CRIME)
    table = table[table["MinorText"].str.upper() == "VIOLENCE WITH INJURY"]
    events = table.groupby("WardCode")[months].sum().sum(axis=1)

    count = values_of(pack, "violence_with_injury", "count")

    assert count.sum() == events.sum()
    assert count.to_dict() == events.reindex(count.index).to_dict()
    rates = 1_000 * events / small.groupby("ward")["residents"].sum().reindex(events.index)
    assert values_of(pack, "violence_with_injury", "value").to_dict() == pytest.approx(rates.to_dict())


def test_knife_crime_is_what_the_dashboard_adds_up_to(made):
    _, pack, _ = made
    table = pd.read_parquet(reference / DASHBOARD)
    year = (table["month_year"] >= "2025-03-01") & (table["month_year"] <= "2026-02-01")
    is_kind = (table["crime_subtype"] == "Knife Crime") & (table["measure"] == "Offences")
    table = table[year & is_kind & (table["area_type"] != "Borough")]
    events = table.groupby(table["area_code"].str.strip())["count"].sum()
    wards = set(pack.areas["area_code"])

    count = values_of(pack, "knife_crime", "count")

    assert count.sum() == events[events.index.isin(wards)].sum()
    assert count[count > 0].to_dict() == events[events.index.isin(wards) & (events > 0)].to_dict()


def test_deprivation_is_the_mean_of_small_areas_by_residents(made, small):
    _, pack, _ = made
    scores = pd.read_csv(reference / SCORES).set_index("lsoa21_code")
    weighted = small.assign(product=scores["IMD_score"].reindex(small.index) * small["residents"])
    sums = weighted.groupby("ward")[["product", "residents"]].sum()

    expected = (sums["product"] / sums["residents"]).to_dict()

    assert values_of(pack, "deprivation", "value").to_dict() == pytest.approx(expected)


def test_every_file_is_accounted_for_and_sums_meet(made):
    report, pack, _ = made
    files = {path.relative_to(reference).as_posix() for path in reference.rglob("*") if path.is_file()}

    assert {entry["name"] for entry in pack.sources} == files
    tables = [table for entry in pack.sources for table in entry["tables"]]
    for table in tables:
        left_out = table["left_out"]
        assert table["rows_read"] == table["rows_used"] + sum(left.get("rows", 0) for left in left_out)
        if table["total_in"] is not None:
            lost = sum(left["total"] or 0.0 for left in left_out)
            assert table["total_in"] == pytest.approx(table["total_out"] + lost)
        assert table["used_for"] or table["unused_because"]
    assert "MANIFEST.md" in {source.name for source in report.of_state(State.UNKNOWN)}


def test_older_releases_lengthen_the_months_and_change_none(made):
    _, pack, _ = made
    monthly = pack.monthly.astype({"measure_id": "object"})
    violence = monthly[monthly["measure_id"] == "violence_with_injury"]

    months = violence["month"].drop_duplicates().sort_values()

    assert months.iloc[0] == pd.Timestamp("2010-04-01")
    assert months.iloc[-1] == pd.Timestamp("2026-03-01")
    assert len(months) == 192  # sixteen years without a gap
    table = pd.read_csv(reference / CRIME)
    newest = table.loc[table["MinorText"].str.upper() == "VIOLENCE WITH INJURY", "202404"].sum()
    assert violence.loc[violence["month"] == "2024-04-01", "count"].sum() == newest


def test_a_rate_has_its_count_and_denominator(made):
    _, pack, _ = made
    values = pack.values[pack.values["measure_id"].isin([*NAMED["crime"], "children_low_income"])]

    has = values["value"].notna()
    assert values.loc[has, ["count", "denominator"]].notna().all().all()
    assert all(measure.denominator for measure in pack.measures if measure.unit.startswith("per 1,000"))
