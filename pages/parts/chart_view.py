"""A chart on a page, with its table and its files one click away."""

import re

import streamlit as st

from charts.chart import Chart, finish_figure
from charts.exports import table_csv
from pages.parts.state import View


def show_chart(view: View, chart: Chart, key: str) -> None:
    """Show a chart, which carries its title and source in itself so that a saved picture has them, and its table."""
    identity = view.opened.evidence.identity
    with st.container(key=f"chart-{key}"):
        name = file_name(view, key)
        st.plotly_chart(
            finish_figure(chart, identity, is_dark=st.context.theme.type == "dark"),
            key=key,
            theme=None,
            alt=chart.alt,
            config={
                "displaylogo": False,
                "modeBarButtons": [["toImage"]],
                "toImageButtonOptions": {"filename": name, "scale": 2},
            },
        )
        table = st.popover(
            "Table",
            icon=":material/table:",
            type="tertiary",
            width="content",
            key=f"table-{key}",
            on_change="rerun",
        )
        if table.open:  # a table that nobody looks at isn't sent with every move
            with table:
                _show_table(view, chart, key, name)


def _show_table(view: View, chart: Chart, key: str, name: str) -> None:
    st.dataframe(chart.table, hide_index=True, height=min(420, 38 + 35 * len(chart.table)))
    st.download_button(
        "Download CSV",
        data=lambda: table_csv(view.result, chart),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"csv-{key}",
    )


def file_name(view: View, key: str) -> str:
    """Name a chart's file so that it still tells what it is in a folder of many."""
    identity = view.opened.evidence.identity
    sample = "sample-not-real-" if identity.is_sample else ""
    words = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
    return f"ward-need-{sample}{words}-{identity.built}-{view.settings.fingerprint}"
