"""Who lives where: small areas added up by the lookup that fits, children from bands, residents by ward else."""

import pandas as pd
import pytest

from loaders.build.people import borough_residents, count_people, find_residents
from loaders.city import CITY_WARD
from loaders.extract import Geography, Kind, LeftOut
from tests.loaders.build.made_tables import A, B, C, figures, hold, make_places

OTHER = [f"E050111{number:02d}" for number in range(20)]


def lookup(pairs: dict[str, str], **more: object):
    told = {"format": "best_fit_lookup", "geography": Geography.LSOA21, "to_geography": Geography.WARD, **more}
    return hold(Kind.LOOKUP, list(pairs.items()), ("from_code", "to_code"), **told)


def ages(people: dict[tuple[str, str], float], **more: object):
    rows = [(code, "age", band, count) for (code, band), count in people.items()]
    told = {"format": "census", "geography": Geography.LSOA21, "release": "2021", **more}
    total = float(sum(people.values()))
    columns = ("area_code", "characteristic", "group", "count")
    return hold(Kind.PEOPLE, rows, columns, total_in=total, total_out=total, **told)


PAIRS = {"L1": A, "L2": A, "L3": B, "L4": C, "L5": "E05009288"}
AGES = {("L1", "0-4"): 10.0, ("L1", "15-19"): 50.0, ("L2", "10-14"): 5.0, ("L3", "85+"): 7.0, ("L5", "5-9"): 2.0}


def test_small_areas_are_added_up_to_wards():
    tables = [lookup(PAIRS), ages({**AGES, ("W01000001", "0-4"): 99.0})]
    places = make_places()

    found = find_residents(tables, places)

    assert found.by_ward.to_dict() == {A: 65.0, B: 7.0, CITY_WARD: 2.0}  # 10 + 50 + 5; 7; 2
    assert found.words == "usual residents at the Census of 2021, small areas added up to wards"
    assert found.small is not None
    # all under 15, and a fifth of those from 15 to 19
    assert found.small.children.to_dict() == {"L1": 10 + 50 / 5, "L2": 5.0, "L3": 0.0, "L5": 2.0}


def test_the_lookup_whose_wards_match_best_is_chosen_and_others_named():
    ours = lookup(PAIRS, name="ours.csv", release="2022")
    newer = lookup(PAIRS, name="newer.csv", release="2025")
    other = lookup({f"L{place}": code for place, code in enumerate(OTHER)}, name="other.csv", release="2026")
    places = make_places()

    found = find_residents([ours, newer, other, ages(AGES)], places)

    assert found.small is not None
    assert places.ledger.account(newer).used_for == ["small areas to wards"]
    assert places.ledger.account(ours).unused == "fits as well as newer.csv, which is newer"
    assert places.ledger.account(other).unused == "leads to other wards: 0% are of 2022"
    assert places.ledger.choices == [
        "small areas to wards by newer.csv (100% of codes match), over other.csv (0%), ours.csv (100%)"
    ]


def test_pairs_that_lead_to_no_ward_are_accounted_for():
    table = lookup({**PAIRS, "L9": OTHER[0]})
    places = make_places()

    find_residents([table, ages(AGES)], places)

    assert places.ledger.account(table).left_out == [LeftOut("leads to no ward of 2022", 1, None)]


@pytest.mark.parametrize("has_lookup", [True, False])
def test_without_small_areas_residents_by_ward_serve(has_lookup):
    tables = [
        figures([("iod:summary/population", code, "2019", 100.0) for code in (A, B)], name="summary.csv"),
        figures([("census:residents", A, "2021", 30.0), ("census:residents", A, "2020", 1.0)], release="2021"),
    ]
    tables += [lookup({"L1": OTHER[0]}), ages(AGES)] if has_lookup else []

    found = find_residents(tables, make_places())

    assert found.small is None
    assert found.by_ward.to_dict() == {A: 30.0}
    assert found.words == "usual residents at the Census of 2021, by ward"


def test_without_any_residents_there_are_none():
    found = find_residents([], make_places())

    assert found.by_ward.empty
    assert (found.words, found.small) == ("", None)


def test_changes_of_small_areas_are_shared_by_who_lives_in_their_parts():
    changes = hold(
        Kind.LOOKUP,
        [("K1", "L1", 0.5), ("K1", "L2", 0.5), ("K2", "L3", 1.0)],
        ("from_code", "to_code", "share"),
        format="lsoa_change_lookup",
        geography=Geography.LSOA11,
        to_geography=Geography.LSOA21,
    )

    found = find_residents([lookup(PAIRS), ages(AGES), changes], make_places())

    assert found.small is not None
    assert found.small.from_2011 is not None
    # L1 has 60 of the 65 people of the two parts
    assert found.small.from_2011["share"].tolist() == pytest.approx([60 / 65, 5 / 65, 1.0])


def test_people_are_counted_by_ward_and_the_rest_left_out():
    table = ages({**AGES, ("W01000001", "0-4"): 99.0})
    places = make_places()
    small = find_residents([lookup(PAIRS), table], places).small

    people = count_people([table], places, small)

    assert people is not None
    assert {tuple(row) for row in people.to_numpy()} == {
        (A, "age", "0-4", 10.0),
        (A, "age", "15-19", 50.0),
        (A, "age", "10-14", 5.0),
        (B, "age", "85+", 7.0),
        (CITY_WARD, "age", "5-9", 2.0),
    }
    assert places.ledger.account(table).left_out == [LeftOut("small areas outside London", 1, 99.0)]
    assert places.ledger.account(table).total_out == 74.0


def test_of_each_characteristic_the_newest_table_is_used():
    columns = ("area_code", "characteristic", "group", "count")
    older = hold(Kind.PEOPLE, [(A, "sex", "Female", 1.0), (A, "disability", "Yes", 2.0)], columns, release="2011")
    newer = hold(Kind.PEOPLE, [(A, "sex", "Female", 9.0)], columns, release="2021")
    places = make_places()

    people = count_people([older, newer], places, None)

    assert people is not None
    assert people[["characteristic", "count"]].to_numpy().tolist() == [["sex", 9.0], ["disability", 2.0]]
    assert places.ledger.account(older).used_for == ["people by disability"]


def test_without_a_table_there_are_no_people():
    assert count_people([ages(AGES)], make_places(), None) is None


def test_boroughs_add_up_and_one_without_residents_has_none():
    by_ward = pd.Series([1.0, 2.0, float("nan")], index=["a", "b", "c"])

    added = borough_residents(by_ward, ["X", "X", "Y"])

    assert added["X"] == 3.0
    assert pd.isna(added["Y"])
