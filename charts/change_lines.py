"""Monthly counts of one place by season: the last 12 months, and the same months of earlier years behind them."""

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from charts.chart import Chart, blank_figure, plain_label
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
    figure = blank_figure(260)
    for age, (months, values) in reversed(list(enumerate(years))):
        _add_year(figure, months, values, age=age)
    if compared is not None and len(compared.after) < YEAR:
        for age, months in ((0, compared.after), (1, compared.before)):
            _mark(figure, series.months, counts, months, age=age, start=years[0][0][0])
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": -0.16, "yanchor": "top", "font": {"size": 12}},
        margin={"b": 74},
        hovermode="closest",
    )
    starts = years[0][0]
    figure.update_xaxes(
        tickvals=list(range(YEAR)), ticktext=[_month_name(month) for month in starts], range=[-0.3, YEAR - 0.7]
    )
    figure.update_yaxes(rangemode="tozero", title="Recorded a month", nticks=5)
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


def _add_year(figure: go.Figure, months: npt.NDArray[np.datetime64], values: Floats, *, age: int) -> None:
    is_last = age == 0
    figure.add_scatter(
        x=list(range(YEAR)),
        y=[None if np.isnan(value) else float(value) for value in values],
        mode="lines+markers" if is_last else "lines",
        name=f"{_month_name(months[0])} {_year_of(months[0])} to {_month_name(months[-1])} {_year_of(months[-1])}",
        line={
            "color": NEED_COLOURS[2] if is_last else FAINT_COLOUR,
            "width": 3.5 if is_last else 1.8,
            "dash": "solid" if is_last else DASHES[min(age, len(DASHES)) - 1],
        },
        marker={"size": 6},
        hoverinfo="text",
        hovertext=[
            f"{_month_name(month)} {_year_of(month)}: {value:,.0f}" for month, value in zip(months, values, strict=True)
        ],
    )


def _mark(
    figure: go.Figure,
    months: npt.NDArray[np.datetime64],
    counts: Floats,
    marked: npt.NDArray[np.datetime64],
    *,
    age: int,
    start: np.datetime64,
) -> None:
    """Put rings around the months compared, which lie `age` years before the last."""
    places = np.searchsorted(months, marked)
    figure.add_scatter(
        x=((marked - start).astype(int) + age * YEAR).tolist(),
        y=[float(counts[place]) for place in places],
        mode="markers",
        marker={"symbol": "circle-open", "size": 13, "color": NEED_COLOURS[2] if age == 0 else FAINT_COLOUR},
        marker_line_width=2,
        hoverinfo="skip",
        showlegend=False,
    )


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
