"""The vulnerability lens on a page: its measures, its formula, its map and table, and how far two lists agree."""

import numpy as np
import numpy.typing as npt
import streamlit as st

from charts.classes import Classes, classify_vulnerability
from charts.concentration_rows import lens_order, lens_rows
from pages.parts.area_map import MAP_HEIGHT, columns_beside_map, describe_map, show_area_map
from pages.parts.evidence_table import show_evidence_table
from pages.parts.ordering import LENS, SCORE, label_of, need_by, words_of
from pages.parts.quote import show_line, show_note, show_quote
from pages.parts.state import View
from scoring.concentration_words import LENS_FORMULA, WHAT_LENS_IS, overlap_sentence
from scoring.evidence import Evidence
from scoring.explain import by_rank, rank_text
from scoring.measures import Measure
from scoring.overlap import Overlap, overlap_lists, take_worst
from scoring.vulnerability import Vulnerability, find_lens_fault, look_at_vulnerability

LIST = "list"
CHOICE = "lens_measures"
FIRST_PERCENT, USUAL_SECOND = 10, 20
SECOND_PERCENTS = (5, 10, 20, 25, 50)
FIXED_COLUMNS = 5
"""Columns of the table before those of the measures."""


def find_lens(view: View) -> Vulnerability | None:
    """Look through the lens that its control says; None where no measure is chosen."""
    evidence = view.opened.evidence
    usable = [measure.id for measure in lens_measures(evidence)]
    chosen = st.session_state.get(CHOICE, usual_lens(evidence))
    wanted = [name for name in usable if name in chosen]
    return look_at_vulnerability(evidence, wanted) if wanted else None


def lens_measures(evidence: Evidence) -> list[Measure]:
    """Give the need measures that the lens can take."""
    return [each for each in evidence.need_measures if not find_lens_fault(evidence, evidence.columns[each.id])]


def usual_lens(evidence: Evidence) -> list[str]:
    """Give the measures that the lens takes at first: those of public health, else all."""
    usable = lens_measures(evidence)
    return [measure.id for measure in usable if measure.theme == "health"] or [measure.id for measure in usable]


def show_lens(view: View, lens: Vulnerability | None) -> None:
    """Show the lens with its choice, what it says of each ward, and how far it agrees with a list."""
    st.subheader("Vulnerability lens", anchor=False)
    _show_choice(view)
    if lens is None:
        st.info("No measure is chosen for the lens. Choose at least one to see the map.")
        return
    show_line(LENS_FORMULA, is_strong=True)
    show_note(WHAT_LENS_IS)
    overlap = _show_overlap(view, lens)
    classes = classify_vulnerability(lens)
    left, right = columns_beside_map(7, 6)
    with left:
        show_area_map(
            view,
            classes,
            key="lens_map",
            hover=lambda: _hover_lines(view, lens),
            alt=_describe(view, classes, lens),
            outlined=overlap.first,
            outline_label=_first_words(view)[1],
        )
    with right:
        _show_table(view, lens, overlap)


def _show_choice(view: View) -> None:
    evidence = view.opened.evidence
    labels = {measure.id: label_of(measure) for measure in lens_measures(evidence)}
    st.multiselect(
        "Measures of the lens",
        list(labels),
        usual_lens(evidence),
        key=CHOICE,
        format_func=lambda name: labels.get(name, name),
        bind="query-params",
        help="Measures for which lower is worse, and scores that go below 0, can't be divided by London's rate: they "
        "aren't offered.",
    )


def _show_overlap(view: View, lens: Vulnerability) -> Overlap:
    """Let two lists be chosen and say how far they agree."""
    evidence = view.opened.evidence
    measures = {measure.id: label_of(measure) for measure in evidence.need_measures}
    firsts = {LIST: "On the priority list"} | {
        name: f"Worst {FIRST_PERCENT}% by {label}" for name, label in measures.items()
    }
    seconds = {LENS: "Vulnerability lens", SCORE: "Need score", **measures}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="overlap"):
        st.selectbox(
            "Of these wards",
            list(firsts),
            key="overlap_first",
            format_func=lambda name: firsts.get(name, name),
            width=300,
            bind="query-params",
        )
        second = st.selectbox(
            "how many are also among the worst by",
            list(seconds),
            key="overlap_second",
            format_func=lambda name: seconds.get(name, name),
            width=300,
            bind="query-params",
        )
        percent = st.select_slider(
            "Worst share of wards",
            SECOND_PERCENTS,
            USUAL_SECOND,
            key="overlap_percent",
            format_func=lambda part: f"{part}%",
            width=220,
            bind="query-params",
        )
    worst = take_worst(need_by(view, second, lens), percent)
    overlap = overlap_lists(_first_list(view), worst, len(evidence.wards))
    told = "vulnerable" if second == LENS else f"in need by {words_of(evidence, second)}"
    show_quote(overlap_sentence(overlap, _first_words(view)[0], f"among the {percent}% most {told}"))
    return overlap


def _first_list(view: View) -> npt.NDArray[np.intp]:
    first = st.session_state.overlap_first
    return view.result.priority.chosen if first == LIST else take_worst(need_by(view, first, None), FIRST_PERCENT)


def _first_words(view: View) -> tuple[str, str]:
    """Name the first list, in a sentence and in a legend."""
    first = st.session_state.overlap_first
    if first == LIST:
        return "on the list", "On the list"
    words = words_of(view.opened.evidence, first)
    return f"in the worst {FIRST_PERCENT}% by {words}", f"Worst {FIRST_PERCENT}% by {words}"


def _show_table(view: View, lens: Vulnerability, overlap: Overlap) -> None:
    table = lens_rows(lens, view.result, overlap)
    config = st.column_config
    show_evidence_table(
        view,
        table,
        view.opened.evidence.wards.codes[lens_order(lens)].tolist(),
        key="lens_table",
        told={"Table": "Vulnerability lens by ward, London = 100", "Formula": LENS_FORMULA},
        columns={
            "Ward": config.TextColumn(pinned=True),
            "Vulnerability": config.NumberColumn(format="%.0f", help="Average of the measures' ratios; London is 100"),
            "Need score": config.NumberColumn(format="%.4g"),
            "Lists": config.TextColumn(help="On which of the two lists compared above the ward is"),
            **{
                name: config.NumberColumn(format="%.0f", help="100 is London's rate")
                for name in table.columns[FIXED_COLUMNS:]
            },
        },
        alt=f"Table of {len(table)} wards by vulnerability, with each measure as a ratio to London's rate.",
        height=MAP_HEIGHT,
    )


def _hover_lines(view: View, lens: Vulnerability) -> list[str]:
    ranks = by_rank(view.result, lambda ward: rank_text(view.result, ward))
    return [
        f"vulnerability {'no data' if np.isnan(index) else f'{index:.0f}'}, need rank {rank}"
        for index, rank in zip(lens.index, ranks, strict=True)
    ]


def _describe(view: View, classes: Classes, lens: Vulnerability) -> str:
    names = view.opened.evidence.wards.names
    highest = ", ".join(f"{names[ward]} ({lens.index[ward]:.0f})" for ward in lens_order(lens)[:3])
    return f"{describe_map(view, classes, f': {classes.title}')} Highest: {highest}."
