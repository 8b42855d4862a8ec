"""A user's choices: what holds for a measure, what settings read like in a file, and when they mean the same."""

import tomllib
from dataclasses import FrozenInstanceError

import pytest

from scoring.settings import Choice, Settings, Threshold, TieBreak, Ties
from scoring.settings_file import parse_settings
from tests.scoring.small_packs import small_evidence

MEASURES = small_evidence({"knives": [1.0, 2.0], "poverty": [1.0, 2.0]}).measures


def test_without_any_choice_the_rule_of_the_tool_holds() -> None:
    settings = Settings()

    assert settings.threshold_of("knives") == Threshold(top_percent=10)
    assert settings.weight_of("knives") == 1
    assert (settings.list_size, settings.min_coverage, settings.ties) == (30, 0.5, Ties.EXCLUDE)


def test_a_choice_goes_before_the_defaults_part_by_part() -> None:
    settings = Settings(
        top_percent=20,
        weight=3,
        choices={"a": Choice(weight=0), "b": Choice(top_percent=0), "c": Choice(value=0.0, weight=0.5)},
    )

    assert [settings.weight_of(name) for name in "abcd"] == [0, 3, 0.5, 3]
    assert [settings.threshold_of(name) for name in "abcd"] == [
        Threshold(top_percent=20),
        Threshold(top_percent=0),
        Threshold(value=0.0),
        Threshold(top_percent=20),
    ]


def test_another_choice_leaves_the_settings_it_was_made_from_alone() -> None:
    before = Settings(choices={"a": Choice(weight=2)})

    after = before.with_choice("b", Choice(weight=0))

    assert dict(before.choices) == {"a": Choice(weight=2)}
    assert dict(after.choices) == {"a": Choice(weight=2), "b": Choice(weight=0)}
    with pytest.raises(FrozenInstanceError):
        before.weight = 2  # type: ignore[misc]


def test_settings_are_written_as_a_person_would_write_them() -> None:
    settings = Settings(
        ties=Ties.INCLUDE,
        top_percent=12.5,
        list_size=20,
        tie_break=TieBreak.POPULATION,
        choices={"poverty": Choice(value=3.0), "knives": Choice(top_percent=5.0, weight=2.0)},
    )

    assert settings.to_toml() == (
        'ties = "include"\nmin_coverage = 0.5\nward_level_only = false\n\n'
        "[defaults]\ntop_percent = 12.5\nweight = 1\n\n"
        '[list]\ntie_break = "population"\nsize = 20\n\n'
        "[measures.knives]\ntop_percent = 5\nweight = 2\n\n"
        "[measures.poverty]\nvalue = 3\n"
    )


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(list_size=None, min_score=6.5),
        Settings(ties=Ties.INCLUDE, min_coverage=1.0, ward_level_only=True, tie_break=TieBreak.AVERAGE_PERCENTILE),
        Settings(top_percent=0.1, weight=1 / 3, choices={"knives": Choice(value=-1e300, weight=0.1 + 0.2)}),
        Settings(choices={"knives": Choice(top_percent=99.999999999), "poverty": Choice(weight=0.0)}),
    ],
)
def test_what_is_written_reads_back_as_it_was(settings: Settings) -> None:
    again = parse_settings(settings.to_toml(), source="made", measures=MEASURES)

    assert again.to_document() == settings.to_document()
    assert again.fingerprint == settings.fingerprint
    assert [again.threshold_of(name) for name in ("knives", "poverty")] == [
        settings.threshold_of(name) for name in ("knives", "poverty")
    ]
    assert again.weight_of("knives") == settings.weight_of("knives")


def test_settings_that_mean_the_same_have_the_same_fingerprint() -> None:
    plain = Settings(top_percent=10)
    same = [
        Settings(top_percent=10.0, weight=1.0),
        Settings(choices={"knives": Choice(top_percent=10, weight=1)}),
        Settings(choices={"knives": Choice()}),
    ]

    assert {settings.fingerprint for settings in same} == {plain.fingerprint}
    assert (
        Settings(choices={"b": Choice(weight=2), "a": Choice(weight=3)}).fingerprint
        == Settings(choices={"a": Choice(weight=3), "b": Choice(weight=2)}).fingerprint
    )


def test_every_setting_tells_settings_apart() -> None:
    different = [
        Settings(),
        Settings(ties=Ties.INCLUDE),
        Settings(min_coverage=0.4),
        Settings(ward_level_only=True),
        Settings(top_percent=11),
        Settings(weight=2),
        Settings(list_size=31),
        Settings(list_size=None, min_score=30),
        Settings(tie_break=TieBreak.POPULATION),
        Settings(choices={"knives": Choice(weight=2)}),
        Settings(choices={"knives": Choice(top_percent=2)}),
        Settings(choices={"knives": Choice(value=2)}),
        Settings(choices={"poverty": Choice(value=2)}),
    ]

    assert len({settings.fingerprint for settings in different}) == len(different)


def test_a_choice_of_the_default_stays_when_the_defaults_are_others() -> None:
    # 10% chosen for one measure under a default of 20% is a choice
    settings = Settings(top_percent=20, choices={"knives": Choice(top_percent=10)})

    assert tomllib.loads(settings.to_toml())["measures"] == {"knives": {"top_percent": 10}}
