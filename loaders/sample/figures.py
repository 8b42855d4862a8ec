"""The sample's figures: one row for each measure and area, with counts, intervals and reasons for what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.sample.catalogue import MEASURES
from loaders.sample.crimes import LAST_YEAR, Crimes
from loaders.sample.noise import Floats, draw_bell, grow
from loaders.sample.places import BOROUGHS, CITY_CODE
from loaders.sample.terrain import Whole
from loaders.sample.wards import Texts, Wards
from scoring.measures import Level

SUPPRESSED, NOT_AVAILABLE, UNRELIABLE = "c", "x", "u"

HEALTH = tuple(measure.id for measure in MEASURES if measure.theme == "health")
PERCEPTIONS = {"police_good_job": 48.0, "trust_in_police": 68.0, "police_listen": 57.0, "police_treat_fairly": 61.0}
"""London's usual percentage of each."""

STRENGTHS = {"community_groups": 21.0, "youth_clubs": 2.4}
"""London's usual number of each per 10,000 residents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One measure on the areas of its level."""

    value: Floats
    count: Floats
    denominator: Floats
    lower: Floats
    upper: Floats
    note: Texts

    def blank(self, where: npt.NDArray[np.bool_], note: str) -> "Figures":
        """Take figures away and say why."""
        emptied = (np.where(where, np.nan, cells) for cells in (self.value, self.count, self.denominator))
        value, count, denominator = emptied
        return Figures(
            value=value,
            count=count,
            denominator=denominator,
            lower=np.where(where, np.nan, self.lower),
            upper=np.where(where, np.nan, self.upper),
            note=np.where(where, note, self.note),
        )

    def mark(self, where: npt.NDArray[np.bool_], note: str) -> "Figures":
        """Keep figures but say that they are weak."""
        return Figures(
            value=self.value,
            count=self.count,
            denominator=self.denominator,
            lower=self.lower,
            upper=self.upper,
            note=np.where(where & ~np.isnan(self.value), note, self.note),
        )


def draw_figures(rng: np.random.Generator, wards: Wards, crimes: Crimes, children: Whole) -> dict[str, Figures]:
    """Draw every measure, then take away what the publishers of the real ones would not give either.

    The City has no crime or survey figures, and one ward picked by chance has no ward figures at all: neither has
    data enough to be scored.
    """
    drawn = _rate_crimes(crimes, wards) | _survey(rng, wards) | _measure_health(rng, wards, children)
    drawn |= _count_strengths(rng, wards)
    is_city = wards.borough_codes == CITY_CODE
    is_silent = np.arange(len(wards)) == rng.choice(np.flatnonzero(~is_city & (wards.bustle < 0.2)))
    for measure_id in crimes.counts:
        drawn[measure_id] = drawn[measure_id].blank(is_city | is_silent, NOT_AVAILABLE)
    for measure_id in HEALTH:
        drawn[measure_id] = drawn[measure_id].blank(is_silent, NOT_AVAILABLE)
    few_children = children < np.sort(children)[8]
    drawn["children_low_income"] = drawn["children_low_income"].blank(few_children & ~is_silent, SUPPRESSED)
    schooling = drawn["child_education"].blank(_pick(rng, wards, 10) & ~is_silent, SUPPRESSED)
    drawn["child_education"] = schooling.mark(_pick(rng, wards, 8), UNRELIABLE)
    drawn["mental_health"] = drawn["mental_health"].blank(_pick(rng, wards, 6), NOT_AVAILABLE)
    return drawn


def tabulate(drawn: Mapping[str, Figures], wards: Wards) -> pd.DataFrame:
    """Lay figures out one row a measure and area."""
    tables = []
    for measure in MEASURES:
        figures = drawn[measure.id]
        codes = wards.codes if measure.level is Level.WARD else [of.code for of in BOROUGHS]
        tables.append(
            pd.DataFrame(
                {
                    "measure_id": measure.id,
                    "area_code": codes,
                    "value": figures.value,
                    "count": figures.count,
                    "denominator": figures.denominator,
                    "lower": figures.lower,
                    "upper": figures.upper,
                    "note": figures.note,
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def _plain(value: Floats) -> Figures:
    return _rate_of(value, count=np.full(len(value), np.nan), denominator=np.full(len(value), np.nan))


def _rate_of(value: Floats, *, count: Floats, denominator: Floats) -> Figures:
    unknown = np.full(len(value), np.nan)
    return Figures(
        value=value,
        count=count,
        denominator=denominator,
        lower=unknown,
        upper=unknown,
        note=np.full(len(value), "", dtype=object),
    )


def _rate(count: Whole, denominator: Whole, *, per: int) -> Figures:
    """Give a rate that anyone can work out again from its count and its denominator."""
    return _rate_of(count * per / denominator, count=count.astype(float), denominator=denominator.astype(float))


def _rate_crimes(crimes: Crimes, wards: Wards) -> dict[str, Figures]:
    return {
        measure_id: _rate(counts[:, LAST_YEAR].sum(axis=1), wards.population, per=1000)
        for measure_id, counts in crimes.counts.items()
    }


def _survey(rng: np.random.Generator, wards: Wards) -> dict[str, Figures]:
    """Draw what a survey of some hundred adults in each borough would find, with its interval."""
    people = np.bincount(wards.borough, weights=wards.population)
    hardship = np.bincount(wards.borough, weights=wards.hardship * wards.population) / people
    mood = -2.5 * hardship + 2.5 * draw_bell(rng, len(BOROUGHS))
    is_city = np.array([of.code == CITY_CODE for of in BOROUGHS])
    drawn = {}
    for measure_id, usual in PERCEPTIONS.items():
        asked = 380 + rng.integers(0, 160, len(BOROUGHS))
        is_weak = (asked == asked.min()) & ~is_city
        asked = np.where(is_weak, asked // 4, asked)
        value = np.round(usual + mood + 1.5 * draw_bell(rng, len(BOROUGHS)), 1)
        margin = np.round(1.96 * np.sqrt(value * (100 - value) / asked), 1)
        surveyed = Figures(
            value=value,
            count=np.full(len(BOROUGHS), np.nan),
            denominator=asked.astype(float),
            lower=np.round(value - margin, 1),
            upper=np.round(value + margin, 1),
            note=np.where(is_weak, UNRELIABLE, "").astype(object),
        )
        drawn[measure_id] = surveyed.blank(is_city, NOT_AVAILABLE)
    return drawn


def _measure_health(rng: np.random.Generator, wards: Wards, children: Whole) -> dict[str, Figures]:
    def follow(loading: float, own: float) -> Floats:
        return loading * wards.hardship + own * draw_bell(rng, len(wards))

    poor_share = np.clip(0.165 * grow(follow(0.40, 0.20)), 0.015, 0.55)
    poor = np.floor(children * poor_share + 0.5).astype(np.intp)
    return {
        "deprivation": _plain(_limit(20.5 * grow(follow(0.36, 0.08)), 2, 75)),
        "child_income_deprivation": _plain(_limit(15.0 * grow(follow(0.46, 0.16)), 1, 70)),
        "children_low_income": _rate(poor, children, per=100),
        "mental_health": _plain(np.round(-0.35 + follow(0.35, 0.45), 4)),
        "child_education": _plain(_limit(12.0 * grow(follow(0.40, 0.38)), 0.2, 85)),
    }


def _limit(figures: Floats, lowest: float, highest: float) -> Floats:
    return np.asarray(np.round(np.clip(figures, lowest, highest), 3), dtype=float)


def _count_strengths(rng: np.random.Generator, wards: Wards) -> dict[str, Figures]:
    drawn = {}
    for measure_id, usual in STRENGTHS.items():
        expected = usual * wards.population / 10_000 * (1 + 0.6 * wards.bustle) * grow(0.3 * draw_bell(rng, len(wards)))
        drawn[measure_id] = _rate(rng.poisson(expected), wards.population, per=10_000)
    return drawn


def _pick(rng: np.random.Generator, wards: Wards, count: int) -> npt.NDArray[np.bool_]:
    chosen = np.zeros(len(wards), dtype=bool)
    chosen[rng.choice(len(wards), count, replace=False)] = True
    return chosen
