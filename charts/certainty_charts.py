"""How firm each ward's place is: the share of draws on the list, and the ranks it takes."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from charts.certainty_near import NearTheList, find_near
from charts.chart import Chart, drawn_figure, key_below, line_across, plain_label
from charts.palette import FAINT_COLOUR, LIST_OUTLINE, NEED_COLOURS
from scoring.certainty import FIRM, OUT, CertaintyResult, Label
from scoring.certainty_words import doubt_text, share_text
from scoring.words import join_words

ROW_HEIGHT, BELOW = 19, 90
MOST_LABEL = 30
MOST_TITLE = 60
DOTTED = {"color": FAINT_COLOUR, "width": 1, "dash": "dot"}
MARKS = {
    Label.FIRM: ("circle", NEED_COLOURS[2], "Firm: 95% of draws or more"),
    Label.BORDERLINE: ("diamond-open", NEED_COLOURS[2], "Borderline"),
    Label.OUT: ("x-thin-open", FAINT_COLOUR, "Out: 5% or less"),
}
"""Shape, colour and words of each label."""


def draw_shares(certainty: CertaintyResult) -> Chart:
    """Draw in what share of draws each ward near the list is on it."""
    near = find_near(certainty)
    names, shares = _names(certainty, near), certainty.in_list_share
    labels = np.array(certainty.labels(), dtype=object)[near.wards]
    traces = []
    for label, (symbol, colour, words) in MARKS.items():
        rows = np.flatnonzero(labels == label)
        told = [f"{names[row]}: on the list in {share_text(shares[near.wards[row]])} of draws" for row in rows]
        traces.append(
            {
                "type": "scatter",
                "x": (shares[near.wards[rows]] * 100).tolist(),
                "y": rows.tolist(),
                "mode": "markers",
                "name": words,
                "marker": {"symbol": symbol, "color": colour, "size": 10, "line": {"width": 2.2, "color": colour}},
                "hoverinfo": "text",
                "hovertext": told,
                "showlegend": bool(len(rows)),
            }
        )
    axis = {
        "title": {"text": "Share of draws on the list, %"},
        "range": [-4, 104],
        "tickvals": [5, 25, 50, 75, 95],
    }
    figure = _rows(traces, names, xaxis=axis, shapes=[line_across(share * 100, DOTTED) for share in (OUT, FIRM)])
    chosen = certainty.result.priority.chosen
    firm = int((np.array(certainty.labels(), dtype=object)[chosen] == Label.FIRM).sum())
    title = f"{firm} of {len(chosen)} wards on the list are firm" if len(chosen) else "No ward is clearly on the list"
    first = [f"{names[row]} {share_text(shares[near.wards[row]])}" for row in range(min(3, len(names)))]
    return Chart(
        figure=figure,
        title=title,
        below=f"Share of {_draws(certainty)} in which a ward is on the list; dotted: 5% and 95%{_rest(near)}",
        alt=f"Dot chart of {len(names)} wards at the list's edge. {title}. Most often: {join_words(first) or 'none'}.",
        columns=certainty_rows(certainty, near.wards),
    )


def draw_ranks(certainty: CertaintyResult) -> Chart:
    """Draw the ranks that each ward near the list takes: the middle 90% of draws, the middle one, and today's."""
    near = find_near(certainty)
    names, wards = _names(certainty, near), near.wards
    low, middle, high = certainty.rank_p05[wards], certainty.rank_p50[wards], certainty.rank_p95[wards]
    across: list[float | None] = []
    down: list[float | None] = []
    for row in range(len(wards)):
        across += [float(low[row]), float(high[row]), None]
        down += [row, row, None]
    traces: list[dict[str, object]] = [
        {
            "type": "scatter",
            "x": across,
            "y": down,
            "mode": "lines",
            "line": {"color": NEED_COLOURS[1], "width": 7},
            "name": "5% to 95% of draws",
            "hoverinfo": "skip",
        }
    ]
    told = [
        f"{name}: rank {now}; {first} to {last} in nine of ten draws, middle {half}"
        for name, first, half, last, now in zip(names, low, middle, high, certainty.result.rank[wards], strict=True)
    ]
    marks = (
        ("Middle draw", middle, "line-ns-open", NEED_COLOURS[3]),
        ("Rank under the settings", certainty.result.rank[wards], "circle-open", LIST_OUTLINE),
    )
    traces += [
        {
            "type": "scatter",
            "x": ranks.tolist(),
            "y": list(range(len(wards))),
            "mode": "markers",
            "name": name,
            "marker": {"symbol": symbol, "size": 9, "color": colour, "line": {"width": 2.2, "color": colour}},
            "hoverinfo": "text",
            "hovertext": told,
        }
        for name, ranks, symbol, colour in marks
    ]
    size = certainty.result.settings.list_size
    figure = _rows(
        traces,
        names,
        xaxis={"title": {"text": "Need rank, 1 is most need"}, "rangemode": "tozero"},
        shapes=[] if size is None else [line_across(size, DOTTED)],
    )
    widest = int(np.argmax(high - low)) if len(wards) else None
    title = (
        "No ward is near the list"
        if widest is None
        else f"{plain_label(names[widest], most=MOST_TITLE)} ranks {low[widest]} to {high[widest]}"
    )
    dotted = "" if size is None else f"; dotted: the list's size, {size}"
    return Chart(
        figure=figure,
        title=title,
        below=f"Ranks in the middle nine tenths of {_draws(certainty)}{dotted}{_rest(near)}",
        alt=f"Chart of rank intervals of {len(names)} wards near the list. {title}.",
        columns=certainty_rows(certainty, near.wards),
    )


def certainty_rows(certainty: CertaintyResult, wards: npt.NDArray[np.intp]) -> pd.DataFrame:
    """Lay out how firm some wards' places are."""
    evidence, result = certainty.result.evidence, certainty.result
    labels = certainty.labels()
    place = np.full(len(evidence.wards), "", dtype=object)
    place[result.priority.chosen], place[result.priority.tied] = "on the list", "tied"
    ranks = {
        "Need rank": result.rank,
        "Rank, 5% of draws": certainty.rank_p05,
        "Rank, middle draw": certainty.rank_p50,
        "Rank, 95% of draws": certainty.rank_p95,
    }
    whole = {name: pd.array(np.where(result.is_scored, each, 0)[wards], dtype="Int64") for name, each in ranks.items()}
    for column in whole.values():
        column[column == 0] = pd.NA
    return pd.DataFrame(
        {
            "Ward": evidence.wards.names[wards],
            "Borough": evidence.boroughs.names[evidence.borough_of_ward[wards]],
            "Need rank": whole.pop("Need rank"),
            "Need score": result.score[wards],
            "List": place[wards],
            "On the list, % of draws": np.round(certainty.in_list_share[wards] * 100, 2),
            "Label": [labels[ward].value for ward in wards],
            **whole,
        }
    )


def _rows(
    traces: Sequence[Mapping[str, object]],
    names: list[str],
    *,
    xaxis: Mapping[str, object],
    shapes: Sequence[Mapping[str, object]],
) -> go.Figure:
    """Draw a row a ward, the first on top."""
    return drawn_figure(
        ROW_HEIGHT * max(len(names), 3) + BELOW,
        traces,
        below=BELOW,
        xaxis=xaxis,
        yaxis={
            "tickmode": "array",
            "tickvals": list(range(len(names))),
            "ticktext": [plain_label(name, most=MOST_LABEL) for name in names],
            "range": [len(names) - 0.4, -0.6],
            "ticksuffix": " ",
        },
        shapes=shapes,
        **key_below(0, xanchor="left", yref="container", yanchor="bottom"),
    )


def _names(certainty: CertaintyResult, near: NearTheList) -> list[str]:
    """Name the wards, with the borough where two of them share a name."""
    evidence = certainty.result.evidence
    names = [str(evidence.wards.names[ward]) for ward in near.wards]
    homes = evidence.boroughs.names[evidence.borough_of_ward[near.wards]]
    return [
        plain_label(f"{name}, {home}" if names.count(name) > 1 else name)
        for name, home in zip(names, homes, strict=True)
    ]


def _draws(certainty: CertaintyResult) -> str:
    moves = doubt_text(certainty.doubt) or "nothing moves"
    return f"{certainty.doubt.draws:,} draws ({moves})"


def _rest(near: NearTheList) -> str:
    return f"; {near.left_out} more in the table below" if near.left_out else ""
