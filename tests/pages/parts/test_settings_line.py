"""The line that tells under which settings a page speaks says all that is not as usual."""

from dataclasses import replace

from pages.parts.settings_line import settings_sentence
from scoring.settings import Choice, Settings, TieBreak, Ties
from tests.scoring.small_packs import small_evidence

EVIDENCE = small_evidence({"knife": [1, 2, 3, 4, 5], "robbery": [5, 4, 3, 2, 1], "poverty": [1, 1, 2, 2, 3]})


def test_usual_settings_are_told_in_three_parts() -> None:
    assert settings_sentence(Settings(), EVIDENCE) == "a list of 30, need starts at the worst 10%, weights 1."


def test_what_differs_is_counted() -> None:
    settings = Settings().with_choice("knife", Choice(top_percent=5, weight=2))
    settings = settings.with_choice("robbery", Choice(value=3.5)).with_choice("poverty", Choice(weight=0))

    said = settings_sentence(settings, EVIDENCE)

    assert said == "a list of 30, need starts at the worst 10% (2 differ), weights 1 (1 differs), 1 measure off."


def test_a_choice_that_repeats_the_default_does_not_differ() -> None:
    settings = Settings().with_choice("knife", Choice(top_percent=10, weight=1))

    assert settings_sentence(settings, EVIDENCE) == settings_sentence(Settings(), EVIDENCE)


def test_rarer_options_are_told_when_they_are_not_as_usual() -> None:
    settings = replace(
        Settings(),
        min_score=6,
        list_size=None,
        ward_level_only=True,
        ties=Ties.INCLUDE,
        tie_break=TieBreak.POPULATION,
        min_coverage=0.25,
    )

    assert settings_sentence(settings, EVIDENCE) == (
        "a list by need score of 6 or more, need starts at the worst 10%, weights 1, ward-level evidence only, "
        "tied areas count as above, ties on the list parted by population, scored from 25% of the weight."
    )
