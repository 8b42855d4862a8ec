"""The map with its legend, its choice of subject, and ways to every map action without a mouse."""

import numpy as np
import streamlit as st

from charts.classes import Classes, classify_flags, classify_scores, classify_values
from charts.plain import tell_apart
from pages.parts.area_map import describe_map, show_again, show_area_map
from pages.parts.state import View
from scoring.explain import by_rank, rank_text
from scoring.measures import Measure
from scoring.words import number_text, value_text

SCORE, FIGURES, FLAGS = "Need score", "A measure's figures", "Above or not"
MAP = "map"


def show_map(view: View) -> None:
    """Draw the map of what the visitor wants to see on it."""
    subject, measure_id = _choose_subject(view)
    classes = classify(view, subject, measure_id)
    show_area_map(
        view,
        classes,
        key=MAP,
        hover=lambda: _hover(view, subject, measure_id),
        alt=_describe(view, classes),
        outlined=view.result.priority.chosen,
        place=st.session_state.get("place"),
        has_names=True,
    )


def classify(view: View, subject: str, measure_id: str | None) -> Classes:
    """Class the wards by what the map shows."""
    result = view.result
    if subject == SCORE or measure_id is None:
        return classify_scores(result.score, result.max_score)
    column = view.opened.evidence.columns[measure_id]
    if subject == FIGURES:
        return classify_values(np.asarray(view.opened.evidence.on_wards(column, column.value)), column.measure)
    flags = next(each.flags for each in result.measures if each.measure.id == measure_id)
    return classify_flags(flags, column.measure)


def _choose_subject(view: View) -> tuple[str, str | None]:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        subject = st.segmented_control(
            "The map shows",
            [SCORE, FIGURES, FLAGS],
            default=SCORE,
            key="map_subject",
            required=True,
            label_visibility="collapsed",
        )
        measures = _measures_to_map(view, subject)
        measure_id = None
        if measures:
            labels = tell_apart({measure.id: measure.label for measure in measures})
            measure_id = st.selectbox(
                "Measure on the map",
                list(labels),
                key=f"map_measure_{subject}",
                format_func=labels.get,
                label_visibility="collapsed",
                width=260,
            )
        if view.opened.geometry is not None:
            st.button("Whole London", icon=":material/zoom_out_map:", on_click=_show_all)
    return (subject, measure_id) if measure_id else (SCORE, None)


def _measures_to_map(view: View, subject: str | None) -> list[Measure]:
    if subject == FIGURES:
        return list(view.opened.evidence.measures)
    return [each.measure for each in view.result.measures] if subject == FLAGS else []


def _show_all() -> None:
    st.session_state.place = None
    show_again(MAP)


def _describe(view: View, classes: Classes) -> str:
    result, evidence = view.result, view.opened.evidence
    first = result.order()[:3]
    top = ", ".join(
        f"{evidence.wards.names[ward]} ({number_text(result.score[ward])})" for ward in first if result.rank[ward]
    )
    return f"{describe_map(view, classes, f': {classes.title}')} Highest need scores: {top}."


def _hover(view: View, subject: str, measure_id: str | None) -> list[str]:
    """Write each ward's line: score and rank, the same for all wards that share a rank, and the figure on the map."""
    result, evidence = view.result, view.opened.evidence

    def stand(ward: int) -> str:
        if not result.rank[ward]:
            return "not scored"
        return f"need score {number_text(result.score[ward])}, rank {rank_text(result, ward)}"

    texts = by_rank(result, stand)
    if not measure_id or subject == SCORE:
        return texts
    column = evidence.columns[measure_id]
    values = evidence.on_wards(column, column.value)
    figures = ["no data" if np.isnan(value) else value_text(column.measure, value) for value in values]
    return [f"{text} - {figure}" for text, figure in zip(texts, figures, strict=True)]
