"""The need score (rules R5 to R8): settings and evidence in, one immutable result out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from scoring.evidence import Column, Evidence
from scoring.measures import Level, Measure, Role
from scoring.percentile import NO_DATA, Floats
from scoring.priority import PriorityList, pick_priority_wards
from scoring.ranking import TOLERANCE, share_places
from scoring.settings import Settings, TieBreak, Ties
from scoring.settings_file import check_choices
from scoring.threshold import ABOVE, Cut, Flags, describe_cut, flag_areas
from scoring.words import percentile_text


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """What one measure says of each ward: above, not above or no data; and what its threshold came to."""

    column: Column
    weight: float
    flags: Flags
    cut: Cut

    @property
    def measure(self) -> Measure:
        """Give the measure."""
        return self.column.measure


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreResult:
    """One answer: the scores of all wards under one set of settings. Pages, charts and exports read this alone.

    Arrays are ordered like `evidence.wards`. `score` is NaN and `rank` 0 for a ward that is not scored. `measures`
    holds those that count (need, weight above 0, and ward-level where only those are wanted), in the pack's order.
    """

    evidence: Evidence
    settings: Settings
    measures: tuple[MeasureResult, ...]
    score: Floats
    rank: npt.NDArray[np.int32]
    theme_scores: Mapping[str, Floats]
    measures_above: npt.NDArray[np.int32]
    measures_with_data: npt.NDArray[np.int32]
    coverage: Floats
    max_score: float
    priority: PriorityList

    @property
    def is_scored(self) -> npt.NDArray[np.bool_]:
        """Tell which wards have a score."""
        return self.rank > 0

    def order(self) -> npt.NDArray[np.intp]:
        """Give the wards by rank, then code; wards without a score last (R7, R8)."""
        return np.argsort(np.where(self.rank > 0, self.rank, np.iinfo(np.int32).max), kind="stable")

    def percentiles(self, result: MeasureResult) -> Floats:
        """Give each ward's percentile in a measure under the tie rule, NaN where it has none."""
        percentiles = result.column.standing.percentiles(include_ties=self.settings.ties is Ties.INCLUDE)
        return self.evidence.on_wards(result.column, percentiles)

    def reason_not_scored(self, ward: int) -> str:
        """Say why a ward has no score; empty when it has one."""
        if self.rank[ward] > 0:
            return ""
        if self.max_score == 0:
            return self._reason_nothing_counts()
        if self.measures_with_data[ward] == 0:
            return "no data in any measure that counts"
        return (
            f"it has data in {self.measures_with_data[ward]} of {len(self.measures)} measures, with "
            f"{percentile_text(self.coverage[ward])}% of the weight; "
            f"at least {self.settings.min_coverage * 100:g}% is needed"
        )

    def _reason_nothing_counts(self) -> str:
        need = [column.measure for column in self.evidence.columns.values() if column.measure.role is Role.NEED]
        if not need:
            return "no measure counts: the pack holds none of need"
        if any(self.settings.weight_of(measure.id) > 0 for measure in need):
            return "no measure counts: those with a weight are borough figures, and these are left out"
        return "no measure counts: all weights are 0"


def score_wards(evidence: Evidence, settings: Settings) -> ScoreResult:
    """Score, rank and list all wards.

    The need score of a ward is the sum of the weights of the measures in which it is above (R6). A ward whose measures
    with data carry less than `min_coverage` of the total weight has none (R7).
    """
    check_choices(settings, evidence.measures)
    measures = tuple(judge_measure(evidence, column, settings) for column in _counted(evidence, settings))
    return add_up(evidence, settings, measures)


def add_up(evidence: Evidence, settings: Settings, measures: tuple[MeasureResult, ...]) -> ScoreResult:
    """Add up what the measures say of each ward, rank the sums and take the list."""
    ward_count = len(evidence.wards)
    # Sums run by measure id, so that the order of measures in a pack can't change the last bit of a score (R11).
    by_id = sorted(measures, key=lambda result: result.measure.id)
    with_data = np.zeros(ward_count)
    themes = {theme: np.zeros(ward_count) for theme in evidence.themes}
    score = np.zeros(ward_count)
    measures_above = np.zeros(ward_count, dtype=np.int32)
    measures_with_data = np.zeros(ward_count, dtype=np.int32)
    for result in by_id:
        is_above = result.flags == ABOVE
        has_data = result.flags != NO_DATA
        score += result.weight * is_above
        themes[result.measure.theme] += result.weight * is_above
        with_data += result.weight * has_data
        measures_above += is_above
        measures_with_data += has_data
    max_score = float(sum(result.weight for result in by_id))
    is_scored = (measures_with_data > 0) & (with_data >= settings.min_coverage * max_score - TOLERANCE)
    score[~is_scored] = np.nan
    for theme_score in themes.values():
        theme_score[~is_scored] = np.nan
    places = share_places(score)
    rank = places.first
    tie_keys = tie_keys_of(evidence, by_id, settings)
    coverage = with_data / max_score if max_score else with_data
    for array in (score, coverage, *themes.values()):
        array.setflags(write=False)
    for counts in (rank, measures_above, measures_with_data):
        counts.setflags(write=False)
    return ScoreResult(
        evidence=evidence,
        settings=settings,
        measures=measures,
        score=score,
        rank=rank,
        theme_scores=MappingProxyType(themes),
        measures_above=measures_above,
        measures_with_data=measures_with_data,
        coverage=coverage,
        max_score=max_score,
        priority=pick_priority_wards(score, places, settings=settings, tie_keys=tie_keys),
    )


def _counted(evidence: Evidence, settings: Settings) -> list[Column]:
    """Give the columns that count: need, weight above 0, of the ward's own level where only those are wanted."""
    return [
        column
        for column in evidence.columns.values()
        if column.measure.role is Role.NEED
        and settings.weight_of(column.measure.id) > 0
        and not (settings.ward_level_only and column.measure.level is not Level.WARD)
    ]


def judge_measure(evidence: Evidence, column: Column, settings: Settings) -> MeasureResult:
    """Say of each ward what one measure says under the settings."""
    threshold = settings.threshold_of(column.measure.id)
    flags = flag_areas(column.standing, threshold, ties=settings.ties, higher_is_worse=column.measure.higher_is_worse)
    on_wards = evidence.on_wards(column, flags).copy()
    on_wards.setflags(write=False)
    return MeasureResult(
        column=column,
        weight=settings.weight_of(column.measure.id),
        flags=on_wards,
        cut=describe_cut(column, threshold, flags),
    )


def tie_keys_of(evidence: Evidence, measures: Sequence[MeasureResult], settings: Settings) -> Floats | None:
    """Give what a named tie-break orders wards by, highest first (R9)."""
    if settings.tie_break is TieBreak.NONE:
        return None
    if settings.tie_break is TieBreak.POPULATION:
        return evidence.wards.population
    return average_percentiles(evidence, measures, include_ties=settings.ties is Ties.INCLUDE)


def average_percentiles(evidence: Evidence, measures: Sequence[MeasureResult], *, include_ties: bool) -> Floats:
    """Give each ward's mean percentile over the measures in which it has one, weighted like the score."""
    total = np.zeros(len(evidence.wards))
    weight = np.zeros(len(evidence.wards))
    for result in measures:
        percentiles = np.asarray(
            evidence.on_wards(result.column, result.column.standing.percentiles(include_ties=include_ties)), dtype=float
        )
        known = ~np.isnan(percentiles)
        total[known] += result.weight * percentiles[known]
        weight[known] += result.weight
    return np.asarray(np.divide(total, weight, out=np.full(len(total), np.nan), where=weight > 0))
