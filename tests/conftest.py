"""What all tests share: a tiny made-up pack, and the switch that leaves the browser tests out."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from charts import chart
from loaders.pack import Pack
from loaders.pack_write import write_pack
from scoring.measures import Direction, Level, Measure, Role

BROWSER_TESTS = Path(__file__).parent / "browser"

# a busy machine may take long over one example; the speed that matters is measured by the benchmarks
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# the running tool passes charts on as they were written; here the chart library checks every property of them
chart.CHECKED = True


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-browser", action="store_true", help="leave out the tests that need a browser")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--no-browser"):
        left_out = [item for item in items if BROWSER_TESTS in item.path.parents]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def make_measure(identity: str, **changes: object) -> Measure:
    """Give a made-up measure, with what the test needs changed."""
    told = {
        "id": identity,
        "label": identity.replace("_", " ").capitalize(),
        "theme": "crime",
        "direction": Direction.HIGHER_IS_WORSE,
        "level": Level.WARD,
        "unit": "per 1,000 residents",
        "period": "April 2030 to March 2031",
        "source": "Made-up counts",
        "publisher": "Nobody",
        "licence": "None",
        "description": "Made up for a test.",
    }
    return Measure(**{**told, **changes})


@pytest.fixture(scope="session")
def tiny_pack() -> Pack:
    """Five wards in two boroughs: a ward measure of crime, a borough measure of perceptions, and a strength."""
    wards, boroughs = [f"S0500000{n}" for n in range(1, 6)], ["S09000001", "S09000002"]
    areas = pd.DataFrame(
        {
            "area_code": [*wards, *boroughs],
            "area_name": [*(f"Sample ward {n}" for n in range(1, 6)), "North sample", "South sample"],
            "level": ["ward"] * 5 + ["borough"] * 2,
            "borough_code": [boroughs[0]] * 2 + [boroughs[1]] * 3 + boroughs,
            "population": [10_000.0, 12_000.0, 8_000.0, 9_000.0, 11_000.0, 22_000.0, 28_000.0],
        }
    )
    values = pd.DataFrame(
        {
            "measure_id": ["robbery"] * 5 + ["trust_in_police"] * 2 + ["youth_clubs"] * 5,
            "area_code": [*wards, *boroughs, *wards],
            "value": [1.0, 2.0, 3.0, 4.0, None, 60.0, 75.0, 0.0, 1.0, 2.0, 3.0, 4.0],
            "count": [10.0, 24.0, 24.0, 36.0, None, *[None] * 7],
            "denominator": [10_000.0, 12_000.0, 8_000.0, 9_000.0, None, *[None] * 7],
            "lower": [None] * 5 + [55.0, 70.0] + [None] * 5,
            "upper": [None] * 5 + [65.0, 80.0] + [None] * 5,
            "note": [*[""] * 4, "c", *[""] * 7],
        }
    )
    monthly = pd.DataFrame(
        [
            {"measure_id": "robbery", "area_code": ward, "month": pd.Timestamp(date(year, month, 1)), "count": 2.0}
            for ward in wards
            for year in (2029, 2030)
            for month in range(1, 13)
        ]
    )
    return Pack(
        title="Sample London, tiny",
        kind="sample",
        built="2031-04-01",
        ward_vintage=2022,
        attribution=("Made up for tests",),
        warnings=("Nothing here is real.",),
        measures=(
            make_measure("robbery"),
            make_measure(
                "trust_in_police",
                theme="perceptions",
                level=Level.BOROUGH,
                direction=Direction.LOWER_IS_WORSE,
                unit="% who agree",
            ),
            make_measure("youth_clubs", theme="health", role=Role.STRENGTH, unit="number", decimals=0),
        ),
        areas=areas,
        values=values,
        monthly=monthly,
    )


@pytest.fixture(scope="session")
def tiny_pack_folder(tiny_pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny pack as files; copy the folder before changing anything in it."""
    folder = tmp_path_factory.mktemp("packs") / "tiny"
    write_pack(tiny_pack, folder)
    return folder
