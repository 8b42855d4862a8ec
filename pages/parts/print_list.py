"""The list as it is printed: a page on paper can't be scrolled."""

import numpy as np
import streamlit as st

from charts.plain import plain_html
from pages.parts.settings_line import settings_sentence
from pages.parts.state import View
from scoring.explain import rank_text
from scoring.measures import theme_label
from scoring.words import number_text

MOST_ROWS = 100


def show_printed_list(view: View) -> None:
    """Write the wards on the list, and those that tie for it, where only paper shows them."""
    result, evidence = view.result, view.opened.evidence
    chosen, tied = set(result.priority.chosen.tolist()), set(result.priority.tied.tolist())
    shown = chosen | tied
    listed = [int(ward) for ward in result.order() if int(ward) in shown]
    rows = []
    for ward in listed[:MOST_ROWS]:
        people = evidence.wards.population[ward]
        cells = [
            rank_text(result, ward),
            str(evidence.wards.names[ward]),
            str(evidence.boroughs.names[evidence.borough_of_ward[ward]]),
            number_text(result.score[ward]),
            *(number_text(score[ward]) for score in result.theme_scores.values()),
            "" if np.isnan(people) else f"{people:,.0f}",
            "tied" if ward in tied else "",
        ]
        rows.append("".join(f"<td>{plain_html(cell)}</td>" for cell in cells))
    more = f"<p>and {len(listed) - MOST_ROWS:,} more</p>" if len(listed) > MOST_ROWS else ""
    themes = [theme_label(theme) for theme in result.theme_scores]
    names = ["Rank", "Ward", "Borough", "Need score", *themes, "People", ""]
    heads = "".join(f"<th>{plain_html(name)}</th>" for name in names)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    identity = evidence.identity
    about = f"{identity.title}, built {identity.built}. Settings: {settings_sentence(view.settings, evidence)}"
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    st.html(f'<div class="wn-print"><p>{plain_html(about)}</p>{table}{more}</div>')
