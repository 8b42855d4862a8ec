"""How firm the list is: the share of draws in which each ward is on it, and the ranks it takes."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from scoring.doubt import Doubt, NoisyColumn, counted_cells, draw_needed, draw_weights, flag_draws, prepare_column
from scoring.evidence import Evidence
from scoring.percentile import Floats
from scoring.poisson import build_tables
from scoring.priority import find_members
from scoring.ranking import share_places
from scoring.score import ScoreResult
from scoring.settings import TieBreak, Ties

DRAWS_AT_ONCE = 100
"""Each batch of draws has its own random stream, so that threads and memory never change a result."""

FIRM, OUT = 0.95, 0.05
RANK_PERCENTS = (5, 50, 95)
"""Whole numbers, so that 5% of 140 draws are 7 and not a hair more."""


Progress = Callable[[float], None]


class Label(StrEnum):
    """How sure a ward's place on the list is."""

    FIRM = "firm"
    BORDERLINE = "borderline"
    OUT = "out"
    NOT_SCORED = "not scored"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertaintyResult:
    """How each ward fared over all draws; NaN and 0 for a ward that is not scored."""

    result: ScoreResult
    doubt: Doubt
    in_list_share: Floats
    rank_p05: npt.NDArray[np.int32]
    rank_p50: npt.NDArray[np.int32]
    rank_p95: npt.NDArray[np.int32]

    def labels(self) -> list[Label]:
        """Name each ward firm (on the list in at least 95% of draws), borderline, or out (at most 5%)."""
        return [_label(share) for share in self.in_list_share]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """One batch of joint draws, as the scoring loop takes them: what the thresholds, weights and figures were.

    `needed`, `weights` and `need` are keyed by measure id; `need` is None where no figure of the measure varies.
    """

    count: int
    needed: dict[str, npt.NDArray[np.int64]]
    weights: dict[str, Floats]
    need: dict[str, npt.NDArray[np.float32] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A result made ready for drawing: every measure's layout, worked out once for all batches."""

    result: ScoreResult
    doubt: Doubt
    columns: tuple[NoisyColumn, ...]
    cells: tuple[npt.NDArray[np.intp], ...]
    fixed_tie_keys: Floats | None

    def batches(self) -> Iterator[tuple[int, int]]:
        """Give each batch's number and its number of draws."""
        for number, start in enumerate(range(0, self.doubt.draws, DRAWS_AT_ONCE)):
            yield number, min(DRAWS_AT_ONCE, self.doubt.draws - start)

    def draw(self, batch: int, draws: int) -> Draws:
        """Draw one batch; the same seed and batch give the same draws."""
        generator = np.random.Generator(np.random.SFC64(np.random.SeedSequence(self.doubt.seed, spawn_key=(batch,))))
        needed, weights, need = {}, {}, {}
        for column in self.columns:
            name = column.result.measure.id
            needed[name] = draw_needed(generator, column.result, self.doubt, draws, len(column.known))
            weights[name] = draw_weights(generator, column.result, self.doubt, draws)
            need[name] = column.draw_need(generator, draws) if column.is_noisy else None
        return Draws(count=draws, needed=needed, weights=weights, need=need)


def prepare_study(result: ScoreResult, doubt: Doubt) -> Study:
    """Lay out all measures of a result for drawing."""
    measures = sorted(result.measures, key=lambda each: each.measure.id)
    counts = [each.column.count[counted_cells(each.column)] for each in measures]
    tables = build_tables(np.concatenate([*counts, [1.0]])) if doubt.value_noise else None
    columns = tuple(prepare_column(each, tables) for each in measures)
    is_by_population = result.settings.tie_break is TieBreak.POPULATION
    return Study(
        result=result,
        doubt=doubt,
        columns=columns,
        cells=tuple(_cell_of_ward(result.evidence, column) for column in columns),
        fixed_tie_keys=result.evidence.wards.population if is_by_population else None,
    )


def assess_certainty(result: ScoreResult, doubt: Doubt, *, progress: Progress | None = None) -> CertaintyResult:
    """Score the wards again under joint draws of thresholds, weights and figures, and say how firm the list is.

    Which wards are scored at all is the user's own settings' choice and is not drawn. A tie-break by average percentile
    follows each draw's weights and the observed percentiles.
    """
    study = prepare_study(result, doubt)
    batches = list(study.batches())
    wards = len(result.evidence.wards)
    on_list = np.zeros(wards)
    ranks = np.empty((doubt.draws, wards), dtype=np.int16 if wards < 2**15 else np.int32)

    def run(batch: tuple[int, int]) -> npt.NDArray[np.int64]:
        number, draws = batch
        members, first = score_draws(study, study.draw(number, draws))
        start = number * DRAWS_AT_ONCE
        ranks[start : start + draws] = first
        return np.asarray(members.sum(axis=0), dtype=np.int64)

    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        for done, members in enumerate(pool.map(run, batches), start=1):
            on_list += members
            if progress is not None:
                progress(done / len(batches))
    scored = result.is_scored
    low, middle, high = _rank_quantiles(ranks)
    return CertaintyResult(
        result=result,
        doubt=doubt,
        in_list_share=np.where(scored, on_list / doubt.draws, np.nan),
        rank_p05=np.where(scored, low, 0).astype(np.int32),
        rank_p50=np.where(scored, middle, 0).astype(np.int32),
        rank_p95=np.where(scored, high, 0).astype(np.int32),
    )


def score_draws(study: Study, draws: Draws) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int32]]:
    """Score a batch: who is on the list in each draw, and every ward's rank."""
    result = study.result
    include_ties = result.settings.ties is Ties.INCLUDE
    score = np.zeros((draws.count, len(result.evidence.wards)))
    for column, cells in zip(study.columns, study.cells, strict=True):
        name = column.result.measure.id
        above = flag_draws(column, draws.need[name], draws.needed[name], include_ties=include_ties)
        points = above * draws.weights[name][:, None]
        score += _spread(points, cells)
    score[:, ~result.is_scored] = np.nan
    places = share_places(score)
    members = find_members(score, places, settings=result.settings, tie_keys=_tie_keys(study, draws))
    return members, places.first


def _spread(points: Floats, cells: npt.NDArray[np.intp]) -> Floats:
    """Lay points by known area out by ward; wards without data take the last, empty, column."""
    if len(cells) == points.shape[1] and cells[-1] == len(cells) - 1 and np.array_equal(cells, np.arange(len(cells))):
        return points
    return np.concatenate([points, np.zeros((len(points), 1))], axis=1)[:, cells]


def _cell_of_ward(evidence: Evidence, column: NoisyColumn) -> npt.NDArray[np.intp]:
    positions = np.full(len(column.result.column.value), len(column.known), dtype=np.intp)
    positions[column.known] = np.arange(len(column.known))
    return np.asarray(evidence.on_wards(column.result.column, positions), dtype=np.intp)


def _tie_keys(study: Study, draws: Draws) -> Floats | None:
    if study.result.settings.tie_break is not TieBreak.AVERAGE_PERCENTILE or not study.columns:
        return study.fixed_tie_keys
    percentiles = np.array([study.result.percentiles(column.result) for column in study.columns])
    weights = np.array([draws.weights[column.result.measure.id] for column in study.columns]).T
    known = ~np.isnan(percentiles)
    weight = weights @ known
    total = weights @ np.where(known, percentiles, 0.0)
    return np.asarray(np.divide(total, weight, out=np.full(weight.shape, np.nan), where=weight > 0))


def _rank_quantiles(ranks: npt.NDArray[np.integer]) -> list[npt.NDArray[np.integer]]:
    """Give the least rank that each share of draws does not exceed."""
    draws = len(ranks)
    places = [-(-percent * draws // 100) - 1 for percent in RANK_PERCENTS]
    quantiles = [np.empty(ranks.shape[1], dtype=ranks.dtype) for _ in places]
    for start in range(0, ranks.shape[1], 512):
        ordered = np.sort(ranks[:, start : start + 512].T, axis=1)
        for quantile, place in zip(quantiles, places, strict=True):
            quantile[start : start + 512] = ordered[:, place]
    return quantiles


def _label(share: float) -> Label:
    if np.isnan(share):
        return Label.NOT_SCORED
    if share >= FIRM:
        return Label.FIRM
    return Label.OUT if share <= OUT else Label.BORDERLINE
