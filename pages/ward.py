"""Ward: one ward beside its borough and London, and why it scores what it scores."""

import numpy as np
import numpy.typing as npt
import streamlit as st

from charts.plain import plain_html, plain_markdown
from charts.ward_position import draw_position
from charts.ward_sheet import STYLE, SheetNotes, similar_sentence, write_sheet
from pages.parts.chart_view import show_chart
from pages.parts.frame import show_frame
from pages.parts.settings_line import settings_sentence, show_settings_line
from pages.parts.state import RESULTS, View, choose_ward, look
from pages.parts.ward_around import (
    find_trends,
    show_months,
    show_people,
    show_similar,
    show_strengths,
    strength_sentences,
    trend_sentence,
)
from pages.parts.ward_why import changes_of, close_sentences, show_ward_figures, show_why
from scoring.similar import find_similar_wards
from scoring.ward_profile import MeasureProfile, profile_ward

MOST_OFFERED = 8


@st.fragment(key=RESULTS)
def show_results() -> None:
    """Draw the chosen ward, or the ways to choose one."""
    view = look()
    ward = view.ward
    if ward is None:
        show_choice(view)
        return
    profiles = profile_ward(view.result, ward)
    with st.container(key="ward-screen"):
        show_ward(view, ward, profiles)
    st.html(STYLE + write_sheet(view.result, ward, profiles, gather_notes(view, ward, profiles)))


def show_choice(view: View) -> None:
    """Say that no ward is chosen, and offer the search, and wards of a chosen borough or the first of the list."""
    evidence = view.opened.evidence
    st.info("No ward is chosen. Find one by name above, on the map of another page, or begin with one of these.")
    title, wards = offer_wards(view)
    st.subheader(plain_markdown(title), anchor=False)
    with st.container(horizontal=True, key="ward-offers"):
        for ward in wards:
            code = str(evidence.wards.codes[ward])
            borough = evidence.boroughs.names[evidence.borough_of_ward[ward]]
            st.button(
                plain_markdown(f"{evidence.wards.names[ward]}, {borough}"),
                key=f"offer-{code}",
                on_click=_choose,
                args=(code,),
            )
    if not len(wards):
        st.markdown("No ward has a score under these settings.")


def offer_wards(view: View) -> tuple[str, npt.NDArray[np.intp]]:
    """Give the wards to begin with, by rank, and what they are."""
    evidence, result = view.opened.evidence, view.result
    order = result.order()
    place = st.session_state.get("place")
    if place in evidence.boroughs.codes:
        borough = int(np.flatnonzero(evidence.boroughs.codes == place)[0])
        title = f"The wards of {evidence.boroughs.names[borough]}, by need rank"
        return title, order[evidence.borough_of_ward[order] == borough]
    if len(result.priority.chosen):
        return "First on the priority list", result.priority.chosen[:MOST_OFFERED]
    return "Highest need ranks", order[result.is_scored[order]][:MOST_OFFERED]


def _choose(code: str) -> None:
    choose_ward(code)
    st.rerun("app")


def show_ward(view: View, ward: int, profiles: tuple[MeasureProfile, ...]) -> None:
    """Show one ward."""
    evidence = view.opened.evidence
    borough = evidence.boroughs.names[evidence.borough_of_ward[ward]]
    st.html(
        f'<h2 style="margin:0;padding:0">{plain_html(str(evidence.wards.names[ward]))}, {plain_html(str(borough))} '
        f"<small>{plain_html(str(evidence.wards.codes[ward]))}</small></h2>"
    )
    show_ward_figures(view, ward)
    with st.container(key="answer-ward"):
        left, right = st.columns([7, 6], gap="large")
    with left:
        chart = draw_position(view.result, ward, profiles, trends=find_trends(view, ward))
        show_chart(view, chart, "ward-position")
    with right:
        show_why(view, ward, profiles)
        show_strengths(view, ward)
        show_similar(view, ward)
    with st.container(key="answer-around"):
        left, right = st.columns([7, 6], gap="large")
    with left:
        show_months(view, ward)
    with right:
        show_people(view, ward)


def gather_notes(view: View, ward: int, profiles: tuple[MeasureProfile, ...]) -> SheetNotes:
    """Gather what the printed page says below its table."""
    heading, moves = changes_of(view, ward)
    similar = [
        similar_sentence(view.result, each.ward, each.difference) for each in find_similar_wards(view.result, ward)
    ]
    return SheetNotes(
        settings=settings_sentence(view.settings, view.opened.evidence),
        lists={
            "What would change its place": [heading, *moves],
            "Close to a threshold": close_sentences(profiles),
            "Wards most like it": similar,
            "Change and strengths": [trend_sentence(view, ward), *strength_sentences(view.result, ward)],
        },
    )


show_settings_line(show_frame("Why does this ward score what it scores?"))
show_results()
