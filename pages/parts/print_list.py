"""The list as it is printed: a page on paper can't be scrolled."""

from collections.abc import Iterable

import numpy as np
import streamlit as st

from charts.plain import plain_html, plain_lines
from pages.parts.settings_line import settings_sentence
from pages.parts.state import View
from scoring.explain import by_rank, rank_text
from scoring.measures import theme_label
from scoring.words import number_text

MOST_ROWS = 100
MOST_CHARACTERS = 48


def show_printed_list(view: View) -> None:
    """Write the wards on the list, and those that tie for it, where only paper shows them.

    It follows every move, and a browser takes its time over each cell; so a column is one cell with a line a ward.
    """
    result, evidence = view.result, view.opened.evidence
    shown = np.union1d(result.priority.chosen, result.priority.tied)
    order = result.order()
    listed = order[np.isin(order, shown)]
    wards = listed[:MOST_ROWS]
    people = evidence.wards.population[wards]
    ranks = by_rank(result, lambda ward: rank_text(result, ward))
    columns: dict[str, Iterable[str]] = {
        "Rank": (ranks[ward] for ward in wards),
        "Ward": evidence.wards.names[wards],
        "Borough": evidence.boroughs.names[evidence.borough_of_ward[wards]],
        "Need score": map(number_text, result.score[wards]),
        **{theme_label(theme): map(number_text, score[wards]) for theme, score in result.theme_scores.items()},
        "People": ("" if np.isnan(number) else f"{number:,.0f}" for number in people),
        "": ("tied" if is_tied else "" for is_tied in np.isin(wards, result.priority.tied)),
    }
    heads = "".join(f"<th>{plain_html(name)}</th>" for name in columns)
    cells = "".join(f"<td>{plain_lines(texts, most=MOST_CHARACTERS)}</td>" for texts in columns.values())
    more = f"<p>and {len(listed) - MOST_ROWS:,} more</p>" if len(listed) > MOST_ROWS else ""
    identity = evidence.identity
    about = f"{identity.title}, built {identity.built}. Settings: {settings_sentence(view.settings, evidence)}"
    table = f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"
    st.html(f'<div class="wn-print"><p>{plain_html(about)}</p>{table}{more}</div>')
