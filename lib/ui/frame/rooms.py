"""A room of the house: a page of the app, with its place in the menu and its address."""

from __future__ import annotations

from copy import copy
from functools import cache
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
        """Return the page that Streamlit runs; it marks the one that it runs, so each run has its own."""
        return copy(_made(self))


@cache
def _made(room: Room) -> Page:
    """Make a page once: it looks for its file on the disk."""
    return st.Page(
        f"pages/{room.file}.py",
        title=room.title,
        icon=f":material/{room.icon}:",
        url_path=room.address or None,
        default=not room.address,
    )
