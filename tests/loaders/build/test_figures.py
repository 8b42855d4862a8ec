"""Measures from figures: means and shares over small areas by hand, published figures, what is missing or weak."""

import pandas as pd
import pytest

from loaders.build.built import Built, Missing
from loaders.build.figures import build_count_share, build_from_small_areas, build_published, find_series
from loaders.city import CITY_WARD
from loaders.extract import Geography, Kind, LeftOut
from loaders.measure_registry import MEASURES
from loaders.recipes import CountShare, People, Published, SmallAreaMean, SmallAreaShare
from loaders.small_areas import SmallAreas
from tests.loaders.build.made_tables import CAMDEN, HACKNEY, A, B, C, figures, hold, make_places

ENTRY, BY_BOROUGH = MEASURES["deprivation"], MEASURES["trust_in_police"]
SMALL = SmallAreas(
    ward=pd.Series({"L1": A, "L2": A, "L3": B, "L4": C}),
    residents=pd.Series({"L1": 1_500.0, "L2": 500.0, "L3": 1_000.0, "L4": 2_000.0}),
    children=pd.Series({"L1": 100.0, "L2": 300.0, "L3": 200.0, "L4": 400.0}),
)
MEAN = SmallAreaMean("deprivation", ("iod:imd/score",))


def scores(rows, **more):
    told = {"format": "deprivation", "geography": Geography.LSOA21, **more}
    return figures([("iod:imd/score", code, "2025", score) for code, score in rows.items()], **told)


def mean_of(table, recipe=MEAN, small=SMALL):
    return build_from_small_areas(ENTRY, recipe, [table], make_places(), small)


def test_a_score_is_the_mean_by_residents():
    built = mean_of(scores({"L1": 40.0, "L2": 20.0, "L3": 10.0, "L4": 5.0}))

    assert isinstance(built, Built)
    # A: (40 x 1500 + 20 x 500) / 2000
    assert built.values.loc[[A, B, C], "value"].tolist() == [35.0, 10.0, 5.0]
    assert built.values.loc[CITY_WARD, "note"] == "x"
    assert built.period == "2025"


def test_a_score_of_children_is_the_mean_by_children_and_scaled():
    recipe = SmallAreaMean("deprivation", ("iod:imd/score",), weight=People.CHILDREN, scale=100.0)

    built = mean_of(scores({"L1": 0.4, "L2": 0.2, "L3": 0.1, "L4": 0.5}), recipe)

    # A: (0.4 x 100 + 0.2 x 300) / 400 = 0.25
    assert built.values.loc[A, "value"] == pytest.approx(25.0)


@pytest.mark.parametrize(
    ("lacking", "value", "note"),
    [
        ("L2", 40.0, "u"),  # 1500 of 2000 people are covered: 75%, under the 80% that are due
        ("L1", 20.0, "u"),
        (None, 35.0, ""),
    ],
)
def test_a_ward_without_some_of_its_small_areas_is_unreliable(lacking, value, note):
    all_of_them = {"L1": 40.0, "L2": 20.0, "L3": 10.0, "L4": 5.0}

    built = mean_of(scores({code: score for code, score in all_of_them.items() if code != lacking}))

    assert built.values.loc[A, ["value", "note"]].tolist() == [value, note]


def test_a_ward_without_any_score_is_not_available():
    built = mean_of(scores({"L1": float("nan"), "L2": float("nan"), "L3": 10.0, "L4": 5.0}))

    assert built.values.loc[A, "note"] == "x"
    assert pd.isna(built.values.loc[A, "value"])


def test_the_first_series_that_is_there_is_used():
    recipe = SmallAreaMean("deprivation", ("iod:new", "iod:old"))
    table = figures(
        [(series, "L3", "2025", value) for series, value in (("iod:old", 1.0), ("iod:new", 2.0))],
        format="deprivation",
        geography=Geography.LSOA21,
    )

    built = build_from_small_areas(ENTRY, recipe, [table], make_places(), SMALL)

    assert built.values.loc[B, "value"] == 2.0


def test_the_newest_release_is_used():
    older = scores({"L3": 1.0}, release="2019", name="old.csv")
    newer = scores({"L3": 2.0}, release="2025", name="new.csv")

    built = build_from_small_areas(ENTRY, MEAN, [older, newer], make_places(), SMALL)

    assert (built.sources, built.values.loc[B, "value"]) == ((newer,), 2.0)


def test_scores_of_2011_are_carried_over_to_the_areas_of_2021():
    # K1 became L1 and L2; K2 and K3 became L3
    changes = pd.DataFrame(
        {"from_code": ["K1", "K1", "K2", "K3"], "to_code": ["L1", "L2", "L3", "L3"], "share": [0.75, 0.25, 1.0, 1.0]}
    )
    small = SmallAreas(SMALL.ward, SMALL.residents, SMALL.children, changes)

    built = mean_of(scores({"K1": 30.0, "K2": 10.0, "K3": 20.0}, geography=Geography.LSOA11), small=small)

    assert built.values.loc[[A, B], "value"].tolist() == [30.0, 15.0]


@pytest.mark.parametrize("small", [SMALL, None])
def test_what_is_lacking_is_said(small):
    table = scores({"K1": 30.0}, geography=Geography.LSOA11)

    missing = mean_of(table, small=small)

    assert isinstance(missing, Missing)
    assert missing.reason == (
        "no table of small areas that can be used has the series iod:imd/score"
        if small
        else "no lookup of small areas to these wards, or no residents of small areas"
    )


def test_small_areas_elsewhere_are_accounted_for():
    table = scores({"L1": 40.0, "L2": 20.0, "E01000999": 10.0})
    places = make_places()

    build_from_small_areas(ENTRY, MEAN, [table], places, SMALL)

    assert places.ledger.account(table).left_out == [LeftOut("small areas outside London", 1, None)]


def households(rows):
    columns = ("series", "area_code", "period", "count", "denominator", "note")
    return hold(Kind.FIGURES, rows, columns, format="census", geography=Geography.LSOA21)


def test_a_share_adds_up_counts_of_all_series_and_the_whole_once():
    recipe = SmallAreaShare("census", ("two", "three"))
    table = households(
        [
            ("two", "L1", "2021", 10.0, 100.0, ""),
            ("three", "L1", "2021", 5.0, 100.0, ""),
            ("two", "L2", "2021", 0.0, 300.0, ""),
            ("three", "L2", "2021", 25.0, 300.0, ""),
        ]
    )

    built = build_from_small_areas(ENTRY, recipe, [table], make_places(), SMALL)

    # (10 + 5 + 0 + 25) of (100 + 300)
    assert built.values.loc[A, ["value", "count", "denominator", "note"]].tolist() == [10.0, 40.0, 400.0, ""]


def test_a_share_needs_all_of_its_series():
    table = households([("two", "L1", "2021", 10.0, 100.0, "")])

    missing = build_from_small_areas(ENTRY, SmallAreaShare("census", ("two", "three")), [table], make_places(), SMALL)

    assert isinstance(missing, Missing)
    assert "has the series two, three" in missing.reason


def test_a_share_of_the_census_takes_a_suppressed_count_as_told():
    recipe = SmallAreaShare("census", ("poor",), of=People.CHILDREN, suppressed=5.0)
    table = households(
        [
            ("poor", "L1", "2021", 35.0, float("nan"), ""),
            ("poor", "L2", "2021", float("nan"), float("nan"), "c"),
            ("poor", "L3", "2021", float("nan"), float("nan"), "x"),
        ]
    )

    built = build_from_small_areas(ENTRY, recipe, [table], make_places(), SMALL)

    # A: 35 + 5 of 100 + 300 children; B: its only small area has no count
    assert built.values.loc[A, ["value", "count", "denominator"]].tolist() == [10.0, 40.0, 400.0]
    assert built.values.loc[B, "note"] == "x"


def test_a_small_area_without_a_count_is_left_out_on_both_sides_and_marked():
    recipe = SmallAreaShare("census", ("poor",), of=People.CHILDREN)
    table = households([("poor", "L2", "2021", 30.0, float("nan"), "")])  # L1, with 100 of 400 children, isn't there

    built = build_from_small_areas(ENTRY, recipe, [table], make_places(), SMALL)

    assert built.values.loc[A, ["value", "count", "denominator", "note"]].tolist() == [10.0, 30.0, 300.0, "u"]


def poor_children(rows, **more):
    columns = ("series", "area_code", "period", "count", "denominator", "note")
    return hold(Kind.FIGURES, [("cilif:under 16", *row) for row in rows], columns, format="cilif", **more)


CHILDREN = CountShare("cilif", ("cilif:under 16",), People.CHILDREN)


def share_of(table):
    places = make_places()
    return build_count_share(ENTRY, CHILDREN, [table], places, SMALL), places


def test_a_count_by_ward_is_shared_by_the_people_of_the_census():
    rows = [(A, "FYE 2024", 300.0, None, ""), (A, "FYE 2025", 100.0, None, ""), (B, "FYE 2025", 50.0, None, "")]

    built, _ = share_of(poor_children(rows))

    # the newest year: 100 of 400 children, 50 of 200
    assert built.values.loc[[A, B], "value"].tolist() == [25.0, 25.0]
    assert built.values.loc[[A, B], "denominator"].tolist() == [400.0, 200.0]
    assert built.period == "FYE 2025"


@pytest.mark.parametrize(("token", "note"), [("c", "c"), ("x", "x"), ("u", "x")])
def test_a_ward_without_a_count_says_why(token, note):
    # the publisher's percentage may be unreliable; a count that isn't there is not available
    built, _ = share_of(poor_children([(A, "FYE 2025", None, None, token), (B, "FYE 2025", 50.0, None, token)]))

    assert built.values.loc[A, "note"] == note
    assert built.values.loc[B, ["value", "note"]].tolist() == [25.0, ""]


def test_more_than_all_is_everyone_and_unreliable():
    built, _ = share_of(poor_children([(B, "FYE 2025", 260.0, None, "")]))

    assert built.values.loc[B, ["value", "count", "denominator", "note"]].tolist() == [100.0, 260.0, 260.0, "u"]


def test_percentages_of_quite_another_number_of_people_are_mentioned():
    # 100 in 400 children by the census, but the publisher's percentages imply 200
    _, places = share_of(poor_children([(A, "FYE 2025", 100.0, 200.0, "")], name="children.xlsx"))

    assert places.ledger.choices == [
        (
            "deprivation: counts over the census's people, not the percentages in children.xlsx: those imply "
            "200 people where the census has 400"
        )
    ]


def test_percentages_of_about_as_many_people_are_not():
    _, places = share_of(poor_children([(A, "FYE 2025", 100.0, 360.0, "")]))

    assert places.ledger.choices == []


def test_published_figures_are_taken_with_their_interval_and_scale():
    columns = ("series", "area_code", "period", "value", "lower", "upper", "note")
    rows = [
        ("pas:trust mps", CAMDEN, "2025-12", 0.7, 0.6, 0.8, ""),
        ("pas:trust mps", CAMDEN, "2025-09", 0.1, 0.1, 0.1, ""),
        ("pas:trust mps", HACKNEY, "2025-12", float("nan"), None, None, "c"),
    ]
    table = hold(Kind.FIGURES, rows, columns, format="pas", geography=Geography.BOROUGH)

    built = build_published(BY_BOROUGH, Published("pas", ("pas:trust mps",), scale=100.0), [table], make_places())

    assert built.values.loc[CAMDEN, ["value", "lower", "upper"]].tolist() == [70.0, 60.0, 80.0]
    assert built.values.loc[HACKNEY, "note"] == "c"
    assert built.values.loc["E09000001", "note"] == "x"
    assert built.measure.period == "12 months to December 2025"


def test_a_published_series_that_is_not_there_is_named():
    missing = build_published(BY_BOROUGH, Published("pas", ("pas:trust mps",)), [], make_places())

    assert isinstance(missing, Missing)
    assert missing.reason == "no table by borough that can be used has the series pas:trust mps"


def test_patterns_find_series_in_their_own_order():
    table = pd.DataFrame({"series": ["b/1", "a/1", "a/2", "c"]})

    assert find_series(table, ["c", "a/*"]) == ["c", "a/1", "a/2"]
