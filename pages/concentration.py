"""Concentration: how few wards hold how much, who lives with most of it, and how far two lists agree."""

import numpy as np
import numpy.typing as npt
import streamlit as st

import caching
from charts.classes import Classes, classify_vulnerability
from charts.concentration_charts import draw_contrast, draw_lorenz
from charts.concentration_rows import lens_order, lens_rows
from charts.plain import plain_markdown
from pages.parts.area_map import show_area_map
from pages.parts.chart_view import show_chart
from pages.parts.evidence_table import show_evidence_table
from pages.parts.frame import show_frame
from pages.parts.quote import show_quote
from pages.parts.settings_line import show_settings_line
from pages.parts.state import RESULTS, View, look
from scoring.concentration import WORST_PERCENTS
from scoring.concentration_words import (
    LENS_FORMULA,
    WHAT_LENS_IS,
    contrast_sentence,
    gini_sentence,
    overlap_sentence,
    worst_sentence,
)
from scoring.contrast import Contrast, contrast_by_measure, contrast_by_score, contrast_tenths
from scoring.errors import DataToolError
from scoring.evidence import Column, Evidence
from scoring.explain import rank_text
from scoring.measures import Level, Measure, Role
from scoring.overlap import Overlap, overlap_lists, take_worst
from scoring.percentile import Floats
from scoring.vulnerability import Vulnerability, look_at_vulnerability

SCORE, LENS, LIST = "score", "lens", "list"
WORDS = {SCORE: "need score", LENS: "vulnerability"}
FIRST_MEASURES = ("knife_crime", "violence_with_injury")
USUAL_WORST, USUAL_SECOND = 10, 20
SECOND_PERCENTS = (5, 10, 20, 25, 50)


def counted_measures(evidence: Evidence) -> list[Measure]:
    """Give the ward-level measures that count events, the best known first."""
    found = [
        column.measure
        for column in evidence.columns.values()
        if column.measure.level is Level.WARD and column.measure.role is Role.NEED and np.nansum(column.count) >= 1
    ]
    return sorted(found, key=lambda measure: measure.id not in FIRST_MEASURES)


def lens_measures(evidence: Evidence) -> list[Measure]:
    """Give the measures that the lens can take: need, for which higher is worse."""
    return [measure for measure in evidence.need_measures if measure.higher_is_worse]


def usual_lens(evidence: Evidence) -> list[str]:
    """Give the measures that the lens takes at first: those of public health, else all."""
    usable = lens_measures(evidence)
    return [measure.id for measure in usable if measure.theme == "health"] or [measure.id for measure in usable]


def label_of(measure: Measure) -> str:
    """Name a measure, and say when it is a borough's."""
    return f"{measure.label} (borough figure)" if measure.level is Level.BOROUGH else measure.label


def words_of(evidence: Evidence, name: str) -> str:
    """Name what wards are ordered by, as it stands in a sentence."""
    if name in WORDS:
        return WORDS[name]
    label = label_of(evidence.columns[name].measure)
    return label[:1].lower() + label[1:]


def need_by(view: View, name: str, lens: Vulnerability | None) -> Floats:
    """Give each ward's need by the score, by the lens, or by one measure; more is worse."""
    if name == SCORE:
        return view.result.score
    if name == LENS and lens is not None:
        return lens.index
    column: Column = view.opened.evidence.columns[name]
    return np.asarray(view.opened.evidence.on_wards(column, column.standing.need), dtype=float)


@st.fragment(key=RESULTS)
def show_results() -> None:
    """Draw the answers: the spread of events, most need against least, and the vulnerability lens."""
    view = look()
    lens = find_lens(view)
    show_spread(view)
    show_tenths(view, lens)
    st.subheader("Vulnerability lens", anchor=False)
    show_lens_choice(view)
    if lens is None:
        st.info("Choose at least one measure for the lens.")
        return
    st.markdown(f"**{plain_markdown(LENS_FORMULA)}**")
    st.caption(plain_markdown(WHAT_LENS_IS))
    overlap = show_overlap(view, lens)
    classes = classify_vulnerability(lens)
    show_area_map(
        view,
        classes,
        key="lens_map",
        hover=hover_lines(view, lens),
        alt=describe_map(view, classes, lens),
        outlined=overlap.first,
        outline_label=first_words(view)[1],
    )
    show_lens_table(view, lens, overlap)


def show_spread(view: View) -> None:
    """Show how few wards hold how much of one measure."""
    measures = counted_measures(view.opened.evidence)
    if not measures:
        st.info("No measure of this pack counts events by ward, so nothing can be said about how they are spread.")
        return
    labels = {measure.id: measure.label for measure in measures}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="spread"):
        measure_id = st.selectbox(
            "Events of",
            list(labels),
            key="spread_measure",
            format_func=lambda name: labels.get(name, name),
            width=300,
            persist_state="session",
        )
        percent = st.select_slider(
            "In the wards with most of them (%)",
            WORST_PERCENTS,
            USUAL_WORST,
            key="spread_percent",
            format_func=lambda part: f"{part}%",
            width=300,
            persist_state="session",
        )
    found = caching.concentrate(view.opened, measure_id)
    show_quote(worst_sentence(found, percent))
    st.markdown(plain_markdown(gini_sentence(found)))
    show_chart(view, draw_lorenz(found, percent), "lorenz")


def show_tenths(view: View, lens: Vulnerability | None) -> None:
    """Show an outcome in the tenth of wards with most need by something, and in the tenth with least."""
    evidence = view.opened.evidence
    st.subheader("Most need against least", anchor=False)
    outcomes = {measure.id: label_of(measure) for measure in evidence.need_measures}
    by = {SCORE: "Need score", **({LENS: "Vulnerability lens"} if lens else {})}
    by |= {measure.id: label_of(measure) for measure in evidence.measures}
    first = next((name for name in FIRST_MEASURES if name in outcomes), next(iter(outcomes), None))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="tenths"):
        outcome = st.selectbox(
            "Compare",
            list(outcomes),
            index=list(outcomes).index(first) if first else None,
            key="tenths_outcome",
            format_func=lambda name: outcomes.get(name, name),
            width=300,
            persist_state="session",
        )
        chosen = st.selectbox(
            "Between the tenths of wards with most and least need by",
            list(by),
            key="tenths_by",
            format_func=lambda name: by.get(name, name),
            width=420,
            persist_state="session",
        )
    if outcome is None:
        return
    contrast = compare_tenths(view, outcome, chosen, lens)
    words = words_of(evidence, chosen)
    st.markdown(f"**{plain_markdown(contrast_sentence(contrast, words))}**")
    show_chart(view, draw_contrast(contrast, words), "tenths")


def compare_tenths(view: View, outcome: str, by: str, lens: Vulnerability | None) -> Contrast:
    """Compare an outcome between the tenths by the score, the lens or a measure."""
    if by == SCORE:
        return contrast_by_score(view.result, outcome)
    if by == LENS and lens is not None:
        return contrast_tenths(view.opened.evidence, outcome, lens.index, by=LENS)
    return contrast_by_measure(view.opened.evidence, outcome, by)


def find_lens(view: View) -> Vulnerability | None:
    """Look through the lens that the control says; None where no measure is chosen or none can be divided."""
    evidence = view.opened.evidence
    chosen = st.session_state.get("lens_measures", usual_lens(evidence))
    usable = [measure.id for measure in lens_measures(evidence) if measure.id in chosen]
    try:
        return look_at_vulnerability(evidence, usable) if usable else None
    except DataToolError as error:
        st.info("\n".join(f"- {plain_markdown(fault)}" for fault in error.faults))
        return None


def show_lens_choice(view: View) -> None:
    """Let the measures of the lens be chosen."""
    evidence = view.opened.evidence
    labels = {measure.id: label_of(measure) for measure in lens_measures(evidence)}
    st.multiselect(
        "Measures of the lens",
        list(labels),
        usual_lens(evidence),
        key="lens_measures",
        format_func=lambda name: labels.get(name, name),
        persist_state="session",
        help="Measures for which lower is worse can't be divided by London's rate, so they aren't offered.",
    )


def show_overlap(view: View, lens: Vulnerability) -> Overlap:
    """Let two lists be chosen and say how far they agree."""
    evidence = view.opened.evidence
    measures = {measure.id: label_of(measure) for measure in evidence.need_measures}
    firsts = {LIST: "On the priority list"} | {name: f"Worst 10% by {label}" for name, label in measures.items()}
    seconds = {LENS: "Vulnerability lens", SCORE: "Need score", **measures}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="overlap"):
        st.selectbox(
            "Of these wards",
            list(firsts),
            key="overlap_first",
            format_func=lambda name: firsts.get(name, name),
            width=300,
            persist_state="session",
        )
        second = st.selectbox(
            "how many are also among the worst by",
            list(seconds),
            key="overlap_second",
            format_func=lambda name: seconds.get(name, name),
            width=300,
            persist_state="session",
        )
        percent = st.select_slider(
            "Worst (%)",
            SECOND_PERCENTS,
            USUAL_SECOND,
            key="overlap_percent",
            format_func=lambda part: f"{part}%",
            width=220,
            persist_state="session",
        )
    overlap = overlap_lists(
        first_list(view), take_worst(need_by(view, second, lens), percent), len(view.opened.evidence.wards)
    )
    told = "vulnerable" if second == LENS else f"in need by {words_of(evidence, second)}"
    show_quote(overlap_sentence(overlap, first_words(view)[0], f"among the {percent}% most {told}"))
    return overlap


def first_list(view: View) -> npt.NDArray[np.intp]:
    """Give the wards whose overlap is asked for."""
    first = st.session_state.overlap_first
    return view.result.priority.chosen if first == LIST else take_worst(need_by(view, first, None), USUAL_WORST)


def first_words(view: View) -> tuple[str, str]:
    """Name those wards, in a sentence and in a legend."""
    first = st.session_state.overlap_first
    if first == LIST:
        return "on the list", "On the list"
    words = words_of(view.opened.evidence, first)
    return f"in the worst {USUAL_WORST}% by {words}", f"Worst {USUAL_WORST}% by {words}"


def show_lens_table(view: View, lens: Vulnerability, overlap: Overlap) -> None:
    """Show every ward's index, what it is made of, and the lists it is on."""
    table = lens_rows(lens, view.result, overlap)
    config = st.column_config
    ratios = table.columns[5:]
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
            **{name: config.NumberColumn(format="%.0f", help="100 is London's rate") for name in ratios},
        },
        alt=f"Table of {len(table)} wards by vulnerability, with each measure as a ratio to London's rate.",
    )


def hover_lines(view: View, lens: Vulnerability) -> list[str]:
    """Say of each ward what the lens shows."""
    return [
        f"vulnerability {'no data' if np.isnan(index) else f'{index:.0f}'}; need rank {rank_text(view.result, ward)}"
        for ward, index in enumerate(lens.index)
    ]


def describe_map(view: View, classes: Classes, lens: Vulnerability) -> str:
    """Say in words what the map shows."""
    evidence = view.opened.evidence
    sample = "Sample data - not real. " if evidence.identity.is_sample else ""
    counts = "; ".join(f"{each.label}: {each.count} wards" for each in classes.legend)
    highest = ", ".join(f"{evidence.wards.names[ward]} ({lens.index[ward]:.0f})" for ward in lens_order(lens)[:3])
    return f"{sample}Map of {len(classes.of_ward)} wards: {classes.title}. {counts}. Highest: {highest}."


show_settings_line(show_frame("How concentrated is it?"))
show_results()
