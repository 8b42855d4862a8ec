"""What a page says in words and figures: its answer in one sentence, plain lines, and figures in a strip.

Written as text of the page: reading markdown takes a browser milliseconds a line, too long for what follows a move.
"""

from collections.abc import Sequence

import streamlit as st

from charts.plain import plain_html


def show_quote(text: str) -> None:
    """Show the sentence that answers the page's question."""
    st.html(f'<p class="wn-quote">{plain_html(text)}</p>')


def show_line(text: str, *, is_strong: bool = False) -> None:
    """Show a sentence, as wide as it is where others stand beside it."""
    look = "wn-line wn-strong" if is_strong else "wn-line"
    st.html(f'<div class="{look}">{plain_html(text)}</div>', width="content")


def show_note(text: str) -> None:
    """Show what is only by the way."""
    st.html(write_note(text))


def write_note(text: str) -> str:
    """Write what is only by the way, as HTML."""
    return f'<div class="wn-note">{plain_html(text)}</div>'


def write_list(lines: Sequence[str]) -> str:
    """Write lines one below the other, as HTML."""
    return f'<ul class="wn-list"><li>{"</li><li>".join(map(plain_html, lines))}</li></ul>'


def show_strip(figures: Sequence[tuple[str, str, str]]) -> None:
    """Show figures side by side: what it is, the figure, and what stands below it."""
    boxes = "".join(
        f'<div class="wn-figure"><span>{plain_html(label)}</span><b>{plain_html(figure)}</b>'
        f"<small>{plain_html(below)}</small></div>"
        for label, figure, below in figures
    )
    st.html(f'<div class="wn-figures">{boxes}</div>')
