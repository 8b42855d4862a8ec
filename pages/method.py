"""Method and data: the rules worked through on one ward, every measure with its origin, limits and accessibility."""

import os

import numpy as np
import streamlit as st

from charts.classes import classify_values
from charts.plain import plain_html, plain_markdown
from pages.parts.about_measure import direction_words, show_about_measure
from pages.parts.area_map import columns_beside_map, describe_map, show_area_map
from pages.parts.documents import read_document, read_version
from pages.parts.evidence_table import show_plain_table
from pages.parts.frame import show_frame
from pages.parts.measure_table import age_sentence, measure_table, source_table
from pages.parts.quote import show_line, show_note, write_list
from pages.parts.settings_line import show_settings_line
from pages.parts.state import RESULTS, View, look
from pages.parts.ward_card import first_ward
from scoring.measure_coverage import coverage_sentence
from scoring.measures import Level, Measure
from scoring.words import value_text
from scoring.worked_example import work_example

CONTACT_SETTING = "WARD_NEED_CONTACT"
NO_CONTACT = "the people in your organisation who run this tool"
MAP_HEIGHT = 430
WHAT_IT_IS = """\
The tool counts. For each measure a threshold says where need starts; a ward's **need score** is the sum of the
weights of the measures in which it is above. It is a simple and flexible score for the needs of one project: change
a threshold or a weight, and it is another score. It should not be thought of as an index or a composite measure
that can or should be used more widely.
"""
WHAT_FILES = (
    "Every file that the pack was built from: rows read and used, totals in and out, and why the rest is left out."
)
WHAT_VERSION = 'the newest heading of CHANGELOG.md, where changes that move scores stand under "Method changes"'


@st.fragment(key=RESULTS)
def show_results() -> None:
    """Draw what follows settings and the chosen ward."""
    view = look()
    show_example(view)
    show_measure(view)


def show_example(view: View) -> None:
    """Work the rules through on the chosen ward, else on the first of the list."""
    ward = view.ward if view.ward is not None else first_ward(view)
    ward = int(view.result.order()[0]) if ward is None and len(view.opened.evidence.wards) else ward
    if ward is None:
        st.info("The pack holds no wards, so there is nothing to work through.")
        return
    name = plain_markdown(str(view.opened.evidence.wards.names[ward]))
    st.header(f"The rules, worked through on {name}", anchor=False)
    if view.ward is None:
        show_note("Find a ward above to see its own sums.")
    steps = [
        f'<div class="wn-step"><div><b>{number}. {plain_html(step.name)}.</b> {plain_html(step.rule)}</div>'
        f"{write_list(step.sums)}</div>"
        for number, step in enumerate(work_example(view.result, ward), start=1)
    ]
    st.html("".join(steps))


def show_measure(view: View) -> None:
    """Show one measure: what it is, how complete, how old, and where it is high."""
    evidence = view.opened.evidence
    st.header("One measure at a time", anchor=False)
    labels = {measure.id: measure.label for measure in evidence.measures}
    if st.session_state.get("method_measure") not in labels:
        st.session_state.method_measure = next(iter(labels))
    chosen = st.selectbox("Measure", list(labels), key="method_measure", format_func=labels.get, width=420)
    column = evidence.columns[chosen]
    measure = column.measure
    values = np.asarray(evidence.on_wards(column, column.value), dtype=float)
    classes = classify_values(values, measure)
    left, right = columns_beside_map(6, 7)
    with left:
        show_about_measure(measure)
        show_line(f"Direction: {direction_words(measure)}.")
        show_line(f"Figures for {coverage_sentence(column)}.")
        show_line(age_sentence(measure, evidence.identity.built))
    with right:
        show_area_map(
            view,
            classes,
            key="method_map",
            hover=lambda: hover_lines(view, measure, values),
            alt=describe_map(view, classes, f": {measure.label}, {measure.period}"),
            outlined=view.result.priority.chosen,
            height=MAP_HEIGHT,
        )


def hover_lines(view: View, measure: Measure, values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> list[str]:
    """Say each ward's figure."""
    level = "" if measure.level is Level.WARD else " (borough figure)"
    return [
        "no data" if np.isnan(value) else f"{value_text(measure, value)}{level}"
        for value in values[: len(view.opened.evidence.wards)]
    ]


def show_what_it_is() -> None:
    """Say what the score is for, and what it is not."""
    st.markdown(WHAT_IT_IS)


def show_registry(view: View) -> None:
    """Show all measures and all source files as tables."""
    st.header("All measures", anchor=False)
    show_line("The same list feeds the sliders, the charts, the files and this page.")
    show_plain_table(
        view,
        measure_table(view.opened.evidence),
        key="method-measures",
        told={"Table": "All measures with their origin"},
        alt="Table of all measures with level, direction, period, age, coverage, source, licence and caveat.",
    )
    st.header("Files that the figures come from", anchor=False)
    files = source_table(view.opened.pack.sources)
    if files.empty:
        is_sample = view.opened.evidence.identity.is_sample
        show_line("A program made these figures; no file went in." if is_sample else "The pack names no source files.")
        return
    show_line(WHAT_FILES)
    show_plain_table(
        view,
        files,
        key="method-files",
        told={"Table": "Source files, reconciled"},
        alt="Table of source files with rows read and used, totals in and out, and reasons for what was left out.",
    )


def show_documents(view: View) -> None:
    """Show limits, accessibility, version and contact."""
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Limits", anchor=False)
        st.markdown(read_document("limits"))
    with right:
        st.header("Accessibility", anchor=False)
        st.markdown(read_document("accessibility"))
        st.header("Version and contact", anchor=False)
        identity = view.opened.evidence.identity
        pack = (
            f"{identity.title}, built {identity.built}, wards of {identity.ward_vintage}, pack {identity.fingerprint}"
        )
        lines = [
            f"Tool: {read_version()} ({WHAT_VERSION}).",
            f"Data: {pack}.",
            f"Settings: {view.settings.fingerprint}.",
            *identity.attribution,
            f"Questions: {os.environ.get(CONTACT_SETTING, NO_CONTACT)}.",
        ]
        st.markdown("\n".join(f"- {plain_markdown(line)}" for line in lines))


view = show_frame("How is the need score made, and from what?")
show_settings_line(view)
show_what_it_is()
show_results()
show_registry(view)
show_documents(view)
