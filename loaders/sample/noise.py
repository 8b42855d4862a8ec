"""Smooth chance for the sample: fields without sharp edges and bell-shaped draws, from plain sums and products only.

Exponentials and logarithms differ in their last digit from one processor to the next; sums, products and square
roots do not. What is drawn here is therefore the same everywhere.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

WEST, SOUTH, EAST, NORTH = -34.0, -32.0, 40.0, 30.0
"""The ground that fields cover, in kilometres around Charing Cross; ample for London."""


def draw_field(rng: np.random.Generator, points: Floats, *, wavelength: float) -> Floats:
    """Draw a smooth field and read it at each point: between about -1 and 1, hills one wavelength apart."""
    columns = int((EAST - WEST) / wavelength) + 3
    rows = int((NORTH - SOUTH) / wavelength) + 3
    heights = rng.random((columns, rows)) * 2 - 1
    places = (points - (WEST, SOUTH)) / wavelength
    corner = np.floor(places).astype(int)
    x, y = _ease(places - corner).T
    i, j = corner.T
    low = heights[i, j] * (1 - x) + heights[i + 1, j] * x
    high = heights[i, j + 1] * (1 - x) + heights[i + 1, j + 1] * x
    return np.asarray(low * (1 - y) + high * y)


def draw_hills(rng: np.random.Generator, points: Floats, *, wavelength: float, octaves: int) -> Floats:
    """Add fields of ever shorter wavelength and ever lower height: large hills with small ones on them."""
    total = np.zeros(len(points))
    for octave in range(octaves):
        total += draw_field(rng, points, wavelength=wavelength / 2**octave) / 2**octave
    return total


def draw_bell(rng: np.random.Generator, shape: int | tuple[int, ...]) -> Floats:
    """Draw numbers with mean 0 and standard deviation 1, bell-shaped: twelve even draws added up, less six."""
    size = (shape,) if isinstance(shape, int) else shape
    return np.asarray(rng.random((12, *size)).sum(axis=0) - 6)


def grow(exponent: Floats) -> Floats:
    """Give about e to the power of each number: always above 0, from products only (close for -2 to 2)."""
    base = 1 + exponent / 32
    for _ in range(5):
        base = base * base
    return base


def _ease(share: Floats) -> Floats:
    return share * share * share * (share * (share * 6 - 15) + 10)
