"""A room of the house: a page of the app, with its place in the menu and its address."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st
from streamlit.navigation.page import Page


class Room(NamedTuple):
    """One page; the one with an empty address is where a visitor comes in."""

    group: str
    title: str
    address: str
    file: str
    icon: str

    def page(self) -> Page:
        """Build the page that Streamlit runs."""
        return st.Page(
            f"pages/{self.file}.py",
            title=self.title,
            icon=f":material/{self.icon}:",
            url_path=self.address or None,
            default=not self.address,
        )
