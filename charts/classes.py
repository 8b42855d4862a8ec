"""Classes of colour: the one place where figures become classes, for map, chart, table and legend alike."""

import itertools
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from charts.palette import (
    ABOVE_COLOURS,
    FALLING_COLOUR,
    MIXED_COLOUR,
    NEED_COLOURS,
    NO_CHANGE_COLOUR,
    NO_DATA_COLOUR,
    RISING_COLOUR,
)
from scoring.certainty import FIRM, OUT, CertaintyResult
from scoring.change import ChangeResult, Verdict
from scoring.evidence import find_positions
from scoring.measures import Level, Measure
from scoring.percentile import NO_DATA, Floats
from scoring.threshold import Flags
from scoring.vulnerability import Vulnerability
from scoring.words import number_text

MOST_CLASSES = 5
LENS_STEPS = (75, 100, 125, 150)
"""Where the classes of the vulnerability lens part; 100 is London's rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColourClass:
    """One class as the legend shows it."""

    label: str
    colour: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """Each ward's class: a position in `legend`, whose last entry is for wards without a figure when there are any."""

    title: str
    of_ward: npt.NDArray[np.int8]
    legend: tuple[ColourClass, ...]
    has_missing: bool


def classify_scores(scores: Floats, max_score: float) -> Classes:
    """Class need scores by equal steps of a round size, at most five of them, from 0 to the highest score reached.

    Steps stay the same as long as the highest score does, so that colours can be compared from one move to the next.
    """
    known = scores[~np.isnan(scores)]
    top = float(known.max()) if len(known) else max_score
    is_whole = bool(np.all(np.abs(known - np.round(known)) < 1e-9))
    step = _round_step(top, is_whole=is_whole)
    count = max(1, min(MOST_CLASSES, math.floor(top / step + 1e-9) + 1))
    place = np.minimum(np.floor(np.nan_to_num(scores) / step + 1e-9), count - 1).astype(np.int8)
    labels = [_score_label(number * step, (number + 1) * step, max_score, is_whole=is_whole) for number in range(count)]
    return _classes("Need score", place, np.isnan(scores), labels, _spread_colours(count), "Not scored")


def classify_values(values: Floats, measure: Measure) -> Classes:
    """Class one measure's figures into fifths of the wards, darker for more need; equal figures share a class."""
    need = values if measure.higher_is_worse else -values
    known = need[~np.isnan(need)]
    edges = np.unique(np.quantile(known, np.arange(1, MOST_CLASSES) / MOST_CLASSES)) if len(known) else np.array([])
    place = np.searchsorted(edges, np.nan_to_num(need), side="right")
    used = np.unique(place[~np.isnan(need)])
    place = np.searchsorted(used, place).astype(np.int8)
    labels = []
    for number in range(len(used)):
        members = values[(place == number) & ~np.isnan(values)]
        labels.append(_value_label(float(members.min()), float(members.max()), measure))
    title = f"{measure.label}, {measure.unit}" if measure.unit else measure.label
    return _classes(title, place, np.isnan(values), labels, _spread_colours(len(labels)), "No data")


def classify_flags(flags: Flags, measure: Measure) -> Classes:
    """Class wards by whether they are above one measure's threshold."""
    place = np.maximum(flags, 0).astype(np.int8)
    labels = ["Not above", "Above the threshold"]
    return _classes(measure.label, place, flags == NO_DATA, labels, list(ABOVE_COLOURS), "No data")


def classify_certainty(certainty: CertaintyResult) -> Classes:
    """Class wards by the share of draws in which they are on the list; the outer classes are "out" and "firm"."""
    shares = certainty.in_list_share
    edges = [np.nextafter(OUT, 1.0), 0.5, FIRM]
    place = np.searchsorted(edges, np.nan_to_num(shares), side="right").astype(np.int8)
    labels = ["Out: 5% of draws or less", "Up to 50%", "Up to 95%", "Firm: 95% or more"]
    colours = [NEED_COLOURS[0], NEED_COLOURS[1], NEED_COLOURS[2], NEED_COLOURS[4]]
    return _classes("On the list", place, np.isnan(shares), labels, colours, "Not scored")


def classify_change(change: ChangeResult) -> Classes:
    """Class wards by what a comparison says of them, in one measure or in several; a ward has its borough's verdict.

    A ward is rising when any of its measures is and none is falling, and the other way round; with both it says so.
    """
    evidence, table = change.evidence, change.table
    seen = {verdict: np.zeros(len(evidence.wards), dtype=bool) for verdict in Verdict}
    wards, boroughs = (find_positions(table["area_code"], evidence.areas(level).codes) for level in Level)
    for verdict, held in seen.items():
        said = (table["verdict"] == verdict.value).to_numpy()
        held[wards[said & (wards >= 0)]] = True
        held |= np.isin(evidence.borough_of_ward, boroughs[said & (boroughs >= 0)])
    rising, falling, unclear = seen[Verdict.RISING], seen[Verdict.FALLING], seen[Verdict.NO_CLEAR_CHANGE]
    place = np.select([rising & falling, rising, falling], [3, 0, 1], default=2).astype(np.int8)
    labels = ["▲ Rising", "▼ Falling", "No clear change", "▲▼ Rising and falling, by measure"]
    colours = [RISING_COLOUR, FALLING_COLOUR, NO_CHANGE_COLOUR, MIXED_COLOUR]
    if not (rising & falling).any():
        labels, colours = labels[:3], colours[:3]
    ids = table["measure_id"].unique()
    one = evidence.columns[ids[0]].measure.label
    title = f"Change: {one}" if len(ids) == 1 else f"Change in any of {len(ids)} measures"
    return _classes(title, place, ~(rising | falling | unclear), labels, colours, "Too few to say")


def classify_vulnerability(lens: Vulnerability) -> Classes:
    """Class wards by the vulnerability lens, in fixed steps around London's 100."""
    place = np.searchsorted(LENS_STEPS, np.nan_to_num(lens.index), side="right").astype(np.int8)
    labels = [f"Under {LENS_STEPS[0]}"]
    labels += [f"{low} to under {high}" for low, high in itertools.pairwise(LENS_STEPS)]
    labels += [f"{LENS_STEPS[-1]} or more"]
    title = "Vulnerability, London = 100"
    return _classes(title, place, np.isnan(lens.index), labels, _spread_colours(len(labels)), "No data")


def _classes(
    title: str,
    place: npt.NDArray[np.int8],
    is_missing: npt.NDArray[np.bool_],
    labels: list[str],
    colours: list[str],
    missing_label: str,
) -> Classes:
    of_ward = np.where(is_missing, len(labels), place).astype(np.int8)
    counts = np.bincount(of_ward, minlength=len(labels) + 1)
    legend = [
        ColourClass(label=label, colour=colour, count=int(count))
        for label, colour, count in zip(labels, colours, counts, strict=False)
    ]
    has_missing = bool(is_missing.any())
    if has_missing:
        legend.append(ColourClass(label=missing_label, colour=NO_DATA_COLOUR, count=int(counts[-1])))
    return Classes(title=title, of_ward=of_ward, legend=tuple(legend), has_missing=has_missing)


def _spread_colours(count: int) -> list[str]:
    """Take so many colours from the palette, from its lightest to its darkest.

    >>> _spread_colours(2) == [NEED_COLOURS[0], NEED_COLOURS[4]]
    True
    """
    if count <= 1:
        return [NEED_COLOURS[0]] * count
    return [NEED_COLOURS[round(number * (MOST_CLASSES - 1) / (count - 1))] for number in range(count)]


def _round_step(top: float, *, is_whole: bool) -> float:
    """Give the least round step of which five cover everything from 0 to `top`.

    >>> _round_step(9, is_whole=True), _round_step(4, is_whole=True), _round_step(7.5, is_whole=False)
    (2, 1, 2.0)
    """
    if is_whole:
        return max(1, math.ceil((top + 1) / MOST_CLASSES))
    step = 10.0 ** math.floor(math.log10(top / MOST_CLASSES)) if top > 0 else 1.0
    for factor in (1, 2, 2.5, 5, 10):
        if step * factor * MOST_CLASSES > top:
            return step * factor
    return step * 10


def _score_label(low: float, high: float, most: float, *, is_whole: bool) -> str:
    """Name a class by its scores; the last one ends at the highest score there can be.

    >>> _score_label(4, 8, 16, is_whole=True), _score_label(16, 20, 16, is_whole=True)
    ('4 to 7', '16')
    """
    if not is_whole:
        return (
            f"{number_text(low)} to {number_text(most)}"
            if high > most
            else f"{number_text(low)} to under {number_text(high)}"
        )
    last = min(high - 1, most)
    return number_text(low) if last <= low else f"{number_text(low)} to {number_text(last)}"


def _value_label(low: float, high: float, measure: Measure) -> str:
    texts = [f"{value:,.{measure.decimals}f}" for value in (low, high)]
    return texts[0] if texts[0] == texts[1] else f"{texts[0]} to {texts[1]}"
