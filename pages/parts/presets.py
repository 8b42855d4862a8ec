"""Ready-made weights for common questions; each is offered when the pack has any of its measures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from scoring.measures import Measure, Role
from scoring.settings import Choice, Settings

HEAVY = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A question, and the measures that weigh three times as much for it."""

    label: str
    heavy: tuple[str, ...]


PRESETS = (
    Preset(label="All equal", heavy=()),
    Preset(
        label="Knife crime and deprivation",
        heavy=("knife_crime", "knife_crime_with_injury", "knife_injury_under_25", "deprivation"),
    ),
    Preset(
        label="Children and families",
        heavy=(
            "knife_injury_under_25",
            "child_income_deprivation",
            "child_education",
            "children_low_income",
            "school_exclusions",
            "school_absence",
        ),
    ),
    Preset(
        label="Confidence in the police",
        heavy=("police_good_job", "trust_in_police", "police_listen", "police_treat_fairly"),
    ),
)


def offered_presets(measures: Sequence[Measure]) -> list[Preset]:
    """Give the presets that mean something for these measures."""
    known = {measure.id for measure in measures if measure.role is Role.NEED}
    return [preset for preset in PRESETS if not preset.heavy or known & set(preset.heavy)]


def apply_preset(settings: Settings, preset: Preset, measures: Sequence[Measure]) -> Settings:
    """Give settings with the preset's weights; thresholds, list and rules stay as the user has them."""
    known = {measure.id for measure in measures if measure.role is Role.NEED}
    choices = {name: replace(choice, weight=None) for name, choice in settings.choices.items()}
    for name in known & set(preset.heavy):
        choices[name] = replace(choices.get(name, Choice()), weight=HEAVY)
    return replace(settings, weight=1.0, choices=MappingProxyType(choices))


def find_preset(settings: Settings, measures: Sequence[Measure]) -> Preset | None:
    """Give the preset whose weights these settings have, if any."""
    weights = {measure.id: settings.weight_of(measure.id) for measure in measures if measure.role is Role.NEED}
    for preset in offered_presets(measures):
        if all(weight == (HEAVY if name in preset.heavy else 1.0) for name, weight in weights.items()):
            return preset
    return None
