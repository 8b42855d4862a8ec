"""The palette keeps what it promises: light to dark, and text that can be read."""

from itertools import pairwise

from charts.palette import DARK_GROUND, DARK_INK, LIGHT_GROUND, LIGHT_INK, LIST_OUTLINE, NEED_COLOURS, to_rgb


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [each / 255 for each in to_rgb(colour)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_need_grows_darker_from_class_to_class() -> None:
    luminances = [_luminance(colour) for colour in NEED_COLOURS]

    assert luminances == sorted(luminances, reverse=True)
    assert all(_contrast(one, next_one) >= 1.35 for one, next_one in pairwise(NEED_COLOURS))


def test_text_can_be_read_in_both_themes() -> None:
    assert _contrast(LIGHT_GROUND, LIGHT_INK) >= 7
    assert _contrast(DARK_GROUND, DARK_INK) >= 7


def test_the_outline_of_the_list_differs_from_the_lightest_and_the_darkest_class() -> None:
    assert _contrast(LIST_OUTLINE, NEED_COLOURS[0]) >= 3
    assert _contrast(LIST_OUTLINE, NEED_COLOURS[4]) >= 3
