"""The plain way of building such a page, to compare with: everything anew on each move, shapes in every message."""

import os
from pathlib import Path

import geopandas as gpd
import pandas as pd
import plotly.express as px
import pydeck as pdk
import streamlit as st

COLOURS = [[205, 229, 148], [128, 198, 163], [31, 158, 183], [24, 98, 144], [8, 12, 84]]
FOLDER = Path(os.environ["NAIVE_PACK"])


@st.cache_data
def read() -> tuple[pd.DataFrame, pd.DataFrame, gpd.GeoDataFrame]:
    """Read the pack's tables and shapes."""
    return (
        pd.read_parquet(FOLDER / "areas.parquet"),
        pd.read_parquet(FOLDER / "values.parquet"),
        gpd.read_parquet(FOLDER / "wards.parquet"),
    )


areas, values, shapes = read()
st.set_page_config(layout="wide")
wards = areas[areas["level"] == "ward"].set_index("area_code")
scores = pd.Series(0, index=wards.index)
for measure, rows in list(values.groupby("measure_id"))[:17]:
    share = st.sidebar.slider(str(measure), 0.0, 50.0, 10.0, 0.5)
    figures = rows.set_index("area_code")["value"]
    above = figures[figures.rank(pct=True) > 1 - share / 100].index
    scores += wards.index.isin(above) | wards["borough_code"].isin(above)
table = wards.assign(score=scores).sort_values("score", ascending=False).reset_index()
drawn = shapes.merge(table, on="area_code")
drawn["colour"] = [COLOURS[min(score // 3, 4)] for score in drawn["score"]]
left, right = st.columns([3, 2])
layer = pdk.Layer("GeoJsonLayer", drawn, get_fill_color="colour", get_line_color=[255, 255, 255], pickable=True)
centre = shapes.total_bounds
view = pdk.ViewState(longitude=(centre[0] + centre[2]) / 2, latitude=(centre[1] + centre[3]) / 2, zoom=9)
left.pydeck_chart(pdk.Deck([layer], initial_view_state=view, map_provider=None), height=520)
right.plotly_chart(px.histogram(table, x="score"))
right.plotly_chart(px.bar(table.head(30).groupby("borough_code", as_index=False).size(), x="size", y="borough_code"))
st.dataframe(table)
