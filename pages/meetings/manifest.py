"""Manifest."""

import streamlit as st

st.title("Manifest", anchor=False)
