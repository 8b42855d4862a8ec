"""Street-level crime, one file: points as published, with what has no point accounted for."""

import pandas as pd
import pytest

from loaders.errors import SourceError
from loaders.extract import COLUMNS, Geography, Kind, LeftOut
from loaders.formats.police_uk import READER
from loaders.points_engine import CAVEAT, REPEATED
from loaders.rawfile import RawFile
from tests.loaders.street import row, write_street
from tests.reference import reference_dir


def test_gives_points_with_counts_and_the_caveat(tmp_path):
    rows = [row("a"), row("b"), row("b"), row("", kind="Anti-social behaviour"), row("c", at=("", ""))]
    raw = RawFile(write_street(tmp_path, "any name", rows))
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    table = extract.table
    assert tuple(table.columns) == COLUMNS[Kind.POINTS]
    assert list(zip(table["series"], table["longitude"], table["latitude"], table["count"], strict=True)) == [
        ("police_uk:anti-social behaviour", 0.05, 51.05, 1),
        ("police_uk:robbery", 0.05, 51.05, 2),
    ]
    assert set(table["month"]) == {pd.Timestamp("2024-01-01")}
    assert (extract.kind, extract.geography, extract.release) == (Kind.POINTS, Geography.POINT, "2024-01")
    assert extract.left_out == (LeftOut(REPEATED, 1, 1), LeftOut("no location", 1, 1))
    assert (extract.rows_read, extract.rows_used, extract.total_in, extract.total_out) == (5, 3, 5, 3)
    assert extract.notes == (CAVEAT,)


def test_a_file_without_any_place_is_refused(tmp_path):
    raw = RawFile(write_street(tmp_path, "x.csv", [row("a", at=("", ""))]))

    with pytest.raises(SourceError, match=r"x.csv: expected crimes with a location, but none of 1 rows has one"):
        READER.read(raw)


def test_leaves_other_files_alone(tmp_path):
    path = tmp_path / "outcomes.csv"
    path.write_text("Crime ID,Month,Reported by,Longitude,Latitude,Outcome type\na,2024-01,Met,0,51,x\n")

    assert not READER.recognises(RawFile(path))


reference = reference_dir()


@pytest.mark.skipif(reference is None, reason="the reference files are not here")
def test_the_official_file_of_july_2022():
    raw = RawFile(reference / "police_uk/street_city_of_london/2022-07-city-of-london-street.csv")
    assert READER.recognises(raw)

    (extract,) = READER.read(raw)

    assert extract.rows_read == 786
    assert extract.total_in == extract.total_out + sum(entry.total for entry in extract.left_out)


@pytest.mark.parametrize("change", [lambda text: text.replace(",", ";").encode(), lambda text: text.encode("cp1252")])
def test_another_separator_or_encoding_is_refused(tmp_path, change):
    path = write_street(tmp_path, "x.csv", [row("£"), row("b")])
    path.write_bytes(change(path.read_text("utf-8")))
    raw = RawFile(path)
    assert READER.recognises(raw)

    with pytest.raises(SourceError, match=r"x.csv: expected street-level crime as UTF-8 text cut at commas"):
        READER.read(raw)
