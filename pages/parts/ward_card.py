"""The chosen ward in a few sentences; without one, the first on the list."""

import numpy as np
import streamlit as st

from charts.plain import plain_html
from pages.parts.quote import write_list, write_note
from pages.parts.state import View
from scoring.explain import measure_sentence, standing_sentence
from scoring.threshold import ABOVE

MOST_SENTENCES = 5


def show_ward_card(view: View) -> None:
    """Say where the ward stands and which measures put it there."""
    ward = view.ward if view.ward is not None else first_ward(view)
    if ward is None:
        st.info("No ward is on the list, so there is none to explain.")
        return
    evidence, result = view.opened.evidence, view.result
    head = "Chosen ward" if view.ward is not None else "First on the list"
    above = [each for each in result.measures if each.flags[ward] == ABOVE]
    lines = [measure_sentence(result, each, ward) for each in above[:MOST_SENTENCES]]
    if len(above) > MOST_SENTENCES:
        lines.append(f"and {len(above) - MOST_SENTENCES} more")
    told = f"<h2>{head}: {plain_html(str(evidence.wards.names[ward]))}</h2>"
    told += f"<p>{plain_html(standing_sentence(result, ward))}</p>"
    if lines:
        told += f"<p>Above the threshold in:</p>{write_list(lines)}"
    if view.ward is None:
        told += write_note("Choose a ward on the map, in the table or by its name above to see it here.")
    st.html(f'<div class="wn-card">{told}</div>')


def first_ward(view: View) -> int | None:
    """Give the ward that comes first, if any is on the list."""
    order = view.result.order()
    listed = order[np.isin(order, view.result.priority.chosen)]
    return int(listed[0]) if len(listed) else None
