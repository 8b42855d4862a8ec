"""The small charts beside the map, each with its alt text; light, so that they follow every move."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from charts.chart import Chart, drawn_figure, line_across, plain_label
from charts.classes import Classes
from charts.palette import LIST_OUTLINE, NEED_COLOURS
from charts.scales import find_round_width
from scoring.priority import count_wards
from scoring.score import ScoreResult
from scoring.threshold import ABOVE
from scoring.words import join_words, number_text

MOST_LEVELS = 40
MOST_BARS = 6
BAR_HEIGHT = 22
MOST_LABEL = 34


def draw_distribution(result: ScoreResult, classes: Classes) -> Chart:
    """Draw how many wards have which need score, in the map's colours, with the list's cut."""
    scores = result.score[result.is_scored]
    levels, counts = np.unique(np.round(scores, 9), return_counts=True)
    width = 0.0 if len(levels) <= MOST_LEVELS else find_round_width(float(levels[-1]), fewer_than=MOST_LEVELS)
    if width:
        places = np.floor(levels / width + 1e-9).astype(int)
        counts = np.bincount(places, weights=counts).astype(int)
        levels = (np.arange(len(counts)) + 0.5) * width
    nearest = np.abs(scores - levels[:, None]).argmin(axis=1) if len(levels) else np.array([], dtype=np.intp)
    colours = [classes.legend[place].colour for place in classes.of_ward[result.is_scored][nearest]]
    chosen = result.priority.chosen
    note, cut_line = "no ward is on the list", []
    if len(chosen):
        cut = float(result.score[chosen].min())
        note = f"the list begins at {number_text(cut)}"
        step = float(np.min(np.diff(levels))) if len(levels) > 1 else 1.0
        line = {"color": LIST_OUTLINE, "width": 2, "dash": "dash"}
        cut_line = [line_across(cut if width else cut - step / 2, line)]
    names = [_bin_name(level, width) for level in levels.tolist()]
    bars = {
        "type": "bar",
        "x": levels.tolist(),
        "y": counts.tolist(),
        "marker": {"color": colours, "line": {"color": "#64748B", "width": 0.6}},
        "hoverinfo": "text",
        "hovertext": [f"need score {name}: {count_wards(count)}" for name, count in zip(names, counts, strict=True)],
    }
    figure = drawn_figure(
        170,
        [bars],
        shapes=cut_line,
        xaxis={"title": {"text": "Need score"}, "rangemode": "tozero"},
        yaxis={"title": {"text": "Wards"}},
    )
    title = f"Most wards score {names[counts.argmax()]}; {note}" if names else "No ward is scored"
    return Chart(
        figure=figure,
        title=title,
        below=f"{len(scores):,} wards with a score; dashed: where the list begins",
        alt=f"Bar chart of need scores. {title}.",
        columns={"Need score": names if width else levels, "Wards": counts},
    )


def draw_drivers(result: ScoreResult) -> Chart:
    """Draw in how many of the list's wards each measure is above, most first."""
    chosen = result.priority.chosen
    everything = sorted(
        ((int((each.flags[chosen] == ABOVE).sum()), each.measure.label) for each in result.measures),
        key=lambda pair: (-pair[0], pair[1]),
    )
    counted = everything[:MOST_BARS]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [count for count, _ in counted],
        "y": [plain_label(label, most=MOST_LABEL) for _, label in counted],
        "marker": {"color": NEED_COLOURS[2]},
        "hovertemplate": "%{y}: %{x} wards<extra></extra>",
    }
    figure = _ranked(bars, xaxis={"title": {"text": "Wards on the list"}})
    if not counted or not len(chosen):
        title = "No ward is on the list"
    else:
        title = f"{counted[0][1]} marks {counted[0][0]} of the {len(chosen)} wards on the list"
    return Chart(
        figure=figure,
        title=title,
        below="Measures by how many of the list's wards are above their threshold; all in the table",
        alt=f"Bar chart. {title}. " + join_words([f"{label}: {count}" for count, label in counted]) + ".",
        columns={"Measure": [label for _, label in everything], "Wards": [count for count, _ in everything]},
    )


def draw_boroughs(result: ScoreResult) -> Chart:
    """Draw the boroughs by wards on the list, with the people who live in those wards."""
    evidence, chosen = result.evidence, result.priority.chosen
    boroughs = evidence.borough_of_ward[chosen]
    people = evidence.wards.population[chosen]
    rows = sorted(
        (
            (
                int((boroughs == borough).sum()),
                float(people[boroughs == borough].sum()),
                str(evidence.boroughs.names[borough]),
            )
            for borough in np.unique(boroughs)
        ),
        key=lambda row: (-row[0], -np.nan_to_num(row[1]), row[2]),
    )
    shown = rows[:MOST_BARS]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [count for count, _, _ in shown],
        "y": [plain_label(name, most=MOST_LABEL) for _, _, name in shown],
        "text": [f" {count} ({_people(number)})" for count, number, _ in shown],
        "textposition": "outside",
        "cliponaxis": False,
        "constraintext": "none",
        "marker": {"color": NEED_COLOURS[1]},
        "textfont": {"size": 11},
        "hovertemplate": "%{y}: %{x} wards<extra></extra>",
    }
    longest = max((count for count, _, _ in shown), default=1)
    figure = _ranked(bars, xaxis={"title": {"text": "Wards on the list"}, "range": [0, 1.5 * longest]})
    if not shown:
        title = "No borough has a ward on the list"
    else:
        count, _, name = shown[0]
        title = f"{name} has {count} of the {len(chosen)} wards on the list"
    below = "Boroughs by wards on the list, with the people living in those wards"
    if len(rows) > len(shown):
        below += f"; {len(rows) - len(shown)} more in the table"
    words = [f"{name}: {count_wards(count)}, {_people(number)}" for count, number, name in shown]
    columns = {
        "Borough": [name for _, _, name in rows],
        "Wards on the list": [count for count, _, _ in rows],
        "People": [number for _, number, _ in rows],
    }
    return Chart(
        figure=figure, title=title, below=below, alt=f"Bar chart. {title}. {join_words(words)}.", columns=columns
    )


def _people(number: float) -> str:
    return "people not known" if np.isnan(number) else f"{number:,.0f} people"


def _ranked(bars: dict[str, Any], *, xaxis: dict[str, Any]) -> go.Figure:
    """Draw level bars, the longest on top."""
    height = BAR_HEIGHT * max(len(bars["x"]), 3) + 40
    return drawn_figure(height, [bars], xaxis=xaxis, yaxis={"autorange": "reversed", "ticksuffix": " "})


def _bin_name(middle: float, width: float) -> str:
    if not width:
        return number_text(middle)
    return f"{number_text(middle - width / 2)} to under {number_text(middle + width / 2)}"
