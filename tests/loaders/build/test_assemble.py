"""A whole build from a made-up folder: every figure worked out by hand, every file accounted for."""

import json
from pathlib import Path

import pandas as pd
import pytest

from loaders.build.assemble import build
from loaders.build.folder import State
from loaders.build.report import BuildReport
from loaders.city import CITY_WARD
from loaders.pack import Pack, Part, examine_pack, read_pack
from tests.loaders.build import official
from tests.loaders.build.builds import TODAY, contents, figures, gaps, make
from tests.loaders.build.official import BARNET, BRENT, CAMDEN, HACKNEY, NORTH, SOUTH
from tests.loaders.formats.outline_files import write_geojson


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildReport, Path]:
    folder = official.write_all(tmp_path_factory.mktemp("build") / "raw")
    return make(folder), folder.parent / "pack"


@pytest.fixture(scope="module")
def report(made: tuple[BuildReport, Path]) -> BuildReport:
    return made[0]


@pytest.fixture(scope="module")
def pack(made: tuple[BuildReport, Path]) -> Pack:
    return read_pack(made[1], include=list(Part))


def test_the_pack_is_sound(made, pack):
    assert examine_pack(made[1])[1] == []
    assert (pack.kind, pack.ward_vintage, pack.built) == ("official", 2022, "2026-01-31")
    assert pack.title == "London wards of 2022, official figures"
    assert any("Open Government Licence" in line for line in pack.attribution)


def test_areas_are_the_wards_the_city_once_and_the_boroughs_with_their_residents(pack):
    areas = pack.areas.astype({"area_code": "object", "level": "object"}).set_index("area_code")

    assert areas["level"].value_counts().to_dict() == {"ward": 34, "borough": 33}
    assert areas.loc[[NORTH, SOUTH, BARNET, CITY_WARD], "population"].tolist() == [2_000, 4_000, 1_000, 500]
    assert areas.loc[[CAMDEN, "E09000001"], "population"].tolist() == [2_000 + 4_000, 500]
    assert areas.loc[[CITY_WARD, NORTH], "borough_code"].tolist() == ["E09000001", CAMDEN]


def test_crime_is_a_rate_of_the_last_twelve_months(pack):
    violence, robbery = figures(pack, "violence_with_injury"), figures(pack, "personal_robbery")

    # North: 12 x 2 in 2,000; South: 12 x 1 in 4,000; others: 12 x 10 in 1,000
    assert violence.loc[[NORTH, SOUTH, BARNET], "value"].tolist() == [12.0, 3.0, 120.0]
    assert violence.loc[[NORTH, SOUTH, BARNET], "count"].tolist() == [24.0, 12.0, 120.0]
    assert violence.loc[[NORTH, SOUTH, BARNET], "denominator"].tolist() == [2_000.0, 4_000.0, 1_000.0]
    # 3 robberies in North in the year; nobody listed one elsewhere
    assert robbery.loc[[NORTH, SOUTH, BARNET], "value"].tolist() == [1.5, 0.0, 0.0]


def test_the_city_has_no_crime_figure_and_a_reason(pack):
    assert figures(pack, "violence_with_injury").loc[CITY_WARD, "note"] == "x"
    assert pd.isna(figures(pack, "violence_with_injury").loc[CITY_WARD, "value"])


def test_the_newest_release_gives_its_months_and_older_ones_those_before(pack, report):
    monthly = pack.monthly.astype({"area_code": "object", "measure_id": "object"})
    north = monthly[(monthly["area_code"] == NORTH) & (monthly["measure_id"] == "violence_with_injury")]

    # 2024 as the older release has it, 2025 as the newest: January as revised, December 2024 not as the stub
    assert north["count"].tolist() == [4.0] * 12 + [2.0] * 12
    assert north["month"].iloc[0] == pd.Timestamp("2024-01-01")
    assert CITY_WARD not in set(monthly["area_code"])
    # 313 in January now (2 + 1 + 31 x 10), 314 then
    assert report.choices == (
        (
            "violence_with_injury: 2024-01 to 2024-12 from older.csv, the 1 month in common from newer releases "
            "(0.32% apart)"
        ),
    )


def test_the_dashboard_is_read_by_code_whatever_spaces_follow_it(pack):
    # North: 12 in 2,000; South: 12, all in January, in 4,000; others: 24 in 1,000
    assert figures(pack, "knife_crime").loc[[NORTH, SOUTH, BARNET], "value"].tolist() == [6.0, 3.0, 24.0]


def test_names_join_with_their_borough_alone(pack):
    values = figures(pack, "violence_against_women_and_girls")

    # 31 wards are called Only: Barnet's has 24 in 1,000, Brent's 36
    assert values.loc[[BARNET, BRENT, NORTH, SOUTH], "value"].tolist() == [24.0, 36.0, 6.0, 0.0]
    assert values.loc[HACKNEY, "note"] == "x"  # no ward of Hackney is in the file


def test_small_areas_become_wards_by_residents(pack):
    # North: (40 x 1,500 + 20 x 500) / 2,000
    assert figures(pack, "deprivation").loc[[NORTH, SOUTH, CITY_WARD, BARNET], "value"].tolist() == [35, 10, 2, 5]


def test_children_are_the_census_s(pack):
    values = figures(pack, "children_low_income")

    # children of North: 100 + 200/5 + 50 + 50/5 = 200, and 50 of them; of Barnet's ward 100, and 20
    assert values.loc[[NORTH, BARNET], "value"].tolist() == [25.0, 20.0]
    assert values.loc[[NORTH, BARNET], "denominator"].tolist() == [200.0, 100.0]
    assert values.loc[[SOUTH, CITY_WARD], "note"].tolist() == ["x", "x"]


def test_borough_figures_are_of_the_latest_quarter(pack):
    trust, jobless = figures(pack, "trust_in_police"), figures(pack, "unemployment")

    assert trust.loc[[CAMDEN, "E09000027"], "value"].tolist() == [70.0, 80.0]
    assert trust.loc["E09000001", "note"] == "x"
    assert jobless.loc[[CAMDEN, "E09000003"], "value"].tolist() == [6.5, 5.0]
    assert len(trust) == len(jobless) == 33


def test_people_by_age_are_added_up(pack):
    people = pack.people.astype("object")
    north = people[people["area_code"] == NORTH]

    assert dict(zip(north["group"], north["count"], strict=True)) == {"0-4": 150, "15-19": 250, "85+": 1_600}
    assert set(people["characteristic"]) == {"age"}


def test_every_file_is_accounted_for_and_sums_meet(pack, report):
    assert [entry["name"] for entry in pack.sources] == sorted(source.name for source in report.sources)
    for entry in pack.sources:
        assert entry["state"] == "read"
        assert len(entry["sha256"]) == 64
        for table in entry["tables"]:
            left_out = table["left_out"]
            assert table["used_for"] or table["unused_because"]
            assert table["rows_used"] > 0
            assert table["rows_read"] == table["rows_used"] + sum(left.get("rows", 0) for left in left_out)
            if table["total_in"] is not None:
                lost = sum(left["total"] or 0.0 for left in left_out)
                assert table["total_in"] == pytest.approx(table["total_out"] + lost)


def test_the_stub_month_and_the_census_of_wales_are_in_the_account(pack):
    entries = {entry["name"]: entry["tables"][0] for entry in pack.sources}

    assert {left["reason"]: left["total"] for left in entries["crime.csv"]["left_out"]} == {
        "2024-12 is a stub month, not a whole one": 1.0
    }
    # residents in London: 2,000 + 4,000 + 500 + 31 x 1,000; 30 in Wales
    assert entries["ages.csv"]["total_in"] == 37_500 + 30
    assert entries["ages.csv"]["total_out"] == 37_500
    # violence of 2025: 12 x (2 + 1 + 310), 3 robberies
    assert entries["crime.csv"]["total_out"] == 12 * 313 + 3


def test_the_report_says_what_was_built_and_what_not(report):
    assert [built.entry.id for built in report.built] == [
        *("violence_with_injury", "knife_crime", "personal_robbery", "violence_against_women_and_girls"),
        *("trust_in_police", "deprivation", "children_low_income", "unemployment"),
    ]
    assert gaps(report)["sexual_offences"] == "no table by ward that can be used has the series mps:sexual offences/*"
    assert str(report).startswith(f"{report.folder}: 8 measures for 34 wards of 2022, from 11 files")


def test_the_same_folder_gives_the_same_pack(made, tmp_path):
    again = tmp_path / "again"

    build(made[1].parent / "raw", again, say=lambda _: None, today=TODAY)

    assert contents(again) == contents(made[1])


def test_names_of_files_change_nothing_but_their_names(made, tmp_path, raw):
    for number, path in enumerate(sorted(raw.iterdir(), reverse=True)):
        path.rename(raw / f"{number:02d}.dat")

    make(raw)

    for name in ("values.parquet", "monthly.parquet", "areas.parquet", "measures.toml"):
        assert (tmp_path / "pack" / name).read_bytes() == (made[1] / name).read_bytes()


def test_the_folder_of_the_download_command_can_be_built_from(raw):
    (raw / "downloads.json").write_text('{"format": 1, "files": []}')
    (raw / ".partial").mkdir()
    (raw / ".partial" / "crime.part").write_text("MajorText,MinorText,WardName\n")

    report = make(raw)

    assert report.of_state(State.UNKNOWN) == []
    assert len(report.built) == 8


def test_the_same_file_twice_is_one(raw):
    (raw / "copy.csv").write_bytes((raw / "crime.csv").read_bytes())

    report = make(raw)

    assert report.refusals == ()
    assert ("the same figures as copy.csv", "crime.csv") in report.unused
    assert figures(read_pack(raw.parent / "pack"), "personal_robbery").loc[NORTH, "count"] == 3.0


def test_the_newest_deprivation_wins_and_the_older_is_said_to_be(raw):
    text = (raw / "scores.csv").read_text()
    older = text.replace("(2021)", "(2011)").replace("(2024)", "(2019)").replace(",40,", ",80,")
    (raw / "a_older.csv").write_text(older)
    pairs = [f"{small},{small},U,{borough}" for small, (_, borough, _) in official.SMALL_AREAS.items()]
    official.write_lines(raw, "changes.csv", ["LSOA11CD,LSOA21CD,CHGIND,LAD22CD", *pairs])

    report = make(raw)

    assert figures(read_pack(raw.parent / "pack"), "deprivation").loc[NORTH, "value"] == 35.0
    assert ("older (2019) than scores.csv (2025)", "a_older.csv") in report.unused


def test_wards_of_another_year_can_be_asked_for(raw):
    properties = [
        {name.replace("22", "18"): str(cell).replace("E05013", "E05011") for name, cell in row.items()}
        for row in official.wards()
    ]
    write_geojson(raw / "wards2018.geojson", properties)

    report = build(raw, raw.parent / "pack", wards=2018, say=lambda _: None, today=TODAY)

    assert report.year == 2018
    # what is by borough needs no wards of a year
    assert [built.entry.id for built in report.built] == ["trust_in_police", "unemployment"]
    reasons = {name: reason for reason, names in report.unused for name in names.split("; ")}
    assert reasons["lookup.csv"] == "leads to other wards: 0% are of 2018"
    assert reasons["crime.csv"].endswith("it seems to be for the wards of 2022 (100% of its codes match those)")


def test_sources_are_written_as_json_with_every_file(made):
    listed = json.loads((made[1] / "sources.json").read_text("utf-8"))

    assert len(listed) == 11
    assert all(entry["licence"] and entry["publisher"] for entry in listed)
