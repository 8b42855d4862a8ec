"""A ward's monthly counts, with the two periods that are compared marked."""

import numpy as np

from charts.chart import Chart, drawn_figure, key_below
from charts.palette import NEED_COLOURS
from scoring.change import ChangeResult, Periods
from scoring.change_words import month_text
from scoring.measures import Level
from scoring.months import Series, leave_out_stubs

BEFORE, AFTER, OTHER = NEED_COLOURS[1], NEED_COLOURS[3], "#A9B3BD"
LINE = "#64748B"
MOST_MONTHS = 48


def draw_months(series: Series, compared: ChangeResult | None, area: int) -> Chart:
    """Draw the counts of one area of the measure's level, a bar a month, for the last four years at most."""
    trimmed, stubs = leave_out_stubs(series)
    name = str(series.areas.names[area])
    row = np.flatnonzero(trimmed.area_positions == area)
    label = series.measure.label
    periods = (
        None if compared is None else next((p for p in compared.periods if p.measure_id == series.measure.id), None)
    )
    if not len(row):
        return Chart(
            figure=drawn_figure(60, [], xaxis={"visible": False}, yaxis={"visible": False}, below=0),
            title=f"{label}: no monthly counts for {name}",
            below="The pack holds none for this area",
            alt=f"{label}: the pack holds no monthly counts for {name}.",
            columns={"Month": [], "Count": [], "Period": []},
        )
    months = trimmed.months[-MOST_MONTHS:]
    counts = np.where(trimmed.is_held, trimmed.counts[row[0]], np.nan)[-MOST_MONTHS:]
    parts = np.full(len(months), "", dtype=object)
    traces = []
    for part, colour, mine in _parts(months, periods):
        parts[mine] = part
        told = [f"{month_text(month)}: {count:,.0f}" for month, count in zip(months[mine], counts[mine], strict=True)]
        traces.append(
            {
                "type": "bar",
                "x": [str(month) for month in months[mine]],
                "y": [None if np.isnan(count) else float(count) for count in counts[mine]],
                "name": part or "Other months",
                "marker": {"color": colour, "line": {"color": LINE, "width": 0.6}},
                "hoverinfo": "text",
                "hovertext": told,
            }
        )
    figure = drawn_figure(
        250,
        traces,
        below=96,
        xaxis={"type": "date", "tickformat": "%b\n%Y", "nticks": 6, "automargin": False},
        yaxis={"rangemode": "tozero", "title": {"text": "Recorded a month"}, "nticks": 4},
        **key_below(-0.36),
    )
    place = "its borough, " if series.measure.level is Level.BOROUGH else ""
    words = [
        f"Count a month in {place}{name}, {month_text(months[0])} to {month_text(months[-1])}",
        series.measure.source,
        *stubs,
    ]
    title = f"{label}: {change_words(compared, series.measure.id, str(series.areas.codes[area]))}"
    return Chart(
        figure=figure,
        title=title,
        below=". ".join(words),
        alt=f"Bar chart of monthly counts in {name}. {title}.",
        columns={"Month": [str(month) for month in months], "Count": counts, "Period": parts},
    )


def change_words(compared: ChangeResult | None, measure_id: str, area_code: str) -> str:
    """Say one area's comparison in one line: both counts and the verdict."""
    if compared is None:
        return "not compared, too few months"
    table = compared.table
    found = table[(table["measure_id"] == measure_id) & (table["area_code"] == area_code)]
    if found.empty:
        return "not compared"
    row = found.iloc[0]
    if np.isnan(row["before_count"]) or np.isnan(row["after_count"]):
        return f"{row['verdict']}, a count is missing"
    return f"{row['after_count']:,.0f} in the last 12 months, {row['before_count']:,.0f} before; {row['verdict']}"


def _parts(
    months: "np.ndarray[tuple[int], np.dtype[np.datetime64]]", periods: Periods | None
) -> list[tuple[str, str, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]]:
    if periods is None:
        return [("", OTHER, np.ones(len(months), dtype=bool))]
    before, after = np.isin(months, periods.before), np.isin(months, periods.after)
    parts = [("", OTHER, ~before & ~after), ("12 months before", BEFORE, before), ("Last 12 months", AFTER, after)]
    return [part for part in parts if part[2].any()]
