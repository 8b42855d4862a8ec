"""Street-level crimes are counted by ward: against a plain count, at borders, and with every row accounted for."""

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.errors import SourceError
from loaders.extract import Geography, Kind, LeftOut
from loaders.months import name_month
from loaders.points import count_points, wards_of
from loaders.points_engine import CAVEAT, REPEATED
from tests.loaders.street import row, square_wards, write_street
from tests.reference import reference_dir

FIRST, SECOND, OUTSIDE, NOWHERE = ("0.05", "51.05"), ("0.15", "51.05"), ("0.25", "51.05"), ("", "")


def counts(extract):
    table = extract.table
    keys = zip(table["series"], table["area_code"], table["month"].map(name_month), strict=True)
    return dict(zip(keys, table["count"], strict=True))


def test_counts_by_type_ward_and_month(tmp_path):
    january = write_street(tmp_path, "2024-01-met.csv", [row("a", at=FIRST), row("b", at=FIRST), row("c", at=SECOND)])
    february = write_street(tmp_path, "2024-02-met.csv", [row("d", at=SECOND, month="2024-02", kind="Drugs")])

    extract = count_points([february, january], square_wards())

    assert counts(extract) == {
        ("police_uk:drugs", "S05000002", "2024-02"): 1,
        ("police_uk:robbery", "S05000001", "2024-01"): 2,
        ("police_uk:robbery", "S05000002", "2024-01"): 1,
    }
    assert (extract.kind, extract.geography, extract.release) == (Kind.COUNTS, Geography.WARD, "2024-02")
    assert extract.table["area_name"].iloc[0] == "Sample ward 2"
    assert extract.notes == (CAVEAT,)


def test_every_row_is_accounted_for(tmp_path):
    rows = [row("a", at=FIRST), row("a", at=FIRST, outcome="Other"), row("b", at=OUTSIDE), row("c", at=NOWHERE)]

    extract = count_points([write_street(tmp_path, "x.csv", rows)], square_wards())

    assert extract.left_out == (
        LeftOut(REPEATED, 1, 1),
        LeftOut("no location", 1, 1),
        LeftOut("outside all wards", 1, 1),
    )
    assert (extract.rows_read, extract.rows_used, extract.total_in, extract.total_out) == (4, 1, 4, 1)


def test_a_point_on_a_border_counts_once_in_the_first_ward_by_code(tmp_path):
    path = write_street(tmp_path, "x.csv", [row("a", at=("0.1", "51.05"))])

    for wards in (square_wards(), square_wards().iloc[::-1]):
        extract = count_points([path], wards)

        assert list(extract.table["area_code"]) == ["S05000001"]
        assert extract.notes[1] == "1 map points lie on a border between wards: counted in the first of them by code"


def test_wards_in_another_coordinate_system_give_the_same(tmp_path):
    path = write_street(tmp_path, "x.csv", [row("a", at=FIRST), row("b", at=SECOND)])

    pd.testing.assert_frame_equal(
        count_points([path], square_wards().to_crs(27700)).table, count_points([path], square_wards()).table
    )


def test_batches_do_not_change_the_result(tmp_path):
    months = [f"2024-{month:02d}" for month in range(1, 7)]
    paths = [
        write_street(tmp_path, f"{month}.csv", [row(month, month=month, at=FIRST), row("", month=month, at=SECOND)])
        for month in months
    ]

    whole = count_points(paths, square_wards())
    parted = count_points(paths, square_wards(), batch_bytes=1)

    pd.testing.assert_frame_equal(whole.table, parted.table)
    assert (whole.left_out, whole.notes) == (parted.left_out, parted.notes)


PLACES = st.sampled_from([FIRST, SECOND, OUTSIDE, NOWHERE, ("0.02", "51.09")])
CRIMES = st.tuples(st.sampled_from(["", "a", "b"]), PLACES, st.sampled_from(["Robbery", "Drugs"]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(CRIMES, max_size=25))
def test_equals_a_plain_count(tmp_path, crimes):
    crimes = [("", FIRST, "Robbery"), *crimes]
    path = write_street(tmp_path, "x.csv", [row(crime_id, at=at, kind=kind) for crime_id, at, kind in crimes])
    seen, expected = set(), {}
    for crime_id, at, kind in crimes:
        if crime_id and (crime_id, at, kind) in seen:
            continue
        seen.add((crime_id, at, kind))
        ward = {"0.05": 1, "0.02": 1, "0.15": 2}.get(at[0])
        if ward:
            key = (f"police_uk:{kind.lower()}", f"S0500000{ward}", "2024-01")
            expected[key] = expected.get(key, 0) + 1

    extract = count_points([path], square_wards())

    assert counts(extract) == expected
    assert extract.total_in == len(crimes) == extract.total_out + sum(entry.total for entry in extract.left_out)


def test_points_go_to_the_first_of_the_wards_that_hold_them():
    overlapping = shapely.STRtree([shapely.box(0, 0, 2, 1), shapely.box(1, 0, 3, 1), shapely.box(0, 0, 3, 1)])

    ward, shared = wards_of(np.array([0.5, 1.5, 2.5, 9.0]), np.array([0.5, 0.5, 0.5, 0.5]), overlapping)

    assert ward.tolist() == [0, 0, 1, -1]
    assert shared == 3


def test_refuses_the_same_month_of_a_force_twice(tmp_path):
    paths = [write_street(tmp_path, name, [row("a", at=FIRST)]) for name in ("one.csv", "copy.csv")]

    with pytest.raises(SourceError, match=r"2 hold 2024-01 of Metropolitan Police Service: copy.csv, one.csv"):
        count_points(paths, square_wards())


def test_refuses_months_that_one_force_lacks(tmp_path):
    city = "City of London Police"
    paths = [
        write_street(tmp_path, f"2024-0{month}.csv", [row("a", at=FIRST, month=f"2024-0{month}")]) for month in (1, 3)
    ]
    paths.append(write_street(tmp_path, "city.csv", [row("a", at=SECOND, month="2024-02", force=city)]))

    with pytest.raises(SourceError) as caught:
        count_points(paths, square_wards())

    assert len(caught.value.faults) == 2
    assert "2024-01 to 2024-03, but City of London Police lacks 2024-01, 2024-03" in caught.value.faults[0]
    assert "but Metropolitan Police Service lacks 2024-02" in caught.value.faults[1]


@pytest.mark.parametrize(
    ("rows", "wards", "message"),
    [
        ([row("a", at=NOWHERE)], square_wards(), "every one is without a place or outside all of them"),
        ([row("a", at=FIRST)], square_wards().set_crs(None, allow_override=True), "known coordinate system"),
        ([row("a", at=FIRST)], pd.concat([square_wards(), square_wards()]), "S05000001, S05000002 stand twice"),
    ],
)
def test_refuses_what_cannot_be_counted(tmp_path, rows, wards, message):
    with pytest.raises(SourceError, match=message):
        count_points([write_street(tmp_path, "x.csv", rows)], wards)


def test_names_damaged_files_of_all_batches(tmp_path):
    paths = [write_street(tmp_path, f"{month}.csv", [row("a", month=month)]) for month in ("2024-13", "2024-14")]

    with pytest.raises(SourceError) as caught:
        count_points(paths, square_wards(), batch_bytes=1)

    assert [fault.split(":")[0] for fault in caught.value.faults] == ["2024-13.csv", "2024-14.csv"]


def test_refuses_an_empty_list_of_files():
    with pytest.raises(SourceError, match="but none was given"):
        count_points([], square_wards())


reference = reference_dir()


@pytest.mark.skipif(reference is None, reason="the reference files are not here")
def test_the_official_files_of_the_city_are_counted_whole():
    paths = sorted(reference.glob("police_uk/street_city_of_london/*.csv"))
    city = square_wards(columns=1).set_geometry([shapely.box(-0.6, 51.2, 0.4, 51.8)], crs=4326)

    extract = count_points(paths, city)

    assert extract.rows_read == 9_019
    assert extract.total_in == extract.total_out + sum(entry.total for entry in extract.left_out)
    assert {entry.reason for entry in extract.left_out} == {REPEATED, "no location"}
