"""Level against direction: high and rising, was high and falling, and the rest, with the areas' names."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from charts.chart import Chart, drawn_figure, key_below, line_across, plain_label
from charts.palette import FAINT_COLOUR, FALLING_COLOUR, RISING_COLOUR
from scoring.change import Verdict
from scoring.change_words import ratio_text, window_sentence
from scoring.percentile import Floats
from scoring.quadrants import Quadrant, Quadrants
from scoring.words import number_text

USES = {
    Quadrant.HIGH_RISING: ("High and rising", "invest"),
    Quadrant.WAS_HIGH_FALLING: ("Was high, falling", "learn from"),
    Quadrant.LOWER_RISING: ("Lower and rising", "watch"),
    Quadrant.LOWER_FALLING: ("Lower and falling", "going well"),
}
"""What each quadrant is called, and what it is for."""

MOST_NAMED = 12
MOST_LABEL = 26
MOST_FAINT = 1_500
LEAST_REACH = 0.35
FURTHEST = 8.0
"""Ratios beyond this, from or to none included, lie on the edge."""

RATIO_TICKS = (0.125, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0, 8.0)
LEVEL_TICKS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)


def draw_quadrants(quadrants: Quadrants, names: Mapping[str, str], labels: Mapping[str, str]) -> Chart:
    """Draw each comparison by its level and its change; `names` are of areas, `labels` of measures."""
    table = quadrants.change.table
    ratio = np.clip(table["rate_ratio"].to_numpy(), 1 / FURTHEST, FURTHEST)
    level = np.clip(quadrants.times_high, 1 / 20, FURTHEST)
    verdicts = table["verdict"].to_numpy(dtype=object)
    is_placed = ~np.isnan(ratio) & ~np.isnan(level)
    told = [
        f"{plain_label(f'{names[code]}, {labels[measure]}')}: {before:,.0f} to {after:,.0f} ({ratio_text(each)})"
        for code, measure, before, after, each in zip(
            *(table[name] for name in ("area_code", "measure_id", "before_count", "after_count", "rate_ratio")),
            strict=True,
        )
    ]
    traces = []
    marks = (
        (Verdict.NO_CLEAR_CHANGE, "circle", FAINT_COLOUR, "No clear change"),
        (Verdict.RISING, "triangle-up", RISING_COLOUR, "Rising"),
        (Verdict.FALLING, "triangle-down", FALLING_COLOUR, "Falling"),
    )
    for verdict, symbol, colour, words in marks:
        rows = np.flatnonzero(is_placed & (verdicts == verdict.value))
        is_faint = verdict is Verdict.NO_CLEAR_CHANGE
        if not len(rows) or (is_faint and len(rows) > MOST_FAINT):
            continue
        traces.append(
            {
                "type": "scatter",
                "x": level[rows].tolist(),
                "y": ratio[rows].tolist(),
                "mode": "markers",
                "name": words,
                "marker": {
                    "symbol": symbol,
                    "color": colour,
                    "size": 5 if is_faint else 12,
                    "opacity": 0.5 if is_faint else 1.0,
                    "line": {"width": 0.6, "color": FAINT_COLOUR},
                },
                "hoverinfo": "text",
                "hovertext": [told[row] for row in rows],
            }
        )
    is_clear = is_placed & (quadrants.quadrant != "")
    across, down = (_reach(values[is_clear]) for values in (level, ratio))
    line = {"color": FAINT_COLOUR, "width": 1.2, "dash": "dash"}
    named = _name_clear(quadrants, names, np.log10(level), np.log10(ratio), apart=(0.3 * across, 0.09 * down))
    figure = drawn_figure(
        400,
        traces,
        below=80,
        xaxis={
            "type": "log",
            "title": {"text": "Rate, in times of where high begins"},
            **_ticks(LEVEL_TICKS, [f"{each:g}×" for each in LEVEL_TICKS]),
            "range": [-across, across],
        },
        yaxis={
            "type": "log",
            "title": {"text": "Change"},
            **_ticks(RATIO_TICKS, [ratio_text(each) for each in RATIO_TICKS]),
            "range": [-down, down],
        },
        shapes=[line_across(1, line), line_across(1, line, is_level=True)],
        annotations=[*_write_corners(), *named],
        **key_below(-0.18),
    )
    counts = {each: int((quadrants.quadrant == each.value).sum()) for each in Quadrant}
    high, was = counts[Quadrant.HIGH_RISING], counts[Quadrant.WAS_HIGH_FALLING]
    title = f"{high:,} high and rising, {was:,} high before and now falling"
    if not sum(counts.values()):
        title = "No clear rise or fall among the areas compared"
    return Chart(
        figure=figure,
        title=title,
        below="Rate and change of each area and measure compared; dashed: where high begins (as many areas as the "
        f"threshold lets be above) and no change. {window_sentence(quadrants.change)}{_source(quadrants)}",
        alt=f"Scatter chart of level against change. {title}. "
        + "; ".join(f"{USES[each][0]}: {number_text(count)}" for each, count in counts.items())
        + ".",
        columns=quadrant_rows(quadrants, names, labels),
    )


def quadrant_rows(quadrants: Quadrants, names: Mapping[str, str], labels: Mapping[str, str]) -> pd.DataFrame:
    """Lay out the clear changes by quadrant, the clearest first."""
    table = quadrants.change.table
    order = {each.value: place for place, each in enumerate(Quadrant)}
    rows = np.flatnonzero(quadrants.quadrant != "")
    ranked = sorted(rows, key=lambda row: (order[quadrants.quadrant[row]], table["p_value"].iloc[row], row))
    return pd.DataFrame(
        [
            {
                "Level and direction": USES[Quadrant(quadrants.quadrant[row])][0],
                "Use": USES[Quadrant(quadrants.quadrant[row])][1],
                "Area": names[table["area_code"].iloc[row]],
                "Measure": labels[table["measure_id"].iloc[row]],
                "Before": table["before_count"].iloc[row],
                "After": table["after_count"].iloc[row],
                "Change": ratio_text(table["rate_ratio"].iloc[row]),
                "Times of where high begins": round(float(quadrants.times_high[row]), 3),
            }
            for row in ranked
        ],
        columns=[
            *("Level and direction", "Use", "Area", "Measure", "Before", "After", "Change"),
            "Times of where high begins",
        ],
    )


def _source(quadrants: Quadrants) -> str:
    """Name the source where all measures compared share one."""
    change = quadrants.change
    sources = {change.evidence.columns[period.measure_id].measure.source for period in change.periods}
    return f" {sources.pop()}" if len(sources) == 1 else ""


def _reach(values: Floats) -> float:
    """Give how far an axis runs to either side of 1, in powers of ten."""
    return max(LEAST_REACH, float(np.abs(np.log10(values)).max(initial=0.0)) + 0.2)


def _name_clear(
    quadrants: Quadrants,
    names: Mapping[str, str],
    across: Floats,
    down: Floats,
    *,
    apart: tuple[float, float],
) -> list[dict[str, Any]]:
    """Write the names of the clearest changes, leaving out those that would lie on another name."""
    table = quadrants.change.table
    rows = np.flatnonzero((quadrants.quadrant != "") & ~np.isnan(across))
    written: list[dict[str, Any]] = []
    for row in rows[np.argsort(table["p_value"].to_numpy()[rows], kind="stable")]:
        x, y = float(across[row]), float(down[row])
        if any(abs(x - each["x"]) < 2 * apart[0] and abs(y - each["y"]) < 2 * apart[1] for each in written):
            continue
        written.append(
            {
                "x": x,
                "y": y,
                "text": plain_label(names[table["area_code"].iloc[row]], most=MOST_LABEL),
                "showarrow": False,
                "yshift": 14 if y > 0 else -14,
                "font": {"size": 11},
            }
        )
        if len(written) == MOST_NAMED:
            break
    return written


def _write_corners() -> list[dict[str, Any]]:
    corners = {
        Quadrant.HIGH_RISING: (1, 1, "right", "top"),
        Quadrant.WAS_HIGH_FALLING: (1, 0, "right", "bottom"),
        Quadrant.LOWER_RISING: (0, 1, "left", "top"),
        Quadrant.LOWER_FALLING: (0, 0, "left", "bottom"),
    }
    return [
        {
            "xref": "paper",
            "yref": "paper",
            "x": x,
            "y": y,
            "xanchor": across,
            "yanchor": down,
            "text": f"<b>{USES[quadrant][0]}</b><br>{USES[quadrant][1]}",
            "align": across,
            "showarrow": False,
            "font": {"size": 12},
        }
        for quadrant, (x, y, across, down) in corners.items()
    ]


def _ticks(values: Sequence[float], texts: Sequence[str]) -> dict[str, object]:
    return {"tickmode": "array", "tickvals": list(values), "ticktext": list(texts)}
