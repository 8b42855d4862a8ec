"""The list of measures: the ones promised, each with its words, and each derived from a format that is read."""

import dataclasses

import pytest

from loaders.measure_registry import ENTRIES, MEASURES, Entry
from loaders.publications import PUBLICATIONS, Publication
from loaders.reader_registry import READERS
from loaders.recipes import CountRate, Published
from scoring.measures import MEASURE_ID, THEME_LABELS, Direction, Level, Role

PROMISED = {
    "crime": (
        *("violence_with_injury", "knife_crime", "knife_crime_with_injury", "knife_injury_under_25"),
        *("personal_robbery", "sexual_offences", "weapon_possession"),
    ),
    "perceptions": ("police_good_job", "trust_in_police", "police_listen", "police_treat_fairly"),
    "health": (
        *("deprivation", "child_income_deprivation", "health_deprivation", "mental_health", "child_education"),
        *("children_low_income", "unemployment"),
    ),
}
BY_BOROUGH = {*PROMISED["perceptions"], "unemployment"}


@pytest.mark.parametrize("theme", PROMISED)
def test_the_measures_promised_are_listed_under_their_theme_and_level(theme):
    for identity in PROMISED[theme]:
        entry = MEASURES[identity]
        assert entry.theme == theme
        assert entry.level is (Level.BOROUGH if identity in BY_BOROUGH else Level.WARD)
        assert entry.is_by_month is (theme == "crime")


def test_ids_are_unique_and_themes_known():
    assert len(MEASURES) == len(ENTRIES)
    assert all(MEASURE_ID.fullmatch(entry.id) for entry in ENTRIES)
    assert {entry.theme for entry in ENTRIES} <= set(THEME_LABELS)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_each_measure_is_described_and_made_from_formats_that_are_read(entry: Entry):
    for words in (entry.label, entry.unit, entry.description, entry.caveat, entry.supply):
        assert words == words.strip() != ""
    assert entry.description.endswith(".")
    assert entry.caveat.endswith(".")
    assert entry.recipes
    for recipe in entry.recipes:
        assert recipe.format in READERS
        assert recipe.series
        assert isinstance(recipe, CountRate) is entry.is_by_month
    if entry.unit.startswith(("%", "per ")) and entry.theme != "perceptions" and entry.id != "unemployment":
        assert entry.denominator


def test_the_direction_is_turned_for_trust_alone():
    turned = {entry.id for entry in ENTRIES if entry.direction is Direction.LOWER_IS_WORSE}

    assert turned == set(PROMISED["perceptions"])


def test_overlapping_knife_measures_are_separate_series():
    series = [MEASURES[name].recipes[0].series for name in PROMISED["crime"][1:4]]

    assert len(set(series)) == 3
    assert all(len(names) == 1 and "*" not in names[0] for names in series)


def test_a_measure_of_a_pack_says_where_it_came_from_and_writes_months_in_words():
    publication = Publication("Survey", "MOPAC", "https://example.org/survey")

    survey = MEASURES["trust_in_police"].measure(publication, period="2023-12", release="2023-12", residents="x")
    crime = MEASURES["knife_crime"].measure(publication, period="May 2030", release="2030-05", residents="residents")

    assert survey.period == "12 months to December 2023"
    assert survey.source == "Survey, release 2023-12"
    assert (survey.publisher, survey.url, survey.role) == ("MOPAC", "https://example.org/survey", Role.NEED)
    assert survey.licence == "Open Government Licence v3.0"
    assert crime.denominator == "residents"
    assert crime.period == "May 2030"


def test_what_would_supply_a_measure_is_the_download_or_the_page():
    entry = MEASURES["unemployment"]
    elsewhere = dataclasses.replace(entry, where="by post")

    assert entry.supply == (
        "Unemployment rate by London borough (Trust for London, from the Annual Population Survey (ONS)): "
        "https://trustforlondon.org.uk/data/unemployment-boroughs/"
    )
    assert elsewhere.supply.endswith("(ONS)): by post")
    assert entry.publication is PUBLICATIONS["unemployment"]
    assert isinstance(entry.recipes[0], Published)
