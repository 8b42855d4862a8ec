"""Settings files: what they may hold, and every fault of one named at once."""

import pytest

from scoring.errors import SettingsError
from scoring.measures import Role
from scoring.settings import Choice, Settings, Threshold, TieBreak, Ties
from scoring.settings_file import MAX_WEIGHT, check_choices, parse_settings
from tests.scoring.small_packs import Given, small_evidence

MEASURES = small_evidence(
    {
        "knife_crime": [1.0, 2.0],
        "poverty": [1.0, 2.0],
        "youth_clubs": Given(value=[1.0, 2.0], role=Role.STRENGTH),
    }
).measures


def parse(text: str) -> Settings:
    return parse_settings(text, source="mine.toml", measures=MEASURES)


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refused:
        parse(text)
    return refused.value.faults


def test_an_empty_file_is_the_defaults() -> None:
    assert parse("") == Settings()


def test_every_key_is_read() -> None:
    settings = parse(
        """
        ties = "include"
        min_coverage = 0.25
        ward_level_only = true
        [defaults]
        top_percent = 20
        weight = 2
        [list]
        size = 40
        tie_break = "average_percentile"
        [measures.knife_crime]
        top_percent = 5
        weight = 0
        [measures.poverty]
        value = 3.2
        """
    )

    assert settings == Settings(
        ties=Ties.INCLUDE,
        min_coverage=0.25,
        ward_level_only=True,
        top_percent=20,
        weight=2,
        list_size=40,
        tie_break=TieBreak.AVERAGE_PERCENTILE,
        choices={"knife_crime": Choice(top_percent=5, weight=0), "poverty": Choice(value=3.2)},
    )


def test_a_least_score_takes_the_place_of_a_size() -> None:
    settings = parse("[list]\nmin_score = 6")

    assert (settings.list_size, settings.min_score) == (None, 6)


def test_nought_is_a_choice_and_not_a_gap() -> None:
    settings = parse(
        "min_coverage = 0\n[defaults]\ntop_percent = 0\nweight = 0\n[list]\nmin_score = 0\n"
        "[measures.poverty]\nvalue = 0\nweight = 0"
    )

    assert (settings.min_coverage, settings.top_percent, settings.weight, settings.min_score) == (0, 0, 0, 0)
    assert settings.threshold_of("poverty") == Threshold(value=0)


def test_all_faults_come_in_one_message() -> None:
    found = faults(
        """
        ties = "maybe"
        min_coverage = 1.5
        ward_level_only = "yes"
        colour = "red"
        [defaults]
        top_percent = 101
        weight = -1
        [list]
        size = 0
        min_score = -2
        tie_break = 3
        rows = 5
        [measures.knife_crmie]
        weight = 1
        [measures.poverty]
        top_percent = 5
        value = 2
        [measures.knife_crime]
        top_percent = "five"
        weight = inf
        threshold = 3
        [measures.youth_clubs]
        weight = 1
        """
    )

    assert [fault.removeprefix("mine.toml: ") for fault in found] == [
        "colour: this is not a setting; expected one of ties, min_coverage, ward_level_only, defaults, list, measures",
        "list.rows: this is not a setting; expected one of size, min_score, tie_break",
        "list: expected size or min_score; it has both; keep one",
        "list.min_score: expected a number of 0 or more; it is -2; correct it",
        "list.size: expected a whole number of 1 or more; it is 0; correct it",
        "ties: expected 'exclude' or 'include'; it is 'maybe'; choose one of these",
        "min_coverage: expected a number from 0 to 1; it is 1.5; correct it",
        "ward_level_only: expected true or false; it is 'yes'; write true or false",
        "defaults.top_percent: expected a number from 0 to 100; it is 101; correct it",
        "defaults.weight: expected a number from 0 to 1,000,000; it is -1; correct it",
        "list.tie_break: expected 'none' or 'average_percentile' or 'population'; it is 3; choose one of these",
        "measures.knife_crmie: the pack has no such measure; did you mean knife_crime?",
        "measures.poverty: expected top_percent or value; it has both; keep one",
        "measures.knife_crime.threshold: this is not a setting; expected one of top_percent, value, weight",
        "measures.knife_crime.top_percent: expected a number; it is 'five'; correct it",
        "measures.knife_crime.weight: expected a number; it is inf; correct it",
        "measures.youth_clubs: a strength is shown beside the score and never counted as need; take it out",
    ]


@pytest.mark.parametrize("written", ["true", "nan", "inf", "-inf", "[1]", '"1"', "2026-01-01", "1" + "0" * 400])
@pytest.mark.parametrize("key", ["top_percent", "value", "weight"])
def test_what_is_no_number_is_refused(key: str, written: str) -> None:
    (fault,) = faults(f"[measures.poverty]\n{key} = {written}")

    assert fault.startswith(f"mine.toml: measures.poverty.{key}: expected a number; it is ")


@pytest.mark.parametrize("written", ["-0.001", "100.001"])
def test_a_share_outside_nought_to_a_hundred_is_refused(written: str) -> None:
    assert faults(f"[measures.poverty]\ntop_percent = {written}") == (
        f"mine.toml: measures.poverty.top_percent: expected a number from 0 to 100; it is {written}; correct it",
    )


def test_a_weight_may_reach_the_most_and_no_more() -> None:
    assert parse(f"[defaults]\nweight = {MAX_WEIGHT}").weight == MAX_WEIGHT
    assert faults(f"[defaults]\nweight = {MAX_WEIGHT + 1}") == (
        "mine.toml: defaults.weight: expected a number from 0 to 1,000,000; it is 1000001; correct it",
    )


@pytest.mark.parametrize("written", ["true", "2.5", "0", "-3", '"ten"'])
def test_a_size_is_a_whole_number_of_one_or_more(written: str) -> None:
    (fault,) = faults(f"[list]\nsize = {written}")

    assert fault.startswith("mine.toml: list.size: expected a whole number of 1 or more; it is ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("measures = 3", "mine.toml: measures: expected a table; it is 3; write [measures] above its settings"),
        ("list = [1]", "mine.toml: list: expected a table; it is [1]; write [list] above its settings"),
        (
            "[measures]\npoverty = 5",
            "mine.toml: measures.poverty: expected a table; it is 5; write [measures.poverty] above its settings",
        ),
    ],
)
def test_a_value_in_place_of_a_table_is_refused(text: str, expected: str) -> None:
    assert faults(text) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "ties = ",
        "ties: exclude",
        'ties = "include"\nties = "exclude"',
        "[measures.poverty]\n[measures.poverty]",
        "a = " + "[" * 5_000 + "]" * 5_000,
        "a = " + "9" * 5_000,
    ],
    ids=["no value", "not TOML", "key twice", "table twice", "nested without end", "number without end"],
)
def test_what_is_not_toml_is_refused_with_its_place(text: str) -> None:
    (fault,) = faults(text)

    assert fault.startswith("mine.toml: expected a settings file in TOML; ")
    assert fault.endswith("; correct that place")


def test_an_unknown_measure_like_no_other_gets_the_names_there_are() -> None:
    assert faults("[measures.zzz]\nweight = 1") == (
        "mine.toml: measures.zzz: the pack has no such measure; the pack has knife_crime, poverty",
    )


def test_settings_are_checked_against_the_measures_they_are_used_with() -> None:
    check_choices(Settings(choices={"poverty": Choice(weight=2)}), MEASURES)

    with pytest.raises(SettingsError, match=r"settings: measures\.povert: the pack has no such measure; did you mean"):
        check_choices(Settings(choices={"povert": Choice(weight=2)}), MEASURES)
