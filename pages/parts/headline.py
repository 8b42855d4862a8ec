"""The strip of key figures, what the last move changed, and how clear the list's cut is."""

from dataclasses import replace

import numpy as np
import streamlit as st

from pages.parts.quote import show_line, show_note, show_strip
from pages.parts.state import CONTROLS_HEAD, RESULTS, View, change_settings, previous_result, undo
from scoring.priority import count_wards
from scoring.score import ScoreResult
from scoring.words import in_sentence, join_words

MOST_NAMES = 6


def show_key_figures(view: View) -> None:
    """Show the list in four figures."""
    result, evidence = view.result, view.opened.evidence
    chosen = result.priority.chosen
    people = evidence.wards.population
    living, everybody = float(np.nansum(people[chosen])), float(np.nansum(people))
    boroughs = len(np.unique(evidence.borough_of_ward[chosen]))
    share = f"{living / everybody:.1%} of all residents" if everybody else "of an unknown number"
    figures = [
        ("Wards on the list", f"{len(chosen):,}", f"of {len(evidence.wards):,} wards"),
        ("Boroughs they lie in", f"{boroughs:,}", f"of {len(evidence.boroughs):,} boroughs"),
        ("People who live there", f"{living:,.0f}", share),
    ]
    label, held = share_of_events(result)
    show_strip([*figures, ("Recorded there", held, f"of all {label}")] if label else figures)


def share_of_events(result: ScoreResult) -> tuple[str, str]:
    """Give the share of all events of one crime measure that the list's wards hold: the one that weighs most."""
    counted = [
        each
        for each in result.measures
        if each.measure.theme == "crime"
        and len(each.column.count) == len(result.evidence.wards)
        and np.nansum(each.column.count) > 0
    ]
    if not counted:
        return "", ""
    order = ["knife_crime"]
    heaviest = max(counted, key=lambda each: (each.weight, each.measure.id in order))
    events = heaviest.column.count
    share = float(np.nansum(events[result.priority.chosen]) / np.nansum(events))
    return in_sentence(heaviest.measure.label), f"{share:.0%}"


def show_what_changed(view: View) -> None:
    """Say how clear the cut is, and what the last move changed, with names and a way back."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="cut"):
        show_line(view.result.priority.sentence(), is_strong=True)
        _show_cuts(view)
    before = previous_result(view)
    if before is None:
        show_note("Move a threshold or a weight: which wards join or leave the list is said here.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        show_line(change_sentence(before, view.result))
        st.button("Undo", key="undo-move", icon=":material/undo:", type="tertiary", on_click=_undo_all)


def _show_cuts(view: View) -> None:
    """Offer the cuts on either side of a tie that the list would part."""
    priority = view.result.priority
    if not priority.has_open_tie or view.settings.list_size is None:
        return
    for size in filter(None, (priority.smaller_cut, priority.larger_cut)):
        st.button(f"List {size:,}", key=f"cut-{size}", type="secondary", on_click=_take_cut, args=(size,))


def _take_cut(size: int) -> None:
    change_settings(replace(st.session_state.settings, list_size=size))
    st.rerun([RESULTS, CONTROLS_HEAD])


def _undo_all() -> None:
    undo()
    st.rerun("app")


def change_sentence(before: ScoreResult, after: ScoreResult) -> str:
    """Say which wards joined the list and which left it.

    Names come with the borough only where two wards share one; the rest are counted.
    """
    old, new = before.priority.chosen, after.priority.chosen
    joined, left = np.setdiff1d(new, old), np.setdiff1d(old, new)
    moved = int((before.score != after.score).sum() - (np.isnan(before.score) & np.isnan(after.score)).sum())
    if not len(joined) and not len(left):
        if moved == 0:
            return "After the last move: no score changed."
        return f"After the last move: the list is the same; {count_wards(moved)} changed score."
    parts = []
    if len(joined):
        parts.append(f"{count_wards(len(joined))} joined ({_names(after, joined)})")
    if len(left):
        parts.append(f"{count_wards(len(left))} left ({_names(after, left)})")
    return f"After the last move: {', '.join(parts)}."


def _names(result: ScoreResult, wards: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> str:
    names = [str(result.evidence.wards.names[ward]) for ward in wards[:MOST_NAMES]]
    if len(wards) > MOST_NAMES:
        return f"{', '.join(names)} and {len(wards) - MOST_NAMES} more"
    return join_words(names)
