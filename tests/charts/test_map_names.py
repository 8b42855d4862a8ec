"""Borough names: none overlaps another, none leaves its place, and those with no room are left out."""

import math

import pytest

from charts.map_names import EQUATOR_METRES, LARGEST, SMALLEST, Spot, fold_name, place_names

ZOOM = 9.0
DEGREE = 512 * 2**ZOOM / 360
"""Pixels of a degree of longitude; on the equator one of latitude has as many."""


def _spots(*pixels: tuple[str, float, float], room: float = 30.0) -> tuple[Spot, ...]:
    return tuple(Spot(name, x / DEGREE, y / DEGREE, room / DEGREE) for name, x, y in pixels)


def _pixels_high(metres: float) -> float:
    return metres / EQUATOR_METRES * DEGREE * 360


def test_a_name_with_room_stays_where_it_is_at_its_largest() -> None:
    (name,) = place_names(_spots(("Barnet", 100.0, 50.0)), ZOOM)

    assert (name.longitude * DEGREE, name.latitude * DEGREE) == pytest.approx((100.0, 50.0), abs=0.01)
    assert _pixels_high(name.metres) == pytest.approx(LARGEST, abs=0.01)


def test_two_names_at_one_height_move_apart_up_and_down_because_that_is_nearer() -> None:
    left, right = place_names(_spots(("Hackney", 0.0, 0.0), ("Islington", 20.0, 1.0)), ZOOM)

    # a line is 11 x 1.05 + 4 = 15.55 pixels high; the left one is lower already and goes on down
    assert (right.latitude - left.latitude) * DEGREE == pytest.approx(15.55, abs=0.1)
    assert left.longitude == 0.0
    assert _pixels_high(left.metres) == pytest.approx(LARGEST, rel=0.01)


def test_a_name_goes_no_farther_than_its_place_reaches_and_becomes_smaller_instead() -> None:
    below, above = place_names(_spots(("Hackney", 0.0, 0.0), ("Islington", 20.0, 1.0), room=6.0), ZOOM)

    # 1 + 2 x 6 = 13 pixels apart at most; 13 / 15.55 x 11 = 9.2 pixels
    assert math.hypot(below.longitude, below.latitude) * DEGREE == pytest.approx(6.0, abs=0.1)
    assert _pixels_high(above.metres) == pytest.approx(9.2, abs=0.1)
    assert _pixels_high(below.metres) == pytest.approx(9.2, abs=0.1)


def test_of_names_with_no_room_those_of_the_smaller_place_are_left_out_and_come_back_nearer() -> None:
    crowded = (Spot("Large", 0.0, 0.0, 3 / DEGREE), Spot("Small", 2 / DEGREE, 0.0, 2 / DEGREE))

    assert [name.text for name in place_names(crowded, ZOOM)] == ["Large"]
    # sixteen times nearer they are 32 pixels apart, and may move by 80 more
    assert [name.text for name in place_names(crowded, ZOOM + 4)] == ["Large", "Small"]


def test_no_name_is_smaller_than_can_be_read() -> None:
    names = place_names(_spots(*((f"Borough {n}", 9.0 * n, 7.0 * (n % 3)) for n in range(40)), room=8.0), ZOOM)

    assert 5 < len(names) < 40
    assert min(_pixels_high(name.metres) for name in names) >= SMALLEST - 0.05


def test_names_that_lie_on_the_same_point_move_apart_too() -> None:
    first, second = place_names(_spots(("Here", 0.0, 0.0), ("Too", 0.0, 0.0)), ZOOM)

    assert abs(first.latitude - second.latitude) * DEGREE == pytest.approx(15.55, abs=0.1)


def test_a_map_without_boroughs_has_no_names() -> None:
    assert place_names((), ZOOM) == ()


def test_a_long_name_is_folded_once_and_a_long_word_is_not() -> None:
    assert fold_name("Kingston upon Thames") == ["Kingston", "upon Thames"]
    assert fold_name("Llanfairpwllgwyngyll") == ["Llanfairpwllgwyngyll"]
    assert "\n" in place_names(_spots(("Barking and Dagenham", 0.0, 0.0)), ZOOM)[0].text
