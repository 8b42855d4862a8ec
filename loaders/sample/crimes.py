"""Crimes of the sample: 36 months of counts by ward, with season, chance, and rises and falls planted on purpose."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from loaders.sample.noise import Floats, draw_bell, grow
from loaders.sample.places import BOROUGHS, CITY_CODE
from loaders.sample.terrain import Flags, Whole
from loaders.sample.wards import Texts, Wards

MONTHS = pd.date_range("2023-09-01", periods=36, freq="MS")
LAST_YEAR = slice(24, 36)

VIOLENCE_SEASON = (94, 92, 99, 100, 106, 108, 110, 104, 100, 100, 95, 92)
ROBBERY_SEASON = (103, 97, 98, 95, 96, 94, 97, 94, 97, 108, 113, 108)
"""Percent of a usual month, from January to December."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of event that no two measures count differently; measures are sums of kinds.

    `per_1000` is London's usual rate in a year, `with_hardship` and `with_bustle` say how far it follows the wards'
    traits, `drift` how it moves in a year.
    """

    per_1000: float
    with_hardship: float
    with_bustle: float
    season: tuple[int, ...] = VIOLENCE_SEASON
    drift: float = 0.0


KINDS: Mapping[str, Kind] = {
    "knife injury": Kind(per_1000=0.43, with_hardship=0.50, with_bustle=0.4),
    "other injury": Kind(per_1000=7.40, with_hardship=0.28, with_bustle=0.8, drift=-0.01),
    "knife robbery": Kind(per_1000=1.00, with_hardship=0.35, with_bustle=1.2, season=ROBBERY_SEASON, drift=-0.02),
    "other robbery": Kind(per_1000=2.40, with_hardship=0.25, with_bustle=2.0, season=ROBBERY_SEASON, drift=-0.02),
    "knife threat": Kind(per_1000=0.35, with_hardship=0.40, with_bustle=0.4),
    "sexual offence": Kind(per_1000=2.80, with_hardship=0.15, with_bustle=0.7, drift=0.01),
    "weapon carried": Kind(per_1000=0.72, with_hardship=0.35, with_bustle=0.9),
}
MEASURES: Mapping[str, tuple[str, ...]] = {
    "violence_with_injury": ("knife injury", "other injury"),
    "knife_crime": ("knife injury", "knife robbery", "knife threat"),
    "knife_crime_with_injury": ("knife injury",),
    "personal_robbery": ("knife robbery", "other robbery"),
    "sexual_offences": ("sexual offence",),
    "weapon_possession": ("weapon carried",),
}
UNDER_25 = "knife_injury_under_25"
UNDER_25_SHARE = 0.36
"""About this share of those injured with a knife are under 25 and not injured at home."""


RISE, FALL, BOROUGH_RISE = 2.0, 0.5, 1.5
PLANTS = (
    *[("violence_with_injury", FALL), ("personal_robbery", FALL)] * 2,
    *[("violence_with_injury", RISE), ("personal_robbery", RISE)] * 3,
)
"""What is planted in single wards: each in another borough, among the busiest, so that it can be told from chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A change put in on purpose: from `first_month` on, an area's count is usually `factor` times what it was."""

    measure_id: str
    area_code: str
    factor: float
    first_month: str = f"{MONTHS[LAST_YEAR][0]:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crimes:
    """Counts of each crime measure, one row a ward and one column a month, and the changes planted in them."""

    counts: Mapping[str, Whole]
    planted: tuple[Planted, ...]

    def document(self) -> list[dict[str, object]]:
        """Give the planted changes as a pack records them."""
        return [asdict(planted) for planted in self.planted]


def count_crimes(rng: np.random.Generator, wards: Wards) -> Crimes:
    """Draw the events of each kind, ward and month, and add them up to measures."""
    shared = 0.2 * draw_bell(rng, len(wards))
    usual = {name: _usual_rates(rng, wards, kind, shared=shared) for name, kind in KINDS.items()}
    planted = _plant(rng, wards, usual)
    drawn = {name: _draw(rng, wards, name, usual[name], planted) for name in KINDS}
    counts = {measure: sum((drawn[name] for name in names[1:]), drawn[names[0]]) for measure, names in MEASURES.items()}
    counts[UNDER_25] = rng.binomial(drawn["knife injury"], UNDER_25_SHARE)
    return Crimes(counts=counts, planted=planted)


def tabulate_months(crimes: Crimes, codes: Texts, has_data: Mapping[str, Flags]) -> pd.DataFrame:
    """Lay counts out one row a measure, ward and month, for the wards that have data."""
    tables = []
    for measure_id, counts in crimes.counts.items():
        kept = np.flatnonzero(has_data[measure_id])
        tables.append(
            pd.DataFrame(
                {
                    "measure_id": measure_id,
                    "area_code": np.repeat(codes[kept], len(MONTHS)),
                    "month": np.tile(MONTHS, len(kept)),
                    "count": counts[kept].ravel(),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def _usual_rates(rng: np.random.Generator, wards: Wards, kind: Kind, *, shared: Floats) -> Floats:
    """Give the events a ward would usually see in a year: by its traits, and by chance shared with other kinds."""
    own = 0.2 * draw_bell(rng, len(wards))
    rate = grow(kind.with_hardship * wards.hardship + shared + own) * (1 + kind.with_bustle * wards.bustle)
    events = rate * wards.population
    return np.asarray(events * (kind.per_1000 * wards.population.sum() / 1000 / events.sum()))


def _plant(rng: np.random.Generator, wards: Wards, usual: Mapping[str, Floats]) -> tuple[Planted, ...]:
    """Choose where to plant: six doublings and four halvings in busy wards, and a rise all over one borough."""
    planted: list[Planted] = []
    taken = {CITY_CODE}
    for measure_id, factor in PLANTS:
        yearly = sum(usual[name] for name in MEASURES[measure_id])
        is_free = np.array([code not in taken for code in wards.borough_codes])
        busiest = np.argsort(np.where(is_free, -yearly, 0), kind="stable")
        chosen = int(busiest[rng.integers(2, 12)])
        taken.add(wards.borough_codes[chosen])
        planted.append(Planted(measure_id=measure_id, area_code=wards.codes[chosen], factor=factor))
    free = [of.code for of in BOROUGHS if of.code not in taken]
    chosen = int(rng.integers(len(free)))
    planted.append(Planted(measure_id="personal_robbery", area_code=free[chosen], factor=BOROUGH_RISE))
    return tuple(planted)


def _draw(rng: np.random.Generator, wards: Wards, name: str, usual: Floats, planted: tuple[Planted, ...]) -> Whole:
    kind = KINDS[name]
    season = np.array([kind.season[month.month - 1] / 100 for month in MONTHS])
    drift = 1 + kind.drift * (np.arange(len(MONTHS)) - 18) / 12
    expected = usual[:, None] / 12 * season * drift * grow(0.12 * draw_bell(rng, (len(wards), len(MONTHS))))
    for change in planted:
        if name in MEASURES[change.measure_id]:
            here = (wards.codes == change.area_code) | (wards.borough_codes == change.area_code)
            expected[here, LAST_YEAR] *= change.factor
    return np.asarray(rng.poisson(expected), dtype=np.intp)
