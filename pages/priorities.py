"""Priorities: sliders, map, table and one answer."""

import streamlit as st

from charts.figures import draw_boroughs, draw_distribution, draw_drivers
from pages.parts.chart_view import show_chart
from pages.parts.controls import show_controls
from pages.parts.frame import show_frame
from pages.parts.headline import show_key_figures, show_what_changed
from pages.parts.map_panel import SCORE, classify, show_map
from pages.parts.print_list import show_printed_list
from pages.parts.state import RESULTS, look
from pages.parts.table_panel import show_downloads, show_table
from pages.parts.ward_card import show_ward_card


@st.fragment(key=RESULTS)
def show_results() -> None:
    """Draw the answer: figures, map, charts and table, all from one result."""
    view = look()
    told = st.container(key="told")
    with st.container(key="answer"):
        beside = st.columns([8, 5], gap="medium")
    with st.container(key="answer-below"):
        below = st.columns([8, 5], gap="medium")
    # table and map first, for a browser takes longest over them; a table after the map would wait for its pixels
    table = st.container(key="table")
    with table:
        show_table(view)
    with beside[0]:
        show_map(view)
    with told:
        show_key_figures(view)
        show_what_changed(view)
    with table:
        show_downloads(view)
    with beside[1]:
        score_classes = classify(view, SCORE, None)
        show_chart(view, draw_distribution(view.result, score_classes), "distribution")
        show_chart(view, draw_drivers(view.result), "drivers")
    with below[0]:
        show_ward_card(view)
    with below[1]:
        show_chart(view, draw_boroughs(view.result), "boroughs")
    show_printed_list(view)


view = show_frame("Which wards need support most?")
with st.sidebar:
    show_controls(view)
show_results()
