"""A measure's small distribution with its cut, as a picture of a few hundred bytes that follows every move."""

import numpy as np

from charts.palette import NEED_COLOURS
from charts.picture import write_picture
from scoring.evidence import Column
from scoring.threshold import Cut

BARS = 28
WIDTH, HEIGHT = 280, 26


def draw_strip(column: Column, cut: Cut) -> str:
    """Draw the distribution as a picture: bars beyond the cut dark, the others grey; more need always to the right."""
    need = column.standing.need
    known = need[~np.isnan(need)]
    if len(known) < 2 or known.min() == known.max():
        return ""
    low, high = np.quantile(known, (0.005, 0.995))
    if low == high:
        low, high = known.min(), known.max()
    counts, edges = np.histogram(np.clip(known, low, high), bins=BARS, range=(low, high))
    sign = 1.0 if column.measure.higher_is_worse else -1.0
    limit = np.inf if cut.least_above is None else sign * cut.least_above
    step = WIDTH / BARS
    bars = []
    for place, count in enumerate(counts):
        tall = 0 if count == 0 else max(1.5, count / counts.max() * (HEIGHT - 2))
        is_beyond = edges[place + 1] > limit
        colour = NEED_COLOURS[2] if is_beyond else "#9AA5B1"
        box = f'x="{place * step:.1f}" y="{HEIGHT - tall:.1f}" width="{step - 1:.1f}" height="{tall:.1f}"'
        bars.append(f'<rect {box} fill="{colour}"/>')
    return write_picture("".join(bars), width=WIDTH, height=HEIGHT)
