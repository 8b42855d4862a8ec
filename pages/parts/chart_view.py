"""A chart on a page, with its table and its files one click away."""

from collections.abc import Callable

import streamlit as st

from charts.chart import Chart, finish_figure
from charts.exports import name_file, table_csv
from charts.on_page import write_chart
from pages.parts.state import View

TABLE_ICON = ":material/table:"


def show_chart(view: View, chart: Chart, key: str) -> None:
    """Show a chart as text of the page, and its table and its picture when asked for."""
    with st.container(key=f"chart-{key}"):
        st.html(write_chart(chart, view.opened.evidence.identity))
        # no popover: that would close with the click on the picture's camera, before the picture is made
        more = st.expander("Table and picture", icon=TABLE_ICON, key=f"table-{key}", on_change="rerun")
        if more.open:
            with more:
                _show_table(view, chart, key)
                _show_figure(view, chart, key)


def _show_figure(view: View, chart: Chart, key: str) -> None:
    st.plotly_chart(
        finish_figure(chart, view.opened.evidence.identity, is_dark=st.context.theme.type == "dark"),
        key=key,
        theme=None,
        alt=chart.alt,
        config={
            "displaylogo": False,
            "modeBarButtons": [["toImage"]],
            "toImageButtonOptions": {"filename": name_file(view.result, key), "scale": 2},
        },
    )


def _show_table(view: View, chart: Chart, key: str) -> None:
    st.dataframe(chart.table, hide_index=True, height=min(420, 38 + 35 * len(chart.table)))
    offer_csv(view, lambda: table_csv(view.result, chart), key=key)


def offer_csv(view: View, write: Callable[[], bytes], *, key: str) -> None:
    """Offer a table as a file, written when somebody takes it."""
    st.download_button(
        "Download CSV",
        data=write,
        file_name=f"{name_file(view.result, key)}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"csv-{key}",
    )
