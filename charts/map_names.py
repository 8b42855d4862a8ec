"""Borough names on the map: on two lines where long, moved apart, and small enough to stay apart however near one is.

Browsers can sort out names that collide, but draw each frame twice for it and show half of a name where two touch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

LARGEST, SMALLEST = 11.0, 8.0
"""Sizes of names in pixels where the map is first seen; a name that would have to be smaller is left out there."""

GROWN = 14.0
"""How large names become, in pixels, when the map is seen from nearer."""

LETTER, LINE, AROUND = 0.54, 1.05, 2.0
"""The usual width of a letter and the height of a line, as parts of the size, and pixels of halo on each side."""

LONG_NAME = 12
TURNS = 80
EQUATOR_METRES = 40_075_016.7
Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spot:
    """A name, the point where it has most room, and that room: degrees that it may move without leaving its place."""

    name: str
    longitude: float
    latitude: float
    room: float


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name as it is drawn: its lines, where their middle is, and how high a letter is, in metres on the ground."""

    text: str
    longitude: float
    latitude: float
    metres: float


@lru_cache(maxsize=64)
def place_names(spots: tuple[Spot, ...], zoom: float) -> tuple[PlacedName, ...]:
    """Place names for a map first seen at a zoom; what doesn't overlap there, overlaps nowhere.

    Sizes are metres, so names and the ground between them grow alike, up to a size at which only the ground grows.
    Of names with too little room, those of the larger places stay.
    """
    if not spots:
        return ()
    kept = list(spots)
    pixels_per_degree = 512 * 2.0**zoom / 360
    while True:
        home = _to_pixels(kept, pixels_per_degree)
        boxes = np.array([_box(fold_name(spot.name)) for spot in kept])
        at = _spread(home, boxes, np.array([spot.room for spot in kept]) * pixels_per_degree)
        scales = _scales(at, boxes)
        crowding = scales < SMALLEST / LARGEST
        if not crowding.any():
            break
        stays: list[int] = []
        for place in sorted(range(len(kept)), key=lambda place: -kept[place].room):
            if not crowding[place, stays].any():
                stays.append(place)
        kept = [kept[place] for place in sorted(stays)]
    sizes = LARGEST * np.minimum(scales.min(axis=1), 1.0)
    longitudes, latitudes = _to_degrees(at, pixels_per_degree)
    metres = sizes * EQUATOR_METRES * np.cos(np.radians(latitudes)) / (pixels_per_degree * 360)
    return tuple(
        PlacedName("\n".join(fold_name(spot.name)), round(float(x), 5), round(float(y), 5), round(float(size), 1))
        for spot, x, y, size in zip(kept, longitudes, latitudes, metres, strict=True)
    )


def fold_name(name: str) -> list[str]:
    """Break a long name into two lines of about the same length.

    >>> fold_name("Kensington and Chelsea")
    ['Kensington', 'and Chelsea']
    >>> fold_name("City of London")
    ['City of', 'London']
    >>> fold_name("Barnet")
    ['Barnet']
    """
    words = name.split()
    if len(name) <= LONG_NAME or len(words) < 2:
        return [name]
    folds = [[" ".join(words[:end]), " ".join(words[end:])] for end in range(1, len(words))]
    return min(folds, key=lambda lines: max(map(len, lines)))


def _box(lines: Sequence[str]) -> tuple[float, float]:
    """Give the width and height of a name at its largest, in pixels."""
    wide = LARGEST * LETTER * max(map(len, lines)) + 2 * AROUND
    return wide, LARGEST * LINE * len(lines) + 2 * AROUND


def _spread(home: Points, boxes: Points, room: Points) -> Points:
    """Move boxes that overlap apart, the shorter way, as far as each has room."""
    first, second = np.triu_indices(len(home), 1)
    need = (boxes[first] + boxes[second]) / 2
    reach = (room[first] + room[second])[:, None]
    is_near = (np.abs(home[first] - home[second]) < need + reach).all(axis=1)
    first, second, need = first[is_near], second[is_near], need[is_near]
    each = np.arange(len(first))
    at = home.copy()
    for _ in range(TURNS):
        apart = at[first] - at[second]
        overlap = need - np.abs(apart)
        axis = overlap.argmin(axis=1)
        push = np.where((overlap > 0).all(axis=1), overlap[each, axis] / 4, 0.0)
        push = np.where(apart[each, axis] < 0, -push, push)
        np.add.at(at, (first, axis), push)
        np.add.at(at, (second, axis), -push)
        away = at - home
        far = np.hypot(away[:, 0], away[:, 1])
        at = home + away * (room / np.maximum(far, np.maximum(room, 1e-9)))[:, None]
    return at


def _scales(at: Points, boxes: Points) -> Points:
    """Say by how much each two boxes may be scaled until they touch; a box and itself, without end."""
    scales: Points = (np.abs(at[:, None] - at) / ((boxes[:, None] + boxes) / 2)).max(axis=2)
    np.fill_diagonal(scales, np.inf)
    return scales


def _to_pixels(spots: Sequence[Spot], pixels_per_degree: float) -> Points:
    """Give places as browsers' maps draw them (Web Mercator), in pixels."""
    down = np.degrees(np.arctanh(np.sin(np.radians([spot.latitude for spot in spots]))))
    return np.column_stack([[spot.longitude for spot in spots], down]) * pixels_per_degree


def _to_degrees(at: Points, pixels_per_degree: float) -> tuple[Points, Points]:
    longitudes, down = (at / pixels_per_degree).T
    return longitudes, np.degrees(np.arcsin(np.tanh(np.radians(down))))
