"""The one line that says under which settings a page speaks, with the way to where they are changed."""

import streamlit as st

from pages.parts.quote import show_line
from pages.parts.state import View
from scoring.evidence import Evidence
from scoring.priority import TIE_BREAK_NAMES
from scoring.settings import Settings, TieBreak, Ties
from scoring.words import number_text

SETTINGS_PAGE = "priorities.py"


def show_settings_line(view: View) -> None:
    """Show what the page's figures rest on; what is set on Priorities holds here."""
    with st.container(horizontal=True, vertical_alignment="center", key="settings-line", gap="small"):
        show_line(f"Settings: {settings_sentence(view.settings, view.opened.evidence)}")
        st.page_link(SETTINGS_PAGE, label="Change them on Priorities", icon=":material/tune:", width="content")


def settings_sentence(settings: Settings, evidence: Evidence) -> str:
    """Say in a few words what the user chose: list, thresholds, weights, and what is not as usual."""
    measures = evidence.need_measures
    choices = [settings.choices[measure.id] for measure in measures if measure.id in settings.choices]
    moved = sum(
        choice.value is not None or choice.top_percent not in (None, settings.top_percent) for choice in choices
    )
    weights = [settings.weight_of(measure.id) for measure in measures]
    off = sum(weight == 0 for weight in weights)
    heavier = sum(weight not in (0, settings.weight) for weight in weights)
    parts = [
        f"a list by need score of {number_text(settings.min_score)} or more"
        if settings.min_score is not None
        else f"a list of {number_text(settings.list_size or 0)}",
        f"need starts at the worst {number_text(settings.top_percent)}%{_differ(moved)}",
        f"weights {number_text(settings.weight)}{_differ(heavier)}",
    ]
    if off:
        parts.append(f"{off} {'measure' if off == 1 else 'measures'} off")
    if settings.ward_level_only:
        parts.append("ward-level evidence only")
    if settings.ties is Ties.INCLUDE:
        parts.append("tied areas count as above")
    if settings.tie_break is not TieBreak.NONE:
        parts.append(f"ties on the list parted by {TIE_BREAK_NAMES[settings.tie_break]}")
    if settings.min_coverage != Settings().min_coverage:
        parts.append(f"scored from {number_text(settings.min_coverage * 100)}% of the weight")
    return ", ".join(parts) + "."


def _differ(number: int) -> str:
    return f" ({number} {'differs' if number == 1 else 'differ'})" if number else ""
