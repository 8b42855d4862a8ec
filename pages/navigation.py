"""Page configuration and navigation: the script that runs for every visitor."""

from pathlib import Path

import streamlit as st

st.set_page_config(
    page_title="Ward need tool",
    page_icon=str(Path(__file__).parents[1] / "static" / "icon.png"),
    layout="wide",
    initial_sidebar_state=380,
    menu_items={"About": "The ward need tool of London's Violence Reduction Unit. MIT licence."},
)
st.navigation(
    [
        st.Page("priorities.py", title="Priorities", default=True),
        st.Page("ward.py", title="Ward"),
        st.Page("change.py", title="Change"),
        st.Page("certainty.py", title="Certainty"),
        st.Page("concentration.py", title="Concentration"),
        st.Page("method.py", title="Method and data"),
    ],
    position="top",
).run()
