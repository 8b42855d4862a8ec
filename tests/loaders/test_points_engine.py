"""Street-level files become distinct points, and damaged ones are named all at once."""

import pytest

from loaders.errors import SourceError
from loaders.points_engine import batches, header_of, is_street_header, load_batch, open_engine
from tests.loaders.street import HEADER, row, write_street


@pytest.fixture
def engine(tmp_path):
    opened = open_engine(memory_limit="200MB", threads=1, spill_folder=tmp_path)
    yield opened
    opened.close()


def loaded(engine):
    query = "SELECT crime_type, longitude, crime_count, row_count FROM batch ORDER BY ALL"
    return engine.execute(query).fetchall()


def test_crimes_at_one_point_are_one_row(engine, tmp_path):
    path = write_street(tmp_path, "a.csv", [row("x"), row("y"), row("z", kind="Drugs"), row("w", at=("", ""))])

    load_batch(engine, [path])

    assert loaded(engine) == [("Drugs", "0.05", 1, 1), ("Robbery", "0.05", 2, 2), ("Robbery", None, 1, 1)]


def test_an_id_repeated_at_one_point_is_one_crime_and_elsewhere_another(engine, tmp_path):
    rows = [row("x"), row("x", outcome="Court result unavailable"), row("x", at=("0.06", "51.05"))]

    load_batch(engine, [write_street(tmp_path, "a.csv", rows)])

    assert loaded(engine) == [("Robbery", "0.05", 1, 2), ("Robbery", "0.06", 1, 1)]


def test_equal_rows_without_an_id_are_a_crime_each(engine, tmp_path):
    load_batch(engine, [write_street(tmp_path, "a.csv", [row("", kind="Anti-social behaviour")] * 3)])

    assert loaded(engine) == [("Anti-social behaviour", "0.05", 3, 3)]


def test_commas_in_quotes_signs_in_names_and_a_byte_order_mark(engine, tmp_path):
    path = write_street(tmp_path, "odd [1] name*.csv", [row("x").replace("High Street", 'High Street').replace(
        "On or near High Street", '"On or near A, B"')])  # fmt: skip
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    write_street(tmp_path, "odd 1 name2.csv", [row("y")])

    load_batch(engine, [path])

    assert loaded(engine) == [("Robbery", "0.05", 1, 1)]


def test_columns_are_found_by_name_in_any_order(engine, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Crime type,Month,Longitude,Latitude,Reported by,Crime ID\nDrugs,2024-01,0.05,51.05,Force,x\n")

    load_batch(engine, [path])

    assert loaded(engine) == [("Drugs", "0.05", 1, 1)]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "a.csv: expected rows under the header, but there are none"),
        ([row("x"), "y,2024-01,Met"], "a.csv: expected UTF-8 text with 12 cells in every line, but line 3 does not"),
        ([row("x", month="Jan-24")], "a.csv: expected months such as 2024-03, came 'Jan-24' in 1 rows"),
        ([row("x", month="")], "expected months such as 2024-03, came nothing in 1 rows"),
        ([row("x", kind="")], "expected a crime type, came nothing in 1 rows"),
        ([row("x", force="")], "expected the name of a police force, came nothing"),
        ([row("x", at=("west", "51.05"))], "expected longitudes from -9 to 3, or none, came 'west' in 1 rows"),
        ([row("x", at=("51.05", "0.05"))], r"expected longitudes .* '51.05'(?s:.*)expected latitudes .* '0.05'"),
        ([row("x", at=("nan", "inf"))], r"expected longitudes .* 'nan'(?s:.*)expected latitudes .* 'inf'"),
    ],
)
def test_refuses_damaged_files(engine, tmp_path, rows, message):
    path = write_street(tmp_path, "a.csv", rows)

    with pytest.raises(SourceError, match=message):
        load_batch(engine, [path])


def test_names_every_damaged_file_of_a_batch(engine, tmp_path):
    good = write_street(tmp_path, "good.csv", [row("x")])
    cut = write_street(tmp_path, "cut.csv", [row("x")[:40]])
    strange = write_street(tmp_path, "strange.csv", [row("x")])
    strange.write_bytes(strange.read_bytes().replace(b"Robbery", b"R\xefbbery"))

    with pytest.raises(SourceError) as caught:
        load_batch(engine, [good, cut, strange])

    assert len(caught.value.faults) == 2
    assert caught.value.faults[0].startswith(
        "cut.csv: expected UTF-8 text with 12 cells in every line, but line 2 does"
    )
    assert caught.value.faults[1].startswith("strange.csv: expected UTF-8 text")
    assert "but line 2 is no UTF-8 text; the file is cut off or damaged: fetch it again" in caught.value.faults[1]


def test_batches_are_by_name_size_and_header(tmp_path):
    paths = [write_street(tmp_path, name, [row("x")]) for name in ("c.csv", "a.csv", "b.csv")]
    other = tmp_path / "d.csv"
    other.write_text(HEADER.removesuffix(",Context") + "\n")
    size = paths[0].stat().st_size

    parts = list(batches([*paths, other], batch_bytes=2 * size))

    assert [[path.name for path in part] for part in parts] == [["a.csv", "b.csv"], ["c.csv"], ["d.csv"]]


def test_refuses_files_of_another_kind_before_reading_any(tmp_path):
    good = write_street(tmp_path, "a.csv", [row("x")])
    (tmp_path / "outcomes.csv").write_text("Crime ID,Month,Outcome type\n")
    (tmp_path / "empty.csv").write_text("")

    with pytest.raises(SourceError, match=r"2 of 3 files hold something else: empty.csv, outcomes.csv; leave them out"):
        list(batches([good, tmp_path / "outcomes.csv", tmp_path / "empty.csv"]))


def test_header_of_what_is_no_text_is_empty(tmp_path):
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00\x01")

    assert header_of(tmp_path / "x") == ()
    assert not is_street_header(header_of(tmp_path / "x"))
