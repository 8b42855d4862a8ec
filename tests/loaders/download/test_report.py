"""What the command tells."""

from pathlib import Path

from loaders.download.fetch import Outcome, State
from loaders.download.report import plan, report
from loaders.publishers import DOWNLOADS, NOMIS

CENSUS = next(download for download in DOWNLOADS if download.id == "census_residents")
STREETS = next(download for download in DOWNLOADS if download.id == "street_crime")


def test_the_closing_table():
    outcomes = [
        Outcome(download=CENSUS, state=State.FAILED, faults=("first fault", "second fault")),
        Outcome(download=STREETS, state=State.UNCHANGED),
    ]
    assert report(outcomes, Path("raw")).splitlines() == [
        "id                             MB  file",
        "census_residents  not fetched",
        "street_crime      unchanged",
        "",
        "census_residents: first fault",
        "census_residents: second fault",
        "",
        f"1 unchanged, 1 not fetched. Addresses, times and checksums: {Path('raw') / 'downloads.json'}",
    ]


def test_the_plan_of_a_dry_run():
    assert plan([CENSUS, STREETS], bases={NOMIS.id: "https://mirror.example.org/"}).splitlines() == [
        "census_residents.csv, at most 200 MB:",
        "    fetch in pages https://mirror.example.org/NM_2021_1.data.csv",
        "street_crime.zip, at most 4,000 MB:",
        "    fetch https://data.police.uk/data/archive/latest.zip",
        "Nothing was asked of any server.",
    ]
