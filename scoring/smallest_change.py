"""The smallest single change that brings a ward onto the list or takes it off."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.errors import RequestError
from scoring.measures import Measure
from scoring.own_figures import find_own_figure
from scoring.score import MeasureResult, ScoreResult, score_wards
from scoring.settings import Choice, Settings
from scoring.threshold_moves import find_threshold
from scoring.weight_moves import find_weight
from scoring.words import setting_text, value_text, with_unit


class MoveKind(StrEnum):
    """What is moved."""

    SHARE = "threshold as a share"
    VALUE = "threshold as a value"
    WEIGHT = "weight"
    COUNT = "count"
    FIGURE = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One change that flips whether a ward is on the list; a smaller one on the same measure does not."""

    kind: MoveKind
    measure: Measure
    before: float
    after: float

    @property
    def amount(self) -> float:
        """Give how far it is from before to after, with its sign."""
        return self.after - self.before

    def sentence(self) -> str:
        """Say the change in plain words."""
        label = self.measure.label
        if self.kind is MoveKind.COUNT:
            more = "more" if self.amount > 0 else "fewer"
            return f"{label}: {abs(self.amount):,.0f} {more} ({self.before:,.0f} to {self.after:,.0f})"
        if self.kind is MoveKind.FIGURE:
            before, after = value_text(self.measure, self.before), value_text(self.measure, self.after)
            if before == after:
                after = f"just {'above' if self.amount > 0 else 'below'} that"
            return f"{label}: from {before} to {after}"
        before, after = setting_text(self.before), setting_text(self.after)
        if self.kind is MoveKind.WEIGHT:
            return f"{label}: weight from {before} to {after}"
        if self.kind is MoveKind.SHARE:
            *hair, share = after.rsplit(" ", 1)
            return f"{label}: threshold from the worst {before}% to {' '.join([*hair, 'the worst'])} {share}%"
        return f"{label}: threshold from {before} to {with_unit(after, self.measure.unit)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestChange:
    """All single changes that flip one ward, smallest first in each group; empty groups mean that none does it."""

    result: ScoreResult
    ward: int
    is_on_list: bool
    thresholds: tuple[Move, ...]
    weights: tuple[Move, ...]
    own_figures: tuple[Move, ...]

    @property
    def is_possible(self) -> bool:
        """Tell whether any single change does it."""
        return bool(self.thresholds or self.weights or self.own_figures)

    def settings_after(self, move: Move) -> Settings:
        """Give the settings with a move of a threshold or a weight made."""
        return moved_settings(self.result.settings, move)


def find_smallest_changes(result: ScoreResult, ward: int) -> SmallestChange:
    """Find, for each measure, the least move of its threshold, weight and the ward's own figure that flips the ward.

    Applying a move flips whether the ward is on the list; 99% of it does not. Where the list changes the moment a
    threshold or weight moves at all, the move is the least step that the tool tells apart.
    """
    if not result.is_scored[ward]:
        name = result.evidence.wards.names[ward]
        raise RequestError(
            f"{name} is not scored ({result.reason_not_scored(ward)}), so no change of settings is looked for"
        )
    is_on_list = bool(np.isin(ward, result.priority.chosen))
    thresholds, weights, own = [], [], []
    for each in result.measures:
        thresholds += _threshold_moves(result, each, ward)
        weight = find_weight(result, each, ward)
        if weight is not None:
            weights.append(Move(kind=MoveKind.WEIGHT, measure=each.measure, before=each.weight, after=weight))
        figure = find_own_figure(result, each, ward)
        if figure is not None:
            kind = MoveKind.COUNT if figure.is_count else MoveKind.FIGURE
            own.append(Move(kind=kind, measure=each.measure, before=figure.before, after=figure.after))
    return SmallestChange(
        result=result,
        ward=ward,
        is_on_list=is_on_list,
        thresholds=tuple(sorted(thresholds, key=lambda move: (move.kind, _relative(move)))),
        weights=tuple(sorted(weights, key=lambda move: abs(move.amount))),
        own_figures=tuple(sorted(own, key=_relative)),
    )


def moved_settings(settings: Settings, move: Move) -> Settings:
    """Give the settings with a threshold or weight moved."""
    threshold = settings.threshold_of(move.measure.id)
    share, value = threshold.top_percent, threshold.value
    weight = settings.weight_of(move.measure.id)
    if move.kind is MoveKind.SHARE:
        share = move.after
    elif move.kind is MoveKind.VALUE:
        value = move.after
    elif move.kind is MoveKind.WEIGHT:
        weight = move.after
    else:
        raise ValueError(f"{move.kind} is not a setting")
    return settings.with_choice(move.measure.id, Choice(top_percent=share, value=value, weight=weight))


def _threshold_moves(result: ScoreResult, each: MeasureResult, ward: int) -> list[Move]:
    after = find_threshold(result, each, ward)
    if after is None:
        return []
    threshold = each.cut.threshold
    if threshold.top_percent is not None:
        return [Move(kind=MoveKind.SHARE, measure=each.measure, before=threshold.top_percent, after=after)]
    before = threshold.value if threshold.value is not None else after
    return [Move(kind=MoveKind.VALUE, measure=each.measure, before=before, after=after)]


def _relative(move: Move) -> float:
    """Compare moves in different units by how far they go from where they start; shares by their points."""
    if move.kind is MoveKind.SHARE:
        return abs(move.amount)
    return abs(move.amount) / abs(move.before) if move.before else float("inf")


def is_chosen(result: ScoreResult, ward: int) -> bool:
    """Tell whether a ward is on the list of a result."""
    return bool(np.isin(ward, result.priority.chosen))


def rescore(result: ScoreResult, move: Move) -> ScoreResult:
    """Score again with a threshold or weight moved."""
    return score_wards(result.evidence, moved_settings(result.settings, move))
