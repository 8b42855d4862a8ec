"""Certainty: would a slightly different view give another list?"""

import time

import numpy as np
import streamlit as st

import caching
from charts.certainty_charts import certainty_rows, draw_ranks, draw_shares
from charts.certainty_omissions import omission_rows
from charts.classes import classify_certainty
from pages.parts.area_map import MAP_HEIGHT, columns_beside_map, describe_map, show_area_map
from pages.parts.chart_view import show_chart
from pages.parts.evidence_table import show_evidence_table, show_plain_table
from pages.parts.frame import show_frame
from pages.parts.quote import show_line, show_quote, show_strip
from pages.parts.settings_line import show_settings_line
from pages.parts.state import RESULTS, View, draw_results_again, look
from scoring.certainty import CertaintyResult, Label
from scoring.certainty_words import certainty_sentence, doubt_text, omission_sentence, others_sentence, share_text
from scoring.doubt import Doubt
from scoring.explain import by_rank, rank_text
from scoring.priority import count_wards

DRAWS = (500, 2_000, 10_000)
FIRST_COLUMNS = ("Ward", "On the list, % of draws", "Label", "Need rank", "Need score", "List")
# from so many wards on, the first answer rests on fewer draws, so that the page is there within seconds
FEWER_DRAWS_FROM = 2_500
# work that takes longer than this shows how far it is
PATIENCE_SECONDS = 0.4


def show_doubt(wards: int) -> None:
    """Show how much is left open in each draw; the results alone are drawn again after a move."""
    usual = Doubt(draws=DRAWS[0]) if wards >= FEWER_DRAWS_FROM else Doubt()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="doubt"):
        st.slider(
            "Thresholds move by up to (points)",
            0.0,
            10.0,
            usual.threshold_spread,
            0.5,
            key="doubt_thresholds",
            format="%g",
            on_change=draw_results_again,
            bind="query-params",
            width=240,
            help="In each draw the worst 10% may become the worst 8% or 12%, for each measure on its own.",
        )
        st.slider(
            "Weights move by up to (%)",
            0,
            100,
            round(usual.weight_spread * 100),
            5,
            key="doubt_weights",
            on_change=draw_results_again,
            bind="query-params",
            width=240,
            help="In each draw every weight is drawn anew within this share of the one set on Priorities.",
        )
        st.select_slider(
            "Draws",
            DRAWS,
            usual.draws,
            key="doubt_draws",
            format_func=lambda draws: f"{draws:,}",
            on_change=draw_results_again,
            bind="query-params",
            width=160,
            help="More draws take longer and say the shares more exactly.",
        )
        st.toggle(
            "Figures move by their sampling error",
            usual.value_noise,
            key="doubt_figures",
            on_change=draw_results_again,
            bind="query-params",
            help="Counts vary as counts do by chance; survey figures within their published interval.",
        )


def chosen_doubt() -> Doubt:
    """Give the doubt that the controls say."""
    state = st.session_state
    return Doubt(
        draws=int(state.doubt_draws),
        threshold_spread=float(state.doubt_thresholds),
        weight_spread=state.doubt_weights / 100,
        value_noise=bool(state.doubt_figures),
    )


def assess(view: View, doubt: Doubt) -> CertaintyResult:
    """Draw, or take what was drawn before; long work shows how far it is."""
    begun = time.monotonic()
    place = st.empty()

    def show(share: float) -> None:
        if time.monotonic() - begun > PATIENCE_SECONDS:
            place.progress(share, text=f"Drawing {doubt.draws:,} times: {share:.0%}")

    certainty = caching.assess(view.opened, view.settings, doubt, show)
    place.empty()
    return certainty


@st.fragment(key=RESULTS)
def show_results() -> None:
    """Draw the answer: how firm the list is, for which wards, and what it depends on."""
    view = look()
    certainty = assess(view, chosen_doubt())
    show_quote(certainty_sentence(certainty))
    show_line(others_sentence(certainty))
    show_strip(key_figures(certainty))
    with st.container(key="answer"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_chart(view, draw_shares(certainty), "in-list-share")
    with right:
        show_chart(view, draw_ranks(certainty), "rank-intervals")
    show_dependence(view)
    st.subheader("Every ward", anchor=False)
    classes = classify_certainty(certainty)
    left, right = columns_beside_map(7, 6)
    with left:
        show_area_map(
            view,
            classes,
            key="certainty_map",
            hover=lambda: hover_lines(certainty),
            alt=describe_map(view, classes, " by the share of draws in which each is on the list"),
            outlined=view.result.priority.chosen,
        )
    with right:
        show_wards(view, certainty)


def key_figures(certainty: CertaintyResult) -> list[tuple[str, str, str]]:
    """Count the wards by how firm their place is."""
    labels = np.array(certainty.labels(), dtype=object)
    chosen = certainty.result.priority.chosen
    off = np.setdiff1d(np.flatnonzero(labels == Label.BORDERLINE), chosen)
    listed = f"of {count_wards(len(chosen))} on the list"
    return [
        ("Firm", f"{int((labels[chosen] == Label.FIRM).sum()):,}", listed),
        ("Borderline, on the list", f"{int((labels[chosen] == Label.BORDERLINE).sum()):,}", listed),
        ("Borderline, off the list", f"{len(off):,}", "on it in more than 5% of draws"),
        ("Out", f"{int((labels == Label.OUT).sum()):,}", f"of {count_wards(len(labels))} in London"),
    ]


def show_dependence(view: View) -> None:
    """Show what the list depends on: single measures, and borough figures."""
    omissions = caching.leave_out(view.opened, view.settings)
    part = caching.find_borough_part(view.opened, view.settings)
    st.subheader("What the list depends on", anchor=False)
    show_line(omission_sentence(omissions))
    show_line(part.sentence())
    if not omissions:
        return
    show_plain_table(
        view,
        omission_rows(view.opened.evidence, omissions),
        key="leave-one-out",
        told={"Table": "The list without each measure"},
        helps={
            "Leave": "Wards that leave the list without this measure",
            "Join": "Wards that join it",
            "Tied": "Wards that would then tie for the last places",
        },
        alt=f"Table of {len(omissions)} measures with the wards that leave and join the list without each.",
    )


def show_wards(view: View, certainty: CertaintyResult) -> None:
    """Show how firm each ward's place is, in the order of need."""
    order = view.result.order()
    table = certainty_rows(certainty, order)
    config = st.column_config
    show_evidence_table(
        view,
        table,
        view.opened.evidence.wards.codes[order].tolist(),
        key="certainty_wards",
        told={"Table": "How firm each ward's place is", "Each draw": doubt_text(certainty.doubt)},
        columns={
            "Ward": config.TextColumn(pinned=True),
            "Need score": config.NumberColumn(format="%.4g"),
            "On the list, % of draws": config.NumberColumn(
                "On the list, %", format="%.1f", help="Share of draws in which the ward is on the list"
            ),
            "Label": config.TextColumn(help="firm: at least 95% of draws; out: at most 5%; borderline: between"),
        },
        alt=f"Table of {len(table)} wards by need rank with share of draws on the list, label and rank interval.",
        order=[*FIRST_COLUMNS, *(name for name in table.columns if name not in FIRST_COLUMNS)],
        height=MAP_HEIGHT,
    )


def hover_lines(certainty: CertaintyResult) -> list[str]:
    """Say of each ward what the map shows of it."""
    result = certainty.result
    ranks = by_rank(result, lambda ward: rank_text(result, ward))
    return [
        f"on the list in {share_text(share)} of draws, {label.value}; rank {rank}" if is_scored else "not scored"
        for share, label, rank, is_scored in zip(
            certainty.in_list_share, certainty.labels(), ranks, result.is_scored, strict=True
        )
    ]


view = show_frame("How firm is the list?")
show_settings_line(view)
show_doubt(len(view.opened.evidence.wards))
show_results()
