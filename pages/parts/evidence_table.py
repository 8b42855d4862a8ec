"""A table of evidence on a page: a row that is clicked chooses its ward everywhere, and the file carries its origin."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from charts.exports import rows_csv
from charts.table import NO_HELP, write_table
from pages.parts.chart_view import offer_csv
from pages.parts.state import View, take_ward

TABLE_HEIGHT = 430
ROW_HEIGHT = 35


def show_evidence_table(
    view: View,
    table: pd.DataFrame,
    codes: Sequence[str | None],
    *,
    key: str,
    told: Mapping[str, str],
    columns: Mapping[str, object],
    alt: str,
    order: Sequence[str] | None = None,
    height: int = TABLE_HEIGHT,
) -> None:
    """Show a table with its download; `codes` has one ward a row, None where the row is about something else."""
    chosen = view.opened.evidence.wards.codes[view.ward] if view.ward is not None else None
    wanted = [codes.index(chosen)] if chosen is not None and chosen in codes else []
    held = st.session_state.get(key)
    marked = held["selection"]["rows"] if held else []
    if [codes[row] for row in marked if row < len(codes)] != [codes[row] for row in wanted]:
        st.session_state[key] = {"selection": {"rows": wanted, "columns": [], "cells": []}}
    st.dataframe(
        table,
        key=key,
        on_select=lambda: take_row(key, codes),
        selection_mode="single-row",
        hide_index=True,
        height=min(height, ROW_HEIGHT * (len(table) + 1) + 3),
        column_order=order,
        column_config=dict(columns),
        alt=alt,
    )
    offer_csv(view, lambda: rows_csv(view.result, table, told), key=key)


def take_row(key: str, codes: Sequence[str | None]) -> None:
    """Turn the row that was clicked into the chosen ward; a row that was let go leaves none."""
    rows = st.session_state[key]["selection"]["rows"]
    take_ward(codes[rows[0]] if rows and rows[0] < len(codes) else None)


def show_plain_table(
    view: View,
    table: pd.DataFrame,
    *,
    key: str,
    told: Mapping[str, str],
    alt: str,
    helps: Mapping[str, str] = NO_HELP,
) -> None:
    """Show a table in which no row is a ward, with its download."""
    st.html(write_table(table, alt=alt, helps=helps))
    offer_csv(view, lambda: rows_csv(view.result, table, told), key=key)
