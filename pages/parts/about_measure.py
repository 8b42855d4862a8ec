"""What a measure is and where it comes from: the same words beside its slider and on Method and data."""

import streamlit as st

from charts.plain import plain_html
from pages.parts.quote import write_note
from scoring.measures import Level, Measure


def show_about_measure(measure: Measure) -> None:
    """Show what a measure counts, its limits, and its source."""
    told = f"<p>{plain_html(measure.description)}</p>"
    if measure.caveat:
        told += f"<p><b>Know its limits.</b> {plain_html(measure.caveat)}</p>"
    st.html(f'<div class="wn-about">{told}{write_note(" ".join(source_sentences(measure)))}</div>')
    if measure.url.startswith("https://"):
        st.link_button("Where it is published", measure.url, icon=":material/open_in_new:", type="tertiary")


def source_sentences(measure: Measure) -> list[str]:
    """Say level, period, source, denominator and licence."""
    sentences = [
        f"Published for {level_words(measure)}.",
        f"Period: {measure.period}.",
        f"Source: {measure.source}, {measure.publisher}.",
    ]
    if measure.denominator:
        sentences.append(f"Per: {measure.denominator}.")
    return [*sentences, f"Licence: {measure.licence}."]


def level_words(measure: Measure) -> str:
    """Say at which level a measure is published."""
    return "each ward" if measure.level is Level.WARD else "each borough; its wards share the figure"


def direction_words(measure: Measure) -> str:
    """Say which way need grows."""
    return "a higher figure means more need" if measure.higher_is_worse else "a lower figure means more need"
