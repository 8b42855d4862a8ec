"""The colours, declared once: one sequential palette for need, and what goes with it in light and dark."""

NEED_COLOURS = ("#CDE594", "#80C6A3", "#1F9EB7", "#186290", "#080C54")
"""Light to dark, safe for all kinds of colour vision; never red, amber and green."""

NO_DATA_COLOUR = "#FFFFFF"
HATCH_COLOUR = "#6B7280"
LIST_OUTLINE = "#D6006C"
"""Outlines of the wards on the list: unlike any class colour, seen on the lightest and on the darkest of them."""

SELECTION_OUTLINE = "#000000"
BOROUGH_LINE = "#4B5563"
WARD_LINE = "#FFFFFF"
RIVER_COLOUR = "#A9C7DD"
LIGHT_GROUND, LIGHT_INK = "#FFFFFF", "#12263A"
DARK_GROUND, DARK_INK = "#0E1822", "#E9F0F5"
"""Page and text, as .streamlit/config.toml has them."""

ABOVE_COLOURS = (NEED_COLOURS[0], NEED_COLOURS[3])
"""Not above, above."""

RISING_COLOUR, FALLING_COLOUR = "#D9730D", "#8461BF"
NO_CHANGE_COLOUR, MIXED_COLOUR = "#DCE1E6", "#4B5563"
"""Directions of change: orange and purple, told apart by every kind of colour vision, and always named in words."""

FAINT_COLOUR = "#8A96A3"
"""What only gives the scale: earlier years, an even spread, wards of which nothing is said."""


def to_rgb(colour: str) -> list[int]:
    """Give a colour as the map takes it.

    >>> to_rgb("#1F9EB7")
    [31, 158, 183]
    """
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
