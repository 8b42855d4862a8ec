"""Columns of other types than ours: brought to ours where they say the same, refused where they don't."""

from pathlib import Path

import pyarrow as pa
import pytest

from loaders.pack_columns import bring_to_types
from loaders.pack_tables import Holds, Table

PATH = Path("monthly.parquet")


def bring(holds: Holds, column: pa.Array) -> tuple[list[object] | None, list[str]]:
    table, faults = bring_to_types(PATH, Table("t", {"a": holds}, key=("a",)), pa.table({"a": column}))
    return (None if table is None else table.column("a").to_pylist()), faults


@pytest.mark.parametrize(
    ("holds", "column", "expected"),
    [
        (Holds.CODE, pa.array(["E05000026", None]), ["E05000026", None]),
        (Holds.TEXT, pa.array(["a", "a"], pa.large_string()), ["a", "a"]),
        (Holds.CODE, pa.array(["a", "b"]).dictionary_encode(), ["a", "b"]),
        (Holds.NUMBER, pa.array([1, None], pa.int8()), [1.0, None]),
        (Holds.NUMBER, pa.array([0.5], pa.float32()), [0.5]),
        (Holds.COUNT, pa.array([2**60 + 1], pa.int64()), [float(2**60)]),
        (Holds.NUMBER, pa.array([None, None], pa.null()), [None, None]),
        (Holds.TEXT, pa.array([None], pa.null()), [None]),
    ],
)
def test_what_says_the_same_is_taken(holds, column, expected):
    assert bring(holds, column) == (expected, [])


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["2025-02-01"]),
        pa.array(["2025-02-01"]).cast(pa.date32()),
        pa.array(["2025-02-01"]).cast(pa.date32()).cast(pa.timestamp("ns")),
    ],
)
def test_months_come_as_text_dates_or_times(column):
    table, faults = bring_to_types(PATH, Table("t", {"a": Holds.MONTH}, key=("a",)), pa.table({"a": column}))

    assert faults == []
    assert table is not None
    assert str(table.column("a")[0]) == "2025-02-01 00:00:00"


@pytest.mark.parametrize(
    ("holds", "column", "said"),
    [
        (Holds.CODE, pa.array([5, 6]), "monthly.parquet: a: expected text; the column holds int64 (5, 6)"),
        (
            Holds.NUMBER,
            pa.array(["1", "x"]),
            "monthly.parquet: a: expected numbers; the column holds string ('1', 'x')",
        ),
        (Holds.COUNT, pa.array([True]), "monthly.parquet: a: expected numbers; the column holds bool (True)"),
        (
            Holds.MONTH,
            pa.array(["02/2025"]),
            "monthly.parquet: a: expected dates without a time zone; the column holds string ('02/2025')",
        ),
        (
            Holds.MONTH,
            pa.array([202502]),
            "monthly.parquet: a: expected dates without a time zone; the column holds int64",
        ),
        (
            Holds.MONTH,
            pa.array([0], pa.timestamp("s", tz="Europe/London")),
            "monthly.parquet: a: expected dates without a time zone; the column holds timestamp[s, tz=Europe/London]",
        ),
    ],
)
def test_what_does_not_is_refused_with_what_came(holds, column, said):
    cells, (fault,) = bring(holds, column)

    assert cells is None
    assert fault.startswith(said)
