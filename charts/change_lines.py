"""Monthly counts of one place by season: the last 12 months, and the same months of earlier years behind them."""

from typing import Any

import numpy as np
import numpy.typing as npt

from charts.chart import Chart, drawn_figure, key_below, plain_label
from charts.palette import FAINT_COLOUR, NEED_COLOURS
from scoring.change import Periods
from scoring.change_words import MONTHS, period_text
from scoring.months import Series
from scoring.percentile import Floats
from scoring.words import in_sentence

YEAR = 12
MOST_YEARS = 4
MOST_NAME = 40
DASHES = ("solid", "dash", "dot")
"""Lines of the year before, the one before that, and earlier ones."""


def draw_seasons(series: Series, position: int, *, compared: Periods | None, verdict: str = "") -> Chart:
    """Draw one area's counts a month over the year, the last 12 months strong and earlier ones faint.

    `position` is the area's among the series' areas; `compared` are the months held against each other.
    """
    name = str(series.areas.names[position])
    row = np.flatnonzero(series.area_positions == position)
    counts = series.counts[row[0]] if len(row) else np.full(len(series.months), np.nan)
    counts = np.where(series.is_held, counts, np.nan)
    years = _years(series.months, counts)
    traces = [_draw_year(months, values, age=age) for age, (months, values) in reversed(list(enumerate(years)))]
    starts = years[0][0]
    if compared is not None and len(compared.after) < YEAR:
        traces += [
            _mark(series.months, counts, months, age=age, start=starts[0])
            for age, months in ((0, compared.after), (1, compared.before))
        ]
    figure = drawn_figure(
        340,
        traces,
        below=74,
        xaxis={
            "tickvals": list(range(YEAR)),
            "ticktext": [_month_name(month) for month in starts],
            "range": [-0.3, YEAR - 0.7],
        },
        yaxis={"rangemode": "tozero", "title": {"text": "Recorded a month"}, "nticks": 5},
        hovermode="closest",
        **key_below(-0.16),
    )
    title = _title(series, name, counts, compared)
    words = f" Verdict: {verdict}." if verdict else ""
    spans = f" {period_text(compared)}." if compared is not None else ""
    return Chart(
        figure=figure,
        title=title,
        below=f"{series.measure.label} recorded a month, by season.{spans}{words} {series.measure.source}",
        alt=f"Line chart of {in_sentence(series.measure.label)} in {name} by month, one line a year for "
        f"{len(years)} years. {title}.{words}",
        columns={"Month": [str(month) for month in series.months], "Count": counts},
    )


def _years(months: npt.NDArray[np.datetime64], counts: Floats) -> list[tuple[npt.NDArray[np.datetime64], Floats]]:
    """Cut the months into years that end with the last month, the last one first; the earliest may be in part."""
    years = []
    for age in range(MOST_YEARS):
        stop = len(months) - age * YEAR
        start = stop - YEAR
        if stop <= 0 or (start < 0 and age):
            break
        full = months[stop - 1] - np.arange(YEAR - 1, -1, -1)
        values = np.full(YEAR, np.nan)
        values[max(0, -start) :] = counts[max(0, start) : stop]
        years.append((full, values))
    return years


def _draw_year(months: npt.NDArray[np.datetime64], values: Floats, *, age: int) -> dict[str, Any]:
    is_last = age == 0
    return {
        "type": "scatter",
        "x": list(range(YEAR)),
        "y": [None if np.isnan(value) else float(value) for value in values],
        "mode": "lines+markers" if is_last else "lines",
        "name": f"{_month_name(months[0])} {_year_of(months[0])} to {_month_name(months[-1])} {_year_of(months[-1])}",
        "line": {
            "color": NEED_COLOURS[2] if is_last else FAINT_COLOUR,
            "width": 3.5 if is_last else 1.8,
            "dash": "solid" if is_last else DASHES[min(age, len(DASHES)) - 1],
        },
        "marker": {"size": 6},
        "hoverinfo": "text",
        "hovertext": [
            f"{_month_name(month)} {_year_of(month)}: {value:,.0f}" for month, value in zip(months, values, strict=True)
        ],
    }


def _mark(
    months: npt.NDArray[np.datetime64],
    counts: Floats,
    marked: npt.NDArray[np.datetime64],
    *,
    age: int,
    start: np.datetime64,
) -> dict[str, Any]:
    """Put rings around the months compared, which lie `age` years before the last."""
    places = np.searchsorted(months, marked)
    colour = NEED_COLOURS[2] if age == 0 else FAINT_COLOUR
    return {
        "type": "scatter",
        "x": ((marked - start).astype(int) + age * YEAR).tolist(),
        "y": counts[places].tolist(),
        "mode": "markers",
        "marker": {"symbol": "circle-open", "size": 13, "color": colour, "line": {"width": 2}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _title(series: Series, name: str, counts: Floats, compared: Periods | None) -> str:
    label = series.measure.label
    place = plain_label(name, most=MOST_NAME)
    if compared is None:
        return f"{label} in {place}, month by month"
    before, after = (_sum(series.months, counts, months) for months in (compared.before, compared.after))
    if np.isnan(before) or np.isnan(after):
        return f"{label} in {place}: some months have no count"
    months = len(compared.after)
    span, earlier = (
        ("1 month" if months == 1 else f"{months} months"),
        ("before" if months == YEAR else "a year earlier"),
    )
    return f"{label} in {place}: {after:,.0f} in {span}, {before:,.0f} {earlier}"


def _sum(months: npt.NDArray[np.datetime64], counts: Floats, wanted: npt.NDArray[np.datetime64]) -> float:
    return float(counts[np.searchsorted(months, wanted)].sum())


def _month_name(month: np.datetime64) -> str:
    return MONTHS[int(str(month.astype("datetime64[M]"))[5:]) - 1][:3]


def _year_of(month: np.datetime64) -> str:
    return str(month.astype("datetime64[Y]"))
