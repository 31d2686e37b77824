"""The head of a page: its title, what it says first, and the ways to look, in one row.

Owns the row; on a phone the filters, and what is long, stay closed behind a small button.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from lib.ui.elements.html import show

_FILTER = Markup('<details class="wa-toggle filters"><summary>Filter</summary></details>')
_FOLD = Markup('<details class="wa-toggle phone"><summary>{}</summary></details>')
_COUNT = Markup('<span class="wa-filter-count">({})</span>')


@contextmanager
def page_head(title: str) -> Iterator[DeltaGenerator]:
    """Open the row; what is drawn in it follows the title and the place that this gives for the sentence."""
    with st.container(key="page-head", horizontal=True, vertical_alignment="center", gap="small"):
        st.title(title, anchor=False)
        yield st.container(key="page-lead")


@contextmanager
def folded_on_a_phone(label: str) -> Iterator[None]:
    """Draw a part that a phone keeps closed behind a button; elsewhere it is open, without one."""
    show(_FOLD.format(label))
    with st.container(key="phone-fold"):
        yield


def filter_toggle(params: Collection[str]) -> None:
    """Let a phone open the filters, and say how many of these the address sets.

    The count stands apart: markup that changed would be drawn anew, closed.
    """
    count = sum(len(st.query_params.get_all(param)) for param in params)
    with st.container(key="filter-toggle", horizontal=True, gap=None, width="content"):
        show(_FILTER)
        show(_COUNT.format(count))
