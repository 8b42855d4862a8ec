"""Concentration: how few wards hold how much, most need against least, and how far two lists agree."""

import numpy as np
import streamlit as st

import caching
from charts.concentration_charts import draw_contrast, draw_lorenz
from pages.parts.chart_view import show_chart
from pages.parts.frame import show_frame
from pages.parts.lens_panel import find_lens, show_lens
from pages.parts.ordering import LENS, SCORE, best_known_first, label_of, words_of
from pages.parts.quote import show_line, show_quote
from pages.parts.settings_line import show_settings_line
from pages.parts.state import RESULTS, View, look
from scoring.concentration import WORST_PERCENTS
from scoring.concentration_words import contrast_sentence, gini_sentence, worst_sentence
from scoring.contrast import Contrast, contrast_by_measure, contrast_by_score, contrast_tenths
from scoring.evidence import Evidence
from scoring.measures import Level, Role
from scoring.vulnerability import Vulnerability

USUAL_PERCENT = 10


@st.fragment(key=RESULTS)
def show_results() -> None:
    """Draw the answers: the spread of events, most need against least, and the vulnerability lens."""
    view = look()
    lens = find_lens(view)
    with st.container(key="answer"):
        left, right = st.columns(2, gap="large")
    with left:
        show_spread(view)
    with right:
        show_tenths(view, lens)
    show_lens(view, lens)


def counted_measures(evidence: Evidence) -> dict[str, str]:
    """Give the labels of the ward-level need measures that count events, the best known first."""
    found = [
        name
        for name, column in evidence.columns.items()
        if column.measure.level is Level.WARD and column.measure.role is Role.NEED and np.nansum(column.count) >= 1
    ]
    return {name: evidence.columns[name].measure.label for name in best_known_first(found)}


def show_spread(view: View) -> None:
    """Show how few wards hold how much of one measure."""
    st.subheader("How few wards hold how much", anchor=False)
    labels = counted_measures(view.opened.evidence)
    if not labels:
        st.info("No measure of this pack counts events by ward, so nothing can be said about how they are spread.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="spread"):
        measure_id = st.selectbox(
            "Events of",
            list(labels),
            key="spread_measure",
            format_func=lambda name: labels.get(name, name),
            width=280,
            bind="query-params",
        )
        percent = st.select_slider(
            "In the wards with most of them",
            WORST_PERCENTS,
            USUAL_PERCENT,
            key="spread_percent",
            format_func=lambda part: f"{part}%",
            width=240,
            bind="query-params",
        )
    found = caching.concentrate(view.opened, measure_id)
    show_quote(worst_sentence(found, percent))
    show_chart(view, draw_lorenz(found, percent), "lorenz-curve")
    show_line(gini_sentence(found))


def show_tenths(view: View, lens: Vulnerability | None) -> None:
    """Show an outcome in the tenth of wards with most need by something, and in the tenth with least."""
    evidence = view.opened.evidence
    st.subheader("Most need against least", anchor=False)
    labels = {measure.id: label_of(measure) for measure in evidence.measures}
    outcomes = best_known_first([measure.id for measure in evidence.need_measures])
    by = {SCORE: "Need score", **({LENS: "Vulnerability lens"} if lens else {}), **labels}
    if not outcomes:
        st.info("This pack has no measure of need, so there is nothing to compare.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="tenths"):
        outcome = st.selectbox(
            "Compare",
            outcomes,
            key="tenths_outcome",
            format_func=lambda name: labels.get(name, name),
            width=280,
            bind="query-params",
        )
        chosen = st.selectbox(
            "Most and least need by",
            list(by),
            key="tenths_by",
            format_func=lambda name: by.get(name, name),
            width=280,
            bind="query-params",
        )
    contrast = compare_tenths(view, outcome, chosen, lens)
    words = words_of(evidence, chosen)
    show_quote(contrast_sentence(contrast, words))
    show_chart(view, draw_contrast(contrast, words), "most-against-least")


def compare_tenths(view: View, outcome: str, by: str, lens: Vulnerability | None) -> Contrast:
    """Compare an outcome between the tenths by the score, the lens or a measure."""
    if by == SCORE:
        return contrast_by_score(view.result, outcome)
    if by == LENS and lens is not None:
        return contrast_tenths(view.opened.evidence, outcome, lens.index, by=LENS)
    return contrast_by_measure(view.opened.evidence, outcome, by)


show_settings_line(show_frame("How concentrated is it?"))
show_results()
