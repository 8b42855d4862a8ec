"""How concentrated a measure is: the Lorenz curve beside chance, and the worst tenth of wards against the best."""

import numpy as np
import pandas as pd

from charts.chart import Chart, drawn_figure, key_below, plain_label
from charts.palette import FAINT_COLOUR, LIST_OUTLINE, NEED_COLOURS
from scoring.concentration import Concentration
from scoring.concentration_words import share_text, times_text
from scoring.contrast import Contrast
from scoring.words import in_sentence, value_text

MOST_POINTS = 400
MOST_LABEL = 40
BAND = "rgba(138,150,163,0.55)"


def draw_lorenz(found: Concentration, percent: int) -> Chart:
    """Draw the share of events that the wards with most of them hold, with the band that chance alone would give."""
    wards = found.wards
    places = np.unique(np.linspace(0, wards, min(wards, MOST_POINTS) + 1).round().astype(int))
    across = (places / wards * 100).tolist()
    observed = found.worst_shares[percent].observed
    band = {"type": "scatter", "x": across, "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    traces = [
        {**band, "y": (found.chance_low[places] * 100).tolist(), "showlegend": False},
        {
            **band,
            "y": (found.chance_high[places] * 100).tolist(),
            "fill": "tonexty",
            "fillcolor": BAND,
            "name": "Even spread, by chance",
        },
        {
            "type": "scatter",
            "x": [0, 100],
            "y": [0, 100],
            "mode": "lines",
            "name": "Perfectly even",
            "line": {"color": FAINT_COLOUR, "width": 1.5, "dash": "dot"},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "x": across,
            "y": (found.lorenz[places] * 100).tolist(),
            "mode": "lines",
            "name": plain_label(found.measure.label, most=MOST_LABEL),
            "line": {"color": NEED_COLOURS[2], "width": 3.5},
            "hovertemplate": "%{x:.1f}% of wards hold %{y:.1f}%<extra></extra>",
        },
        {
            "type": "scatter",
            "x": [percent],
            "y": [observed * 100],
            "mode": "markers",
            "marker": {"symbol": "circle-open", "size": 14, "color": LIST_OUTLINE, "line": {"width": 3}},
            "hoverinfo": "text",
            "hovertext": [f"{percent}% of wards hold {share_text(observed)}"],
            "showlegend": False,
        },
    ]
    figure = drawn_figure(
        320,
        traces,
        below=96,
        xaxis={"title": {"text": "Wards, most events first, %"}, "range": [0, 100], "nticks": 6},
        yaxis={"title": {"text": "Share of events, %"}, "range": [0, 101], "nticks": 6},
        **key_below(-0.21),
    )
    title = f"{percent}% of wards hold {share_text(observed)} of {in_sentence(found.measure.label)}"
    return Chart(
        figure=figure,
        title=title,
        below=f"Share of {found.events:,.0f} events by share of {found.wards:,} wards, {found.measure.period}. "
        f"{found.measure.source}. Grey: where the curve of an even spread lies in 95% of 1,000 draws",
        alt=f"Lorenz curve. {title}; an even spread would give {share_text(found.worst_shares[percent].by_chance)} by "
        f"chance. Gini {found.gini.observed:.2f}, by chance {found.gini.by_chance:.2f}.",
        columns=pd.DataFrame(
            [
                {
                    "Wards with most, %": part,
                    "Share of events, %": round(band.observed * 100, 2),
                    "By chance, %": round(band.by_chance * 100, 2),
                    "By chance, lowest, %": round(band.chance_low * 100, 2),
                    "By chance, highest, %": round(band.chance_high * 100, 2),
                }
                for part, band in found.worst_shares.items()
            ]
        ),
    )


def draw_contrast(contrast: Contrast, by_label: str) -> Chart:
    """Draw an outcome in the tenth of wards with most need by something, and in the tenth with least."""
    outcome = contrast.outcome
    names = ["Tenth with most need", "Tenth with least need"]
    values = [contrast.worst, contrast.best]
    texts = [value_text(outcome, value) if np.isfinite(value) else "no data" for value in values]
    most = max([value for value in values if np.isfinite(value)], default=1.0)
    bars = {
        "type": "bar",
        "x": [value if np.isfinite(value) else 0 for value in values],
        "y": names,
        "orientation": "h",
        "marker": {"color": [NEED_COLOURS[3], NEED_COLOURS[1]], "line": {"color": FAINT_COLOUR, "width": 0.6}},
        "text": [f" {value:,.{outcome.decimals}f}" if np.isfinite(value) else " no data" for value in values],
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [f"{name}: {text}" for name, text in zip(names, texts, strict=True)],
    }
    figure = drawn_figure(
        210,
        [bars],
        xaxis={"title": {"text": plain_label(outcome.unit)}, "range": [0, max(most, 1e-9) * 1.3], "nticks": 5},
        yaxis={"autorange": "reversed", "ticksuffix": " "},
    )
    title = f"{outcome.label}: no ward has both figures"
    if contrast.wards:
        title = f"{outcome.label} by {by_label}: most need against least"
    if np.isfinite(contrast.ratio):
        title = f"{times_text(contrast.ratio)} times the {in_sentence(outcome.label)} where need is greatest"
    return Chart(
        figure=figure,
        title=title,
        below=f"{outcome.label}, {outcome.unit}, {outcome.period}, in the tenths of {contrast.wards:,} wards with most "
        f"and least need by {by_label}. {outcome.source}",
        alt=f"Bar chart. {names[0]}: {texts[0]}. {names[1]}: {texts[1]}.",
        columns={"Wards": names, f"{outcome.label}, {outcome.unit}": values},
    )
