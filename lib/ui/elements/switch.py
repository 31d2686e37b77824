"""A switch between a few ways to look, of which one is always on; the address follows it.

Owns the field; what each way shows is the page's own.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lib.ui.here.state import follow_address


def switch(label: str, param: str, names: Mapping[str, str], usual: str, *, key: str) -> str:
    """The way that is chosen; in the address as `param`, where an unknown value counts as the usual one."""
    changed = follow_address(key, param, lambda values: values[0] if values and values[0] in names else usual)
    chosen = st.segmented_control(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=changed,
    )
    return str(chosen)
