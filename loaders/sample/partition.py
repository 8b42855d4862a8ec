"""Share the ground out: cells to boroughs of the right size, and each borough's cells to wards of like population."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from loaders.sample.noise import Floats, draw_bell, draw_field, draw_hills, grow
from loaders.sample.places import BOROUGHS, TOWN_CENTRES, Borough, read_points
from loaders.sample.terrain import Flags, Ground, Whole

BOROUGH_ROUNDS = 60
WARD_ROUNDS = 60
ATTEMPTS = 20

FEWEST_SHARE = 0.45
"""Wards are drawn again when one of a borough has less than this share of the usual number of people."""

NECK_KM = 0.03
"""Parts of a ward that hang together by less than this count as apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """The borough and the ward of each cell, -1 outside London, and the people who live in it.

    Wards count from 0 through all boroughs; `borough_of_ward` holds each ward's place in `BOROUGHS`.
    """

    borough: Whole
    ward: Whole
    people: Floats
    borough_of_ward: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A borough, or the part of one on one bank of the Thames, with the numbers its wards get."""

    cells: Whole
    first_ward: int
    ward_count: int
    borough: int


def share_out(rng: np.random.Generator, ground: Ground) -> Shares:
    """Give every cell of London to a borough and a ward."""
    bent = _bend(rng, ground.middles)
    borough = _share_boroughs(ground, bent)
    people = _settle(rng, ground, borough)
    parts = _split_boroughs(ground, borough, people)
    borough_of_ward = np.repeat([part.borough for part in parts], [part.ward_count for part in parts])
    drawn = np.full(len(borough), -1, dtype=np.intp)
    todo = parts
    for _ in range(ATTEMPTS):
        for part in todo:
            here = part.cells
            drawn[here] = part.first_ward + _share_wards(rng, bent[here], people[here], part.ward_count)
        ward = _tidy(ground, drawn, within=borough * 3 + ground.zone)
        ward = _tidy(ground, ward, within=np.minimum(ground.zone, 0))
        residents = np.bincount(ward + 1, weights=people, minlength=len(borough_of_ward) + 1)[1:].astype(float)
        todo = [part for part in parts if _is_uneven(part, residents)]
        if not todo:
            break
    ward = np.where(_find_strays(ground, ward), -1, ward)
    return Shares(
        borough=np.where(ward < 0, -1, borough_of_ward[ward]),
        ward=ward,
        people=people,
        borough_of_ward=borough_of_ward,
    )


def _split_boroughs(ground: Ground, borough: Whole, people: Floats) -> list[Part]:
    """Split boroughs at the Thames, and their numbers of wards by the people on each bank."""
    parts: list[Part] = []
    first_ward = 0
    for position, of in enumerate(BOROUGHS):
        banks = [np.flatnonzero((borough == position) & (ground.zone == zone)) for zone in range(3)]
        banks = [bank for bank in banks if people[bank].sum() > of.population / of.ward_count / 2]
        counts = [max(1, round(of.ward_count * people[bank].sum() / of.population)) for bank in banks]
        counts[0] += of.ward_count - sum(counts)
        for cells, count in zip(banks, counts, strict=True):
            parts.append(Part(cells=cells, first_ward=first_ward, ward_count=count, borough=position))
            first_ward += count
    return parts


def _is_uneven(part: Part, residents: Floats) -> bool:
    """Tell whether a ward lost most of its people when pieces cut off from it were given away."""
    mine = residents[part.first_ward : part.first_ward + part.ward_count]
    return bool(mine.min() < FEWEST_SHARE * mine.mean())


def _bend(rng: np.random.Generator, points: Floats) -> Floats:
    """Push every point a little aside, neighbours alike, so that straight dividing lines come out winding."""
    moved = points.copy()
    for wavelength, height in ((7.0, 0.7), (3.2, 0.45), (1.5, 0.24), (0.7, 0.10)):
        for axis in range(2):
            moved[:, axis] += height * draw_field(rng, points, wavelength=wavelength)
    return moved


def _share_boroughs(ground: Ground, bent: Floats) -> Whole:
    """Give each cell to the borough with the nearest place on the same bank, then trim until sizes are right."""
    inside = np.flatnonzero(ground.zone >= 0)
    distance = np.stack([_nearest(ground, bent, inside, of) for of in BOROUGHS], axis=1)
    areas = ground.areas_km2[inside]
    wanted = np.array([of.area_km2 for of in BOROUGHS])
    wanted = wanted * (areas.sum() / wanted.sum())
    credit = np.zeros(len(BOROUGHS))
    for _ in range(BOROUGH_ROUNDS):
        owner = (distance - credit).argmin(axis=1)
        has = np.bincount(owner, weights=areas, minlength=len(BOROUGHS))
        credit += np.clip((wanted - has) / np.sqrt(wanted) * 0.5, -0.8, 0.8)
    borough = np.full(len(ground.zone), -1, dtype=np.intp)
    borough[inside] = owner
    return _tidy(ground, borough, within=ground.zone)


def _nearest(ground: Ground, bent: Floats, inside: Whole, of: Borough) -> Floats:
    """Give the square of each cell's distance to the borough's nearest place on the same bank."""
    places = of.places
    closest = ((ground.middles[:, None, :] - places) ** 2).sum(axis=2).argmin(axis=0)
    bank = ground.zone[closest]
    squares = ((bent[inside, None, :] - places) ** 2).sum(axis=2)
    return np.asarray(np.where(ground.zone[inside, None] == bank, squares, np.inf).min(axis=1))


def _settle(rng: np.random.Generator, ground: Ground, borough: Whole) -> Floats:
    """Spread each borough's people over its cells: thick around town centres, thin on heaths and marshes."""
    to_centre = cKDTree(read_points(TOWN_CENTRES)).query(ground.middles)[0] ** 2
    thickness = 0.6 + 1.6 / (1 + to_centre / 1.2) + 0.5 / (1 + (ground.middles**2).sum(axis=1) / 100)
    thickness *= grow(1.3 * draw_hills(rng, ground.middles, wavelength=4.0, octaves=3))
    people = thickness * ground.areas_km2
    for position, of in enumerate(BOROUGHS):
        here = borough == position
        people[here] *= of.population / people[here].sum()
    return np.where(borough >= 0, people, 0.0)


def _share_wards(rng: np.random.Generator, bent: Floats, people: Floats, count: int) -> Whole:
    """Draw wards of like population, each stretched its own way, and even them out round by round."""
    middles = bent[_pick(rng, people, count)]
    wanted = grow(0.13 * draw_bell(rng, count))
    wanted *= people.sum() / wanted.sum()
    stretch = _stretch(rng, count)
    credit = np.zeros(count)
    reach = len(bent) / count * 0.0018
    for round_ in range(WARD_ROUNDS):
        east, north = (bent[:, axis, None] - middles[:, axis] for axis in range(2))
        distance = stretch[0] * east * east + stretch[1] * east * north + stretch[2] * north * north
        owner = (distance - credit).argmin(axis=1)
        has = np.bincount(owner, weights=people, minlength=count)
        credit += np.clip((wanted - has) / wanted, -0.5, 0.5) * reach
        if round_ < WARD_ROUNDS // 2:
            for axis in range(2):
                total = np.bincount(owner, weights=bent[:, axis] * people, minlength=count)
                middles[:, axis] = np.where(has > 0, total / np.maximum(has, 1e-9), middles[:, axis])
    return _number_southwards(owner, bent, count)


def _number_southwards(owner: Whole, points: Floats, count: int) -> Whole:
    """Number wards from north to south, so that neighbours have numbers that are near each other."""
    cells = np.bincount(owner, minlength=count)
    north = np.bincount(owner, weights=points[:, 1], minlength=count) / np.maximum(cells, 1)
    place = np.empty(count, dtype=np.intp)
    place[np.argsort(-north, kind="stable")] = np.arange(count)
    return place[owner]


def _pick(rng: np.random.Generator, people: Floats, count: int) -> Whole:
    """Pick cells to start wards from, more of them where more people live."""
    steps = np.cumsum(people) / people.sum()
    return np.searchsorted(steps, (np.arange(count) + rng.random(count)) / count)


def _stretch(rng: np.random.Generator, count: int) -> Floats:
    """Draw for each ward a direction in which it is longer: the three factors of a squared distance."""
    along = draw_bell(rng, (count, 2))
    along /= np.sqrt((along**2).sum(axis=1, keepdims=True)) + 1e-9
    x, y = along.T
    longer = 1 + rng.random(count)
    shorter = 1 / longer
    return np.stack(
        [x * x * shorter + y * y * longer, 2 * x * y * (shorter - longer), y * y * shorter + x * x * longer]
    )


def _tidy(ground: Ground, owner: Whole, *, within: Whole) -> Whole:
    """Give pieces cut off from their ward or borough to the neighbour with which they share most sides."""
    while True:
        is_stray = _find_strays(ground, owner)
        given = _give_away(ground, owner, _find_pieces(ground, owner), is_stray, within)
        if (given == owner).all():
            return owner
        owner = given


def _find_pieces(ground: Ground, owner: Whole) -> Whole:
    """Number the pieces of neighbouring cells with the same owner."""
    one, other = ground.sides.T
    is_joined = (owner[one] == owner[other]) & (ground.side_km > NECK_KM)
    size = len(owner)
    links = coo_array((np.ones(is_joined.sum()), (one[is_joined], other[is_joined])), shape=(size, size))
    return np.asarray(connected_components(links, directed=False)[1], dtype=np.intp)


def _find_strays(ground: Ground, owner: Whole) -> Flags:
    """Find the cells of London that are not in the largest piece of their owner, or have no owner."""
    piece = _find_pieces(ground, owner)
    cells = np.bincount(piece)
    _, first = np.unique(piece, return_index=True)
    owner_of_piece = owner[first]
    order = np.lexsort((-cells, owner_of_piece))
    is_main = np.zeros(len(cells), dtype=bool)
    is_main[order[np.unique(owner_of_piece[order], return_index=True)[1]]] = True
    return np.asarray((~is_main[piece] | (owner < 0)) & (ground.zone >= 0))


def _give_away(ground: Ground, owner: Whole, piece: Whole, is_stray: Flags, within: Whole) -> Whole:
    pairs = np.concatenate([ground.sides, ground.sides[:, ::-1]])
    mine, theirs = pairs.T
    is_offer = is_stray[mine] & ~is_stray[theirs] & (owner[theirs] >= 0) & (within[mine] == within[theirs])
    offers = piece[mine[is_offer]] * (owner.max() + 2) + owner[theirs[is_offer]]
    keys, votes = np.unique(offers, return_counts=True)
    taker = {}
    for key, _ in sorted(zip(keys.tolist(), votes.tolist(), strict=True), key=lambda offer: offer[1]):
        taker[key // (owner.max() + 2)] = key % (owner.max() + 2)
    given = owner.copy()
    for stray, new in taker.items():
        given[piece == stray] = new
    return given
