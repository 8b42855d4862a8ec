"""One picture of a ward: on every measure its place among all areas, with the cut, its borough and London."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from charts.chart import Chart, drawn_figure, key_below, plain_label
from charts.palette import NEED_COLOURS
from charts.periods import short_period
from scoring.explain import NOTE_WORDS
from scoring.measures import Level, theme_label
from scoring.score import ScoreResult
from scoring.ward_profile import MeasureProfile
from scoring.words import join_words, percentile_text, value_text

BAND, ZONE = "rgba(120,130,140,0.22)", "rgba(31,158,183,0.45)"
ABOVE_DOT, PLAIN_DOT, MARK = NEED_COLOURS[3], "#FFFFFF", "#7A8794"
MOST_LABEL, LINE_CHARACTERS = 40, 58
HEADING, NAME_LINE, TEXT_LINE, BAND_HEIGHT, GAP, FOOT = 30, 18, 14, 9, 8, 66
"""Heights in pixels: text stands above each band, so that the picture reads the same on a phone."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Texts and boxes of the figure."""

    texts: list[dict[str, object]] = field(default_factory=list)
    boxes: list[dict[str, object]] = field(default_factory=list)


def draw_position(
    result: ScoreResult, ward: int, profiles: Sequence[MeasureProfile], *, trends: Mapping[str, str]
) -> Chart:
    """Draw a ward's place from least need (left) to most (right) on every measure, by theme."""
    name = str(result.evidence.wards.names[ward])
    borough = str(result.evidence.boroughs.names[result.evidence.borough_of_ward[ward]])
    themes = list(dict.fromkeys(each.measure.theme for each in profiles))
    ordered = sorted(profiles, key=lambda each: themes.index(each.measure.theme))
    drawing = _Drawing()
    down = float(TEXT_LINE)
    _write(drawing, "least need", down, size=11)
    _write(drawing, "most need", down, size=11, is_right=True)
    middles: list[float] = []
    for theme in themes:
        own = [each for each in ordered if each.measure.theme == theme]
        down += HEADING
        _write(drawing, f"<b>{plain_label(theme_label(theme))}</b>: {_theme_count(own)}", down - 4, size=13)
        for each in own:
            down = _draw_row(drawing, each, down, trend=trends.get(each.measure.id, ""))
            middles.append(down - GAP - BAND_HEIGHT / 2)
    publishers = dict.fromkeys(each.measure.publisher for each in profiles)
    down += GAP
    for line in textwrap.wrap(plain_label(f"Sources: {'; '.join(publishers)}"), LINE_CHARACTERS):
        down += TEXT_LINE
        _write(drawing, line, down, size=11)
    figure = drawn_figure(
        round(down) + FOOT,
        _draw_marks(ordered, middles, borough=borough),
        below=FOOT,
        xaxis={"range": [-2, 102], "visible": False},
        yaxis={"range": [down, 0], "visible": False},
        annotations=drawing.texts,
        shapes=drawing.boxes,
        **key_below(-8 / down),
    )
    counted = [each for each in profiles if each.is_counted]
    above = [each.measure.label for each in counted if each.is_above]
    title = f"{name} is above the threshold in {len(above)} of {len(counted)} measures"
    below = (
        "Place among all wards (borough figures: among boroughs). Right: the share of the others with less need. "
        "In brackets: 95% interval, as published or from the count"
    )
    return Chart(
        figure=figure,
        title=title,
        below=below,
        alt=f"Picture of one ward's place on every measure. {title}: {join_words(above) or 'none'}. "
        "The table beside it has all figures.",
        columns=position_table(profiles, trends=trends),
    )


def position_table(profiles: Sequence[MeasureProfile], *, trends: Mapping[str, str]) -> pd.DataFrame:
    """Lay out all that the picture shows."""
    return pd.DataFrame(
        [
            {
                "Theme": theme_label(each.measure.theme),
                "Measure": each.measure.label,
                "Figure": each.value,
                "Unit": each.measure.unit,
                "95% from": each.low,
                "95% to": each.high,
                "State": state_words(each),
                "Percentile": np.floor(each.percentile * 100 + 1e-10),
                "Points beyond the cut": round(each.margin * 100, 1),
                "Borough": each.borough_value,
                "London": each.london_value,
                "12-month change": trends.get(each.measure.id, ""),
                "Level": each.measure.level.value,
                "Period": each.measure.period,
                "Weight": each.judged.weight,
            }
            for each in profiles
        ]
    )


def state_words(each: MeasureProfile) -> str:
    """Say in words which of the three states holds, and whether the measure counts."""
    if not each.is_known:
        return f"no data ({NOTE_WORDS.get(each.note, 'not available')})"
    state = "above" if each.is_above else "not above"
    return state if each.is_counted else f"{state}, not counted"


def figure_words(each: MeasureProfile, *, trend: str = "") -> str:
    """Write a figure with its interval and period, short enough for a phone.

    A trend is said when it is more than chance.
    """
    measure = each.measure
    if np.isnan(each.value):
        return f"No figure: {NOTE_WORDS.get(each.note, 'not available')}, {short_period(measure.period)}"
    text = value_text(measure, each.value)
    if not np.isnan(each.low):
        text += f" ({each.low:,.{measure.decimals}f}–{each.high:,.{measure.decimals}f})"
    text += f", {short_period(measure.period)}"
    return f"{text}, {trend}" if trend in ("rising", "falling") else text


def _theme_count(own: Sequence[MeasureProfile]) -> str:
    counted = [each for each in own if each.is_counted]
    if not counted:
        return "not counted"
    return f"above in {sum(each.is_above for each in counted)} of {len(counted)}"


def _draw_row(drawing: _Drawing, each: MeasureProfile, down: float, *, trend: str) -> float:
    """Draw one measure's text and band from `down`; give where the next row starts."""
    badges = [
        *(["borough figure"] if each.measure.level is Level.BOROUGH else []),
        *([] if each.is_counted else ["not counted"]),
    ]
    label = plain_label(each.measure.label, most=MOST_LABEL)
    said = "".join(f' <span style="font-size:11px">· {badge}</span>' for badge in badges)
    down += NAME_LINE
    _write(drawing, f"<b>{label}</b>{said}" if each.is_above else f"{label}{said}", down, size=13)
    if not np.isnan(each.percentile):
        _write(drawing, f"<b>{percentile_text(each.percentile)}%</b>", down, size=12, is_right=True)
    for line in textwrap.wrap(plain_label(figure_words(each, trend=trend)), LINE_CHARACTERS)[:2]:
        down += TEXT_LINE
        _write(drawing, line, down, size=11)
    top, bottom = down + 3, down + 3 + BAND_HEIGHT
    cut = each.cut_place if not np.isnan(each.cut_place) else 1.0
    drawing.boxes.append(_box(0, 100 * cut, top, bottom, BAND))
    if cut < 1 or not np.isnan(each.cut_place):
        drawing.boxes.append(_box(100 * cut, 100, top, bottom, ZONE))
        line = {"color": NEED_COLOURS[2], "width": 2}
        ends = {"x0": 100 * cut, "x1": 100 * cut, "y0": top - 2, "y1": bottom + 2}
        drawing.boxes.append({"type": "line", "line": line, **ends})
    return bottom + GAP


def _box(left: float, right: float, top: float, bottom: float, colour: str) -> dict[str, object]:
    ends = {"x0": left, "x1": right, "y0": top, "y1": bottom}
    return {"type": "rect", "fillcolor": colour, "line": {"width": 0}, "layer": "below", **ends}


def _draw_marks(profiles: Sequence[MeasureProfile], middles: Sequence[float], *, borough: str) -> list[dict[str, Any]]:
    """Draw the marks of London, the borough and the ward, in this order so that the ward's lies on top."""
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "x": [100 * place for place in places],
            "y": list(middles),
            "mode": "markers",
            "name": label,
            "hoverinfo": "text",
            "hovertext": texts,
            "marker": {"symbol": symbol, "size": size, "color": MARK, "line": {"color": MARK, "width": 2}},
        }
        for label, symbol, size, places, texts in (
            (
                "London",
                "line-ns",
                11,
                [p.london_place for p in profiles],
                [_area_words(p, "London", p.london_value) for p in profiles],
            ),
            (
                plain_label(borough, most=24),
                "diamond-tall",
                9,
                [p.borough_place for p in profiles],
                [_area_words(p, plain_label(borough, most=40), p.borough_value) for p in profiles],
            ),
        )
    ]
    for label, is_above, colour in (("This ward, above", True, ABOVE_DOT), ("This ward, not above", False, PLAIN_DOT)):
        shown = [
            (each, middle)
            for each, middle in zip(profiles, middles, strict=True)
            if each.is_above == is_above and not np.isnan(each.percentile)
        ]
        edge = {"color": "#FFFFFF" if is_above else ABOVE_DOT, "width": 1.5 if is_above else 2.5}
        traces.append(
            {
                "type": "scatter",
                # a mark without a place still has its words in the key
                "x": [100 * each.percentile for each, _ in shown] or [None],
                "y": [middle for _, middle in shown] or [None],
                "mode": "markers",
                "name": label,
                "hoverinfo": "text",
                "hovertext": [plain_label(f"{each.measure.label}: {figure_words(each)}") for each, _ in shown] or [""],
                "marker": {"size": 13, "color": colour, "line": edge},
            }
        )
    zone = {"symbol": "square", "size": 13, "color": ZONE, "line": {"color": NEED_COLOURS[2], "width": 1.5}}
    traces.append(
        {"type": "scatter", "x": [None], "y": [None], "mode": "markers", "name": "Above the threshold", "marker": zone}
    )
    return traces


def _area_words(each: MeasureProfile, area: str, figure: float) -> str:
    told = "no figure" if np.isnan(figure) else value_text(each.measure, figure)
    return plain_label(f"{each.measure.label}, {area}: {told}")


def _write(drawing: _Drawing, text: str, bottom: float, *, size: int, is_right: bool = False) -> None:
    drawing.texts.append(
        {
            "text": text,
            "x": 100 if is_right else 0,
            "y": bottom,
            "xanchor": "right" if is_right else "left",
            "yanchor": "bottom",
            "align": "left",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": size},
        }
    )
