"""Change: where is it rising, where is it falling, and is it more than chance?"""

import numpy as np
import streamlit as st

import caching
from charts.change_lines import draw_seasons
from charts.change_quadrants import USES, draw_quadrants
from charts.change_rows import all_rows, area_names, clear_rows, lay_out_change, measure_labels, ward_codes
from charts.classes import classify_change
from charts.plain import plain_html, plain_markdown
from pages.parts.area_map import columns_beside_map, describe_map, show_area_map
from pages.parts.chart_view import show_chart
from pages.parts.evidence_table import show_evidence_table
from pages.parts.frame import show_frame
from pages.parts.quote import show_line, show_note, show_quote, write_list
from pages.parts.settings_line import show_settings_line
from pages.parts.state import RESULTS, View, draw_results_again, look
from scoring.change import ChangeResult
from scoring.change_words import WHAT_CONTROL_MEANS, counts_sentence, ratio_text, window_sentence
from scoring.errors import RequestError
from scoring.measures import Level
from scoring.months import leave_out_stubs
from scoring.places import Scope, add_up_areas
from scoring.quadrants import Quadrant, Quadrants, sort_into_quadrants
from scoring.words import in_sentence

ALL_MEASURES = "all"
WINDOW_WORDS = {12: "12 months", 3: "3 months", 1: "1 month"}
SCOPE_WORDS = {Scope.PUBLISHED: "Wards", Scope.BOROUGH: "Boroughs", Scope.LONDON: "London"}
CLEAR, EVERY = "Rising and falling", "All comparisons"
MOST_NAMED = 10


def show_choices(view: View) -> None:
    """Show what is compared: which measure, over how many months, for which areas."""
    held = caching.find_months(view.opened)
    labels = {ALL_MEASURES: "All measures"} | {name: series.measure.label for name, series in held.items()}
    scopes = list(SCOPE_WORDS) if _ward_measures(view) else [Scope.BOROUGH, Scope.LONDON]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="comparison"):
        st.selectbox(
            "Measure",
            list(labels),
            key="change_measure",
            format_func=lambda name: labels.get(name, name),
            on_change=draw_results_again,
            bind="query-params",
            width=300,
        )
        st.segmented_control(
            "Compare the last",
            list(WINDOW_WORDS),
            default=12,
            key="change_window",
            format_func=WINDOW_WORDS.get,
            required=True,
            on_change=draw_results_again,
            bind="query-params",
            help="12 months with the 12 before; 3 months or 1 with the same months a year earlier, so that the season "
            "is the same.",
        )
        st.segmented_control(
            "For",
            scopes,
            default=scopes[0],
            key="change_scope",
            format_func=SCOPE_WORDS.get,
            required=True,
            on_change=draw_results_again,
            bind="query-params",
        )


def _ward_measures(view: View) -> list[str]:
    held = caching.find_months(view.opened)
    return [name for name, series in held.items() if series.measure.level is Level.WARD]


def compare(view: View) -> ChangeResult:
    """Compare what the controls say; measures published for boroughs have no wards to compare."""
    state = st.session_state
    scope = Scope(state.change_scope)
    chosen = state.change_measure
    if chosen != ALL_MEASURES:
        measure_ids = (chosen,)
    else:
        measure_ids = tuple(_ward_measures(view)) if scope is Scope.PUBLISHED else ()
    return caching.compare(view.opened, measure_ids=measure_ids, window=state.change_window, scope=scope)


@st.fragment(key=RESULTS)
def show_results() -> None:
    """Draw the answer: how many rise and fall, where, and how it went month by month."""
    view = look()
    try:
        change = compare(view)
    except RequestError as error:
        st.info("\n".join(f"- {plain_markdown(fault)}" for fault in error.faults), icon=":material/event_busy:")
        return
    quadrants = sort_into_quadrants(view.result, change)
    show_quote(counts_sentence(change))
    show_line(window_sentence(change))
    show_note(WHAT_CONTROL_MEANS)
    if change.notices:
        lines = "\n".join(f"- {plain_markdown(notice)}" for notice in change.notices)
        st.info(f"What was left out:\n{lines}", icon=":material/event_busy:")
    if change.scope is Scope.LONDON:
        show_london(view, quadrants)
        return
    left, right = columns_beside_map(8, 6)
    with left:
        classes = classify_change(change)
        show_area_map(
            view,
            classes,
            key="change_map",
            hover=lambda: hover_lines(view, change),
            alt=describe_map(view, classes, " by change"),
            outlined=view.result.priority.chosen,
        )
    with right:
        show_months(view, quadrants)
    show_quadrants(view, quadrants)
    show_table(view, quadrants)


def show_london(view: View, quadrants: Quadrants) -> None:
    """Show London as a whole: one line a measure, and the months of one of them."""
    left, right = st.columns([6, 7], gap="medium")
    with left:
        show_table(view, quadrants)
    with right:
        show_months(view, quadrants)


def show_months(view: View, quadrants: Quadrants) -> None:
    """Show one area's months in one measure: the chosen ward's or its borough's, else London's."""
    change = quadrants.change
    held = caching.find_months(view.opened)
    compared = {period.measure_id: period for period in change.periods}
    ward = view.ward
    measure_id = st.session_state.change_measure
    if measure_id == ALL_MEASURES:
        measure_id = st.selectbox(
            "Months of",
            list(compared),
            key="change_months_of",
            format_func=lambda name: held[name].measure.label,
            index=_clearest(view, change, list(compared)),
            width=300,
        )
    series, _ = leave_out_stubs(held[measure_id])
    scope = change.scope if ward is not None else Scope.LONDON
    added, _ = add_up_areas(series, view.opened.evidence, scope, np.ones(len(series.months), dtype=bool))
    position = 0
    if scope is not Scope.LONDON and ward is not None:
        is_ward = scope is Scope.PUBLISHED and series.measure.level is Level.WARD
        position = ward if is_ward else int(view.opened.evidence.borough_of_ward[ward])
    verdict = _verdict(change, measure_id, str(added.areas.codes[position]))
    show_chart(view, draw_seasons(added, position, compared=compared.get(measure_id), verdict=verdict), "months")
    if ward is None and change.scope is not Scope.LONDON:
        show_note("Choose a ward on the map, in the table or by name to see its own months.")


def _clearest(view: View, change: ChangeResult, measure_ids: list[str]) -> int:
    """Give the place of the measure that changed most clearly in the chosen ward, or anywhere."""
    table = change.table
    if view.ward is not None:
        evidence = view.opened.evidence
        borough = evidence.boroughs.codes[evidence.borough_of_ward[view.ward]]
        own = table[table["area_code"].isin([evidence.wards.codes[view.ward], borough])]
        table = own if own["p_value"].notna().any() else table
    if not table["p_value"].notna().any():
        return 0
    return measure_ids.index(str(table["measure_id"].loc[table["p_value"].idxmin()]))


def _verdict(change: ChangeResult, measure_id: str, area_code: str) -> str:
    table = change.table
    found = table["verdict"][(table["measure_id"] == measure_id) & (table["area_code"] == area_code)]
    return str(found.iloc[0]) if len(found) else ""


def show_quadrants(view: View, quadrants: Quadrants) -> None:
    """Show level against direction: where to invest, and from whom to learn."""
    names, labels = area_names(view.opened.evidence), measure_labels(view.opened.evidence)
    st.subheader("Level and direction", anchor=False)
    with st.container(key="answer-quadrants"):
        left, right = st.columns([7, 6], gap="medium")
        lower = st.columns(2, gap="medium")
    with left:
        show_chart(view, draw_quadrants(quadrants, names, labels), "quadrants")
    places = {
        Quadrant.HIGH_RISING: right,
        Quadrant.WAS_HIGH_FALLING: right,
        Quadrant.LOWER_RISING: lower[0],
        Quadrant.LOWER_FALLING: lower[1],
    }
    for quadrant, place in places.items():
        rows = np.flatnonzero(quadrants.quadrant == quadrant.value)
        rows = rows[np.argsort(quadrants.change.table["p_value"].to_numpy()[rows], kind="stable")]
        name, use = USES[quadrant]
        told = write_list(_name_rows(quadrants, rows, names, labels))
        place.html(f'<div class="wn-line"><b>{plain_html(f"{name}: {use}")}</b> ({len(rows):,})</div>{told}')


def _name_rows(
    quadrants: Quadrants,
    rows: "np.ndarray[tuple[int], np.dtype[np.intp]]",
    names: dict[str, str],
    labels: dict[str, str],
) -> list[str]:
    if not len(rows):
        return ["none"]
    table = quadrants.change.table
    lines = [
        f"{names[table['area_code'].iloc[row]]}: {in_sentence(labels[table['measure_id'].iloc[row]])} "
        f"{table['before_count'].iloc[row]:,.0f} to {table['after_count'].iloc[row]:,.0f} "
        f"({ratio_text(table['rate_ratio'].iloc[row])})"
        for row in rows[:MOST_NAMED]
    ]
    if len(rows) > MOST_NAMED:
        lines.append(f"and {len(rows) - MOST_NAMED} more in the table")
    return lines


def show_table(view: View, quadrants: Quadrants) -> None:
    """Show the comparisons, those that are clear first."""
    change = quadrants.change
    st.subheader("Rising and falling", anchor=False)
    shown = st.segmented_control("Show", [CLEAR, EVERY], default=CLEAR, key="change_rows", required=True)
    is_every = shown == EVERY or change.scope is Scope.LONDON
    rows = all_rows(change) if is_every else clear_rows(change)
    if not len(rows):
        st.info("No area is clearly rising or falling in this comparison. All comparisons are one click away.")
        return
    table = lay_out_change(quadrants, rows)
    if change.scope is not Scope.PUBLISHED:
        table = table.drop(columns=["Borough", *(["Level"] if change.scope is Scope.LONDON else [])])
    config = st.column_config
    show_evidence_table(
        view,
        table,
        ward_codes(change, rows),
        key="change_table",
        told={"Table": "Change over time", "Months": window_sentence(change), "Test": WHAT_CONTROL_MEANS},
        columns={
            "Area": config.TextColumn(pinned=True),
            "Before": config.NumberColumn(format="localized", help="Events in the earlier period"),
            "After": config.NumberColumn(format="localized", help="Events in the later period"),
            "95% interval": config.TextColumn(help="Of the change, given the counts of both periods"),
            "q-value": config.TextColumn(
                help="The least false-discovery rate at which this change would be called clear"
            ),
            "Level": config.TextColumn("Level and direction", help="High: among the worst share by rate"),
        },
        alt=f"Table of {len(table)} comparisons with counts before and after, change, interval and verdict.",
    )


def hover_lines(view: View, change: ChangeResult) -> list[str]:
    """Say of each ward what rises and falls there, or in its borough."""
    labels = measure_labels(view.opened.evidence)
    said: dict[str, list[str]] = {}
    table = change.table.iloc[clear_rows(change)]
    for code, measure, verdict, ratio in zip(
        *(table[name] for name in ("area_code", "measure_id", "verdict", "rate_ratio")), strict=True
    ):
        said.setdefault(code, []).append(f"{in_sentence(labels[measure])} {verdict} ({ratio_text(ratio)})")
    evidence = view.opened.evidence
    homes = evidence.boroughs.codes[evidence.borough_of_ward]
    is_ward = change.scope is Scope.PUBLISHED
    lines = []
    for code, home in zip(evidence.wards.codes, homes, strict=True):
        found = said.get(code if is_ward else home, [])
        lines.append(", ".join(found) or "no clear change")
    return lines if is_ward else [f"borough: {line}" for line in lines]


view = show_frame("Where is it rising, and where is it falling?")
show_settings_line(view)
if caching.find_months(view.opened):
    show_choices(view)
    show_results()
else:
    st.info(
        "This pack holds no monthly counts, so nothing can be said about change. Build it with files that count by "
        "month.",
        icon=":material/event_busy:",
    )
