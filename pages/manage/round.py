"""Bijwerkronde."""

import streamlit as st

st.title("Bijwerkronde", anchor=False)
