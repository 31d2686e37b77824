"""Technologietafels."""

import streamlit as st

st.title("Technologietafels", anchor=False)
