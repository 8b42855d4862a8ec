"""Presets set weights, keep thresholds, and are recognised again."""

from types import MappingProxyType

from pages.parts.presets import PRESETS, apply_preset, find_preset, offered_presets
from scoring.measures import Role
from scoring.settings import Choice, Settings
from tests.conftest import make_measure

MEASURES = [make_measure("knife_crime"), make_measure("deprivation"), make_measure("youth_clubs", role=Role.STRENGTH)]


def test_only_presets_that_mean_something_for_the_pack_are_offered() -> None:
    assert [preset.label for preset in offered_presets(MEASURES)] == ["All equal", "Knife crime and deprivation"]


def test_a_preset_weighs_its_measures_and_keeps_thresholds() -> None:
    before = Settings(choices=MappingProxyType({"knife_crime": Choice(top_percent=5, weight=0.5)}))

    after = apply_preset(before, PRESETS[1], MEASURES)

    assert after.weight_of("knife_crime") == after.weight_of("deprivation") == 3
    assert after.threshold_of("knife_crime").top_percent == 5


def test_a_preset_is_recognised_until_a_weight_is_moved() -> None:
    settings = apply_preset(Settings(list_size=12), PRESETS[1], MEASURES)
    moved = settings.with_choice("deprivation", Choice(weight=2))

    assert find_preset(settings, MEASURES) is PRESETS[1]
    assert find_preset(Settings(), MEASURES) is PRESETS[0]
    assert find_preset(moved, MEASURES) is None
