"""The report of a build: measures, gaps, choices and every file by what became of it, in words."""

import pandas as pd

from loaders.build.built import Built, Missing
from loaders.build.folder import SourceFile, State
from loaders.build.ledger import Ledger
from loaders.build.report import BuildReport, unused_tables
from loaders.measure_registry import MEASURES
from tests.loaders.build.made_tables import A, B, counts


def make_report(**changes: object) -> BuildReport:
    told = {
        "folder": "pack",
        "year": 2022,
        "ward_count": 2,
        "built": (),
        "missing": (),
        "choices": (),
        "refusals": (),
        "sources": (),
        "unused": (),
        "seconds": 1.4,
    }
    return BuildReport(**{**told, **changes})


def make_built() -> Built:
    values = pd.DataFrame({"value": [1.0, None], "note": ["", "x"]}, index=[A, B])
    monthly = pd.DataFrame(1.0, index=[A, B], columns=pd.date_range("2025-01-01", periods=12, freq="MS"))
    held = counts([("robbery", A, "2025-12", 1)])
    entry = MEASURES["personal_robbery"]
    return Built(
        entry=entry, period="2025", release="2025-12", values=values, monthly=monthly, sources=(held,), residents="all"
    )


def test_a_measure_is_told_with_its_period_span_and_gaps():
    lines = str(make_report(built=(make_built(),))).splitlines()

    assert lines == [
        "pack: 1 measures for 2 wards of 2022, from 0 files in 1 s",
        "",
        "Built:",
        (
            "  personal_robbery (Crime, ward): 2025, 12 months; 1.0 to 1.0 per 1,000 residents; "
            "1 areas, 1 without a figure"
        ),
    ]


def test_gaps_name_what_would_supply_them():
    report = str(make_report(missing=(Missing(MEASURES["personal_robbery"], "no table"),)))

    assert "Not built:\n  personal_robbery: no table; it needs MPS Recorded Crime" in report


def test_choices_contradictions_and_unused_tables_have_their_sections():
    report = str(make_report(choices=("new over old",), refusals=("a and b differ",), unused=(("older", "c.csv"),)))

    assert "Chosen:\n  new over old" in report
    assert "Contradicting:\n  a and b differ" in report
    assert "Read but not used:\n  older: c.csv" in report


def test_files_are_named_by_their_path_in_the_folder():
    sources = (
        SourceFile(name="x/a.csv", size=1, sha256="", state=State.FAULTY, faults=("a.csv: cut off",)),
        SourceFile(name="b.csv", size=1, sha256="", state=State.FAULTY, faults=("b.csv: cut off",)),
        SourceFile(name="x/wards.zip", size=1, sha256="", state=State.FAULTY, faults=("layer 1: no codes",)),
        SourceFile(name="letter.txt", size=1, sha256="", state=State.UNKNOWN),
    )

    report = make_report(sources=sources)

    assert "Faulty, left aside:\n  x/a.csv: cut off\n  b.csv: cut off\n  x/wards.zip: layer 1: no codes\n" in str(
        report
    )
    assert str(report).endswith("Not recognised:\n  letter.txt")
    assert [source.name for source in report.of_state(State.UNKNOWN)] == ["letter.txt"]


def test_tables_that_serve_nothing_are_grouped_by_reason():
    used, older, oldest = (counts([("theft", A, "2025-01", 1)], name=name) for name in ("a.csv", "b.csv", "c.csv"))
    ledger = Ledger()
    ledger.use(used, "theft")
    for held in (older, oldest):
        ledger.pass_over(held, "older")

    assert unused_tables([used, older, oldest], ledger) == [("older", "b.csv; c.csv")]
