"""Presenteren."""

import streamlit as st

st.title("Presenteren", anchor=False)
