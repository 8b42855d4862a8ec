"""What the sample's wards are like: code, name, people, and two hidden traits that their figures follow."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loaders.sample.noise import Floats, draw_bell, draw_hills
from loaders.sample.partition import Shares
from loaders.sample.places import BOROUGHS, CITY_CODE, TOWN_CENTRES, WEST_END, read_points
from loaders.sample.terrain import Ground, Whole

Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wards:
    """The wards in order of code.

    `hardship` has mean 0 and spread 1: high in an arc round the middle and towards the east, with hills and hollows of
    its own. `bustle` is 0 far from any town centre and up to about 4 in the West End.
    """

    codes: Texts
    names: Texts
    borough: Whole
    borough_codes: Texts
    population: Whole
    middles: Floats
    hardship: Floats
    bustle: Floats

    def __len__(self) -> int:
        return len(self.codes)


def describe_wards(rng: np.random.Generator, ground: Ground, shares: Shares) -> Wards:
    """Name the wards, count their people and draw what they are like."""
    inside = shares.ward >= 0
    ward, people = shares.ward[inside], shares.people[inside]
    count = len(shares.borough_of_ward)
    residents = np.bincount(ward, weights=people, minlength=count).astype(float)
    middles = np.stack(
        [np.bincount(ward, weights=people * axis, minlength=count) / residents for axis in ground.middles[inside].T],
        axis=1,
    )
    borough = shares.borough_of_ward
    return Wards(
        codes=np.array([f"S05{number + 1:06d}" for number in range(count)], dtype=object),
        names=_name_wards(borough),
        borough=borough,
        borough_codes=np.array([BOROUGHS[position].code for position in borough], dtype=object),
        population=_count_people(residents, borough),
        middles=middles,
        hardship=_draw_hardship(rng, middles),
        bustle=_draw_bustle(rng, middles),
    )


def share_whole(total: int, portions: Floats) -> Whole:
    """Share a whole number out in given portions, in whole numbers that add up to it (largest remainders)."""
    exact = portions * (total / portions.sum())
    whole: Whole = np.floor(exact).astype(np.intp)
    left = total - int(whole.sum())
    whole[np.argsort(-np.round(exact - whole, 9), kind="stable")[:left]] += 1
    return whole


def _name_wards(borough: Whole) -> Texts:
    names = []
    for position, of in enumerate(BOROUGHS):
        count = int((borough == position).sum())
        if of.code == CITY_CODE:
            names += [f"{of.name} sample area"]
        else:
            names += [f"{of.name} sample ward {number}" for number in range(1, count + 1)]
    return np.array(names, dtype=object)


def _count_people(residents: Floats, borough: Whole) -> Whole:
    population = np.zeros(len(residents), dtype=np.intp)
    for position, of in enumerate(BOROUGHS):
        here = borough == position
        population[here] = share_whole(of.population, residents[here])
    return population


def _draw_hardship(rng: np.random.Generator, middles: Floats) -> Floats:
    from_centre = np.sqrt((middles**2).sum(axis=1))
    arc = 1 / (1 + ((from_centre - 5) / 4) ** 2)
    east = np.clip(middles[:, 0] / 15, -1, 1)
    hills = draw_hills(rng, middles, wavelength=5.0, octaves=3)
    hardship = 1.3 * arc + 0.35 * east + 0.9 * hills + 0.3 * draw_bell(rng, len(middles))
    return np.asarray((hardship - hardship.mean()) / hardship.std())


def _draw_bustle(rng: np.random.Generator, middles: Floats) -> Floats:
    centres = read_points(TOWN_CENTRES)
    strength = 0.4 + 0.9 * rng.random(len(centres))
    strength[WEST_END] = 4.0
    squares = ((middles[:, None, :] - centres) ** 2).sum(axis=2)
    return np.asarray((strength / (1 + squares / 0.7) ** 2).max(axis=1))
