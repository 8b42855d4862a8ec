"""One ward on one printed page: everything that must be said, as plain HTML that needs no script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from charts.chart import SAMPLE_WARNING
from charts.plain import plain_html
from charts.ward_position import figure_words, state_words
from scoring.explain import WHAT_IT_IS_NOT, place_sentence, standing_sentence
from scoring.measures import Level, theme_label
from scoring.score import ScoreResult
from scoring.ward_profile import MeasureProfile
from scoring.words import percentile_text

MANY_MEASURES = 24
"""From so many on, rows are set closer, so that forty still fit one page."""

STYLE = """<style>
.wn-sheet{display:none}
@page{size:A4;margin:9mm}
@media print{
  .wn-sheet{display:block;font:8.4pt/1.28 "Source Sans",sans-serif;color:#12263A;background:#fff}
  .wn-sheet *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
  .wn-sheet h2{font-size:15pt;margin:0;padding:0;line-height:1.2;color:#12263A}
  .wn-sheet h3{font-size:9.5pt;margin:5px 0 1px;padding:0;line-height:1.2;color:#12263A}
  .wn-sheet p,.wn-sheet ul{margin:1px 0;font-size:8.4pt}
  .wn-sheet ul{padding-left:14px}
  .wn-sheet li{margin:0;font-size:8.4pt}
  .wn-sheet .wn-warning{background:#FFE28A;padding:1px 6px;font-weight:700}
  .wn-sheet table{border-collapse:collapse;width:100%;margin:3px 0}
  .wn-sheet td,.wn-sheet th{padding:1.5px 4px;border:0;border-bottom:0.5px solid #C4D0DA;text-align:left;font-size:8pt}
  .wn-sheet .wn-many td,.wn-sheet .wn-many th{padding:0 4px;font-size:6.6pt;line-height:1.15;white-space:nowrap}
  .wn-sheet .wn-many .wn-band{min-width:90px}
  .wn-sheet td.wn-end{text-align:right;white-space:nowrap}
  .wn-sheet .wn-band{position:relative;height:8px;min-width:150px;background:#E1E5E9}
  .wn-sheet .wn-band>*{position:absolute;display:block}
  .wn-sheet .wn-zone{top:0;bottom:0;right:0;background:#9CD3DE}
  .wn-sheet .wn-tick{top:-1px;bottom:-1px;width:2px;background:#7A8794}
  .wn-sheet .wn-dot{width:8px;height:8px;margin-left:-4px;border-radius:50%;box-sizing:border-box}
  .wn-sheet .wn-dot{border:1.5px solid #186290;background:#fff}
  .wn-sheet .wn-dot.wn-above{background:#186290}
  .wn-sheet .wn-pair{display:flex;gap:14px}
  .wn-sheet .wn-pair>div{flex:1}
  .wn-sheet .wn-foot{font-size:7pt;border-top:0.5px solid #7A8794;margin-top:5px;padding-top:2px}
  .wn-sheet .wn-foot p{font-size:7pt}
  .st-key-ward-screen,.st-key-page-head,.st-key-settings-line,.wn-banner,[data-testid="stCaptionContainer"]{display:none!important}
  [data-testid="stMainBlockContainer"]{padding:0!important}
  [data-testid="stMain"] [data-testid="stVerticalBlock"]{gap:0!important}
  html,body,#root,[data-testid="stApp"],[data-testid="stAppViewContainer"],[data-testid="stMain"]{background:#fff!important}
  [data-testid="stApp"],[data-testid="stAppViewContainer"],[data-testid="stMain"]{height:auto!important}
}
</style>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNotes:
    """Lists of plain sentences below the table, by heading; empty ones are left out."""

    settings: str
    lists: Mapping[str, Sequence[str]]


def write_sheet(result: ScoreResult, ward: int, profiles: Sequence[MeasureProfile], notes: SheetNotes) -> str:
    """Write the page. Everything from the pack is escaped."""
    evidence = result.evidence
    identity = evidence.identity
    borough = str(evidence.boroughs.names[evidence.borough_of_ward[ward]])
    parts = [f'<p class="wn-warning">{SAMPLE_WARNING}</p>'] if identity.is_sample else []
    parts += [
        f"<h2>{plain_html(str(evidence.wards.names[ward]))}, {plain_html(borough)}</h2>",
        f"<p>{plain_html(standing_sentence(result, ward))} {plain_html(place_sentence(result, ward))}</p>",
        _table(profiles, borough),
        '<div class="wn-pair">',
    ]
    for heading, sentences in notes.lists.items():
        if sentences:
            items = "".join(f"<li>{plain_html(sentence)}</li>" for sentence in sentences)
            parts.append(f"<div><h3>{plain_html(heading)}</h3><ul>{items}</ul></div>")
    pack = f"{identity.title}, built {identity.built}, wards of {identity.ward_vintage}, pack {identity.fingerprint}."
    foot = [
        f"Settings: {notes.settings} Settings id {result.settings.fingerprint}.",
        " ".join([pack, *identity.attribution]),
        WHAT_IT_IS_NOT,
    ]
    parts.append(f'</div><div class="wn-foot">{"".join(f"<p>{plain_html(line)}</p>" for line in foot)}</div>')
    return f'<div class="wn-sheet">{"".join(parts)}</div>'


def _table(profiles: Sequence[MeasureProfile], borough: str) -> str:
    rows = []
    for theme in dict.fromkeys(each.measure.theme for each in profiles):
        rows.append(f'<tr><th colspan="6">{plain_html(theme_label(theme))}</th></tr>')
        rows += [_row(each) for each in profiles if each.measure.theme == theme]
    head = "".join(
        f"<th>{cell}</th>"
        for cell in (
            "Measure",
            "Figure, 95% interval, period",
            plain_html(borough),
            "London",
            "Less need in",
            "Least to most need; line: London; shaded: above",
        )
    )
    many = ' class="wn-many"' if len(profiles) >= MANY_MEASURES else ""
    return f"<table{many}><tr>{head}</tr>{''.join(rows)}</table>"


def _row(each: MeasureProfile) -> str:
    measure = each.measure
    level = " (borough figure)" if measure.level is Level.BOROUGH else ""
    counted = "" if each.is_counted else " (not counted)"
    label = f"{plain_html(measure.label)}{level}{counted}"
    others = [
        "–" if np.isnan(figure) else f"{figure:,.{measure.decimals}f}"
        for figure in (each.borough_value, each.london_value)
    ]
    share = "–" if np.isnan(each.percentile) else f"{percentile_text(each.percentile)}%"
    return (
        f"<tr><td>{f'<b>{label}</b>' if each.is_above else label}</td><td>{plain_html(figure_words(each))}</td>"
        f'<td class="wn-end">{others[0]}</td><td class="wn-end">{others[1]}</td><td class="wn-end">{share}</td>'
        f"<td>{_band(each)}</td></tr>"
    )


def _band(each: MeasureProfile) -> str:
    if np.isnan(each.percentile):
        return plain_html(state_words(each))
    cut = 100.0 if np.isnan(each.cut_place) else 100 * each.cut_place
    marks = [f'<span class="wn-zone" style="left:{cut:.1f}%"></span>']
    if not np.isnan(each.london_place):
        marks.append(f'<span class="wn-tick" style="left:{100 * each.london_place:.1f}%"></span>')
    look = "wn-dot wn-above" if each.is_above else "wn-dot"
    marks.append(f'<span class="{look}" style="left:{100 * each.percentile:.1f}%"></span>')
    return f'<div class="wn-band" title="{state_words(each)}">{"".join(marks)}</div>'


def similar_sentence(result: ScoreResult, ward: int, difference: float) -> str:
    """Name a similar ward with its borough and how far apart the two are."""
    evidence = result.evidence
    borough = evidence.boroughs.names[evidence.borough_of_ward[ward]]
    return f"{evidence.wards.names[ward]}, {borough}: {100 * difference:.1f} points apart on average"
