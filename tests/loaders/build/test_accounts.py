"""The account of every file: what came in, what went out, what was left out; sums that meet."""

import pytest

from loaders.build.accounts import account_for, why_unused
from loaders.build.folder import SourceFile, State
from loaders.build.ledger import Ledger
from loaders.extract import Geography, Kind, LeftOut
from tests.loaders.build.made_tables import A, B, counts, hold


def test_what_comes_in_goes_out_or_is_left_out_with_a_reason():
    held = counts(
        [("theft", A, "2025-01", 6), ("theft", B, "2025-01", 4)],
        name="raw/crime.csv",
        rows_read=3,
        rows_used=2,
        total_in=15.0,
        left_out=(LeftOut("no ward", 1, 5.0),),
        notes=("one stub month",),
    )
    ledger = Ledger()
    ledger.use(held, "theft")
    ledger.leave_out(held, "outside London", 1, 4.0)
    ledger.note(held, "thin")

    (entry,) = account_for([held.source], [held], ledger)

    assert (entry["name"], entry["state"], entry["sha256"]) == ("raw/crime.csv", "read", "0")
    assert entry["publisher"] == "Metropolitan Police Service"
    assert (entry["rows_read"], entry["rows_used"], entry["release"]) == (3, 2, "2025")
    (table,) = entry["tables"]
    assert table["used_for"] == ["theft"]
    assert table["left_out"] == [
        {"reason": "no ward", "rows": 1, "total": 5.0},
        {"reason": "outside London", "figures": 1, "total": 4.0},
    ]
    assert table["total_in"] == table["total_out"] + 5.0 + 4.0 == 15.0
    assert table["notes"] == ["one stub month", "thin"]
    assert "unused_because" not in table


def test_a_file_that_was_read_and_serves_nothing_says_why():
    held = counts([("theft", A, "2025-01", 6)])
    ledger = Ledger()
    ledger.pass_over(held, "older than another")

    (entry,) = account_for([held.source], [held], ledger)

    assert entry["state"] == "read, not used"
    assert entry["tables"][0]["unused_because"] == "older than another"


@pytest.mark.parametrize(
    ("kind", "geography", "said"),
    [
        (Kind.BOUNDARIES, Geography.BOROUGH, "boroughs are made of the wards, and small areas need no outlines"),
        (Kind.COUNTS, Geography.BOROUGH, "crime measures are made from counts by ward"),
        (
            Kind.POINTS,
            Geography.POINT,
            "counts published by ward are preferred: the points are anonymised and may lie in another ward",
        ),
        (Kind.FIGURES, Geography.WARD, "no measure is made from it"),
    ],
)
def test_tables_that_serve_no_measure_say_so(kind, geography, said):
    assert why_unused(hold(kind, [], (), geography=geography)) == said


def test_a_file_that_was_not_read_has_its_faults_and_no_tables():
    source = SourceFile(name="a.csv", size=3, sha256="f", state=State.FAULTY, faults=("a.csv: cut off",))

    (entry,) = account_for([source], [], Ledger())

    assert entry["faults"] == ["a.csv: cut off"]
    assert (entry["state"], entry["tables"], entry["publisher"], entry["rows_read"]) == ("faulty", [], "", 0)
