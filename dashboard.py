"""The door: `streamlit run dashboard.py`. Everything behind it is in app/."""

import streamlit as st

from app.door import MIDDLEWARE, ROUTES, on_script_error
from app.warm import lifespan
from base.settings import PROJECT

app = st.App(
    PROJECT / "app" / "shell.py", lifespan=lifespan, routes=ROUTES, middleware=MIDDLEWARE, on_script_error=on_script_error
)
