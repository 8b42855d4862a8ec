"""The sample's measures: as many as the contract says, each telling that it is made up."""

from collections import Counter

from loaders.measure_registry import MEASURES as OFFICIAL
from loaders.sample.catalogue import LICENCE, MEASURES, NOT_REAL
from scoring.measures import Level, Role

NEEDS = [measure for measure in MEASURES if measure.role is Role.NEED]


def test_there_are_16_need_measures_over_three_themes_and_two_strengths():
    assert Counter(measure.theme for measure in NEEDS) == {"crime": 7, "perceptions": 4, "health": 5}
    assert [measure.id for measure in MEASURES if measure.role is Role.STRENGTH] == ["community_groups", "youth_clubs"]


def test_four_of_them_are_by_borough():
    assert [measure.id for measure in MEASURES if measure.level is Level.BOROUGH] == [
        *("police_good_job", "trust_in_police", "police_listen", "police_treat_fairly")
    ]


def test_every_measure_says_that_it_is_made_up():
    for measure in MEASURES:
        assert NOT_REAL in measure.caveat
        assert measure.period.endswith("(sample)")
        assert measure.licence == LICENCE
        assert measure.description


def test_a_measure_means_the_same_as_the_official_one_of_its_name():
    for measure in NEEDS:
        official = OFFICIAL[measure.id]
        assert (measure.theme, measure.level, measure.direction) == (official.theme, official.level, official.direction)
