"""What `streamlit run app.py` starts: the pages, and the server's own routes beside them."""

import streamlit as st

from server import MIDDLEWARE, ROUTES, warm_up

app = st.App("pages/navigation.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=warm_up)
