"""Chance for the sample: smooth, bell-shaped, the same from the same seed, and made of sums and products alone."""

import math

import numpy as np
import pytest

from loaders.sample.noise import draw_bell, draw_field, draw_hills, grow


def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def test_the_same_seed_draws_the_same():
    points = np.array([[0.0, 0.0], [3.0, 4.0]])

    assert draw_field(rng(), points, wavelength=2.0).tolist() == draw_field(rng(), points, wavelength=2.0).tolist()
    assert draw_bell(rng(), 3).tolist() == draw_bell(rng(), 3).tolist()


def test_a_field_has_neither_jumps_nor_heights_beyond_1():
    along = np.stack([np.linspace(-20, 20, 4_001), np.full(4_001, 1.0)], axis=1)

    field = draw_field(rng(), along, wavelength=4.0)

    assert np.abs(field).max() <= 1
    # steps of 10 m on waves of 4 km: the steepest the ease allows is 2 x 1.875 in 4 km, or 0.0094 in 10 m
    assert np.abs(np.diff(field)).max() < 0.0094


def test_hills_are_fields_of_half_the_wave_and_half_the_height():
    points = np.array([[1.0, 2.0], [-3.0, 5.0]])
    one = rng()

    hills = draw_hills(rng(), points, wavelength=8.0, octaves=2)

    assert (
        hills.tolist()
        == (draw_field(one, points, wavelength=8.0) + draw_field(one, points, wavelength=4.0) / 2).tolist()
    )


def test_bells_have_mean_0_and_spread_1():
    drawn = draw_bell(rng(), (200, 100))

    # of 20,000 draws the mean has a standard error of 0.007 and the spread one of 0.005
    assert abs(drawn.mean()) < 0.028
    assert abs(drawn.std() - 1) < 0.02
    assert np.abs(drawn).max() <= 6


@pytest.mark.parametrize("exponent", [-2.0, -1.0, 0.0, 0.5, 1.0, 2.0])
def test_growth_is_about_e_to_the_power(exponent):
    # (1 + x/32)^32 is e^x within x^2/64
    (grown,) = grow(np.array([exponent]))

    assert grown == pytest.approx(math.exp(exponent), rel=exponent**2 / 60 + 1e-12)
