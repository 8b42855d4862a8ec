"""A page's answer in one sentence, large enough to be read out, and its figures in a strip."""

from collections.abc import Sequence

import streamlit as st

from charts.plain import plain_html


def show_quote(text: str) -> None:
    """Show the sentence that answers the page's question."""
    st.html(f'<p class="wn-quote">{plain_html(text)}</p>')


def show_strip(figures: Sequence[tuple[str, str, str]]) -> None:
    """Show figures side by side: what it is, the figure, and what stands below it."""
    boxes = "".join(
        f'<div class="wn-figure"><span>{plain_html(label)}</span><b>{plain_html(figure)}</b>'
        f"<small>{plain_html(below)}</small></div>"
        for label, figure, below in figures
    )
    st.html(f'<div class="wn-figures">{boxes}</div>')
