"""A chart on a page: title, figure, what it says below, and its table and files one click away."""

import re

import streamlit as st

from charts.chart import TITLE_SPACE, Chart, finish_figure
from charts.exports import table_csv
from charts.plain import plain_markdown
from pages.parts.state import View

STYLE = f"""<style>
[class*="st-key-chart-"] .gtitle{{display:none}}
[class*="st-key-chart-"] [data-testid="stElementContainer"]:has([data-testid="stPlotlyChart"]){{margin-top:-{TITLE_SPACE - 6}px}}
[class*="st-key-chart-"] h4{{position:relative;z-index:1;font-size:1rem;max-width:calc(100% - 3rem);padding:0}}
[class*="st-key-chart-"]{{gap:0.4rem}}
</style>"""


def show_chart(view: View, chart: Chart, key: str) -> None:
    """Show a chart. The figure carries its words in itself, hidden here, so that a saved picture has them too."""
    identity = view.opened.evidence.identity
    with st.container(key=f"chart-{key}"):
        st.html(STYLE)
        st.markdown(f"#### {plain_markdown(chart.title)}")
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
        with st.container(horizontal=True, vertical_alignment="top", gap="small"):
            st.caption(plain_markdown(chart.below), width="stretch")
            with st.popover("Table", icon=":material/table:", type="tertiary", width="content"):
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
