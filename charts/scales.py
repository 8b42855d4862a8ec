"""The two scales of a chart that is written as text of the page: where a value lies, and what stands along them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from scoring.change_words import MONTHS
from scoring.words import number_text

FEWER_TICKS_THAN = 4
ROOM = 0.04
"""How much of a scale is left free before and after its values, where the chart does not say from where to where."""

MONTH_STEPS = (1, 2, 3, 6, 12, 24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One scale: its ends, of which `low` may be the larger, and its ticks: places from 0 to 1 with their texts."""

    kind: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def place(self, value: object) -> float:
        """Give where a value lies, 0 at the low end and 1 at the high one."""
        return self.place_on(number_on(value, self.kind))

    def place_on(self, number: float) -> float:
        """Give where a number on the scale lies; on a scale of powers it is the power."""
        return (number - self.low) / (self.high - self.low)


def read_scale(axis: Mapping[str, Any], values: Iterable[object], *, room: float | None = None) -> Scale:
    """Read one of a figure's axes.

    `room` is how far it reaches beyond its values, in its own unit; a small part of their span unless given.
    """
    kind = axis.get("type", "linear")
    numbers = [number for value in values if not math.isnan(number := number_on(value, kind))]
    if "range" in axis:
        low, high = map(float, axis["range"])
    else:
        low, high = min(numbers, default=0.0), max(numbers, default=1.0)
        is_from_zero = axis.get("rangemode") == "tozero"
        low = min(low, 0.0) if is_from_zero else low
        beyond = (high - low) * ROOM if room is None else room
        is_held = room is None and is_from_zero and low == 0
        low, high = low if is_held else low - beyond, high + beyond
        high = high if high > low else low + 1.0
    scale = Scale(kind=kind, low=low, high=high, ticks=())
    if not axis.get("visible", True):
        return scale
    is_named = axis.get("showticklabels", True)
    placed = [(scale.place(value), text if is_named else "") for value, text in _read_ticks(axis, kind, low, high)]
    return replace(scale, ticks=tuple((place, text) for place, text in placed if -1e-9 <= place <= 1 + 1e-9))


def find_ticks(low: float, high: float, *, fewer_than: int = FEWER_TICKS_THAN) -> Sequence[float]:
    """Give a few round numbers from low to high; 0 is one of them where it lies between.

    >>> list(find_ticks(0, 340)), list(find_ticks(-0.5, 15.5)), list(find_ticks(0, 1))
    ([0.0, 100.0, 200.0, 300.0], [0.0, 5.0, 10.0, 15.0], [0.0, 0.5, 1.0])
    """
    width = find_round_width(high - low, fewer_than=fewer_than)
    numbers = range(math.ceil(low / width - 1e-9), math.floor(high / width + 1e-9) + 1)
    return [number * width for number in numbers]


def find_round_width(span: float, *, fewer_than: int) -> float:
    """Give the smallest round width of which a span holds fewer than so many.

    >>> find_round_width(340, fewer_than=4), find_round_width(16, fewer_than=40)
    (100.0, 0.5)
    """
    widths = (part * 10.0**power for power in range(-9, 12) for part in (1, 2, 5))
    return next(width for width in widths if span / width < fewer_than)


def _read_ticks(axis: Mapping[str, Any], kind: str, low: float, high: float) -> Sequence[tuple[object, str]]:
    if "tickvals" in axis:
        return list(zip(axis["tickvals"], axis.get("ticktext") or map(number_text, axis["tickvals"]), strict=True))
    fewer_than = axis.get("nticks", FEWER_TICKS_THAN)
    if kind == "date":
        return _month_ticks(low, high, fewer_than)
    ticks = find_ticks(min(low, high), max(low, high), fewer_than=fewer_than)
    if kind == "log":
        return [(10.0**tick, number_text(10.0**tick)) for tick in ticks]
    if axis.get("tickformat", "").endswith("%"):
        return [(tick, f"{number_text(round(100 * tick, 9))}%") for tick in ticks]
    return [(tick, number_text(tick)) for tick in ticks]


def _month_ticks(low: float, high: float, fewer_than: int) -> list[tuple[object, str]]:
    """Give months that are evenly apart, January among them."""
    step = next((step for step in MONTH_STEPS if (high - low) / step < fewer_than), MONTH_STEPS[-1])
    months = range(math.ceil(low / step) * step, math.floor(high) + 1, step)
    named = ((np.datetime64(number, "M"), f"{MONTHS[number % 12][:3]}\n{1970 + number // 12}") for number in months)
    return [(str(month), text) for month, text in named]


def number_on(value: object, kind: str) -> float:
    """Give a value as a number on a scale of this kind; NaN where there is none."""
    if value is None:
        return math.nan
    if kind == "date":
        return float(np.datetime64(str(value), "M").astype(int))
    number = float(value)  # type: ignore[arg-type]
    return math.log10(number) if kind == "log" else number
